"""Cases with pseudonyms for names: what is shared of a case is made of one, so that every format is covered.

The redacted case is an ordinary case, and its diagnosis is that of the original but for the names.
"""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Literal

from ..facts.case import Case, Conflict, Observation, Source
from ..facts.declaration import Holds, Row, held_by
from ..facts.vocabulary import TOPICS, vocabulary
from .arm import arm_id, collection, container, file, path
from .hosts import host
from .kinds import NameKind
from .names import Names
from .texts import TextRedactor

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*|\d{1,12}")
_ESCAPE = r"\\(?:[\\'\"nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U00(?:0[0-9a-f]|10)[0-9a-f]{4})"
_QUOTED = rf"(?:'(?:[^'\\\x00-\x1f]|{_ESCAPE})*'|\"(?:[^\"\\\x00-\x1f]|{_ESCAPE})*\")"
_TUPLE = re.compile(rf"\((?:{_QUOTED}(?:,|(?:, {_QUOTED})+))?\)")  # as Python writes one of texts
_LONGEST_NAME, _LONGEST_TEXT = 500, 100_000  # what a fact file may hold


class Redactor:
    """Replaces what identifies by pseudonyms, the same ones in all cases and texts of one output.

    Make one for each output. `learn` it the originals first where they are all at hand: a name is then also found in
    the texts of cases that come before its own, and what looks like a pseudonym already is given to nothing else.
    Secrets are removed and not among `names`. With the `names` of an earlier output, its pseudonyms go on.
    """

    def __init__(self, names: Mapping[str, str] | None = None) -> None:
        self._names = Names(names)
        self._text = TextRedactor(self._names)
        self._files: dict[str, str] = {}  # of the case at hand: most of its facts come from the same few

    @property
    def names(self) -> dict[str, str]:
        """The original name behind each pseudonym that was given: what a map holds."""
        return self._names.given

    def learn(self, cases: Iterable[Case]) -> None:
        """Give the names of these cases their pseudonyms, in the order of the cases and of their facts."""
        cases = list(cases)
        for case in cases:
            self._reserve(case)
        for case in cases:
            self._with_all_names(case)

    def case(self, case: Case) -> Case:
        """The case with pseudonyms. Give it originals: a name that is a pseudonym of this output gets a new one."""
        self._reserve(case)
        return self._settled(case, self._with_all_names(case))

    def text(self, text: str) -> str:
        """A text with pseudonyms: by form, and by the names learnt so far."""
        return self._text(text, near=self._names.met)

    def forms(self, text: str) -> str:
        """A text with pseudonyms for what its form tells, and nothing else."""
        return self._text(text, known=False)

    def known_name(self, name: str) -> str | None:
        """The pseudonym that a name has, whatever its kind; None where it has none."""
        return self._names.known(name)

    def file(self, name: str) -> str:
        """The name of a file with its folders; what says only what kind of file it is stays."""
        return file(name, self._names)

    def name(self, kind: NameKind, name: str) -> str:
        """The pseudonym of a name of this kind; the name itself where it is no secret."""
        return self._names.of(kind, name)

    def value(self, holds: Holds, value: str) -> str:
        """One text of a fact, by what it holds."""
        return self._value(holds, value)

    # -- parts of what is said of a case, without the case ----------------------------------------------------------

    def begin(self, inputs: Iterable[str], told: Iterable[tuple[Holds | Literal["file"], str]] = ()) -> None:
        """Begin with what belongs together: `inputs` are all texts of it, `told` what its case has told beside them."""
        self._names.met.clear()
        for text in inputs:
            self._names.reserve(text)
        told = list(told)
        for holds, text in sorted(told, key=lambda each: each[0] == "text"):
            self._names.reserve(text)
            if holds == "file":
                self.file(text)
            else:
                self._value(holds, text)

    def has(self, kind: NameKind, name: str) -> bool:
        """Whether a name of this kind has its pseudonym, or needs none."""
        return self._names.has(kind, name)

    @property
    def known(self) -> tuple[int, int]:
        """How many names are known, and how many since `begin`: as long as it stays, texts stay the same."""
        return self._names.size

    def may_hold_names(self, text: str) -> bool:
        """Whether a name that is known stands in a text; one that its form alone tells does not count."""
        return bool(self._names.in_text(text)) or self._names.told_inside(text)

    # -- learning ------------------------------------------------------------------------------------------------

    def _reserve(self, case: Case) -> None:
        for text in _strings(case.model_dump(mode="json", exclude_none=True, exclude_defaults=True)):
            self._names.reserve(text)

    def _with_all_names(self, case: Case) -> Case:
        """The case redacted with every name in it known: what only one text tells may stand in an earlier one, too."""
        self._names.met.clear()
        for holds, name in held(case):
            if holds not in ("word", "code", "text"):
                self._value(holds, name)
        while True:
            known = self._names.size
            self._files.clear()
            redacted = self._redacted(case)
            if self._names.size == known:
                return redacted

    # -- redacting -----------------------------------------------------------------------------------------------

    def _redacted(self, case: Case) -> Case:
        changes: dict[str, Any] = {topic: self._row(getattr(case, topic)) for topic in TOPICS}
        changes["id"] = case.id and self._names.of("case", case.id)[:_LONGEST_NAME]
        changes["provenance"] = {fact: self._source(source) for fact, source in case.provenance.items()}
        changes["conflicts"] = tuple(self._conflict(c) for c in case.conflicts)
        changes["notes"] = tuple(self.text(note) for note in case.notes)
        return case.model_copy(update=_changed(case, changes))

    def _row(self, row: Row) -> Any:
        holds = held_by(type(row))
        changes: dict[str, Any] = {}
        for name, value in row:
            if value is None:
                continue
            if name in holds:
                changes[name] = self._held_value(holds[name], value)
            elif isinstance(value, tuple) and value and isinstance(value[0], Row):
                changes[name] = tuple(self._row(each) for each in value)
        changes = _changed(row, changes)
        return row.model_copy(update=changes) if changes else row

    def _held_value(self, holds: Holds, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._value(holds, each) for each in value)
        return self._value(holds, value)

    def _value(self, holds: Holds, value: str) -> str:
        """One text of a fact, by what it holds."""
        names = self._names
        match holds:
            case "arm_id":
                shown = arm_id(value, names) if "/" in value else names.known(value) or names.of("name", value)
            case "container":
                shown = container(value, names)
            case "collection":
                shown = collection(value, names)
            case "path":
                shown = path(value, names)
            case "host":
                shown = host(value, names) or names.of("host", value)
            case "word":
                shown = self._text(value, known=False, versions=True)
            case "code":
                shown = value if _CODE.fullmatch(value) else self.text(value)
            case "text":
                return self.text(value)[: _LONGEST_TEXT if len(value) > _LONGEST_NAME else None]
            case _:
                shown = names.of(holds, value)
        return shown if len(shown) <= _LONGEST_NAME else names.of("name", value)

    def _source(self, source: Source) -> Source:
        place = source.place
        if source.kind not in ("summary", "derived") and place not in vocabulary():
            place = self.text(place)
        changes = _changed(source, {"file": self._file(source.file), "place": place})
        return source.model_copy(update=changes) if changes else source

    def _file(self, name: str) -> str:
        if name not in self._files:
            self._files[name] = self.file(name) if name else name
        return self._files[name]

    def _conflict(self, conflict: Conflict) -> Conflict:
        spec = vocabulary().get(conflict.fact)
        said: Callable[[str], str] = str
        if spec and spec.kind == "text":
            said = partial(self._value, spec.holds)
        elif spec and spec.kind == "list":
            said = partial(self._list_in_conflict, spec.holds)
        elif spec is None or spec.kind == "rows":
            said = self.text
        values = tuple((said(value), self._source(source)) for value, source in conflict.values)
        chosen = said(conflict.chosen) if conflict.chosen else conflict.chosen
        return conflict.model_copy(update={"values": values, "chosen": chosen})

    def _list_in_conflict(self, holds: Holds, value: str) -> str:
        items = _items(value)
        return self._value(holds, value) if items is None else str(tuple(self._value(holds, each) for each in items))

    # -- what follows from names ---------------------------------------------------------------------------------

    def _settled(self, case: Case, redacted: Case) -> Case:
        """The redacted case, with each summary stated that would otherwise come out another, or in another order.

        Summaries compare and sort names, and look for words in texts; pseudonyms sort otherwise.
        """
        was, is_now = case.observations(), redacted.observations()
        stated = {path_: o for path_, o in was.items() if o.source.kind == "summary" and path_ not in case.provenance}
        meant = {path_: self._shown(o) for path_, o in stated.items()}
        other = {p: o for p, o in meant.items() if p not in is_now or is_now[p].value != o.value}
        for path_, observation in other.items():
            topic, _, name = path_.partition(".")
            facts = getattr(redacted, topic).model_copy(update={name: observation.value})
            provenance = {**redacted.provenance, path_: observation.source}
            redacted = redacted.model_copy(update={topic: facts, "provenance": provenance})
        return redacted

    def _shown(self, observation: Observation) -> Observation:
        spec = vocabulary()[observation.fact]
        if spec.kind not in ("text", "list") or spec.choices or not _is_text(observation.value):
            return Observation(observation.fact, observation.value, self._source(observation.source))
        value = self._held_value(spec.holds, observation.value)
        return Observation(observation.fact, value, self._source(observation.source))


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, tuple) and all(isinstance(each, str) for each in value))


