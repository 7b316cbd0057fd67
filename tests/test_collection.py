"""What is declared to be collected is really read, and nothing that a rule uses is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backupdx.collect.choice import NAMES, choice
from backupdx.facts.errors import InputError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb.collection import COLLECTIONS, FINDS, NOT_COLLECTABLE, Collection
from backupdx.kb.collection.declaration import placeholders
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.loading import load_paths
from collection_samples import AZURE, Sample
from collection_samples_guest import LINUX, WINDOWS
from collection_samples_powershell import POWERSHELL
from healthy_sets import collected

SAMPLES: dict[str, dict[str, list[Sample]]] = {
    "azure": AZURE,
    "azure-powershell": POWERSHELL,
    "linux": LINUX,
    "windows": WINDOWS,
}
HEADS = {
    "azure": "##backupdx## collected 1 azure 2026-11-24T09:00:00Z web01 rg-web s",
    "azure-powershell": "##backupdx## collected 1 azure 2026-11-24T09:00:00Z web01 rg-web s",
    "linux": "##backupdx## collected 1 linux 2026-11-24T09:00:00Z web01",
    "windows": "##backupdx## collected 1 windows 2026-11-24T09:00:00Z web01",
}
HELPERS = {"old", "rbac", "cmk"}  # samples that are no command's
SAMPLE_FILES = {
    "azure": "tests/collection_samples.py (AZURE)",
    "azure-powershell": "tests/collection_samples_powershell.py (POWERSHELL)",
    "linux": "tests/collection_samples_guest.py (LINUX)",
    "windows": "tests/collection_samples_guest.py (WINDOWS)",
}
CASES = [pytest.param(c, id=f"{c.script}: {c.name[:60]}") for c in COLLECTIONS]


def samples_of(script: str, name: str) -> list[Sample]:
    """The samples of a command: its own, or where it has none the section in tests/healthy/."""
    own, healthy = SAMPLES[script].get(name, []), collected(script)
    return own or ([healthy[name]] if name in healthy else [])


def text_of(script: str, sections: list[tuple[str, str]]) -> str:
    """What a script would print."""
    lines = [HEADS[script]]
    for name, output in sections:
        prompt = [f"root@web01:~# {name}"] if script == "linux" else []
        lines += [f"##backupdx## section {name}", *prompt, output.rstrip("\n"), ""]
    return "\n".join([*lines, "##backupdx## end", ""])


def observed(path: Path, script: str, sections: list[tuple[str, str]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The facts and the notes of the case that a script's output gives."""
    if not sections:
        return {}, ()
    path.write_text(text_of(script, sections), encoding="utf-8")
    (case,) = load_paths([path]).cases
    return {fact: o.value for fact, o in case.observations().items()}, case.notes


def with_others(script: str, name: str, sample: Sample) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The sections that have to be there too, and those with the sample's own."""
    output, others = sample if isinstance(sample, tuple) else (sample, ())

    def first(other: str) -> str:
        known = samples_of(script, other)[0]
        return known[0] if isinstance(known, tuple) else known

    beside = [(other, first(other)) for other in others]
    return beside, [*beside, (name, output)]


@pytest.mark.parametrize("command", CASES)
def test_each_command_gives_the_facts_that_it_declares(command: Collection, tmp_path: Path) -> None:
    given: set[str] = set()
    notes: list[str] = []
    for sample in samples_of(command.script, command.name):
        beside, whole = with_others(command.script, command.name, sample)
        try:
            without = observed(tmp_path / "a.txt", command.script, beside)[0]
        except InputError:  # what stands beside tells nothing alone
            without = {}
        if isinstance(sample, str) and "failed to run command" in sample:
            continue
        try:
            known, said = observed(tmp_path / "b.txt", command.script, whole)
        except InputError:  # no reader knows it: the message below says so
            continue
        given |= {fact for fact, value in known.items() if without.get(fact) != value}
        notes += said
    lacking = sorted(set(command.gives) - given)
    assert not lacking, (
        f"no reader makes {', '.join(lacking)} of a sample of {command.name!r}: write one in readers/ that knows this "
        f"output, or add a sample that shows the fact to {SAMPLE_FILES[command.script]}"
    )
    if command.helps and not command.gives:
        assert notes, "facts that a person says with the help of remarks, and there is none"


def lost_without(command: Collection, path: Path) -> Iterator[tuple[str, str]]:
    """Pairs of a fact that the command gives, and another command without which it does not."""
    for sample in samples_of(command.script, command.name):
        beside, whole = with_others(command.script, command.name, sample)
        full = observed(path, command.script, whole)[0] if beside else {}
        for section in beside:
            try:
                less = observed(path, command.script, [each for each in whole if each is not section])[0]
            except InputError:
                less = {}
            yield from ((fact, section[0]) for fact in command.gives if full.get(fact) != less.get(fact))


