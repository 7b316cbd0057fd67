"""The VM's model does not allow extensions, though the agent is there."""

from ...authoring import *

_OFF = vm.extension_operations_allowed == False
_VIEW = how(vm.extension_operations_allowed, "az")

CAUSE = cause(
    __name__,
    "Extension operations are not allowed on the VM",
    "A VM that was created without the agent (provisionVMAgent false) has allowExtensionOperations false in its model. "
    "Where the agent is installed by hand later, that stays so: Azure refuses each extension, the backup's too.",
    family="agent-unresponsive-windows",
    step=6,
    sources=(
        AGENT_WINDOWS.section("Manual installation (AllowExtensionOperations)"),
        THREADS.section("hashicorp/terraform#24626; MicrosoftDocs/azure-docs#26741"),
    ),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_OFF, derived.agent_running == True),
            derived.agent_code == True,
            because="the agent runs, and the VM's model forbids what the backup has to install and to call",
            rival="agent-missing-windows: the agent is there and runs",
        ),
        suggests(_OFF),
        rules_out(vm.extension_operations_allowed == True),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "See what the model says, and that the agent is installed: without it, allowing extensions alone does not "
            "help (see agent-missing-windows).",
            _VIEW,
            AGENT_SERVICES,
        ),
        ALLOW_EXTENSIONS,
    ),
    verify=verify("The model allows extensions, and the next backup succeeds.", _VIEW),
)
