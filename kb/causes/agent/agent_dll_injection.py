"""A library of another product inside the agent makes it crash."""

from ...authoring import *

_CRASHES = signs.agent_crashes_in_foreign_module == True
_MODULES = ps(
    "(Get-Process WaAppAgent,WindowsAzureGuestAgent).Modules | Select-Object ModuleName,FileName", verified=False
)

CAUSE = cause(
    __name__,
    "A library of another product makes the agent crash",
    "Products for security and monitoring load a library of theirs into every program. One that does not get on with "
    "the "
    "agent ends it; many do so without harm.",
    family="agent-unresponsive-windows",
    step=11,
    sources=(VMASSIST.section("vmassist.ps1: third-party modules"),),
    applies=WINDOWS,
    codes=("answer",),
    needs_agent=True,
    hint_only=True,
    rules=(suggests(_CRASHES),),
    leads_to=("agent-corrupt-windows", "agent-stopped-windows", "agent-not-reporting"),
    remedy=(
        look("See which library the crashes name, and which are loaded now.", _MODULES, rights=ADMIN),
        change(
            "Have that product leave out WaAppAgent.exe, WindowsAzureGuestAgent.exe and IaaSBcdrExtension.exe.",
            rights="whoever runs that product's console",
            caution="An exclusion weakens the protection: ask those who answer for security.",
        ),
        change("Start the agent again.", RESTART_AGENT_WINDOWS),
    ),
    verify=verify("The agent runs for a day without a new crash.", AGENT_WELL_WINDOWS),
)
