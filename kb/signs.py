"""Which signatures support which cause, and the list of all signatures as data."""

from __future__ import annotations

from ..engine.knowledge import Cause, KnowledgeBase
from ..engine.result import SignatureList, SignatureRow
from ..facts.signatures import SIGNATURES
from ..facts.signatures.declaration import Group, Signature, texts
from ..facts.summaries import SUMMARIES


def supporting(kb: KnowledgeBase, cause: Cause) -> list[Signature]:
    """The signatures that give a fact which evidence for a cause looks at, or what such a fact follows from."""
    looked_at = {
        basis
        for rule in kb.rules_of(cause)
        if rule.kind != "rules_out"
        for condition in rule.conditions
        if condition.fact not in kb.deriving
        for basis in (condition.fact, *SUMMARIES.get(condition.fact, ())[:1])
    }
    fits = cause.applies if cause.applies is not None and cause.applies.fact == kb.platform_fact else None
    return [
        s
        for s in SIGNATURES
        if not s.harmless and looked_at & s.values.keys() and (fits is None or s.os is None or fits.test(s.os))
    ]


def all_signatures(kb: KnowledgeBase) -> SignatureList:
    """Every signature as data."""
    causes: dict[str, list[str]] = {}
    for cause in kb.in_order:
        for signature in supporting(kb, cause):
            causes.setdefault(signature.id, []).append(cause.id)
    rows = tuple(_row(s, tuple(causes.get(s.id, ()))) for s in SIGNATURES)
    return SignatureList(kb_version=kb.version, signatures=rows)


def _row(s: Signature, supports: tuple[str, ...]) -> SignatureRow:
    return SignatureRow(
        id=s.id,
        title=s.title,
        places=tuple(dict.fromkeys(place.name for place in s.places)),
        os=s.os,
        has=s.literals,
        gives={fact: _value(value) for fact, value in s.values.items()},
        level=s.level,
        times=s.times,
        until=texts(s.until),
        within_hours=s.within.total_seconds() / 3600 if s.within else None,
        noise=s.noise,
        context=s.context,
        supports=supports,
        example=s.example,
        source=str(s.source),
        checked=s.source.checked.isoformat() if s.source.checked else "",
    )


def _value(value: object) -> str | bool:
    """A value as data; what stands in the line is named by its group, in angle brackets."""
    if isinstance(value, Group):
        return f"<{value.name or 'message'}>"
    return value if isinstance(value, bool) else str(value)
