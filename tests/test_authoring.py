"""What the author of a cause writes: constructors that know the usual, ids from file names, families without words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from backupdx.engine.knowledge import Command, Rule, Step
from backupdx.facts.commands import Cost
from backupdx.facts.errors import EngineError
from backupdx.facts.vocabulary import vocabulary
from backupdx.kb import authoring
from backupdx.kb.authoring import (
    ADMIN,
    ADMIN_OR_ROOT,
    BACKUP_OPERATOR,
    LINUX,
    ROOT,
    SEED,
    VM_CONTRIBUTOR,
    WINDOWS,
    agent,
    az,
    azps,
    bash,
    cause,
    change,
    cmd,
    confirms,
    destroy,
    error,
    explains,
    how,
    look,
    network,
    portal,
    ps,
    restart,
    suggests,
    verify,
    vm,
)
from backupdx.kb.codes import codes_that_list, codes_that_say
from backupdx.kb.families import families
from backupdx.kb.knowledge import cause_modules, knowledge_base

KB = knowledge_base()
CODE = error.code == "BackUpOperationFailed"


def made(name: str = "backupdx.kb.causes.agent.some_cause", **more: object) -> authoring.Cause:
    given = {
        "sources": (SEED.section("x"),),
        "rules": (confirms(CODE),),
        "remedy": (look("Look."),),
        "verify": verify("See."),
    }
    return cause(name, "A title", "Because.", **{**given, **more})  # type: ignore[arg-type]


def test_a_cause_is_named_as_its_file() -> None:
    assert made().id == made().family == "some-cause"
    assert made(family="vm-health", step=4).family == "vm-health"
    assert {c.id for c in KB.causes} == {name.replace("_", "-") for name in cause_modules()}
    remedy = made(remedy=(look("a"), look("b"))).remedy
    assert [s.text for s in remedy.steps] == ["a", "b"] and remedy.verify == Step("See.")


@pytest.mark.parametrize(
    ("commands", "rights"),
    [
        ((bash("x"),), ROOT),
        ((ps("x"), cmd("y")), ADMIN),
        ((bash("x"), ps("y")), ADMIN_OR_ROOT),
        ((az("az vm start"), portal("VM > Overview")), VM_CONTRIBUTOR),
        ((azps("Start-AzVM"), bash("x")), VM_CONTRIBUTOR),
        ((az("az backup job stop"),), BACKUP_OPERATOR),
        ((portal("Recovery Services vault {vault} > Jobs"),), BACKUP_OPERATOR),
    ],
)
def test_a_change_knows_the_usual_rights_of_its_tools(commands: tuple[authoring.Commands, ...], rights: str) -> None:
    for make, effect in ((change, "changes state"), (restart, "needs restart"), (destroy, "destructive")):
        step = make("Do it.", *commands, caution="Mind.", when=LINUX)
        flat = tuple(c for each in commands for c in each)
        assert step == Step("Do it.", flat, effect, rights, "Mind.", LINUX)  # type: ignore[arg-type]
        assert make("Do it.", *commands, rights="others").rights == "others"


def test_a_change_without_commands_says_its_rights_itself() -> None:
    with pytest.raises(ValueError, match=r"the step 'Do it.' has no command .* give `rights`"):
        change("Do it.")
    assert change("Do it.", rights=ADMIN).rights == ADMIN


def test_who_only_looks_needs_rights_for_sudo_alone() -> None:
    assert look("a", bash("sudo x")) == Step("a", bash("sudo x"), rights=ROOT)
    assert look("a", bash("x"), portal("y"), bash("sudo z")).rights == look("a", ps("x")).rights == ""
    assert look("a", bash("sudo x"), rights="").rights == verify("a", bash("sudo x")).rights == ""


def test_commands_are_written_in_short() -> None:
    assert az("a", "b", effect="read-only") == (
        Command("az", "a", None, "read-only"),
        Command("az", "b", None, "read-only"),
    )
    assert azps("a", when=LINUX) == (Command("az-powershell", "a", LINUX),)
    assert portal("a", verified=False) == (Command("portal", "a", verified=False),)
    assert ps("a", when=WINDOWS) == (Command("powershell", "a", WINDOWS, cost=Cost.GUEST),)
    assert cmd("a", verified=False) == (Command("cmd", "a", None, None, False, Cost.GUEST),)
    assert [c.os for c in (*bash("a"), *ps("a"), *cmd("a"), *az("a"), *portal("a"))] == [
        "linux", "windows", "windows", None, None]  # fmt: skip


def test_a_fact_lends_its_commands() -> None:
    declared = vocabulary()["network.storage_reachable"].how
    assert how(network.storage_reachable) == declared
    assert how(network.storage_reachable, "bash", when=CODE) == (replace(declared[1], when=CODE),)
    assert [c.when for c in how(network.storage_reachable, by_os=True)] == [WINDOWS, LINUX]
    assert [c.when for c in how(agent.status, by_os=True)] == [None, None]
    with pytest.raises(ValueError, match=r"vm.pending_updates is observed with none of cmd"):
        how(vm.pending_updates, "cmd")


def test_what_explains_a_code_confirms_with_it_and_suggests_without() -> None:
    silent = agent.status == "not_ready"
    assert explains(CODE, silent) == (Rule("confirms", (silent, CODE)), suggests(silent))


def test_a_cause_alone_lends_its_family_title_and_sources() -> None:
    one, other = made("x.one"), made("x.other", sources=(SEED.section("y"),))
    known = [c for c in KB.causes if c.family not in ("one", "other")]
    *_, first, second = families((*known, one, other))
    assert [(f.id, f.title, f.sources) for f in (first, second)] == [
        ("one", "A title", one.sources),
        ("other", "A title", other.sources),
    ]
    assert first.health_step is None and KB.family["antivirus"].health_step == 4
    assert KB.family["antivirus"].title == KB.by_id["antivirus-blocks"].title


def test_a_family_of_several_causes_is_declared() -> None:
    crowded = (*KB.causes, made("x.second", family="antivirus"))
    with pytest.raises(
        EngineError, match="the family antivirus holds antivirus-blocks, second: declare it in kb/families"
    ):
        families(crowded)
    with pytest.raises(EngineError, match="the family os-support holds no cause"):
        families([c for c in KB.causes if c.family != "os-support"])


def test_codes_are_found_by_what_they_say() -> None:
    assert codes_that_say("vm_state") == ("UserErrorVmNotInDesirableState", "VmNotInDesirableState")
    assert "AzureVmOffline" in codes_that_list("agent-outdated-linux")
    with pytest.raises(ValueError, match="no error code says 'nothing'"):
        codes_that_say("nothing")
    with pytest.raises(ValueError, match="no error code lists the family 'nothing'"):
        codes_that_list("nothing")
