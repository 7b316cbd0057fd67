"""The permissions of the folder MachineKeys were changed."""

from ...authoring import *

_CODE = "ExtensionConfigParsingFailure"
_FOLDER = "%ProgramData%\\Microsoft\\Crypto\\RSA\\MachineKeys"
_LIST = cmd(f'icacls "{_FOLDER}"')
_GRANT = f'icacls "{_FOLDER}" /inheritance:r /grant:r *S-1-1-0:(R,W) *S-1-5-32-544:(F)'
_CERTIFICATES = "Get-ChildItem Cert:\\LocalMachine\\My | Where-Object Subject -like '*Windows Azure CRP Certificate*'"

CAUSE = cause(
    __name__,
    "The permissions of the MachineKeys folder were changed",
    "The settings of the backup extension come encrypted; the key to read them lies in the folder MachineKeys. "
    "Where its permissions were changed, as by hardening, the extension cannot read its own settings.",
    family="machinekeys",
    sources=(SIBLING.section("ExtensionConfigParsingFailure"), VMASSIST.section("MachineKeys permissions")),
    applies=WINDOWS,
    codes=("extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            windows.machinekeys_default == False,
            error.code == _CODE,
            because="a right that the extension needs was taken away, and it could not read its settings",
            rival="extension-certificate-missing: it leaves the rights as they are",
        ),
        *(suggests(s) for s in (windows.machinekeys_default == False, signs.told_machinekeys_changed == True)),
        suggests(error.code == _CODE),
        *(suggests(sign == True) for sign in (signs.key_not_written, signs.extension_keyset_missing)),
        hints(signs.told_hardened_and_denied == True),
        rules_out(windows.machinekeys_default == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Look at the permissions, and note them down. The default is Everyone: (R,W) and "
            "BUILTIN\\Administrators: (F), and no others.",
            _LIST,
            rights=ADMIN,
        ),
        change(
            "Set the default (Explorer > Properties > Security > Advanced): remove all others; Everyone gets List "
            "folder, Read attributes, Read extended attributes, Create files, Create folders, Write attributes, "
            "Write extended attributes and Read permissions, for this folder only.",
            cmd(_GRANT, verified=False),
            caution="Leave the permissions of the files in it alone. If others were given access on purpose (a web "
            "server, an application), ask their owners.",
        ),
        destroy(
            "In Local Computer > Personal > Certificates, delete those issued to 'Windows Azure CRP Certificate "
            "Generator' (or to the classic deployment model), and restart the agent, which makes new ones.",
            ps(_CERTIFICATES, effect="read-only", verified=False),
            ps(f"{_CERTIFICATES} | Remove-Item", verified=False),
            RESTART_AGENT_WINDOWS,
            caution="Delete only these certificates: look at the list first.",
        ),
    ),
    verify=verify("The folder has its default permissions, and the next backup succeeds.", _LIST),
)
