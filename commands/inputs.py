"""What commands read: the cases in files, and the one that is meant."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..facts.errors import InputError, UsageError
from .output import say

if TYPE_CHECKING:
    from ..facts.case import Case
    from ..readers.loading import Loaded
    from ..redaction import Redactor


_LIKE_A_PATH = re.compile(r"[.~]?[^\s]*[/\\][^\s]*|[.~][^\s]*|[^\s]*\.[A-Za-z0-9]{1,8}")
_DATA = re.compile(r"\[[^\"\d]*[\"\d].*\]|\{[^\"\d]*[\"\d].*\}", re.DOTALL)  # an answer in one line, without blanks

MOST_TOLD = 4  # files that are named as not read: more would push the answer off the screen
_LEAST_WORDS = 3  # from so many words on, arguments that are no files are a message
_SHORTEST_CODE = 14  # letters of a mistyped code: shorter ones are words of a sentence


def told_apart(arguments: Sequence[str]) -> tuple[list[str], str]:
    """Which arguments are files and folders, and the text that the others are: an error code, a message.

    A message may come as one argument or word by word. What could be either, and is no code, is a file that is missing.
    """
    files: list[str] = []
    words: list[str] = []
    for argument in filter(str.strip, arguments):
        like_a_path = _LIKE_A_PATH.fullmatch(argument) and not _DATA.fullmatch(argument)
        (files if argument == "-" or like_a_path or _exists(argument) else words).append(argument)
    if words and not any(" " in word.strip() or "\n" in word for word in words):
        codes = [word for word in words if _DATA.fullmatch(word) or _is_a_code(word)]
        if codes or len(words) < _LEAST_WORDS:
            files += [word for word in words if word not in codes]
            words = codes
    return files, " ".join(words)


def _exists(argument: str) -> bool:
    try:
        return Path(argument).exists()
    except (OSError, ValueError):  # too long for a name
        return False


def _is_a_code(word: str) -> bool:
    from ..facts.failure_texts import is_made_by_a_program
    from ..kb.recognition import meant_by, recognise

    mistyped = len(word) >= _SHORTEST_CODE and bool(meant_by(word))
    return is_made_by_a_program(word) or recognise(word).code is not None or mistyped


def loaded_cases(
    paths: Sequence[str], redactor: Redactor | None = None, text: str = "", left_out: list[str] | None = None
) -> list[Case]:
    """The cases in the files, and in a `text` that was given as the failure's.

    What was left out is told on stderr, with pseudonyms where a redactor is given; the names of such files go into
    `left_out`. Raises InputError where nothing can be used.
    """
    from ..readers.loading import load_given, load_paths
    from .redacting import met, redacted_remarks

    loaded = load_given(text, paths) if text else load_paths(paths)
    met(loaded.cases)
    told = redacted_remarks(loaded, redactor) if redactor else loaded
    unread = [file for file in told.files if file.status != "read"]
    if left_out is not None:
        left_out += [file.file for file in unread]
    for file in unread[:MOST_TOLD]:
        say(f"{file.status}: {file.file}: {file.detail}")
    if len(unread) > MOST_TOLD:
        say(f"and {len(unread) - MOST_TOLD} more files were not read: `backupdx import` tells of each")
    for remark in told.remarks:
        say(f"note: {remark}")
    return loaded.cases


def tell_unused(paths: Sequence[str], loaded: Loaded, told: Loaded) -> None:
    """Say of each input that was named why it was not used, or is not whole; with the names that `told` has for it."""
    pairs = [*zip(loaded.files, told.files, strict=True)]
    for name in dict.fromkeys(paths):
        path = "standard input" if name == "-" else name.rstrip("/") or name
        inside = (f"{path}/", f"{path}{os.sep}", f"{path}: ")
        mine = [(real, shown) for real, shown in pairs if real.file in (name, path) or real.file.startswith(inside)]
        itself = [shown for real, shown in mine if real.file in (name, path) and real.status != "read"]
        if itself or (mine and all(real.status != "read" for real, _ in mine)):
            first = itself[0] if itself else mine[0][1]
            more = "" if itself or len(mine) == 1 else f"; nor were {len(mine) - 1} more in it"
            say(f"{first.status}: {first.file}: {first.detail}{more}")


def with_meant_code(case: Case) -> Case:
    """The case with the code that was meant by a mistyped one, where a person at a terminal says so.

    Without a terminal nothing is changed: the diagnosis then asks "Did you mean ...?" in its headline.
    """
    from ..kb.recognition import is_known, meant_by

    code = case.error.code
    if code is None or is_known(code) or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return case
    meant = meant_by(code)
    if not meant:
        return case
    say(f"{code} is not an error code that backupdx knows. Did you mean {meant[0]}? Enter for yes, n for no:")
    if sys.stdin.readline().strip().lower() not in ("", "y", "yes"):
        return case
    return case.with_facts({"error.code": meant[0]}, case.source_of("error.code"))


def of_vm(cases: Sequence[Case], vm: str, redactor: Redactor | None = None) -> list[Case]:
    """The cases of the VM of this name, in any case of letters.

    Raises InputError where there is none; with a redactor it names the others by pseudonyms.
    """
    found = [case for case in cases if (case.vm.name or "").lower() == vm.lower()]
    if found:
        return found
    from ..facts.declaration import nearest

    names = [case.vm.name for case in cases if case.vm.name]
    guess = nearest(vm, names)
    if redactor is not None:
        redactor.learn(cases)
        names = [redactor.name("vm", name) for name in names]
        guess = guess and redactor.name("vm", guess)
    raise InputError(
        f"no VM {vm!r} in these files" if redactor is None else "no VM of the name given is in these files",
        hint=f"did you mean {guess}?" if guess else f"they are about {', '.join(names[:8])}",
    )


def only_one(cases: Sequence[Case], redactor: Redactor | None = None) -> Case:
    """The case, where it is one. Raises UsageError where there are more, which names them, by pseudonyms if wanted."""
    if len(cases) != 1:
        shown = cases if redactor is None else [redactor.case(case) for case in cases[:8]]
        names = ", ".join(case.vm.name or case.id or "?" for case in shown[:8])
        raise UsageError(f"the files are about {len(cases)} VMs ({names}): choose one with --vm")
    return cases[0]


def cases_named(
    paths: list[str],
    code: str | None,
    facts: list[str],
    vm: str | None,
    redactor: Redactor | None = None,
    left_out: list[str] | None = None,
) -> list[Case]:
    """The cases that the command line names; files that were not read go into `left_out`.

    Raises InputError and UsageError.
    """
    from ..facts.case import Case, Source
    from ..kb.recognition import is_no_code

    files, text = told_apart(paths)
    if code and is_no_code(code):
        text, code = "\n\n".join(filter(None, (code, text))), None
    if files or text:
        cases = loaded_cases(files, redactor, text, left_out)
    elif code or facts:
        cases = [Case()]
    else:
        raise UsageError(
            "nothing to diagnose: give a file or folder, or the error code or message; "
            "`backupdx diagnose --help` tells more"
        )
    if vm:
        cases = of_vm(cases, vm, redactor)
    given = assignments(facts)
    if code:
        given["error.code"] = code
    if given:
        cases = [c.with_facts(given, Source(kind="option")) for c in cases]
    return [with_meant_code(c) for c in cases] if code or text else cases


def assignments(texts: list[str]) -> dict[str, Any]:
    """FACT=VALUE texts as facts; `none` makes a list empty, `unknown` a fact unknown."""
    from ..facts.vocabulary import spec_of

    given: dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"{text!r} is no FACT=VALUE, as agent.status=ready")
        spec = spec_of(name.strip())
        plain = value.strip()
        if plain.lower() in ("unknown", "?"):
            given[spec.path] = None
        elif spec.kind == "rows":
            raise UsageError(f"{spec.path} holds rows: give it in a fact file")
        else:
            given[spec.path] = plain
    return given


def earlier_of(now: Case, paths: Sequence[str], redactor: Redactor | None = None) -> list[Case]:
    """The cases of the same VM in files of earlier times, one for each path.

    Raises InputError where a file is about other VMs only, or about several of which none is named like this one.
    """
    from ..facts.earlier import same_vm

    found: list[Case] = []
    for path in paths:
        cases = loaded_cases([path], redactor)
        chosen = same_vm(now, cases)
        if len(chosen) != 1:
            wanted = "this VM" if redactor is not None else repr(now.vm.name) if now.vm.name else "the VM"
            what = f"{len(chosen)} of {len(cases)} cases in it can be of {wanted}" if cases else "it has no case"
            hint = "give its name with --fact vm.name=NAME" if chosen else "give an earlier export of the same VM"
            raise InputError(f"cannot be compared with: {what}", where=path, hint=hint)
        found += chosen
    return found
