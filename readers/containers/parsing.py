"""From untrusted bytes to plain data: JSON, NDJSON and YAML with limits, and nothing that surprises.

JSON without duplicate keys, NaN or Infinity. YAML without aliases, tags, duplicate keys or implicit types: every
scalar is text, and the model gives it its type. Limits on bytes, depth and nodes hold before and while parsing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import yaml

from ...facts.errors import InputError
from .content import HEAD_BYTES, encoding_of
from .documents import documents_of, looks_like_paste, without_terminal
from .strict_json import MAX_DEPTH, MAX_NODES, Refused, limit, plain_json

MAX_BYTES = 64 * 1024 * 1024
MAX_YAML_BYTES = 4 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The content of a file, at most `MAX_BYTES`. Raises InputError that says what is wrong with it."""
    try:
        with path.open("rb") as stream:
            return read_stream(stream, str(path))
    except FileNotFoundError:
        raise InputError("no such file", where=str(path)) from None
    except IsADirectoryError:
        raise InputError("is a folder, not a file", where=str(path)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InputError(f"cannot be read: {reason}", where=str(path)) from None


def kept(path: Path) -> Callable[[], IO[bytes]]:
    """What opens a pipe any number of times: it is read once, when it is opened first, up to the bound of a file."""
    held: list[bytes] = []

    def opened() -> IO[bytes]:
        if not held:
            with path.open("rb") as stream:
                held.append(stream.read(MAX_BYTES + 1))
        return io.BytesIO(held[0])

    return opened


def read_stream(stream: IO[bytes], where: str) -> bytes:
    """The content of a stream, at most `MAX_BYTES`. Raises InputError where there is more or nothing."""
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1024**2} MB", where=where, hint="export one VM at a time")
    if not content.strip():
        raise InputError("is empty", where=where, expected="a fact file (YAML or JSON) or an Azure export (JSON)")
    return content


