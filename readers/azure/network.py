"""Reads a VM's network interface, and the routes and rules that hold for it: `az network nic show` and `list`,
`show-effective-route-table`, `list-effective-nsg`, and their counterparts in Azure PowerShell as JSON.

Traffic to 168.63.129.16 does not follow a user's routes, and security rules reach it only through the service tags
AzurePlatformDNS, IMDS and LKM or by its own address (azure-docs, what-is-ip-address-168-63-129-16): what stands here of
it is a hint to follow, no fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..base import Finding, Node, Reader, about, rows, some

_HOST = "168.63.129.16"
_MOST_NOTES = 5


def is_nic(row: Node) -> bool:
    """Whether this is a network interface."""
    if row["type"].word.startswith("microsoft."):
        return row["type"].word == "microsoft.network/networkinterfaces"
    return row.has("ipConfigurations") and (row.has("virtualMachine") or row.has("enableIPForwarding", "dnsSettings"))


def read_nics(node: Node) -> Iterator[Finding]:
    """How Azure gives the VM its private address: on the primary configuration of its primary interface."""
    found = [row for row in rows(node) if is_nic(row)]
    of_vms = [row for row in found if row["virtualMachine.id"].name]
    for row in of_vms or found[:1]:
        finding = about(row["virtualMachine.id"])
        finding.listed = True  # an interface joins the case of a VM, it makes none
        configurations = list(row["ipConfigurations"])
        primary = [c for c in configurations if c["primary"].boolean] or configurations
        if finding.vm is None:
            finding.notes.append(f"network interface {row['name'].text} belongs to no VM")
        elif row["primary"].boolean is None:
            finding.notes.append(f"{row['primary'].place}: nothing says whether this is the VM's primary interface")
        elif row["primary"].boolean and len(primary) == 1:
            method = primary[0].first("privateIPAllocationMethod", "privateIpAllocationMethod")
            finding.add_word("network.azure_allocation", method, {"static": "static", "dynamic": "dynamic"})
        yield finding


def is_route(row: Node) -> bool:
    """Whether this is a route that holds for an interface."""
    return row.has("addressPrefix", "nextHopType", "state", "source")


def read_routes(node: Node) -> Iterator[Finding]:
    """A remark on a user's route for the platform's address; the routes of an interface give no facts."""
    finding = Finding(None)
    for row in rows(node):
        prefixes = [row["addressPrefix"].text, *(prefix.text for prefix in row["addressPrefix"])]
        if is_route(row) and row["state"].word == "active" and any((p or "").startswith(_HOST) for p in prefixes):
            hop = row["nextHopType"].text
            finding.notes.append(
                f"{row.place}: a route of its own sends {_HOST} to {hop}: is it reached from the guest?"
            )
    finding.notes = finding.notes[:_MOST_NOTES]
    yield finding


def is_rules(row: Node) -> bool:
    """Whether this holds the security rules that hold for an interface."""
    return isinstance(row["effectiveSecurityRules"].value, list)


def read_rules(node: Node) -> Iterator[Finding]:
    """A remark on rules that deny the way to the platform's address; the rules of an interface give no facts."""
    finding = Finding(None)
    for row in rows(node):
        for rule in row["effectiveSecurityRules"]:
            if rule["access"].word == "deny" and rule["direction"].word == "outbound" and _reaches_host(rule):
                name = rule["name"].text or "(unnamed)"
                finding.notes.append(
                    f"{rule.place}: rule {name} denies the way to {_HOST}: is it reached from the guest?"
                )
    finding.notes = finding.notes[:_MOST_NOTES]
    yield finding


def _reaches_host(rule: Node) -> bool:
    names = ("destinationAddressPrefix", "destinationAddressPrefixes", "expandedDestinationAddressPrefix")
    told = [node.word for name in names for node in (rule[name], *rule[name])]
    return any(word.startswith((_HOST, "azureplatform")) for word in told)


NICS = Reader("network interfaces", some(is_nic), read_nics)
ROUTES = Reader("effective routes", some(is_route), read_routes)
RULES = Reader("effective security rules", some(is_rules), read_rules)
