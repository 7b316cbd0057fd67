"""Redaction over random cases: nothing that identifies is left in any format, and the diagnosis is the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from backupdx import Case, Redactor, reason
from backupdx.engine.reasoning import Reasoning
from backupdx.facts.case import Conflict, Source
from backupdx.facts.redaction import restored
from backupdx.facts.saving import case_text
from backupdx.library import with_known_code
from backupdx.report import jsonform, markdown
from backupdx.report.text import TextReport
from cases import case_of, fact_sets
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

# No word of the field, no part of a hexadecimal number, and none is a part of another.
_ALPHABET = "ghjkmqvwxz"
_SHAPES = {
    "vm": "vmq{}x", "group": "rgq-{}", "vault": "rsvq_{}", "disk": "dskq.{}", "lock": "lckq.{}", "extension": "extq{}",
    "policy": "polq{}-30d", "keyvault": "kvq-{}", "host": "hstq{}", "user": "usrq.{}", "domain": "domq{}.example",
    "account": "stoq{}", "principal": "Prnq {}", "case": "incq-{}", "folder": "dirq{}", "tag": "tagq{}",
}  # fmt: skip
_WORDS = st.text(_ALPHABET, min_size=3, max_size=8)
_NUMBER = st.integers(0, 9999)
# A name in running text is found where the case tells it somewhere.
ALWAYS = ("vm.name", "vm.resource_group", "backup.vault", "backup.policy", "keyvault.name", "disks.attached")


@dataclass(frozen=True)
class World:
    """The names of one customer; `secret` must not even be in the map."""

    names: dict[str, str]
    guids: tuple[str, ...]
    ip: str
    ipv6: str
    mac: str
    secret: str
    digits: int

    @property
    def identifying(self) -> list[str]:
        """Every string that must not be left."""
        parts = ("user", "domain", "account", "folder", "host")
        others = [self.names[p].removesuffix(".example") for p in parts]
        whole = [name for kind, name in self.names.items() if kind not in parts and kind != "tag"]
        return [*whole, *others, *self.guids, self.ip, self.ipv6, self.mac, self.secret]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    names = {kind: shape.format(draw(_WORDS) + str(draw(_NUMBER))) for kind, shape in _SHAPES.items()}
    guids = draw(st.lists(st.uuids().map(str), min_size=6, max_size=6, unique=True))
    octets = [draw(st.integers(1, 254)) for _ in range(3)]
    return World(
        names=names,
        guids=tuple(guids),
        ip=f"10.{octets[0]}.{octets[1]}.{octets[2] + 1}",
        ipv6=f"2001:db8:{octets[0]:x}::{octets[1]:x}",
        mac=f"00-0D-3A-{octets[0]:02X}-{octets[1]:02X}-{octets[2]:02X}",
        secret="K" + draw(st.text("ABCDEFGHabcdefgh0123456789", min_size=85, max_size=85)) + "==",
        digits=draw(st.integers(1000, 10**12)),
    )


def _sub(w: World) -> str:
    return f"/subscriptions/{w.guids[0]}"


def _vm_id(w: World) -> str:
    return f"{_sub(w)}/resourceGroups/{w.names['group']}/providers/Microsoft.Compute/virtualMachines/{w.names['vm']}"


def sentences(w: World) -> list[str]:
    """Texts as messages and logs have them, each with something that identifies."""
    n = w.names
    blob = f"https://{n['account']}.blob.core.windows.net/vhds/{n['folder']}.vhd"
    return [
        f"The resource '{_vm_id(w)}' was not found.",
        f"VM {n['vm']} in {n['group']} could not be reached from {w.ip}, [{w.ipv6}]:443 and {w.mac}.",
        f"Long running operation for 'Snap' against resource '{n['disk']}' failed; activity {w.guids[5]}.",
        f"Copy of {blob}?sv=2021-06-08&sig={w.secret}&se=2026-01-01 failed",
        f"AccountName={n['account']};AccountKey={w.secret};EndpointSuffix=core.windows.net",
        f"C:\\Users\\{n['user']}\\AppData: denied for {n['user']}@{n['domain']}",
        f"{n['host']}.{n['domain']} resolves to {w.ip}",
        f"Nov 18 02:00:01 {n['host']} waagent[123]: ping /home/{n['user']}/x",
        f"AzureBackup_{n['vm']}_{w.digits} in AzureBackupRG_westeurope_1",
        f"iaasvmcontainerv2;{n['group']};{n['vm']}: {n['vault'].upper()} is in use by {n['policy']}",
        f"x{n['vm']}y and {n['vm'].upper()}-nic refer to {n['keyvault']}",
        "Could not communicate with the VM agent for snapshot status.",
        "Backup failed after policy migration from Standard to Enhanced.",
    ]


@st.composite
def observed(draw: st.DrawFn, world: World) -> Case:
    """A case of this world: facts that rules look at, identity, rows, texts and where each was read."""
    w, n = world, world.names
    facts: dict[str, Any] = draw(fact_sets(max_size=12))
    text = st.sampled_from(sentences(w))
    state = st.sampled_from(["succeeded", "failed", "updating", None])
    back_up = f"{_sub(w)}/resourceGroups/AzureBackupRG_westeurope_1"
    identity = {
        "vm.name": n["vm"], "vm.resource_group": n["group"], "vm.subscription_id": w.guids[0], "vm.id": _vm_id(w),
        "vm.vm_id": w.guids[1], "vm.computer_name": n["host"], "vm.location": "westeurope", "backup.vault": n["vault"],
        "backup.vault_resource_group": n["group"], "backup.policy": n["policy"], "backup.job": w.guids[2],
        "backup.item": f"VM;iaasvmcontainerv2;{n['group']};{n['vm']}", "keyvault.name": n["keyvault"],
        "error.message": draw(text), "error.inner_message": draw(text), "agent.message": draw(text),
        "linux.failed_mounts": [f"/mnt/{n['folder']}", "/boot"],
        "extensions.installed": [
            {"name": n["extension"], "state": draw(state)}, {"name": "VMSnapshot", "state": draw(state)},
            {"name": f"{n['extension']}-vmsnapshot", "state": draw(state), "message": draw(text)},
        ],
        "disks.attached": [{"name": n["disk"], "size_gb": 40_000}, {"name": f"{n['vm']}_OsDisk_1", "size_gb": 30}],
        "locks.found": [
            {"name": n["lock"], "scope": "resource_group", "resource_group": "AzureBackupRG_westeurope_1",
             "id": f"{back_up}/providers/Microsoft.Authorization/locks/{n['lock']}", "notes": draw(text)},
            {"name": n["lock"], "scope": "subscription", "target": _sub(w)},
            {"name": "q", "scope": "resource", "target": f"{back_up}/restorePointCollections/AzureBackup_{n['vm']}_1"},
        ],
        "restore_points.found": [
            {"name": f"AzureBackup_{n['vm']}_{w.digits}", "source": _vm_id(w), "points": draw(st.integers(0, 20)),
             "resource_group": "AzureBackupRG_westeurope_1", "listed": True, "location": "westeurope"},
            {"name": n["tag"], "source": _vm_id(w).upper(), "points": 2, "resource_group": n["group"]},
        ],
        "keyvault.of_disks": [{"name": n["keyvault"], "keys": draw(st.booleans()), "secrets": True}],
        "keyvault.backup_service": [{"id": w.guids[3]}],
        "keyvault.vaults": [{"name": n["keyvault"].upper(), "id": f"{_sub(w)}/x", "uses_rbac": draw(st.booleans()),
                             "policies": [
                                 {"object_id": w.guids[3].upper(), "secrets": ["all"], "name": n["principal"]}]}],
        "backup.jobs": [{"name": w.guids[4], "status": "in_progress", "operation": "Backup", "vault": n["vault"]},
                        {"name": w.guids[2], "status": "failed", "operation": "Backup"}],
    }  # fmt: skip
    left_out = draw(st.lists(st.sampled_from([f for f in identity if "." in f and f not in ALWAYS]), unique=True))
    case = case_of({**{f: v for f, v in identity.items() if f not in left_out}, **facts})
    files = [f"{n['vm']}-view.json", f"/home/{n['user']}/{n['folder']}/locks.json", f"{n['tag']}.zip: a/waagent.log"]
    source = st.builds(
        Source, kind=st.sampled_from(["file", "answer"]), file=st.sampled_from(files), place=st.sampled_from(
            [f"value[0].{n['vm']}", "instanceView.vmAgent", "line 3"]))  # fmt: skip
    conflict = Conflict(fact="vm.name", values=((n["vm"], draw(source)), (n["host"], draw(source))), chosen=n["vm"])
    return case.model_copy(
        update={
            "id": n["case"],
            "notes": tuple(draw(st.lists(text, max_size=2))),
            "provenance": {path: draw(source) for path, _ in case.stated()},
            "conflicts": draw(st.sampled_from([(), (conflict,)])),
        }
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[World, Case]:
    world = draw(worlds())
    return world, draw(observed(world))


def everything(reasoning: Reasoning) -> dict[str, str]:
    """All that a command can print of a case, by format."""
    diagnosis, text = reasoning.diagnosis(), TextReport(100, full=True)
    whys = [reasoning.why(cause.id) for cause in reasoning.ranked[:3]]
    return {
        "text": text.diagnosis(diagnosis),
        "json": jsonform.render(diagnosis),
        "markdown": markdown.render(diagnosis),
        "why": "".join(text.why(why) + jsonform.render(why) for why in whys),
        "fact file": case_text(reasoning.case),
        "fact file in json": case_text(reasoning.case, ".json"),
    }


BASE = settings(phases=[Phase.explicit, Phase.generate])  # cases are large: to shrink one takes minutes


@settings(BASE, max_examples=60)
@given(cases())
def test_nothing_that_identifies_is_left_in_any_format(drawn: tuple[World, Case]) -> None:
    world, case = drawn
    redactor = Redactor()
    shown = everything(reason(case, redactor))
    for format_, text in shown.items():
        plain = text.replace("\\", "").casefold()
        for name in world.identifying:
            assert name.casefold() not in plain, (format_, name)
    assert world.secret not in json.dumps(redactor.names)


@settings(BASE, max_examples=60)
@given(cases())
def test_the_diagnosis_is_that_of_the_original_but_for_the_names(drawn: tuple[World, Case]) -> None:
    _, case = drawn
    case = with_known_code(case)
    redactor = Redactor()
    redacted = reason(case, redactor)
    original = reason(case)
    assert redacted.verdicts == original.verdicts
    assert [c.id for c in redacted.ranked] == [c.id for c in original.ranked]
    assert _skeleton(redacted) == _skeleton(original)


def _skeleton(reasoning: Reasoning) -> Any:
    """A diagnosis without values and sources, and without how often a command stands there for several names."""
    diagnosis = reasoning.diagnosis()
    return [
        (
            e.model_dump(exclude={"because", "against", "remedy", "missing"}),
            [s.fact for s in (*e.because, *e.against)],
            [m.fact for m in e.missing],
            [(step.text, len(step.commands)) for step in e.remedy.steps],
        )
        for e in diagnosis.explanations
    ]


@settings(BASE, max_examples=40)
@given(cases())
def test_with_the_map_it_is_the_original_to_the_letter(drawn: tuple[World, Case]) -> None:
    """Names spelled in one way, and no secrets: both cannot come back."""
    world, case = drawn
    case = with_known_code(_in_one_spelling(case, world))
    redactor = Redactor()
    redacted = reason(case, redactor).diagnosis().model_dump_json()
    back, kept = restored(redacted, redactor.names)
    assert back == reason(case).diagnosis().model_dump_json()
    assert not kept


def _in_one_spelling(case: Case, world: World) -> Case:
    data = case.model_dump_json(exclude_unset=True)
    for name in (*world.names.values(), *world.guids):
        data = data.replace(name.upper(), name)
    data = data.replace(world.secret, "none").replace("sig=none", "sp=r").replace("AccountKey=none", "")
    return Case.model_validate_json(data)


@settings(BASE, max_examples=40)
@given(cases())
def test_redacting_again_changes_nothing(drawn: tuple[World, Case]) -> None:
    _, case = drawn
    once = Redactor().case(case)
    assert Redactor().case(once) == once


@settings(BASE, max_examples=30)
@given(cases(), st.text(max_size=200))
def test_any_text_can_be_redacted(drawn: tuple[World, Case], text: str) -> None:
    _, case = drawn
    redactor = Redactor()
    redactor.learn([case])
    once = redactor.text(text)
    again = Redactor()
    assert again.text(once) == once
