"""The VM was a Trusted Launch VM when it was protected, and is a Standard one now."""

from ...authoring import *

_CODE = "UserErrorMigrationFromTrustedLaunchVMToNonTrustedVMNotAllowed"

CAUSE = cause(
    __name__,
    "The VM went from Trusted Launch back to Standard, and an old backup item remembers it",
    "Azure Backup does not take a VM as Standard that it knows as a Trusted Launch VM, as long as the "
    "old item is kept, "
    "soft-deleted ones included.",
    sources=(SIBLING.section(_CODE), SOFT_DELETE.section("Disable Soft Delete for Vault")),
    codes=(_CODE,),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.left_trusted_launch == True,
            because="the VM left Trusted Launch since it was protected, and the code says just that",
            rival="tvm-standard-policy: that VM is a Trusted Launch VM still",
        ),
        suggests(error.code == _CODE),
        rules_out(backup.left_trusted_launch == False),
    ),
    today="The page has soft delete switched off to get rid of the old item: new vaults do not allow that any more.",
    remedy=(
        look(
            "See what the VM is now, and whether the vault keeps an old item.", how(backup.left_trusted_launch), ITEMS
        ),
        look(
            "Make it a Trusted Launch VM again, or wait until the old, soft-deleted item is gone. A VM with another "
            "name or in another group is free at once, another vault as soon as the old item is deleted.",
            portal("VM {vm} > Settings > Configuration > Security type"),
        ),
    ),
    verify=verify("The VM shows as protected.", PROTECTED),
)
