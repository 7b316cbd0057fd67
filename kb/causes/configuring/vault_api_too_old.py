"""The client or template sets the vault by a call that is older than the one by which it was set before."""

from ...authoring import *

_CODE, _PARAMETER = "BMSUserErrorRedundancySettingsUseVaultApi", "InvalidRestApiParameter"

CAUSE = cause(
    __name__,
    "The client, template or policy sets the vault by an older call than it was set by before",
    "Redundancy, Cross Region Restore and soft delete can be set by calls of their own (backupstorageconfig, "
    "backupconfig) or as properties of the vault. Once the vault itself was used, the old calls are refused. A vault "
    "that is written back with an old API version, as a policy's remediation does, lacks settings and is refused too.",
    sources=(
        SOFT_DELETE.section("Disable Soft Delete for Vault"),
        THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
    ),
    codes=(_CODE, _PARAMETER),
    phases=CONFIGURING,
    rules=(
        confirms(
            error.request_fault == "old_api",
            error.code.one_of(_CODE, _PARAMETER),
            because="the call went to an older API than the vault was set by, and the code refuses that",
            rival="request-malformed: a setting can be wrong in a call of today too",
        ),
        suggests(error.code == _CODE),
        suggests(signs.vault_settings_left_out == True),
        hints(error.code == _PARAMETER),
        rules_out(error.request_fault == "none"),
    ),
    remedy=(
        look(
            "See the setting that the text names, as the vault has it.",
            portal("Recovery Services vault {vault} > Overview > JSON View"),
            az("az backup vault show -g {vault_resource_group} -n {vault} -o json --only-show-errors"),
        ),
        change(
            "Set it as a property of the vault itself, with a new version of client, module or API.",
            portal("Recovery Services vault {vault} > Settings > Properties"),
            az(
                "az backup vault update -g {vault_resource_group} -n {vault} --backup-storage-redundancy "
                "LocallyRedundant"
            ),
            rights="Backup Contributor on the vault",
            caution="Give the redundancy that is wanted: it can be set only before the first item is protected. Leave "
            "the old resource (backupstorageconfig) out of the template.",
        ),
    ),
    verify=verify(
        "The template or command goes through, and the vault shows the setting.",
        az("az backup vault show -g {vault_resource_group} -n {vault} -o json --only-show-errors"),
    ),
)
