"""Made-up customers: their names, and cases and texts that are full of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from backupdx import Case
from backupdx.facts.case import Conflict, Source
from cases import case_of, fact_sets
from hypothesis import strategies as st

# No word of the field, no part of a hexadecimal number, and none is a part of another.
_ALPHABET = "ghjkmqvwxz"
_SHAPES = {
    "vm": "vmq{}x", "group": "rgq-{}", "vault": "rsvq_{}", "disk": "dskq.{}", "lock": "lckq.{}", "extension": "extq{}",
    "policy": "polq{}-30d", "keyvault": "kvq-{}", "host": "hstq{}", "user": "usrq.{}", "domain": "domq{}.example",
    "account": "stoq{}", "principal": "Prnq {}", "case": "incq-{}", "folder": "dirq{}", "tag": "tagq{}",
    "failed": "extr{}",
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
    failed = (str((n["failed"], "VMSnapshot")), draw(source)), (str((n["extension"],)), draw(source))
    conflicts = (conflict, Conflict(fact="extensions.failed", values=failed))
    return case.model_copy(
        update={
            "id": n["case"],
            "notes": tuple(draw(st.lists(text, max_size=2))),
            "provenance": {path: draw(source) for path, _ in case.stated()},
            "conflicts": draw(st.sampled_from([(), conflicts])),
        }
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[World, Case]:
    world = draw(worlds())
    return world, draw(observed(world))


def in_one_spelling(case: Case, world: World) -> Case:
    """The case with each name spelled in one way, and without the secret: both cannot come back."""
    data = case.model_dump_json(exclude_unset=True)
    for name in (*world.names.values(), *world.guids):
        data = data.replace(name.upper(), name)
    data = data.replace(world.secret, "none").replace("sig=none", "sp=r").replace("AccountKey=none", "")
    return Case.model_validate_json(data)
