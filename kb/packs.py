"""The causes of packs, as causes like ours. A pack adds; nothing in it can change what is ours.

Its causes are alone in their families, its lines give facts of their own, and it derives nothing. What it says carries
its name: in the title of each cause, in the version of the knowledge base, and in a field of the diagnosis.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from ..engine.conditions import Condition, as_condition
from ..engine.knowledge import Cause, Remedy, Rule, Step
from ..engine.uninformative import UninformativeValues
from ..facts.added import packs
from ..facts.commands import Command, in_guest
from ..facts.declaration import nearest
from ..facts.errors import EngineError, InputError
from ..facts.references import Document
from ..facts.signatures.of_packs import reference
from ..facts.topics.pack import PACK
from ..facts.vocabulary import vocabulary
from .facts import vm

if TYPE_CHECKING:  # models that a run without packs does not need
    from ..facts.packdata import Pack, PackCause, PackCommand, PackCondition, PackExample, PackRule, PackStep

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_GUEST = ("bash", "powershell", "cmd")
# Words of commands that change something: a step that says it only reads has none of them.
_CHANGES = re.compile(
    r"\b(?:delete|remove|rm|rmdir|del|purge|stop|deallocate|restart|reboot|shutdown|format|mkfs|dd|kill|uninstall|disable|"
    r"create|update|set|apply|enable|start|install|restore|truncate|chmod|chown|mv|sed -i)\b|"
    r"\b(?:Remove|Stop|Restart|Set|New|Start|Disable|Enable|Clear|Uninstall|Install|Format|Move|Rename)-[A-Z]|>\s*/",
)


def pack_causes(ours: Collection[Cause], placeholders: Mapping[str, str]) -> tuple[Cause, ...]:
    """The causes of the packs in use. Raises InputError that names the pack where one cannot be used."""
    effects = {cause.id for cause in ours if cause.effect}
    names = {name: cause.id for cause in ours for name in (cause.id, cause.family, *cause.aliases)}
    found: list[Cause] = []
    for pack in packs():
        _clashes(pack, names)
        own = {told.id for told in pack.causes}
        for told in pack.causes:
            for target in told.leads_to:
                if target not in own | effects:
                    raise InputError(
                        f"the cause {told.id} leads to {target}: only to the pack's own causes, and to effects of "
                        "backupdx, can it lead",
                        where=pack.where,
                        expected=f"one of {', '.join(sorted(effects))}",
                    )
            found.append(_Maker(pack, told, placeholders).cause())
    return tuple(found)


def _clashes(pack: Pack, names: Mapping[str, str]) -> None:
    for told in pack.causes:
        if told.id in names:
            raise InputError(
                f"the cause {told.id} clashes with the cause {names[told.id]} of backupdx", where=pack.where
            )
    taken = next((name for name in names if name.startswith(f"{pack.name}-")), "")
    if taken:
        raise InputError(
            f"the name {pack.name} of the pack clashes with {taken} of backupdx, which begins with it",
            where=pack.where,
            hint="give the pack another name, as that of your company",
        )


def as_packed(error: EngineError) -> InputError | EngineError:
    """The error of a knowledge base that does not fit together: the packs' where there are any, else ours."""
    if not packs():
        return error
    labels = ", ".join(f"{pack.label} in {pack.where}" for pack in packs())
    return InputError(f"a pack does not fit the knowledge base: {error}", where=labels)


def pack_documents() -> tuple[Document, ...]:
    """The documents that packs cite, each marked as a pack's."""
    return tuple(
        Document(f"{source.title} [pack {pack.name}]", source.edition, source.url, source.reviewed)
        for pack in packs()
        for source in pack.sources
    )


def pack_uninformative() -> tuple[UninformativeValues, ...]:
    """Values of facts that the packs declare to say nothing."""
    return tuple(
        UninformativeValues(f"{PACK}{fact.name}", fact.says_nothing, f"the pack {pack.name} says so")
        for pack in packs()
        for fact in pack.facts
        if fact.says_nothing
    )


def pack_examples(cause: str) -> tuple[PackExample, ...] | None:
    """The examples of a pack's cause; None where it is no pack's."""
    return next((told.examples for pack in packs() for told in pack.causes if told.id == cause), None)


