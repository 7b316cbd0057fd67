"""What kinds of names there are, and which names are no secret.

A name is no secret where it is the same for everyone: the names that Azure gives, of built-in policies and
extensions, of system accounts and folders, and the ordinary words of the field.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

NameKind = Literal[
    "vm", "host", "group", "subscription", "tenant", "vault", "keyvault", "disk", "nic", "policy", "extension", "lock",
    "job", "principal", "object", "id", "collection", "account", "domain", "user", "ip", "mac", "thumbprint", "dir",
    "file", "case", "name", "word",
]  # fmt: skip
KINDS: frozenset[str] = frozenset(get_args(NameKind))

# The kind of name that follows a type in an ARM id; `vaults` depends on the provider. Others are plain names.
ARM_TYPES: dict[str, NameKind | Literal["container"]] = {
    "subscriptions": "subscription", "resourcegroups": "group", "tenants": "tenant", "virtualmachines": "vm",
    "virtualmachinescalesets": "vm", "vaults": "vault", "disks": "disk", "snapshots": "disk",
    "networkinterfaces": "nic",
    "locks": "lock", "backuppolicies": "policy", "extensions": "extension", "restorepointcollections": "collection",
    "backupjobs": "job", "storageaccounts": "account", "roleassignments": "id", "roledefinitions": "id",
    "protectioncontainers": "container", "protecteditems": "container", "backupprotectioncontainers": "container",
    "backupprotecteditems": "container",
}  # fmt: skip


def words(text: str) -> frozenset[str]:
    """The words of a text, in lower case."""
    return frozenset(text.lower().split())


REGIONS = words(
    """
    asia asiapacific australia australiacentral australiacentral2 australiaeast australiasoutheast austriaeast
    belgiumcentral brazil brazilsouth brazilsoutheast canada canadacentral canadaeast centralindia centralus
    centraluseuap chilecentral chinaeast chinaeast2 chinaeast3 chinanorth chinanorth2 chinanorth3 denmarkeast eastasia
    eastus eastus2 eastus2euap eastus3 europe francecentral francesouth germanynorth germanywestcentral india
    indonesiacentral israelcentral italynorth japan japaneast japanwest jioindiacentral jioindiawest koreacentral
    koreasouth malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast norwaywest
    polandcentral qatarcentral southafricanorth southafricawest southcentralus southeastasia southindia spaincentral
    swedencentral swedensouth switzerlandnorth switzerlandwest taiwannorth uaecentral uaenorth uksouth ukwest
    usdodcentral usdodeast usgovarizona usgoviowa usgovtexas usgovvirginia ussecwest usseceast westcentralus
    westeurope westindia westus westus2 westus3
    """
)
_BACKUP_GROUP = re.compile(r"azurebackuprg_([a-z0-9]+)_\d{1,4}")

_EXTENSIONS = """
    VMSnapshot VMSnapshotLinux AADLoginForWindows AADSSHLoginForLinux ADETest AmdGpuDriverWindows
    ApplicationHealthLinux ApplicationHealthWindows AzureBackupLinuxWorkload AzureBackupWindowsWorkload
    AzureDiskEncryption AzureDiskEncryptionForLinux AzureEnhancedMonitorForLinux AzureMonitorLinuxAgent
    AzureMonitorWindowsAgent AzureNetworkWatcherExtension AzurePerformanceDiagnostics AzurePolicyforLinux
    AzurePolicyforWindows AzureSecurityLinuxAgent AzureSecurityWindowsAgent BGInfo ChangeTracking-Linux
    ChangeTracking-Windows ConfigurationforLinux ConfigurationforWindows CustomScript CustomScriptExtension
    CustomScriptForLinux DSC DependencyAgentLinux DependencyAgentWindows DockerExtension GuestAttestation
    HybridWorkerForLinux HybridWorkerForWindows IaaSAntimalware IaaSDiagnostics JsonADDomainExtension KeyVaultForLinux
    KeyVaultForWindows LinuxAgent.AzureSecurityCenter LinuxDiagnostic LinuxOsUpdateExtension LinuxPatchExtension
    MDE.Linux MDE.Windows MicrosoftMonitoringAgent MonitorX64Linux MonitorX64Windows NetworkWatcherAgentLinux
    NetworkWatcherAgentWindows NvidiaGpuDriverLinux NvidiaGpuDriverWindows OmsAgentForLinux OSPatchingForLinux Qualys
    RunCommandHandlerLinux RunCommandHandlerWindows RunCommandLinux RunCommandWindows SqlIaaSAgent SqlIaaSAgentLinux
    SqlIaasExtension VMAccessAgent VMAccessForLinux WindowsAgent.AzureSecurityCenter WindowsOSUpdateExtension
    WindowsPatchExtension enablevmaccess
    """
_STANDARD: dict[str, frozenset[str]] = {
    "extension": words(_EXTENSIONS),
    "group": frozenset({"networkwatcherrg"}),
    "policy": frozenset({"defaultpolicy", "enhancedpolicy", "hourlylogbackup"}),
    "lock": frozenset({"azurebackupprotectionlock"}),
    "host": frozenset({"localhost", "workgroup"}),
    "domain": frozenset({"localdomain", "workgroup"}),
    "name": frozenset({"azure", "default", "current", "vaultconfig", *REGIONS}),
    "principal": frozenset({"backup management service"}),
    "user": words(
        """
        root system administrator administrators admin azureuser public default everyone users guest guests
        networkservice localservice localsystem trustedinstaller nobody daemon www-data waagent ubuntu ec2-user all
        """
    ),
    # The application id of Azure Backup, and the id that stands for none.
    "id": frozenset({"262044b1-e2ce-469f-a196-69ab7ada62d3", "00000000-0000-0000-0000-000000000000"}),
}
_LIKE_IDS = ("object", "subscription", "tenant", "job")

# Words beside those of the facts' titles and questions that any text on backups can hold, and that name nobody.
_WORDS = """
    a an and any are as at azure azurebackup backup backups be been but by can cannot client cloud code com command
    completed compute connection could data default detail details did disk disks do does done due email end error
    errors event events exception exit extension extensions fail failed failure false file files for found from get
    group groups guest has have host https id if in info install installed into is it job jobs key kind last level
    line list local lock locks log logs machine machines management message microsoft name names network new no none
    not null of off ok on one operation or other output own path policy port process production provider providers
    recovery request resource resources restore restored result retry role root run running script security server
    service services set snapshot state states status step stopped storage subscription success succeeded system task
    tenant test than that the their then there these this time timeout to true try type unable unknown update us use
    user users value vault vaults version virtual vm vmagent vms vmsnapshot vmsnapshotlinux vss waagent walinuxagent
    warning was we were when which while window windows with you your yes jan feb mar apr may jun jul aug sep oct nov
    dec mon tue wed thu fri sat sun utc gmt bash cases csv journalctl json linux ndjson ps show systeminfo txt view
    vmassist xml yaml yml zip de der die das den een en es et het ist la le nicht niet van und op te voor
    """
_FOLDERS = """
    appdata application applications archive bin boot cache conf config crypto data desktop dev device disk documents
    downloads drivers efi etc events home lib lib64 local log logs machinekeys media mnt netplan opt packages plugins
    proc program programs programdata roaming root rsa run sbin scripts share shared shares src srv support sys
    sysconfig system system32 systemd system32 syswow64 tasks temp tmp users usr var waagent windows windowsazure www
    azure resource resources dhcp dhclient network-scripts leases netif volume volumes by-uuid by-id mapper cdrom
    vhds $root bootdiagnostics documents\\ and\\ settings program\\ files program\\ files\\ (x86)
    """
_FILES = """
    waagent waagent.conf waagent.log waappagent.log transparentinstaller.log extension.log commandexecution.log
    aggregatestatus.json handlerstate.json waappagent.exe windowsazureguestagent.exe iaasbcdrextension.exe
    iaasvmprovider.dll machine.config os-release vmbackup.conf fstab hosts resolv.conf ovf-env.xml rdagent.log
    msdtc.exe vssadmin.exe cmd.exe powershell.exe python python3 bash sh systemctl disable_agent syslog messages
    """
# Words of the commands whose outputs are sections of one file (readers/containers/sections.py).
_COMMANDS = words(
    """
    acl activestate ad applockerpolicy apt assignment ausearch avc az azactivitylog azadserviceprincipal azdisk
    azkeyvault azrecoveryservicesbackupitem azrecoveryservicesbackupjobdetail
    azrecoveryservicesbackupprotectionpolicy azresourcelock azrestorepointcollection azvm azvmdiskencryptionstatus
    bitlockervolume bootproto cache cat checks codeintegrity configuration connect content cryptography device dhcp4
    dmesg each enforce env eth0 findmnt fragmentpath fs general grep guard guest iaasbcdrextension input installation
    leases loadstate ls mapping monitor mpcomputerstatus mppreference netadapter netconnection netif netsh
    networkadapterconfiguration nmcli operatingsystem operational pkgcache rebooting refresh release rn sp
    srcpkgcache substate sys systemctl tail target ts unitfilestate upgradable
    waappagent week win32 winevent yum zypper
    """
)
_SEGMENT = re.compile(
    r"microsoft\.[\w.-]+|walinuxagent[\w.-]*|v?\d{1,4}|v?\d+(?:\.\d+)+|(?:19|20)\d{6}|[a-z]:|[*.?~]+"
    r"|(?:[sv]d[a-z]|nvme\d+n)\d*(?:p?\d+)?|dm-\d+|lun\d+"
)


def is_standard(kind: str, name: str) -> bool:
    """Whether a name of this kind is one that Azure or the system gives to everyone."""
    lowered = name.lower()
    if lowered == "(unnamed)" or lowered in _STANDARD.get("id" if kind in _LIKE_IDS else kind, ()):
        return True
    if kind == "extension":
        return lowered.startswith("microsoft.")
    if kind == "group":
        found = _BACKUP_GROUP.fullmatch(lowered)
        return found is not None and found[1] in REGIONS
    return False


def is_standard_segment(segment: str) -> bool:
    """Whether a part of a path is one that many machines have."""
    lowered = segment.lower()
    return lowered in _segments() or lowered in ordinary_words() or _SEGMENT.fullmatch(lowered) is not None


def is_standard_command(text: str) -> bool:
    """Whether a command has no words but those that everyone's has."""
    parts = re.findall(r"[^\W_]+", text.lower())
    known = _words_of_commands()
    return all((p.isdecimal() and len(p) < 6) or len(p) == 1 or p in known for p in parts)


@cache
def _words_of_commands() -> frozenset[str]:
    """The words of the commands that our scripts run, and of those with which facts are observed."""
    from ..facts.vocabulary import vocabulary

    observing = " ".join(way.text.lower() for spec in vocabulary().values() for way in spec.how)
    return frozenset(ordinary_words() | _COMMANDS | set(re.findall(r"[^\W_]+", observing)))


@cache
def _segments() -> frozenset[str]:
    words = (_FOLDERS + _FILES).replace("\\ ", "\0").split()
    return frozenset(word.replace("\0", " ") for word in words)


@cache
def ordinary_words() -> frozenset[str]:
    """The words, in lower case, that stand in texts on backups by themselves.

    A VM may be called `agent`: to replace the word wherever it stands would make a text unreadable, and tell the name
    to whoever knows how the text goes. Such a name is replaced where it certainly is one.
    """
    from ..facts.vocabulary import vocabulary

    told = (f"{s.path} {s.title} {s.question} {' '.join(s.choices)}" for s in vocabulary().values())
    found = {word.lower() for text in told for word in re.findall(r"[A-Za-z]+", text)}
    return frozenset(found | KINDS | words(_WORDS))
