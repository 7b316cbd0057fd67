"""The vault protects as many VMs as it may."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The vault protects as many VMs as it may",
    "A vault protects at most 1000 Azure VMs, and at most 2000 data sources of all kinds.",
    sources=(
        SELF_HELP.section("UserErrorProtectionQuotaExceeded"),
        GENERAL_MATRIX.section("Vault support"),
    ),
    codes=("UserErrorProtectionQuotaExceeded",),
    phases=CONFIGURING,
    rules=(
        confirms(
            vault.vm_count >= VMS_PER_VAULT.value,
            because="the vault was full, and the code is about its quota",
            rival="policy-full: a policy's limit has a text of its own",
        ),
        suggests(error.code == "UserErrorProtectionQuotaExceeded"),
    ),
    remedy=(
        look("Count the VMs of the vault.", how(vault.vm_count), caution="SQL, HANA and file shares count as well."),
        MAKE_VAULT,
    ),
    verify=verify("The VM is protected by the new vault.", CHECK_VM),
)