class _Maker:
    """Makes a cause of what a pack tells of it; every error names the pack and the cause."""

    def __init__(self, pack: Pack, told: PackCause, placeholders: Mapping[str, str]) -> None:
        self._pack, self._told, self._placeholders = pack, told, placeholders

    def cause(self) -> Cause:
        told = self._told
        applies = None if told.applies is None else vm.os_type == told.applies
        return Cause(
            id=told.id,
            title=f"{told.title} [pack {self._pack.name}]",
            family=told.id,
            step=1,
            explanation=told.explanation,
            sources=tuple(reference(self._pack, cited) for cited in told.sources),
            rules=tuple(self._rules()),
            remedy=Remedy(tuple(self._step(s) for s in told.remedy.steps), self._step(told.remedy.verify)),
            applies=applies,
            codes=told.codes,
            needs_agent=told.needs_agent,
            phases=told.phases,
            leads_to=told.leads_to,
            hint_only=told.hint_only,
            effect=told.effect,
            pack=self._pack.label.removeprefix("pack "),
        )

    def _refuse(self, what: str, expected: str = "", hint: str = "") -> InputError:
        return InputError(f"the cause {self._told.id}: {what}", where=self._pack.where, expected=expected, hint=hint)

    def _rules(self) -> Iterator[Rule]:
        for told in self._told.rules:
            if told.kind != "out_of_scope":  # `kb export` writes those too: codes, needs_agent and phases say the same
                yield self._rule(told)

    def _rule(self, told: PackRule) -> Rule:
        conditions = tuple(self._condition(c) for c in told.conditions)
        return Rule(told.kind, conditions, because=told.because, rival=told.rival)

    def _condition(self, told: PackCondition) -> Condition:
        if told.fact not in vocabulary():
            guess = nearest(told.fact, [*vocabulary()])
            raise self._refuse(
                f"a condition looks at {told.fact!r}, which is no fact",
                hint=f"did you mean {guess}?" if guess else "`backupdx kb facts` lists them",
            )
        try:
            return as_condition(told.fact, told.operator, told.literal)
        except (ValueError, TypeError) as error:
            raise self._refuse(f"a condition on {told.fact} cannot be: {error}") from None

    def _step(self, told: PackStep) -> Step:
        when = None if told.when is None else self._condition(told.when)
        commands = tuple(self._command(c, told) for c in told.commands)
        return Step(told.text, commands, told.effect, told.rights, told.caution, when)

    def _command(self, told: PackCommand, step: PackStep) -> Command:
        text = told.text
        if not text.isprintable():
            raise self._refuse(f"the command {text[:60]!r} has characters that a terminal acts on, or several lines")
        for found in _PLACEHOLDER.finditer(text):
            name, before, after = found[1], text[: found.start()], text[found.end() :]
            if told.tool not in ("portal", "ask") and not re.fullmatch(r"[a-z_]+", name):
                continue  # braces of the shell
            if name not in self._placeholders:
                raise self._refuse(
                    f"the command {text[:60]!r} has the placeholder {{{name}}}, which is none",
                    expected=f"one of {', '.join(self._placeholders)}",
                )
            alone = before[-1:] in ("", " ", "=") and after[:1] in ("", " ", ";", ")", "|")
            quoted = before.count("'") % 2 or before.count('"') % 2
            if told.tool not in ("portal", "ask") and (not alone or quoted):
                raise self._refuse(
                    f"in the command {text[:60]!r} the placeholder {{{name}}} does not stand alone, outside quotes: "
                    "it is quoted for its shell when it is filled in"
                )
        effect = told.effect or step.effect
        if effect == "read-only" and told.tool not in ("portal", "ask") and (word := _CHANGES.search(text)):
            raise self._refuse(
                f"the command {text[:60]!r} has the word {word[0].strip()!r}, and the step is said to be read-only",
                expected="effect: changes state, needs restart or destructive",
            )
        when = None if told.when is None else self._condition(told.when)
        made = in_guest(told.tool, text, verified=False) if told.tool in _GUEST else Command(told.tool, text)
        return Command(made.tool, text, when, told.effect, verified=False, cost=made.cost)
