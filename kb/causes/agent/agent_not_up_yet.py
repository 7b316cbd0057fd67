"""The agent of a new VM is not up yet."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "The agent of the new VM is not up yet",
    "A VM counts as created before its agent has reported for the first time. What needs the agent at once, as a "
    "template that configures the backup in the same run, finds none; some minutes later it works.",
    sources=(THREADS.section("Azure/azure-quickstart-templates#5445; hashicorp/terraform-provider-azurerm#24611"),),
    hint_only=True,
    codes=("answer",),
    needs_agent=True,
    phases=("backup", "configuring"),
    rules=(
        suggests(signs.told_agent_late == True),
        rules_out(agent.restart_tried == "no_change"),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look("Wait until Azure shows the agent as Ready: minutes after the VM was created.", AGENT_READY),
        change(
            "Configure the backup then, and let a template do it only after something that needs the agent, as an "
            "extension, has succeeded.",
            rights="Backup Contributor",
        ),
    ),
    verify=verify("The agent is Ready, and the same request succeeds.", AGENT_READY),
)
