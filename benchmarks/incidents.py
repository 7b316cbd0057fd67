"""How often the right cause of a real incident stands first: the benchmark of incidents (benchmarks/incidents/).

Each incident is asked in seven ways: with the raw texts that a person had, as files and as one pasted message; with the
facts that were known before; with both; with the texts that came later; with all that was found later; and by an
interview that the source answers.
Nothing is pooled alone: figures come by half, way, platform and family, with 95 % intervals.

Run with `make bench-incidents`. `--json FILE` writes all scores, `--write` puts the tables into docs/accuracy.md, and
`--half building` leaves the other half out; `--half studied` takes those studied later. `--list` names each incident
that is missed, but for the held-out half.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
from backupdx.engine.result import Diagnosis
from backupdx.facts.case import Case
from backupdx.facts.errors import BackupdxError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.knowledge import knowledge_base
from backupdx.library import Interview, diagnose, load_all
from backupdx.readers.loading import load_given
from incident_files import FOLDER, HALVES, PARTS, Incident, Part, RawText, flat, incidents_of
from incident_scores import Score, score, shares

TITLE = {"building": "The building half", "held_out": "The held-out half", "studied": "Studied later"}
FLOOR = FOLDER / "floor.yaml"  # figures of the building half that no change may worsen (tests/test_incidents.py)
PAGE = Path(__file__).parents[1] / "docs" / "accuracy.md"


def _facts_file(incident: Incident, facts: dict[str, Any]) -> RawText:
    nested: dict[str, Any] = {}
    for path, value in flat(facts).items():
        topic, _, name = path.partition(".")
        if name:
            nested.setdefault(topic, {})[name] = value
        else:
            nested[topic] = value
    return RawText(name="facts.yaml", text=json.dumps({"id": incident.id, **nested}, default=str))


def _of_files(texts: Iterable[RawText]) -> Case:
    """The case that the texts make as files in a folder."""
    with tempfile.TemporaryDirectory() as folder:
        for text in texts:
            Path(folder, text.name).write_text(text.text, "utf-8")
        cases = load_all(folder)
    return _fullest(cases)


def _fullest(cases: list[Case]) -> Case:
    """The case that most is known of, where texts are about several VMs: the command line shows each of them."""
    return max(cases, key=lambda case: len(case.observations()))


def _one_below_the_other(incident: Incident) -> RawText:
    """The texts as a person pastes them, as one."""
    return RawText(name="pasted.txt", text="\n\n".join(text.text for text in incident.before.raw))


def _pasted(incident: Incident) -> Case:
    pasted = _one_below_the_other(incident)
    return _fullest(load_given(pasted.text, where=pasted.name).cases)


def _all_raw(incident: Incident) -> list[RawText]:
    """The texts from before, and those that came later, which replace what has their name."""
    names = {text.name for text in incident.later.raw}
    return [*(text for text in incident.before.raw if text.name not in names), *incident.later.raw]


def _later(incident: Incident) -> list[RawText]:
    facts = {**flat(incident.before.facts), **flat(incident.later.facts)}
    return [*_all_raw(incident), _facts_file(incident, facts)]


def _both(incident: Incident) -> list[RawText]:
    facts = [_facts_file(incident, incident.before.facts)] if incident.before.facts else []
    return [*incident.before.raw, *facts]


def _diagnosed(make: Callable[[Incident], Case]) -> Callable[[Incident], tuple[Diagnosis, int | None]]:
    return lambda incident: (diagnose(make(incident)), None)


def _asked(incident: Incident) -> tuple[Diagnosis, int]:
    """What an interview ends with whose answers are what the source tells, and how many questions it took."""
    told = {**flat(incident.before.facts), **flat(incident.later.facts)}
    opening = {k: v for k, v in flat(incident.before.facts).items() if k.startswith("error.")}
    interview = Interview(Case().with_facts(opening))
    asked = 0
    while question := interview.next_question():
        asked += 1
        facts = {fact: told[fact] for fact in question.covers or (question.fact,) if fact in told}
        if facts:
            interview.tell(question, facts)
        else:
            interview.unknown(question.fact)
    return interview.diagnosis, asked


# Ways of asking: what a diagnosis is made of, and the texts that its evidence can stand in.
WAYS: dict[str, tuple[Callable[[Incident], tuple[Diagnosis, int | None]], Callable[[Incident], Iterable[RawText]]]] = {
    "raw texts as files": (_diagnosed(lambda i: _of_files(i.before.raw)), lambda i: i.before.raw),
    "raw texts pasted": (_diagnosed(_pasted), lambda i: [_one_below_the_other(i)]),
    "facts alone": (_diagnosed(lambda i: _of_files([_facts_file(i, i.before.facts)])), lambda i: ()),
    "facts and raw texts": (_diagnosed(lambda i: _of_files(_both(i))), _both),
    "raw texts, later ones too": (_diagnosed(lambda i: _of_files(_all_raw(i))), _all_raw),
    "all found later": (_diagnosed(lambda i: _of_files(_later(i))), _later),
    "interview": (_asked, lambda i: ()),
}


def judged(incident: Incident, way: str) -> Score:
    """What becomes of an incident in one way of asking; an input that is refused is a miss, with the reason."""
    diagnosed, texts = WAYS[way]
    try:
        diagnosis, questions = diagnosed(incident)
    except BackupdxError as error:
        return Score(incident.id, refused=str(error)[:300])
    return score(incident, diagnosis, texts(incident), questions)


def scores_of(half: Part, ways: Iterable[str] = WAYS) -> Iterator[tuple[str, Incident, Score]]:
    """The scores of a half, or of those studied, way by way."""
    incidents = incidents_of(half)
    for way in ways:
        for incident in incidents:
            yield way, incident, judged(incident, way)


def sums(found: Iterable[Score]) -> dict[str, int]:
    """What the floor holds of one way of asking: how many are right first, grounded, and wrongly confirmed."""
    scores = list(found)
    return {
        "right_first": sum(s.place == 1 for s in scores),
        "right_in_three": sum(s.place is not None and s.place <= 3 for s in scores),
        "grounded": sum(s.grounded for s in scores),
        "wrongly_confirmed": sum(bool(s.wrong_confirmed) for s in scores),
    }


def tables(found: list[tuple[str, Incident, Score]]) -> Iterator[str]:
    """The figures in Markdown: by way, then by platform and by family for what people really do."""
    known = set(knowledge_base().by_id)
    yield from _table("way of asking", [(way, [(i, s) for w, i, s in found if w == way]) for way in WAYS], known)
    for way in ("raw texts as files", "all found later"):
        mine = [(i, s) for w, i, s in found if w == way]
        for what in ("platform", "family"):
            values = sorted({getattr(i, what) for i, _ in mine})
            rows = [(value, [(i, s) for i, s in mine if getattr(i, what) == value]) for value in values]
            yield f"\n{way[0].upper()}{way[1:]}, by {what}:\n"
            yield from _table(what, rows, known)
    asked = sorted(s.questions for w, _, s in found if w == "interview" and s.questions is not None)
    if asked:
        settled = sorted(s.questions for i, s in _settled(found) if s.questions is not None) or [0]
        yield (
            f"\nQuestions of an interview: median {asked[len(asked) // 2]}, most {asked[-1]}; of the {len(settled)} "
            f"that it can settle (all answers at once put a right cause first): median {settled[len(settled) // 2]}, "
            f"most {settled[-1]}.\n"
        )


def _settled(found: list[tuple[str, Incident, Score]]) -> Iterator[tuple[Incident, Score]]:
    """The interviews of incidents in which all that can be asked, told at once, puts a right cause first."""
    for way, incident, each in found:
        if way == "interview":
            told = {**flat(incident.before.facts), **flat(incident.later.facts)}
            specs = vocabulary()
            known = {f: v for f, v in told.items() if f.startswith("error.") or (f in specs and specs[f].askable)}
            shown = diagnose(Case().with_facts(known)).explanations
            if shown and shown[0].cause in incident.right:
                yield incident, each


def _table(what: str, rows: list[tuple[str, list[tuple[Incident, Score]]]], known: set[str]) -> Iterator[str]:
    figures = [(name, shares(pairs, known)) for name, pairs in rows if pairs]
    names = list(figures[0][1]) if figures else []
    yield f"| {what} | {' | '.join(names)} |"
    yield "|---|" + "---|" * len(names)
    for name, shown in figures:
        yield f"| {name} | {' | '.join(map(str, shown.values()))} |"


def main(arguments: list[str]) -> None:
    """Run the benchmark and print, or write, its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=PARTS)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--floor", action="store_true", help="keep the figures of the building half as the floor")
    given = parser.parse_args(arguments)
    halves: tuple[Part, ...] = (given.half,) if given.half else HALVES
    text: list[str] = []
    written: dict[str, Any] = {}
    for half in halves:
        found = list(scores_of(half))
        text += [
            f"### {TITLE[half]}: {len({i.id for _, i, _ in found})} incidents\n",
            *tables(found),
            "",
        ]
        written[half] = [{"way": way, **asdict(each)} for way, _, each in found]
        if given.floor and half == "building":
            floor = {way: sums(s for w, _, s in found if w == way) for way in WAYS}
            FLOOR.write_text(yaml.safe_dump(floor, sort_keys=False), "utf-8")
        if given.list and half != "held_out":
            text += [_missed(way, i, s) for way, i, s in found if s.place != 1 or s.wrong_confirmed or i.fits_none]
    print("\n".join(text))
    if given.json:
        given.json.write_text(json.dumps(written, indent=1), "utf-8")
    if given.write:
        head, begin, rest = PAGE.read_text("utf-8").partition("<!-- figures -->\n")
        _, end, tail = rest.partition("<!-- end of figures -->")
        PAGE.write_text(f"{head}{begin}{chr(10).join(text)}\n{end}{tail}", "utf-8")


def _missed(way: str, incident: Incident, found: Score) -> str:
    wanted = "none fits" if incident.fits_none else "/".join(incident.right)
    said = found.refused or f"{found.first} ({found.verdict}), right at {found.place}"
    wrong = f"; WRONGLY CONFIRMED {', '.join(found.wrong_confirmed)}" if found.wrong_confirmed else ""
    return f"{way}: {incident.id}: {wanted}: {said}{wrong}"


if __name__ == "__main__":
    main(sys.argv[1:])
