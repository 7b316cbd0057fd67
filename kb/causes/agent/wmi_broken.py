"""WMI of the guest is broken, so that the agent cannot be installed."""

from ...authoring import *

_BROKEN, _SETUP = windows.wmi_answers == False, signs.agent_setup_without_wmi == True
_DOWN = agent.service_state.one_of("missing", "stopped")
_TEST = how(windows.wmi_answers, "powershell")

CAUSE = cause(
    __name__,
    "WMI of the guest is broken",
    "The installer of the agent sets the registry through WMI (class StdRegProv). Where WMI does not answer, the agent "
    "cannot be installed or updated, and its services are left without a program.",
    family="agent-unresponsive-windows",
    step=8,
    sources=(WINDOWS_AGENT.section("Guest Agent installation fails because of faulty WMI"),),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            *(_BROKEN, _SETUP, _DOWN, VM_ON),
            because="the installer failed where it uses WMI, WMI does not answer, and the agent is not at work",
            rival="agent-missing-windows: it cannot be installed before WMI is mended",
        ),
        suggests(_BROKEN),
        suggests(_SETUP),
        suggests(signs.told_wmi_broken == True),
        rules_out(windows.wmi_answers == True),
    ),
    leads_to=("agent-missing-windows", "agent-corrupt-windows"),
    remedy=(
        look("Test the class, then the repository.", _TEST, cmd("winmgmt /verifyrepository"), rights=ADMIN),
        change(
            "Copy the repository, and have it mended.",
            cmd("xcopy C:\\Windows\\System32\\wbem\\repository C:\\Windows\\System32\\wbem\\repository.bak /e /i"),
            cmd("winmgmt /salvagerepository"),
        ),
        INSTALL_AGENT_WINDOWS,
        destroy(
            "Only if it still fails: reset the repository, and install the agent again.",
            cmd("net stop winmgmt /y", "winmgmt /resetrepository", "net start winmgmt"),
            caution="Classes of other products (monitoring, management) are lost until they are registered anew: ask.",
        ),
    ),
    verify=verify("The test ends with ReturnValue 0, and both services of the agent run.", _TEST, AGENT_SERVICES),
)
