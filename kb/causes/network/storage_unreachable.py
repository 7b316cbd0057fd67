"""The guest cannot reach Azure Storage."""

from ...authoring import *

_UNREACHABLE = network.storage_reachable == False
_NOT_REACHED = signs.storage_not_reached == True
_NO_NETWORK = error.code.one_of("ExtensionSnapshotFailedNoNetwork", "ExtensionSnapshotFailedNoSecureNetwork")
_GUEST_SNAPSHOT = disks.unmanaged == True

CAUSE = cause(
    __name__,
    "The guest cannot reach Azure Storage",
    "Packages of extensions come from Azure Storage, and their status goes there. A supported agent has the host relay "
    "them; an unsupported version needs its own way to the storage of its region.",
    family="network-access",
    step=1,
    sources=(
        HEALTH_STEP_4,
        FEATURES_WINDOWS.section("Network access"),
        FEATURES_LINUX.section("Network access"),
        AGENT_VERSIONS.section("Minimum supported version of Windows VM Agent"),
        LINUX_EXTENSION.section("HttpUtil.py, ExtensionErrorCodeHelper.py"),
    ),
    codes=("network",),
    needs_agent=True,
    rules=(
        confirms(
            _UNREACHABLE,
            _NO_NETWORK,
            _GUEST_SNAPSHOT,
            derived.wireserver_blocked == False,
            because="the guest itself writes the snapshots of unmanaged disks, and its way to the storage was closed",
            rival="wireserver-blocked, dhcp-disabled: the host was reached",
        ),
        # Closed networks are common: with managed disks the host takes the snapshot, and relays for a supported agent.
        *(suggests(seen, _NO_NETWORK) for seen in (_UNREACHABLE, _NOT_REACHED, signs.outbound_closed_told == True)),
        hints(signs.outbound_closed_told == True),
        suggests(signs.snapshots_partly_refused == True),
        suggests(_UNREACHABLE, _GUEST_SNAPSHOT, NETWORK_CODE),
        suggests(_UNREACHABLE, LINUX, agent.version < LINUX_AGENT_VERSION.value, AGENT_SILENT),
        suggests(_UNREACHABLE, WINDOWS, agent.version < WINDOWS_AGENT_VERSION.value, AGENT_SILENT),
        *(hints(seen) for seen in (_UNREACHABLE, _NOT_REACHED, signs.told_extension_not_fetched == True)),
        hints(signs.manifests_not_fetched == True),
        # A test of a port, as another user and through another proxy, does not deny what the code says.
        rules_out(network.storage_reachable == True, ~_NO_NETWORK),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    today="A supported agent goes through its host: no access only delays it, or hits snapshots that the guest writes.",
    remedy=(
        look("Update an agent that is too old (agent-outdated-*): a supported one needs no way of its own.", AGENT),
        look(
            "Find what blocks the way: rules of the network security group, routes, a firewall.",
            ROUTES,
            rights="Network Contributor",
            caution="The VM must run; the network interface can stand in another resource group.",
        ),
        OPEN_STORAGE,
    ),
    verify=verify("The storage of the region answers from the guest.", how(network.storage_reachable, by_os=True)),
)
