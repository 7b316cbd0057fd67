"""Reads Azure Disk Encryption: which key vaults hold the keys of a VM's disks, and `az vm encryption show`.

Disk encryption settings name the vault of the secret (`diskEncryptionKey`) and, where the secret is wrapped, that of
the key (`keyEncryptionKey`): in the VM model until 2018 and in the instance view (`encryptionSettings`), in disks
(`encryptionSettingsCollection`), and in the settings of the extension AzureDiskEncryption. Shapes: azure-cli
`disk_encryption.py` (2019 to 2025) and REST specifications of Compute; no answer with them was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ...facts.arm_ids import id_parts
from ..base import Finding, Line, Node, Reader, TextReader, row_of

_FACT = "keyvault.of_disks"
_URL = re.compile(r"https://([a-z0-9-]{3,24})\.vault(?:-int)?\.[a-z.-]{3,60}(?::\d+)?(?:/.*)?", re.IGNORECASE)
_ON = {"encryptionstate/encrypted", "encryptionstate/encryptioninprogress", "encryptionstate/decryptioninprogress"}
_OFF = {"encryptionstate/notencrypted"}
_OLD_ON = {"encrypted", "encryptioninprogress", "vmrestartpending", "decryptioninprogress"}


def add_key_vaults(finding: Finding, settings: Iterable[Node]) -> None:
    """Note the key vaults that these encryption settings name, unless they are switched off."""
    vaults = {row["name"].lower(): dict(row) for row in finding.facts.get(_FACT, ())}
    for setting in settings:
        if setting["enabled"].boolean is False:
            continue
        for use, key, url in (("secrets", "diskEncryptionKey", "secretUrl"), ("keys", "keyEncryptionKey", "keyUrl")):
            row = vault_of(setting[f"{key}.sourceVault.id"], setting[f"{key}.{url}"])
            if row is not None:
                vaults.setdefault(row["name"].lower(), row)[use] = True
                finding.places.setdefault(_FACT, setting.place)
    if vaults:
        finding.facts[_FACT] = tuple(vaults.values())


def vault_of(arm_id: Node, url: Node) -> dict[str, Any] | None:
    """The key vault that an ARM id or the URL of a key names; its name is unique in all of Azure."""
    parts = id_parts(arm_id.name)
    from_url = _URL.fullmatch(url.name or "")
    name = parts.get("vaults") or (from_url[1] if from_url else None)
    if name is None:
        return None
    return row_of(name=name, resource_group=parts.get("resourcegroups"))


def view_settings(view: Node) -> Iterator[Node]:
    """The encryption settings of the disks in an instance view."""
    for disk in view["disks"]:
        yield from disk["encryptionSettings"]


def extension_settings(extension: Node) -> Iterator[Node]:
    """The settings of the extension AzureDiskEncryption, in the form of a disk's settings; nothing for others."""
    kind = extension.first("typePropertiesType", "extensionType", "properties.type").word
    settings = extension.first("settings", "publicSettings")
    if kind.startswith("azurediskencryption") and settings["EncryptionOperation"].word.startswith("enable"):
        made = {
            "diskEncryptionKey": {
                "sourceVault": {"id": settings["KeyVaultResourceId"].text},
                "secretUrl": settings["KeyVaultURL"].text,
            },
            "keyEncryptionKey": {
                "sourceVault": {"id": settings["KekVaultResourceId"].text},
                "keyUrl": settings["KeyEncryptionKeyURL"].text,
            },
        }
        yield Node(made, settings.place)


def is_encryption(row: Node) -> bool:
    """Whether this is the answer of `az vm encryption show` (new or old), or of `Get-AzVMDiskEncryptionStatus`."""
    if row["type"] or row["storageProfile"]:
        return False
    if row.has("disks", "substatus"):
        return any(disk.has("statuses") or disk.has("encryptionSettings") for disk in row["disks"])
    return row.has("osDiskEncryptionSettings", "osDisk") or row.has("osVolumeEncryptionSettings", "osVolumeEncrypted")


def read_encryption(node: Node) -> Iterator[Finding]:
    """Whether disks of an unnamed VM are encrypted, and the key vaults that hold their keys.

    That none is encrypted is established only where each disk says so.
    """
    finding = Finding(None)
    disks = list(node["disks"])
    codes = [[status["code"].word for status in disk["statuses"]] for disk in disks]
    old = {node[name].word for name in ("osDisk", "dataDisk", "osVolumeEncrypted", "dataVolumesEncrypted")}
    on = any(code in _ON for row in codes for code in row) or not _OLD_ON.isdisjoint(old)
    off = bool(codes) and all(any(code in _OFF for code in row) for row in codes)
    finding.add("disks.encrypted", True if on else False if off else None, node["disks"].place if disks else node.place)
    add_key_vaults(finding, view_settings(node))
    add_key_vaults(finding, (node[name] for name in ("osDiskEncryptionSettings", "osVolumeEncryptionSettings")))
    os = node["osType"].word
    finding.add("vm.os_type", os if os in ("linux", "windows") else None, node["osType"].place)
    yield finding


_NOT_ENABLED = re.compile(r"\s*(?:WARNING: |ERROR: )?Azure Disk Encryption is not enabled\.?\s*")


def read_not_enabled(lines: Iterable[Line]) -> Iterator[Finding]:
    """`az vm encryption show` on a VM without Azure Disk Encryption prints one line of warning, and no JSON."""
    finding = Finding(None)
    number = next((line.number for line in lines if line.text.strip()), 1)
    finding.add("disks.encrypted", False, f"line {number}")
    yield finding


ENCRYPTION = Reader("disk encryption of a VM", is_encryption, read_encryption)
NOT_ENCRYPTED = TextReader(
    "answer that disk encryption is not enabled",
    lambda head: len(head) < 200 and _NOT_ENABLED.fullmatch(head) is not None,
    read_not_enabled,
)
