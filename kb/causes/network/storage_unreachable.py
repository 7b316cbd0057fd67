"""The guest cannot reach Azure Storage."""

from ...authoring import *

_UNREACHABLE = network.storage_reachable == False
_TEST = how(network.storage_reachable, by_os=True)


def _with_unsupported_agent(os: Condition, version: str) -> Rule:
    return confirms(_UNREACHABLE, NETWORK_CODE, VM_ON, os, agent.version < version)


CAUSE = cause(
    __name__,
    "The guest cannot reach Azure Storage",
    "Packages of extensions come from Azure Storage, and their status goes there. A supported agent has "
    "the host relay them; an unsupported version needs its own way to the storage of its region.",
    family="network-access",
    step=1,
    sources=(
        HEALTH_STEP_4,
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
        suggests(_UNREACHABLE),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    today="A supported agent reaches the storage through its host; missing access then only delays it "
    "(Linux), or hits snapshots that the guest itself writes.",
    remedy=(
        look(
            "Update the agent where it is too old (see agent-outdated-linux, agent-outdated-windows): a "
            "supported one needs no way of its own.",
            AGENT,
        ),
        look(
            "Find what blocks the way: rules of the network security group, routes, a firewall.",
            ROUTES,
            rights="Network Contributor",
            caution="The VM must run; the network interface can stand in another resource group.",
        ),
        change(
            "Allow the guest outbound TCP 443 to Azure Storage of its region.",
            portal(
                "VM > Networking > Create port rule > Outbound: service tag Storage.<region>, port 443, Allow",
                verified=False,
            ),
            rights="Network Contributor",
            caution="Ask who closed it. The service tag opens the whole storage of the region, all customers'.",
        ),
    ),
    verify=verify("The storage of the region answers from the guest.", _TEST),
)
