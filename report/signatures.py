"""The list of known lines as text: by place, each with what it gives, how it counts, and what it speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from ..engine.result import SignatureRow
from .text import TextReport


def signature_listing(signatures: tuple[SignatureRow, ...], width: int = 80) -> str:
    """Every signature, under each place where it appears; the last line counts them."""
    text = TextReport(width)
    by_place: dict[str, list[SignatureRow]] = {}
    for signature in signatures:
        for place in signature.places:
            by_place.setdefault(place, []).append(signature)
    lines: list[str] = []
    for place, found in by_place.items():
        lines += [*text.wrapped(f"{place[0].upper()}{place[1:]}", "", ""), ""]
        for signature in found:
            lines += text.wrapped(signature.title, f"  {signature.id}: ", "    ")
            for told in _told(signature):
                lines += text.wrapped(told, "    ", "      ")
        lines.append("")
    harmless = sum(bool(s.noise or s.context) for s in signatures)
    return "\n".join([*lines, f"{len(signatures)} signatures, {harmless} of them carry no rule"]) + "\n"


def _told(s: SignatureRow) -> Iterator[str]:
    if s.has:
        yield " | ".join(s.has)
    if s.gives:
        yield "gives " + ", ".join(_given(fact, value) for fact, value in s.gives.items())
    if s.supports:
        yield f"speaks for {', '.join(s.supports)}"
    counts = [
        f"level {s.level}" if s.level else "",
        f"at {s.times} times" if s.times > 1 else "",
        f"until {' or '.join(s.until)}" if s.until else "",
        "however long ago" if s.within_hours is None else "",
    ]
    if any(counts):
        yield f"counts: {', '.join(filter(None, counts))}"
    if s.noise or s.context:
        yield f"noise: {s.noise}" if s.noise else f"no sign by itself: {s.context}"


def _given(fact: str, value: str | bool) -> str:
    shown = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
    return fact if shown == "yes" else f"{fact} {shown}"
