"""The VM was deleted, and Azure Backup still looks for it."""

from ...authoring import *

_CODES = codes_that_say("vm_gone")
_LOOK = how(vm.exists, "az")

CAUSE = cause(
    __name__,
    "The VM no longer exists where its backup item looks for it",
    "The VM was deleted, or moved to another resource group, but its protection was not stopped: each scheduled "
    "backup looks for it in vain.",
    sources=(
        SIBLING.section("320001, ResourceNotFound / 400094, BCMV2VMNotFound"),
        MANAGE.section("Backup item where primary data source no longer exists"),
        RECORDINGS.section("errorDetails of backup jobs, 2021"),
    ),
    codes=(*_CODES, "UserErrorGenericResourceNotFound"),
    rules=(
        confirms(
            vm.exists == False,
            error.code.one_of(*_CODES, "UserErrorGenericResourceNotFound"),
            because="the code says that what is backed up was not found, and the VM is not where its item looks for it",
            rival="vm-moved: it exists, at another place, where the first step looks too",
        ),
        suggests(error.code.one_of(*_CODES)),
        suggests(vm.exists == False),
        rules_out(vm.exists == True),
    ),
    remedy=(
        look(
            "See whether the VM is really gone, or stands in another resource group.",
            _LOOK,
            az('az vm list --query "[].[name,resourceGroup]" -o table'),
        ),
        change(
            "If it was deleted on purpose, stop its protection, and keep the recovery points.",
            STOP_PROTECTION,
            rights="Backup Contributor on the vault",
            caution="The recovery points are kept, and paid for, until someone deletes them.",
        ),
        change(
            "If it was deleted by mistake, restore it under the same name, in the same resource group.",
            portal(f"{BACKUP_ITEM} > Restore VM > Create new"),
            rights="Backup Contributor on the vault, Virtual Machine Contributor",
            caution="Do not delete recovery points before the VM is back.",
        ),
        change(
            "If it was moved, stop the protection of the old item, keep its data, and protect the VM anew.",
            portal("VM {vm} > Backup > Enable backup"),
            rights="Backup Contributor on the vault, Virtual Machine Contributor",
        ),
    ),
    verify=verify(
        "The VM is there again, or the backup item shows that its protection is stopped.", _LOOK, portal(BACKUP_ITEM)
    ),
)
