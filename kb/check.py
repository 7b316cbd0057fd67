"""Verification of the knowledge base as it is shipped: the checks of any rule base, and those that only ours needs.

Ours: the statements of the seed document are encoded, each cause has its examples, the documents were looked at within
the year, and every Azure CLI command is one that the real CLI takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..engine.checks.causes import CAUSE_CHECKS
from ..engine.checks.facts import fact_checks
from ..engine.checks.model import Check, CheckReport, Place, run_checks
from ..engine.checks.rules import RULE_CHECKS
from ..engine.knowledge import KnowledgeBase, Step
from ..facts.added import packs
from ..facts.errors import EngineError, InputError
from ..facts.references import Reference
from ..facts.signatures import SIGNATURES
from ..facts.signatures.declaration import Signature
from ..facts.summaries import FEEDING, SUMMARIES
from ..facts.vocabulary import vocabulary
from .advice import ADVICE
from .commands import all_steps, az_commands
from .deviations import DEVIATIONS
from .examples import Example, examples_of
from .idle_facts import IDLE
from .knowledge import VERSION, cause_modules, knowledge_base
from .limits import LIMITS
from .pack_checks import PACK_CHECKS, is_of_pack
from .packs import pack_documents
from .signature_checks import signature_checks
from .sources import DOCUMENTS, Document
from .trace import missing_places, trace, unknown_ids
from .verified import VerifiedCommands, verified_commands

TODAY = "today."  # ids of limits that the document does not have
REVIEW_AFTER, REVIEW_BEFORE = timedelta(days=365), timedelta(days=2 * 365)  # said after one year, wrong after two
FIRES, SILENT = ("confirmed", "likely"), ("possible", "ruled_out", "out_of_scope")
FIRING_EXAMPLES = SILENT_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Material:
    """What stands beside the rules: documents, examples by cause, commands with their places, statements to encode.

    `gaps` are ids of statements that nothing encodes, `unknown` ids that something claims to encode and that are no
    statements, `lost` places that are said to encode one and are not there; `references` the sources that are named
    anywhere, each with where; `idle` facts that nothing looks at, each with why it is there.
    """

    documents: Sequence[Document]
    examples: Mapping[str, Sequence[Example]]
    commands: Sequence[tuple[str, str]]
    steps: Sequence[tuple[str, Step]]
    verified: VerifiedCommands
    gaps: Sequence[str]
    unknown: Sequence[str]
    lost: Sequence[str]
    references: Sequence[tuple[str, Reference]]
    signatures: Sequence[Signature] = ()
    idle: Mapping[str, str] = field(default_factory=dict)


def material() -> Material:
    """What stands beside the rules in the package. Raises InputError for a file that cannot be read."""
    kb = knowledge_base()
    return Material(
        documents=(*DOCUMENTS, *pack_documents()),
        examples={c.id: examples_of(c.id) for c in kb.causes if c.pack}
        | {name.replace("_", "-"): _examples(name.replace("_", "-")) for name in cause_modules()},
        commands=tuple((where, text) for where, text in az_commands() if not is_of_pack(where)),
        steps=tuple((where, step) for where, step in all_steps() if not is_of_pack(where)),
        verified=verified_commands(),
        gaps=[row.id for row in trace() if row.is_gap],
        unknown=[i for i in unknown_ids() if not i.startswith(TODAY)],
        lost=missing_places(),
        references=tuple(_references(kb)),
        signatures=SIGNATURES,
        idle=IDLE,
    )


def _examples(cause: str) -> list[Example]:
    path = cause_modules()[cause.replace("-", "_")].with_suffix(".yaml")
    return examples_of(cause) if path.exists() else []


def _references(kb: KnowledgeBase) -> Iterator[tuple[str, Reference]]:
    yield from ((c.id, s) for c in kb.in_order for s in c.sources)
    yield from ((f"family {f.id}", s) for f in kb.families for s in f.sources)
    yield from ((f"code {c.code}", s) for c in (*kb.codes, *kb.foreign_codes) for s in c.sources)
    yield from ((f"limit {x.id}", s) for x in LIMITS for s in (x.source, x.today_source) if s is not None)
    yield from ((f"deviation {d.id}", d.source) for d in DEVIATIONS)
    yield from ((f"signature {s.id}", s.source) for s in SIGNATURES)


def newest_review() -> date:
    """The day on which a document was looked at last."""
    return max(d.reviewed for d in DOCUMENTS)


def check(
    today: date,
    build: Callable[[], KnowledgeBase] = knowledge_base,
    beside: Callable[[], Material] = material,
) -> CheckReport:
    """Verify the knowledge base; review dates are compared with `today`.

    A knowledge base whose parts do not fit together (a circular chain of causes, a family that does not exist) cannot
    be built: that is the only finding then.
    """
    try:
        kb = build()
    except EngineError as error:
        refusal = str(error)
        broken = KnowledgeBase(version=VERSION, causes=(), families=(), codes=())
        parts = Check("parts", "The parts of the knowledge base do not fit together", lambda _: [("", refusal)])
        return run_checks(broken, (parts,), today, ADVICE)
    feeding = FEEDING | {basis for basis, _ in SUMMARIES.values()}
    found, facts = beside(), vocabulary()
    checks = (
        *RULE_CHECKS,
        *CAUSE_CHECKS,
        *fact_checks(facts, feeding),
        *signature_checks(found.signatures, facts, feeding, found.idle),
        *own_checks(found, today),
        *(PACK_CHECKS if packs() else ()),
    )
    return run_checks(kb, checks, today, ADVICE)


def own_checks(found: Material, today: date) -> tuple[Check, ...]:
    """The checks that only this knowledge base needs."""
    return (
        Check("missing-example", "A cause without enough examples", lambda kb: _missing_examples(kb, found)),
        Check("unreadable-example", "An example with facts that no case can have", lambda _: _unreadable(found)),
        Check("untraced-statement", "A statement of the document that nothing encodes", lambda _: _untraced(found)),
        Check("unverified-command", "A command that the real Azure CLI was not asked", lambda _: _unverified(found)),
        Check("unknown-source", "A source that is no known document", lambda _: _unknown_sources(found)),
        Check("no-rival", "A cause without an example of a rival", lambda kb: _no_rival(kb, found)),
        Check("review-due", "A document not reviewed for a year", lambda _: _due(found, today), "information"),
        Check("source-not-reviewed", "A document not reviewed for two years", lambda _: _not_reviewed(found, today)),
    )


def _missing_examples(kb: KnowledgeBase, found: Material) -> Iterator[Place]:
    for cause in kb.in_order:
        examples = found.examples.get(cause.id, ())
        for fires, needed, what in ((True, FIRING_EXAMPLES, "fires"), (False, SILENT_EXAMPLES, "is silent")):
            count = sum(_fires(kb, cause.id, e) == fires for e in examples)
            if count < needed:
                yield cause.id, f"has {count} of {needed} examples in which it {what}"
        if not any(e.near_miss for e in examples):
            yield cause.id, "has no example that is a near miss"
        if len({e.name for e in examples}) < len(examples):
            yield cause.id, "has two examples of one name"


def _unreadable(found: Material) -> Iterator[Place]:
    for cause, examples in found.examples.items():
        for example in examples:
            try:
                _ = example.case
            except InputError as error:
                yield cause, str(error)


def _fires(kb: KnowledgeBase, cause: str, example: Example) -> bool:
    """Whether a cause fires in an example: one that has hints only, with a hint."""
    only_hints = all(rule.kind not in ("confirms", "suggests") for rule in kb.rules_of(kb.by_id[cause]))
    return example.verdict in FIRES or (only_hints and example.hinted)


def _untraced(found: Material) -> Iterator[Place]:
    yield from ((gap, "is encoded nowhere") for gap in found.gaps)
    yield from ((i, "is said to be encoded, and is no statement") for i in found.unknown)
    yield from (("coverage.yaml", f"{place}: there is no such place") for place in found.lost)


def _unverified(found: Material) -> Iterator[Place]:
    listed, accepted = found.verified.listed, found.verified.commands
    for where, template in found.commands:
        if template not in listed:
            yield where, f"{template}: run `make verify-commands`"
    used = {template for _, template in found.commands}
    yield from (("verified_commands.yaml", f"{stale}: stands nowhere any more") for stale in sorted(listed - used))
    for where, step in found.steps:
        for command in step.commands:
            if command.tool == "az" and command.verified != (command.text in accepted):
                yield where, f"{command.text}: is marked as verified={command.verified}, and the list says otherwise"


def _unknown_sources(found: Material) -> Iterator[Place]:
    known = {(d.title, d.edition) for d in found.documents}
    for where, reference in found.references:
        if (reference.document, reference.edition) not in known:
            yield where, f"names {reference}, which kb/sources.py does not have"


def _no_rival(kb: KnowledgeBase, found: Material) -> Iterator[Place]:
    for cause in kb.in_order:
        examples = found.examples.get(cause.id, ())
        if examples and not any(e.rival for e in examples):
            yield cause.id, "has no example in which the same symptoms fit a rival"


def _due(found: Material, today: date) -> Iterator[Place]:
    for document in found.documents:
        if REVIEW_AFTER < today - document.reviewed <= REVIEW_BEFORE:
            yield document.title, f"({document.edition}) was reviewed on {document.reviewed}: look for what has changed"


def _not_reviewed(found: Material, today: date) -> Iterator[Place]:
    for document in found.documents:
        if today - document.reviewed > REVIEW_BEFORE:
            yield document.title, f"({document.edition}) was reviewed on {document.reviewed}: look for what has changed"
        elif document.reviewed > today:
            yield document.title, f"({document.edition}) is said to be reviewed on {document.reviewed}, after {today}"
