"""An extension that is made for Windows was put on a Linux VM."""

from ...authoring import *

_OURS, _OTHER = signs.windows_vmsnapshot_on_linux == True, signs.windows_extension_on_linux == True

CAUSE = cause(
    __name__,
    "An extension that is made for Windows was put on a Linux VM",
    "The agent does what the VM's model asks. Where somebody, a script or a policy set an extension by a name that "
    "belongs to Windows, the agent downloads it and cannot run its .exe or .cmd. The extension fails each time.",
    sources=(
        WALINUXAGENT_ISSUES.section("1059"),
        THREADS.section("Azure/azure-cli#31656"),
        RESTORE_POINT_SNAPSHOT.section("Important"),
    ),
    applies=LINUX,
    codes=("agent", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            _OURS,
            because="the agent is to take the snapshot with a program of Windows, which no Linux can run",
            rival="extension-files-damaged: there a file of the right extension is missing",
        ),
        suggests(_OTHER),
        rules_out(signs.windows_vmsnapshot_on_linux == False, signs.windows_extension_on_linux == False),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=(
        look("See which extensions the VM has, and of which type. Those of Windows are not for it.", EXTENSIONS),
        change(
            "Remove the extension that is made for Windows.",
            portal("VM > Settings > Extensions + applications > {extension} > Uninstall"),
            az("az vm extension delete -g {resource_group} --vm-name {vm} -n {extension}"),
            azps("Remove-AzVMExtension -ResourceGroupName {resource_group} -VMName {vm} -Name {extension}"),
            caution="Find out who set it (a script, a template, an Azure Policy): it comes back otherwise. Install the "
            "one for Linux, by its full type, where its work is wanted. The backup installs its own by itself.",
        ),
        TRY_AGAIN,
    ),
    verify=verify("All extensions are those of Linux, and show 'Provisioning succeeded'.", EXTENSIONS),
)