@pytest.mark.parametrize("command", CASES)
def test_what_a_fact_needs_beside_its_command_is_collected_too(command: Collection, tmp_path: Path) -> None:
    for fact, other in lost_without(command, tmp_path / "a.txt"):
        if other not in HELPERS:
            assert other in {c.name for c in choice(command.script, [fact]).commands}, (fact, other)


@pytest.mark.parametrize("script", ["azure", "linux"])
def test_a_section_of_a_command_that_printed_nothing_is_passed_over(script: str, tmp_path: Path) -> None:
    name, sample = next((n, s[0]) for n, s in SAMPLES[script].items() if isinstance(s[0], str))
    alone = observed(tmp_path / "a.txt", script, [(name, sample)])
    assert alone[0]
    for sections in ([("other", ""), (name, sample)], [(name, sample), ("other", "")]):
        assert observed(tmp_path / "b.txt", script, sections)[0] == alone[0]
    with pytest.raises(InputError, match="no section of it tells anything"):
        observed(tmp_path / "c.txt", script, [("other", "")])


def test_every_command_has_a_sample_and_no_sample_is_left_over() -> None:
    declared = {(c.script, c.name) for c in COLLECTIONS}
    helpers = {("azure", name) for name in HELPERS}
    own = {(script, name) for script, samples in SAMPLES.items() for name in samples}
    healthy = {(script, name) for script in SAMPLES for name in collected(script)}
    for script, name in sorted(declared - own - healthy):
        pytest.fail(
            f"{name!r} has no sample of its output: add one to {SAMPLE_FILES[script]}, or as a section of this name to "
            f"tests/healthy/{script}-collected-output/"
        )
    assert own <= declared | helpers, "samples of commands that are gone: take them out"
    assert len(declared) == len(COLLECTIONS), "two commands of one script have one name"


def used_facts() -> set[str]:
    kb = knowledge_base()
    facts = {
        fact
        for cause in kb.in_order
        for rule in kb.rules_of(cause)
        for condition in rule.conditions
        for fact in kb.basis_of(condition.fact)
    }
    return {fact for fact in facts if vocabulary()[fact].askable}


def test_every_fact_that_a_rule_uses_is_collected_or_said_not_to_be() -> None:
    given = {fact for c in COLLECTIONS for fact in c.gives}
    lacking = sorted(used_facts() - given - set(NOT_COLLECTABLE))
    assert not lacking, (
        f"rules use {', '.join(lacking)}, and nothing collects it: declare the command that gives it in "
        "kb/collection/<script>.py, or say in kb/collection/uncollectable.py why only a person can tell"
    )
    assert given & set(NOT_COLLECTABLE) == set(), "it is collected after all"
    unused = sorted(set(NOT_COLLECTABLE) - used_facts())
    assert not unused, f"no rule uses {', '.join(unused)}: take it out of kb/collection/uncollectable.py"
    assert {fact for c in COLLECTIONS for fact in c.helps} <= set(NOT_COLLECTABLE)
    assert all(reason and not reason.endswith(".") for reason in NOT_COLLECTABLE.values())


def test_guests_give_only_what_a_guest_of_their_kind_has() -> None:
    for command in COLLECTIONS:
        for fact in (*command.gives, *command.helps):
            if command.script in ("linux", "windows"):
                assert vocabulary()[fact].os in (None, command.script), (command.name, fact)
        assert command.gives or command.helps, command.name
        assert command.why.endswith("."), command.name
        assert command.name.isascii() and command.name.isprintable() and len(command.name) < 200


def test_every_name_that_a_command_needs_can_be_found_or_given() -> None:
    known = {*NAMES, "vm_id", "since", *(f.name for find in FINDS for f in find.found)}
    for command in COLLECTIONS:
        if command.script == "azure":
            assert set(placeholders(command.command.text)) <= known, command.name
    found: set[str] = {*NAMES, "vm_id", "since"}
    for find in FINDS:
        assert set(find.needs) <= found, "it needs what only a later look-up gives"
        found |= {f.name for f in find.found}


def test_all_outputs_together_are_one_case(tmp_path: Path) -> None:
    for script, samples in SAMPLES.items():
        sections = [with_others(script, name, found[0])[1][-1] for name, found in samples.items()]
        known, _ = observed(tmp_path / f"{script}.txt", script, sections)
        assert len(known) > 15, script
    assert observed(tmp_path / "x.txt", "azure", [("az disk list", "[]"), ("az lock list", AZURE["az lock list"][0])])  # type: ignore[list-item]
