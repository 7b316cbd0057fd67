"""The readers of network interfaces, routes, rules and the activity log, on small answers of our own."""

from __future__ import annotations

from azure_samples import BACKUP_GROUP, VM_ID, S, event, nic
from readings import findings, one


def test_only_the_primary_address_of_the_primary_interface_counts() -> None:
    assert one(nic()).facts["network.azure_allocation"] == "static"
    for other in (nic(False), nic(None), nic(virtualMachine=None)):
        assert "network.azure_allocation" not in one(other).facts
    shown = {
        "Primary": True,
        "VirtualMachine": {"Id": VM_ID},
        "IpConfigurations": [{"PrivateIpAllocationMethod": "Dynamic"}],
    }
    assert one(shown).facts["network.azure_allocation"] == "dynamic"


def test_routes_and_rules_give_hints_only() -> None:
    default = {"addressPrefix": ["0.0.0.0/0"], "nextHopType": "VirtualAppliance", "state": "Active", "source": "User"}
    own = {**default, "addressPrefix": ["168.63.129.16/32"], "nextHopType": "None"}
    assert [(f.facts, len(f.notes)) for f in findings({"value": [default, own]})] == [({}, 1)]
    deny = {"name": "no", "access": "Deny", "direction": "Outbound", "destinationAddressPrefix": "AzurePlatformLKM"}
    rules = [deny, {**deny, "destinationAddressPrefix": "Internet"}, {**deny, "direction": "Inbound"}]
    found = findings({"value": [{"networkSecurityGroup": {"id": "x"}, "effectiveSecurityRules": rules}]})
    assert [(f.facts, len(f.notes)) for f in found] == [({}, 1)]


def test_the_activity_log_gives_remarks_and_no_facts() -> None:
    stop, write = "Microsoft.Compute/virtualMachines/deallocate/action", "x/resourceGroups/write"
    refused = {"properties": {"statusMessage": '{"error":{"code":"RequestDisallowedByPolicy"}}'}}
    vm, rest = findings(
        [
            event(stop, "2026-07-24T20:00:00Z"),
            event(stop, "2026-07-24T21:00:00Z", "Failed"),
            event(write, "2026-07-24T22:00:00Z", "Failed", BACKUP_GROUP, **refused),
            event(write, "2026-07-24T22:00:00Z", "Failed", f"{S}/resourceGroups/other", **refused),
        ]
    )
    assert not {fact for fact in vm.facts if not fact.startswith("vm.")}
    assert vm.notes == ["activity log: the VM was deallocated at 2026-07-24 20:00 UTC"]
    assert len(rest.notes) == 1
    assert "RequestDisallowedByPolicy" in rest.notes[0]
