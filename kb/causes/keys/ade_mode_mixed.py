"""The VM was encrypted with and without a Microsoft Entra application."""

from ...authoring import *

_CODE = "UserErrorInvalidVMEncryptionInfo"
_MIXED = keyvault.ade_modes_mixed == True
_LOOK = (*EXTENSION_HANDLERS, *how(disks.encrypted, "az"))

CAUSE = cause(
    __name__,
    "The VM was encrypted with and without a Microsoft Entra application",
    "Azure Disk Encryption has an older way, with an application in Microsoft Entra, and a newer one without. A VM "
    "that was encrypted in one way and then in the other gives encryption settings that Azure Backup does not take.",
    sources=(SELF_HELP.section("UserErrorInvalidVMEncryptionInfo"),),
    phases=BOTH,
    codes=(_CODE,),
    rules=(
        confirms(
            _MIXED,
            error.code == _CODE,
            because="the code refuses the settings, and both ways were used",
            rival="keyvault-certificate-key: it has the same code; the mixture is known",
        ),
        suggests(_MIXED),
        suggests(error.code == _CODE),
        rules_out(keyvault.ade_modes_mixed == False),
    ),
    remedy=(
        look(
            "See which versions of the extension AzureDiskEncryption the VM has had, and whether AADClientID stands in "
            "its settings.",
            _LOOK,
        ),
        change(
            "Go on with the way in which the VM was encrypted first.",
            portal("VM {vm} > Settings > Disks > Additional settings"),
            caution="Where that is not possible, make a new VM and encrypt that one: the disks of this one have to be "
            "decrypted first, which takes hours.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("The VM has one kind of encryption settings, and a backup is complete.", _LOOK),
)