def decoded(content: bytes, where: str = "") -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16 as PowerShell 5 writes it, or a code page of Windows."""
    encoding = encoding_of(content[:HEAD_BYTES])
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        return content.decode(encoding).rstrip("\0")
    except UnicodeDecodeError as error:
        raise InputError(
            f"is not text: byte {error.start} is not {encoding.removesuffix('-sig').upper()}", where=where
        ) from None


def parse(content: bytes, where: str = "") -> Any:
    """Plain data from JSON, NDJSON (a list then) or YAML. Raises InputError with line and column.

    JSON documents one after another, as a paste from a terminal has them, come as `documents.Documents`.
    """
    text = decoded(content, where)
    if sum(map(text.count, ",[{")) > 2 * MAX_NODES:  # before parsing: each value takes far more room than its text
        raise InputError(f"holds more than {MAX_NODES} values", where=where)
    is_json = text.lstrip()[:1] in ("{", "[")
    data = _parse_json(text, where) if is_json else _parse_other(text, where)
    limit(data, where)
    return data


def _parse_json(text: str, where: str) -> Any:
    try:
        return plain_json(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("{") for line in lines[:2]) and error.msg == "Extra data":
            return _parse_lines(lines, text, where)
        several = _documents_in(text, where)
        if several is not None:
            return several
        if _looks_like_flow_yaml(text):
            return _parse_yaml(text, where)
        yaml_below = without_terminal(text)
        if yaml_below is not None:  # the first line is a prompt that begins with a bracket
            return _parse_yaml(yaml_below, where)
        raise InputError(
            f"is no valid JSON: {error.msg.lower()} in line {error.lineno}, column {error.colno}",
            where=where,
            hint=_broken(error, text),
        ) from None
    except Refused as error:
        raise InputError(str(error), where=where) from None
    except (RecursionError, ValueError) as error:
        raise InputError(_too_much(error), where=where) from None


def _parse_other(text: str, where: str) -> Any:
    several = _documents_in(text, where) if looks_like_paste(text[:HEAD_BYTES]) else None
    return several if several is not None else _parse_yaml(text, where)


def _documents_in(text: str, where: str) -> Any:
    return documents_of(text.replace("\r\n", "\n"), where)


_OF_A_STATUS = ("status", "formattedMessage")  # names in the status file of an extension


def _broken(error: json.JSONDecodeError, text: str) -> str:
    """Why a JSON text is broken off or apart, where that can be seen."""
    if error.msg == "Extra data":
        return "what stands behind the first answer is no JSON: give each in a file of its own"
    if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated string"):
        return "the file may be cut off: save the whole output in a file, and give that"
    if error.msg.startswith("Invalid control character") and text[error.pos : error.pos + 1] in "\r\n":
        return "a line ends inside a text, as where a window wraps its lines: save the output in a file, and give that"
    if all(f'"{name}"' in text for name in _OF_A_STATUS):
        return "it has the names of an extension's status: where it was written so, the agent cannot read it either"
    if "'" in text[error.pos : error.pos + 1]:
        return "it has single quotation marks, as Python prints data: end the command with `-o json`"
    return ""


def _parse_lines(lines: list[str], text: str, where: str) -> Any:
    """The objects of NDJSON, one a line; or documents of which only the first fits in a line."""
    try:
        return [_parse_line(line, n, where) for n, line in enumerate(lines, 1)]
    except InputError:
        several = _documents_in(text, where)
        if several is None or several.broken:
            raise
        return several


def _parse_line(line: str, number: int, where: str) -> Any:
    try:
        return plain_json(line)
    except json.JSONDecodeError as error:
        raise InputError(f"line {number} is no valid JSON: {error.msg.lower()}", where=where) from None
    except (Refused, RecursionError, ValueError) as error:
        raise InputError(f"line {number}: {_too_much(error)}", where=where) from None


def _too_much(error: Exception) -> str:
    return "is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _looks_like_flow_yaml(text: str) -> bool:
    """A YAML flow mapping such as `{vm: {os_type: linux}}`: its first key has no quotes."""
    return len(text) <= MAX_YAML_BYTES and text.lstrip()[1:].lstrip()[:1].isalpha()


def _parse_yaml(text: str, where: str) -> Any:
    if len(text) > MAX_YAML_BYTES:
        raise InputError(f"is YAML of more than {MAX_YAML_BYTES // 1024**2} MB", where=where, hint="use JSON instead")
    try:
        documents = list(_documents(yaml.parse(text, Loader=_LOADER)))
    except Refused as error:
        raise InputError(str(error), where=where) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        place = f" in line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise InputError(f"is neither JSON nor YAML: {problem}{place}", where=where) from None
    return documents[0] if len(documents) == 1 else documents


_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def _documents(events: Iterable[Any]) -> Iterator[Any]:
    """The documents of a YAML stream, built from its events: every scalar is text, plain empty ones are None."""
    stack: list[Any] = []
    keys: list[Any] = []
    for event in events:
        line = f"line {event.start_mark.line + 1}"
        if isinstance(event, yaml.AliasEvent):
            raise Refused(f"YAML aliases (*name) are not accepted, {line}: write the value out")
        if getattr(event, "anchor", None):
            raise Refused(f"YAML anchors (&name) are not accepted, {line}: write the value out")
        if getattr(event, "tag", None):
            raise Refused(f"the YAML tag {event.tag} is not accepted, {line}")
        if isinstance(event, yaml.ScalarEvent):
            plain_empty = not event.style and event.value in ("", "~", "null")
            value: Any = None if plain_empty else event.value
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            stack.append({} if isinstance(event, yaml.MappingStartEvent) else [])
            keys.append(_NO_KEY)
            if len(stack) > MAX_DEPTH:
                raise Refused(f"is nested more than {MAX_DEPTH} levels deep, {line}")
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value = stack.pop()
            keys.pop()
        else:
            continue
        if not stack:
            yield value
        elif isinstance(stack[-1], list):
            stack[-1].append(value)
        elif keys[-1] is _NO_KEY:
            if not isinstance(value, str):
                raise Refused(f"a key must be text, {line}")
            if value in stack[-1]:
                raise Refused(f"the key {value!r} stands twice in one mapping, the second time in {line}")
            keys[-1] = value
        else:
            stack[-1][keys[-1]] = value
            keys[-1] = _NO_KEY


_NO_KEY = object()
