"""What people say in their own words of a guest agent that is not in the VM, of Windows and of Linux alike."""

from __future__ import annotations

from ...documents import AGENT_WINDOWS, THREADS, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import ANY_TEXT
from ._stating import told

_AGENT = r"(?:azure |windows |linux |vm |guest ){1,3}agents?"
_OTHER = (
    r"(?!['’]s\b| (?:log|status|version|package|update|answer|error|issue|heartbeat|problem|restart|configuration|"
    r"process|service|extension))"
)

# What was made or got without an agent; what works, is backed up or can be done without one tells of agentless ways.
_MADE = (
    r"\b(?:boot|come|came|is|are|was|were|deploy|creat|provision|built|build|made|make|ship|deliver|restor|migrat|"
    r"install|import|upload|launch|start|ha[sd]|have|got|left|end(?:s|ed)? up)(?:e?[sd]|ing)?\b"
)
_WORKS_SO = (
    r"(?:work|run|ran|possib|able|support|back(?:ed|ing|s)?\b|backup|snapshot|protect|fine|taken|agentless|allow)"
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
        rf"\b(?:vm|guest) agent missing\b|"
        rf"\bno {_AGENT} (?:is |was |has been )?provisioned\b|"
        rf"{_MADE}(?: (?!{_WORKS_SO})[\w-]{{1,20}}){{0,4}} without (?:the |an? |any )?"
        rf"(?:{_AGENT}|agent|wa(?:linux)?agent)\b{_OTHER}",
        source=THREADS.section("A guest agent that is not in the VM, in people's words"),
        gives={"agent.installed": False, "signs.told_agent_missing": True},
        example="Our new VMs don't have VM agents, so extensions do not work.",
        silent="Our new VMs have VM agents, and extensions work.",
    ),
    told(
        "told-agent-waited-for",
        "Something is said to wait for the agent's answer",
        has="agent",
        pattern=rf"\b(?:waits?|waiting|waited) for (?:the |an |its )?(?:{_AGENT}|agent) to (?:respond|answer)\b",
        gives="signs.told_agent_not_ready",
        source=THREADS.section("Azure/terraform-azurerm-compute#71"),
        example="The installation of extensions hangs, waiting for the VM agent to respond.",
        silent="If it hangs waiting for the VM agent to respond, restart the VM.",
    ),
    told(
        "told-agent-late",
        "The agent of a new VM is said to be ready only later",
        has="agent",
        pattern=rf"\b(?:{_AGENT}|agent)\b[^.!?\n]{{0,60}}?(?:\bnot|n['’]t) (?:yet |be )?"
        r"(?:ready|available|up|running)\b"
        r"[^.!?\n]{0,12}?\b(?:soon enough|early enough|fast enough|quickly enough|in time)\b|"
        rf"\b(?:{_AGENT}|agent)\b[^.!?\n]{{0,40}}?\b(?:takes?|took|needs?|needed) "
        r"(?:some|more|too much|longer|too long|"
        r"a (?:few|while|long)|several|\d{1,3})\b[^.!?\n]{0,25}?\b(?:time|minutes|while|longer|until|to (?:be|become|"
        r"get|come|start))\b|"
        r"\bafter (?:the |a )?(?:vm|machine)(?: itself)? (?:was|is|has been|got) (?:just |newly )?(?:created|deployed|"
        rf"provisioned),? (?:its |the )(?:{_AGENT}|agent) (?:is|was) not (?:yet )?ready\b",
        source=THREADS.section("hashicorp/terraform-provider-azurerm#24611; Azure/azure-quickstart-templates#5445"),
        example="When the VM is deployed, its guest agent is not ready soon enough.",
        silent="When the VM is deployed, its guest agent is ready.",
        also=("told-agent-not-ready",),
    ),
    told(
        "told-extension-not-fetched",
        "The package of an extension is said not to come to the VM",
        has="extension",
        pattern=r"\b(?:can ?not|can['’]t|could not|couldn['’]t|unable to|fail(?:s|ed)? to|error) "
        r"(?:retriev|download|fetch)(?:e|es|ed|ing)? (?:the |an? )?(?:[\w-]{1,20} ){0,3}extensions?\b",
        source=THREADS.section("Azure/HubAndSpokeResearchEnclave#137"),
        example="The VM cannot retrieve the DSC extension behind our firewall.",
        silent="The VM retrieved the DSC extension.",
    ),
    told(
        "told-agent-config-not-there",
        "The file of the Linux agent's configuration is said to be missing",
        has="waagent.conf",
        pattern=r"(?:/[\w.-]{1,60}){0,8}\bwaagent\.conf['\"”`]? (?:file )?(?:(?:is|was) (?:\w{2,10} )?(?:missing|gone|"
        r"not (?:there|present|found)|deleted|removed)|(?:isn|wasn)['’]t (?:there|present)|"
        r"(?:does|did)(?: not|n['’]t) exist|(?:can ?not|could not|couldn['’]t) be found)\b(?! (?:until|before|yet)\b)|"
        r"\b(?:there (?:is|was) no|we have no|vm has no|(?:is|was) missing(?: its| the)?|misses(?: its| the)?) "
        r"(?:file )?(?:/[\w.-]{1,60}){0,8}/?waagent\.conf\b",
        gives="signs.agent_config_not_there",
        source=WALINUXAGENT_ISSUES.section("532, 549, 934"),
        example="We found that /etc/waagent.conf is missing on this VM.",
        silent="If /etc/waagent.conf is missing, put it back.",
        also=("told-linux",),
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
