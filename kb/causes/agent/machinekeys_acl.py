"""The permissions of the folder MachineKeys were changed."""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import error, vm, windows
from ...sources import SIBLING, VMASSIST
from ...steps.windows import ADMIN, RESTART_AGENT

_CODE = "ExtensionConfigParsingFailure"
_COVERS = (f"X.{_CODE}",)
_FOLDER = "%ProgramData%\\Microsoft\\Crypto\\RSA\\MachineKeys"
_LIST = Command("cmd", f'icacls "{_FOLDER}"')
_GRANT = f'icacls "{_FOLDER}" /inheritance:r /grant:r *S-1-1-0:(R,W) *S-1-5-32-544:(F)'
_CERTIFICATES = "Get-ChildItem Cert:\\LocalMachine\\My | Where-Object Subject -like '*Windows Azure CRP Certificate*'"

CAUSE = Cause(
    id="machinekeys-acl",
    title="The permissions of the MachineKeys folder were changed",
    family="machinekeys",
    step=1,
    explanation=(
        "The settings of the backup extension come encrypted; the key to read them lies in the folder MachineKeys. "
        "Where its permissions were changed, as by hardening, the extension cannot read its own settings."
    ),
    sources=(SIBLING.section("ExtensionConfigParsingFailure"), VMASSIST.section("MachineKeys permissions")),
    applies=vm.os_type == "windows",
    codes=("snapshot", _CODE),
    needs_agent=True,
    rules=(
        confirms(windows.machinekeys_default == False, error.code == _CODE, covers=_COVERS),
        suggests(windows.machinekeys_default == False),
        suggests(error.code == _CODE, covers=_COVERS),
        rules_out(windows.machinekeys_default == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=Remedy(
        steps=(
            Step(
                "Look at the permissions, and note them down. The default is Everyone: (R,W) and "
                "BUILTIN\\Administrators: (F), and no others.",
                (_LIST,),
                rights=ADMIN,
                covers=_COVERS,
            ),
            Step(
                "Set the default (Explorer > Properties > Security > Advanced): remove all others; Everyone gets List "
                "folder, Read attributes, Read extended attributes, Create files, Create folders, Write attributes, "
                "Write extended attributes and Read permissions, for this folder only.",
                (Command("cmd", _GRANT, verified=False),),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "Leave the permissions of the files in it alone. If others were given access on purpose (a web "
                    "server, an application), ask their owners."
                ),
                covers=_COVERS,
            ),
            Step(
                "In Local Computer > Personal > Certificates, delete those issued to 'Windows Azure CRP Certificate "
                "Generator' (or to the classic deployment model), and restart the agent, which makes new ones.",
                (
                    Command("powershell", _CERTIFICATES, effect="read-only", verified=False),
                    Command("powershell", f"{_CERTIFICATES} | Remove-Item", verified=False),
                    *RESTART_AGENT,
                ),
                effect="destructive",
                rights=ADMIN,
                caution="Delete only these certificates: look at the list first.",
                covers=_COVERS,
            ),
        ),
        verify=Step("The folder has its default permissions, and the next backup succeeds.", (_LIST,)),
    ),
    covers=_COVERS,
)
