"""The guest cannot reach Azure Storage."""

from ....engine.conditions import Condition
from ....engine.knowledge import Cause, Command, Remedy, Rule, Step, confirms, suggests
from ...facts import agent, derived, network
from ...limits import LINUX_AGENT_VERSION, WINDOWS_AGENT_VERSION
from ...sources import AGENT_VERSIONS, FEATURES_LINUX, FEATURES_WINDOWS, LINUX_EXTENSION, SEED
from ...steps.azure import AGENT, ROUTES
from ...steps.guest import LINUX, WINDOWS

_UNREACHABLE = network.storage_reachable == False
_TEST = (
    Command("powershell", "Test-NetConnection '<account>.blob.core.windows.net' -Port 443", when=WINDOWS),
    Command("bash", "curl -sI -m 5 'https://<account>.blob.core.windows.net'", when=LINUX),
)


def _with_unsupported_agent(os: Condition, version: str) -> Rule:
    return confirms(
        _UNREACHABLE,
        derived.network_code == True,
        derived.vm_off == False,
        os,
        agent.version < version,
        covers=("S4.3",),
    )


CAUSE = Cause(
    id="storage-unreachable",
    title="The guest cannot reach Azure Storage",
    family="network-access",
    step=1,
    explanation=(
        "Packages of extensions come from Azure Storage, and their status goes there. A supported agent has "
        "the host relay them; an unsupported version needs its own way to the storage of its region."
    ),
    sources=(
        SEED.section("Step 4: Check Azure Backup VM extension health"),
        FEATURES_WINDOWS.section("Network access"),
        FEATURES_LINUX.section("Network access"),
        AGENT_VERSIONS.section("Minimum supported version"),
        LINUX_EXTENSION.section("HttpUtil.py, ExtensionErrorCodeHelper.py"),
    ),
    codes=("network",),
    needs_agent=True,
    rules=(
        _with_unsupported_agent(LINUX, LINUX_AGENT_VERSION.value),
        _with_unsupported_agent(WINDOWS, WINDOWS_AGENT_VERSION.value),
        suggests(_UNREACHABLE, covers=("S4.3",)),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=Remedy(
        steps=(
            Step(
                "Update the agent where it is too old (see agent-outdated-linux, agent-outdated-windows): a "
                "supported one needs no way of its own.",
                (AGENT,),
                covers=("S4.3",),
            ),
            Step(
                "Find what blocks the way: rules of the network security group, routes, a firewall.",
                ROUTES,
                rights="Network Contributor",
                caution="The VM must run; the network interface can stand in another resource group.",
            ),
            Step(
                "Allow the guest outbound TCP 443 to Azure Storage of its region.",
                (
                    Command(
                        "portal",
                        "VM > Networking > Create port rule > Outbound: service tag Storage.<region>, port 443, Allow",
                        verified=False,
                    ),
                ),
                effect="changes state",
                rights="Network Contributor",
                caution="Ask who closed it. The service tag opens the whole storage of the region, all customers'.",
                covers=("S4.3",),
            ),
        ),
        verify=Step("The storage of the region answers from the guest.", _TEST),
    ),
    today=(
        "A supported agent reaches the storage through its host; missing access then only delays it "
        "(Linux), or hits snapshots that the guest itself writes."
    ),
    covers=("S4.3",),
)
