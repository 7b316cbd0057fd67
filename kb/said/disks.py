"""How people put the causes of kb/causes/disks/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "disk-too-big": "disk larger than 32 tb; 40 tb; disk size not supported; huge disk; grew the disk; "
    "unsupported disk size; ade disk 4 tb",
    "disk-not-allocated": "disk not allocated; disk failed; detaching disk; stuck detach; disk not attached properly",
    "disk-shared": "shared disk; shared drive; maxShares; cluster disk; failover cluster; fci; s2d; cluster nodes",
    "policy-type-too-old": "premium ssd v2; ultra disk; needs enhanced policy; enhanced policy required; "
    "standard policy not supported for disk; another policy type; ultradisk; ultra disk snapshot; "
    "enhanced policy only",
    "grs-vault-fast-disk": "grs vault; geo-redundant vault with ultra; geo redundant premium v2; lrs vault needed; "
    "storage redundancy not supported for vm; cross region restore; other vault with lrs works",
    "disk-entra-auth": "data access authentication mode; entra authentication on disk; "
    "AzureActiveDirectory disk export",
    "disk-secure-data": "former os disk as data disk; trusted launch os disk attached; security profile of data disk",
    "write-accelerator": "write accelerator; wa disk; m-series; hana log disk",
    "disk-classic-storage": "classic storage account; migrated from classic; asm; classic vm migration; "
    "Microsoft.ClassicStorage",
    "disk-unmanaged": "unmanaged disks; vhd in storage account; page blob",
    "ephemeral-os-disk": "ephemeral; ephemeral os disk; local cache disk; resource disk os; avd hosts",
    "too-many-disks": "40 data disks; dozens of data disks; number of attached disks; more than 32 disks; 16 disks;"
    " number of data disks; too many data disks",
    "selective-disk-ade": "exclude disk encrypted; selective disk with ade; disk exclusion encrypted vm; "
    "leave out disk; "
    "disk-list-setting exclude; diskslist; encrypted with azure disk encryption",
    "disk-kind-unsupported": "storage type not supported; standard ssd; nvme; disk type unsupported; elastic san",
    "disk-exclusion-broken": "lun list; exclusion list empty; includeLunList; excluded disks ignored",
}
