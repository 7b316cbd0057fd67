"""What people say in their own words of a guest agent that is not in the VM, of Windows and of Linux alike."""

from __future__ import annotations

from ...documents import AGENT_WINDOWS, THREADS
from ..declaration import Signature
from ..places import ANY_TEXT
from ._stating import told

_AGENT = r"(?:azure |windows |linux |vm |guest ){1,3}agents?"
_OTHER = (
    r"(?! (?:log|status|version|package|update|answer|error|issue|heartbeat|problem|restart|configuration|process|"
    r"service|extension))"
)

SIGNATURES: tuple[Signature, ...] = (
    told(
        "told-agent-not-there",
        "The VM is said to have no agent, or to have lost it",
        has="agent",
        pattern=rf"\b(?:do|does|did)(?: not|n['’]t) (?:have|contain|include|come with|ship with) (?:the |an? |any )?"
        rf"{_AGENT}\b{_OTHER}|"
        rf"\b{_AGENT} (?:is|are|was|were|gets?|got|(?:has|have|had) been) (?:\w{{2,12}}ly )?"
        r"(?:missing|removed|uninstalled|deleted|stripped|wiped)\b(?! (?:and|then|or|before|again)\b)|"
        rf"\b{_AGENT} (?:is|was|are|were)n['’]t (?:\w{{2,12}} )?installed\b(?! or\b)|"
        rf"\b(?:vm|guest) agent missing\b",
        source=THREADS.section("A guest agent that is not in the VM, in people's words"),
        gives={"agent.installed": False, "signs.told_agent_missing": True},
        example="Our new VMs don't have VM agents, so extensions do not work.",
        silent="Our new VMs have VM agents, and extensions work.",
    ),
    Signature(
        "agent-not-provisioned-in-template",
        "A template makes the VM without an agent",
        where=ANY_TEXT,
        has=("provision_vm_agent", "provisionvmagent"),
        pattern=r"\bprovision_?vm_?agent[\"']?[ \t]{0,40}[=:][ \t]{0,40}[\"']?\$?false\b",
        gives={"vm.provision_agent": False},
        within=None,
        source=AGENT_WINDOWS.section("Manual installation"),
        example="    provision_vm_agent         = false",
        silent="    provision_vm_agent         = true",
    ),
    Signature(
        "extension-operations-disallowed",
        "Azure refuses extensions on the VM, for its model does not allow them",
        where=ANY_TEXT,
        has=("extension operations are disallowed", "allowExtensionOperations property is true"),
        gives={"vm.extension_operations_allowed": False},
        within=None,
        source=THREADS.section("hashicorp/terraform#24626"),
        example="This operation cannot be performed when extension operations are disallowed. To allow, please ensure "
        "VM Agent is installed on the VM and the osProfile.allowExtensionOperations property is true.",
        silent="This operation cannot be performed when the VM is not running.",
    ),
)
