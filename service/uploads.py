"""What is uploaded: the parts of a form, kept in memory (nothing of it goes to disk), and a body that is one file."""

from __future__ import annotations

import logging
from contextlib import aclosing

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from .parts import CSV, JSON, MULTIPART, NDJSON, Part

_ENDINGS = {NDJSON: ".ndjson", "application/jsonl": ".ndjson", JSON: ".json", CSV: ".csv"}
for _name in ("python_multipart", "multipart"):  # they tell bytes of forms that are damaged
    logging.getLogger(_name).setLevel(logging.CRITICAL)
_MOST_FILES, _MOST_FIELDS = 1000, 20


def is_form(request: Request) -> bool:
    """Whether the body is a form with parts."""
    return _media(request) == MULTIPART


def _media(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def parts_of(request: Request, most_bytes: int) -> list[Part]:
    """The parts of a form, in their order. None of any other body.

    Raises MultiPartException for a form that is damaged, or has too many parts.
    """
    parts: list[Part] = []
    form = await _form(request, most_bytes)
    try:
        for field, value in form.multi_items():
            if not isinstance(value, UploadFile):
                parts.append(Part(field, "", value.encode("utf-8", "replace")))
            elif value.filename or value.size:  # a browser sends a file without a name where none was chosen
                parts.append(Part(field, value.filename or "file", await value.read()))
    finally:
        await form.close()
    return parts


async def _form(request: Request, most_bytes: int) -> FormData:
    try:
        return await _parsed(request, most_bytes)
    except ValueError as error:  # of the parser, by older releases of Starlette
        raise MultiPartException("the form is damaged") from error


async def _parsed(request: Request, most_bytes: int) -> FormData:
    if not is_form(request):
        return await request.form()
    async with aclosing(request.stream()) as stream:
        parser = MultiPartParser(request.headers, stream, max_files=_MOST_FILES, max_fields=_MOST_FIELDS)
        # A text may be as large as a file, and no file goes to disk; older releases have another name for that.
        bounds = {"max_part_size": most_bytes, "spool_max_size": most_bytes + 1, "max_file_size": most_bytes + 1}
        for bound, size in bounds.items():
            setattr(parser, bound, size)
        return await parser.parse()


async def body_of(request: Request, field: str) -> Part:
    """The body as one file of a field, called by its media type."""
    return Part(field, f"body{_ENDINGS.get(_media(request), '')}", await request.body())