def held(case: Case) -> Iterator[tuple[Holds, str]]:
    """Every text of a case's facts with what it holds, those of the case's own VM first."""
    for topic in sorted(TOPICS, key=lambda t: t != "vm"):
        yield from _held_in(getattr(case, topic))
    for conflict in case.conflicts:
        spec = vocabulary().get(conflict.fact)
        if spec and spec.kind in ("text", "list"):
            for value, _ in conflict.values:
                items = _items(value) if spec.kind == "list" else None
                yield from ((spec.holds, each) for each in ((value,) if items is None else items))


def _held_in(row: Row) -> Iterator[tuple[Holds, str]]:
    holds = held_by(type(row))
    for name, value in row:
        if value is not None and name in holds:
            yield from ((holds[name], text) for text in (value if isinstance(value, tuple) else (value,)))
        elif isinstance(value, tuple) and value and isinstance(value[0], Row):
            for inner in value:
                yield from _held_in(inner)


def _items(value: str) -> tuple[str, ...] | None:
    """The texts of a list as a conflict shows it, `('a', 'b')`; None where it is written otherwise."""
    items: tuple[str, ...] | None = literal_eval(value) if _TUPLE.fullmatch(value) else None
    return items


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _changed(model: Any, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that change something: what was not set stays so."""
    return {name: value for name, value in changes.items() if value != getattr(model, name)}
