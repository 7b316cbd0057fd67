"""Texts that hold no facts although somebody meant them to: tables, errors of `az`. What they are, and what to do.

Columns of the tables: azure-cli (`_format.py` of backup, `_transformers.py` and `commands.py` of vm, recorded output of
2021), Azure PowerShell's formats (recorded output of 2018). A table leaves out most of what the answer says, and cuts
names; JSON does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from .known_lines import begins_an_entry


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a text is instead of what is needed, and what to do about it.

    `general`: an error of `az` of which nothing more is known, which may be the failure itself.
    """

    what: str
    hint: str
    general: bool = False


_AZ_POLICIES = "az backup policy list -g VAULT_GROUP -v VAULT --backup-management-type AzureIaasVM --workload-type VM"
_AZ_ITEMS = "az backup item list -g VAULT_GROUP -v VAULT --backup-management-type AzureIaasVM"
_ITEMS = "Get-AzRecoveryServicesBackupItem -BackupManagementType AzureVM -WorkloadType AzureVM -VaultId VAULT_ID"
_POINTS = "az backup recoverypoint list -g VAULT_GROUP -v VAULT -c VM -i VM --backup-management-type AzureIaasVM"
_POWERSHELL_POINTS = "Get-AzRecoveryServicesBackupRecoveryPoint -Item $item -VaultId VAULT_ID"

# Columns that together only this command prints, and the command; the first that fits counts.
_TABLES: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(columns.split()), command)
    for columns, command in (
        ("itemname starttimeutc", "az backup job list -g VAULT_GROUP -v VAULT"),
        ("itemname operation", "az backup job list -g VAULT_GROUP -v VAULT"),
        ("lastbackupstatus", _AZ_ITEMS),
        ("friendlyname registrationstatus", _AZ_ITEMS),
        ("time consistency", _POINTS),
        ("code displaystatus", "az vm get-instance-view -g GROUP -n VM"),
        ("powerstate provisioningstate", "az vm get-instance-view -g GROUP -n VM"),
        ("powerstate", "az vm get-instance-view -g GROUP -n VM"),
        ("publisher provisioningstate", "az vm extension list -g GROUP --vm-name VM"),
        ("typehandlerversion", "az vm extension list -g GROUP --vm-name VM"),
        ("restorepointcollectionid", "az restore-point collection list -g BACKUP_GROUP"),
        ("consistencymode", "az restore-point collection show -g BACKUP_GROUP --collection-name NAME --restore-points"),
        ("sizegb", "az disk list -g GROUP"),
        ("disksizegb", "az disk list -g GROUP"),
        ("level name", "az lock list"),
        ("principal role scope", "az role assignment list --scope ID_OF_THE_KEY_VAULT"),
        ("addressprefix nexthoptype", "az network nic show-effective-route-table -g GROUP -n NIC"),
        ("source state nexthoptype", "az network nic show-effective-route-table -g GROUP -n NIC"),
        ("enableipforwarding", "az network nic show -g GROUP -n NIC"),
        ("workloadname operation", "Get-AzRecoveryServicesBackupJob -VaultId VAULT_ID"),
        ("containeruniquename protectionstatus", _ITEMS),
        ("containertype protectionstatus", _ITEMS),
        ("vmsize ostype", "Get-AzVM -ResourceGroupName GROUP -Name VM -Status"),
        ("vaultname resourceid", "Get-AzKeyVault -VaultName VAULT"),
        (
            "recoverypointid recoverypointtype",
            "Get-AzRecoveryServicesBackupRecoveryPoint -Item $item -VaultId VAULT_ID",
        ),
    )
)
_VM_LIST = {"name", "resourcegroup", "location", "zones"}  # and no others
_BY_ID = (  # what ids in the values of a table or of tabs say of the command
    ("/restorepointcollections/", "az restore-point collection list -g BACKUP_GROUP"),
    ("/providers/microsoft.authorization/locks/", "az lock list"),
    ("/backupjobs/", "az backup job list -g VAULT_GROUP -v VAULT"),
    ("/protecteditems/", _AZ_ITEMS),
    ("/backuppolicies/", _AZ_POLICIES),
    ("/extensions/", "az vm extension list -g GROUP --vm-name VM"),
    ("/providers/microsoft.compute/disks/", "az disk list -g GROUP"),
    ("/providers/microsoft.keyvault/vaults/", "az keyvault show -n NAME"),
    ("/networkinterfaces/", "az network nic show -g GROUP -n NIC"),
    ("/virtualmachines/", "az vm get-instance-view -g GROUP -n VM"),
)
_RULER = re.compile(r"\s*-{2,}(?: +-{1,})*\s*")
_GAP = re.compile(r" {2,}")
_SAID = re.compile(r"\b(?:backups?|snapshots?)\b[^\n]{0,60}?\bfail", re.IGNORECASE)
_POWERSHELL_LIST = re.compile(r"([A-Z][A-Za-z]{1,40}) *: ?.*")
_LIST_NAMES = {  # names in `Format-List` output of Azure PowerShell that tell the cmdlet
    "LockId": "Get-AzResourceLock",
    "DiskSizeGB": "Get-AzDisk -ResourceGroupName GROUP",
    "VmAgentVersion": "Get-AzVM -ResourceGroupName GROUP -Name VM -Status",
    "VMAgent": "Get-AzVM -ResourceGroupName GROUP -Name VM -Status",
    "HardwareProfile": "Get-AzVM -ResourceGroupName GROUP -Name VM -Status",
    "WorkloadName": "Get-AzRecoveryServicesBackupJob -VaultId VAULT_ID",
    "ProtectionState": _ITEMS,
    "AccessPolicies": "Get-AzKeyVault -VaultName VAULT",
    "RestorePointCollectionId": "Get-AzRestorePointCollection -ResourceGroupName BACKUP_GROUP -Name NAME",
    "ServicePrincipalNames": "Get-AzADServicePrincipal -ApplicationId ID",
    "RoleDefinitionName": "Get-AzRoleAssignment",
    "SchedulePolicy": "Get-AzRecoveryServicesBackupProtectionPolicy -VaultId VAULT_ID",
    "ProvisioningState": "",
    "ResourceGroupName": "",
}
_ERRORS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), what, hint)
    for pattern, what, hint in (
        (r"please run:? ['\"`]?az login|\baz login\b.{0,40}(?:setup|set up|to re)|AADSTS\d+|refresh token has expired|"
         r"interactive authentication is needed|no subscription found",
         "is an error of `az`: nobody is signed in", "run `az login`, then the same command again"),
        (r"run connect-azaccount|connect-azaccount to login|credentials have not been set up or have expired",
         "is an error of Azure PowerShell: nobody is signed in", "run `Connect-AzAccount`, then the command again"),
        (r"az: (?:command )?not found|command not found: az\b|'az' is not recognized|'az' is not installed|"
         r"the term 'az' is not recognized",
         "says that the Azure CLI is not installed", "use Cloud Shell in the portal, or install it"),
        (r"the term '(?:get|search)-az\w+' is not recognized",
         "says that the Az module of PowerShell is not installed",
         "use Cloud Shell in the portal, or `Install-Module Az`"),
        (r"SubscriptionNotFound|the subscription .{0,120}(?:could not be found|doesn't exist)|InvalidSubscriptionId",
         "is an error of `az`: the account does not know the subscription", "run `az account set -s SUBSCRIPTION`"),
        (r"AuthorizationFailed|does not have authorization|LinkedAuthorizationFailed|\bForbidden\b",
         "is an error of `az`: the account may not read this",
         "use an account with the role Reader there (Backup Reader for a vault)"),
        (r"ResourceGroupNotFound|resource group .{0,120} could not be found",
         "is an error of `az`: there is no such resource group in this subscription",
         "check the name, and `az account show` for the subscription"),
        (r"ResourceNotFound|NotFound\b|was not found\b|could not be found\b|does not exist\b|doesn't exist\b",
         "is an error of `az`: what it asks for does not exist (any more) under this name, group and subscription",
         "check the names, and `az account show` for the subscription; a VM that is gone explains a failed backup"),
        (r"ResourceRequestsThrottled|TooManyRequests|OperationNotAllowed.{0,80}rate|\(429\)",
         "is an error of `az`: too many requests", "wait some minutes and run it again"),
        (r"the following arguments are required|unrecognized arguments|is misspelled or not recognized|"
         r"expected (?:one|at least one) argument|invalid choice|invalid jmespath|is not in the .{0,60}command group",
         "is an error of `az`: the command was mistyped", "correct the command and run it again"),
        (r"failed to (?:establish a new connection|connect|resolve)|name resolution|connection (?:aborted|refused)|"
         r"certificate verify failed|max retries exceeded",
         "is an error of `az`: it could not reach Azure", "check network and proxy of your own machine, run it again"),
        (r"do not have the correct permissions to run this command|requires elevation|has elevated administrator",
         "is an error of a command in the guest: it needs the rights of an administrator",
         "run the command again in a window that was opened as administrator"),
        (r"requires the extension|extension .{0,60} is required|is in preview.{0,200}do you want to install",
         "is a question of `az`: the command needs an extension", "run `az extension add -n NAME`, then again"),
    )
)  # fmt: skip
# How an error begins: of `az`, of the shell that did not find it, of PowerShell (`Get-AzVM : ...`, `az : ERROR: ...`).
_ERROR_BEGINS = re.compile(
    r"\s*(?:ERROR\b|WARNING\b|usage: az|az(?:\.\w+)? ?:|az \S|\([A-Z][A-Za-z]{3,60}\) |Please run|"
    r"(?:Get|Search|Set)-Az\w{1,60} ?:|[\w./-]{0,40}(?:bash|zsh|sh|cmd)\d*: |'az'|Code: |"
    r"AADSTS\d|Interactive authentication|the following arguments are required|unrecognized arguments|"
    r".{1,60}: error: )",
    re.IGNORECASE,
)
_MOST_LINES = 12


def refusal_of(head: str) -> Refusal | None:
    """What a text is, if it is one of these; None for other texts."""
    return next((found for test in _TESTS if (found := test(head))), None)


def _lines(head: str) -> list[str]:
    return [line for line in head[:20_000].split("\n") if line.strip()]


def _error(head: str) -> Refusal | None:
    lines = _lines(head)[:_MOST_LINES]
    at = next((n for n, line in enumerate(lines[:4]) if _ERROR_BEGINS.match(line[:300])), None)
    if at is None:
        return None
    said = "\n".join(line[:1000] for line in lines[at:])
    for pattern, what, hint in _ERRORS:
        if pattern.search(said):
            return Refusal(what, hint)
    if re.match(r"\s*(?:az ?: )?ERROR: ", lines[at]):
        return Refusal(
            f"is an error of `az`: {lines[at].partition('ERROR:')[2].strip()[:200]}", "run the command again", True
        )
    return None


def _table(head: str) -> Refusal | None:
    lines = head[:20_000].split("\n")[:40]
    for n, line in enumerate(lines[1:], 1):
        if _RULER.fullmatch(line) and lines[n - 1].strip():
            columns = _columns(lines[n - 1], line)
            if len(columns) < 2 and columns != {"result"}:
                continue  # a heading with a line below it
            below = "\n".join(lines[n + 1 :]).lower()
            return Refusal("is a table", _again(_command_of(columns) or _command_by_id(below)))
    return None


def beside_a_table(text: str) -> str:
    """The sentences that somebody wrote before and behind a table; empty where there are none, or no table."""
    from .parts import is_words

    lines = text[:20_000].split("\n")
    ruler = next((n for n, line in enumerate(lines[1:], 1) if _RULER.fullmatch(line) and lines[n - 1].strip()), None)
    if ruler is None:
        return ""
    columns = len(_columns(lines[ruler - 1], lines[ruler]))
    rows = (n for n, line in enumerate(lines[ruler + 1 :], ruler + 1) if len(_GAP.split(line.strip())) < columns - 1)
    beside = [*lines[: ruler - 1], *lines[next(rows, len(lines)) :]]
    told = [line for line in beside if line.strip()]
    return "\n".join(beside) if any(is_words([line]) for line in told) or _SAID.search("\n".join(told)) else ""


def _columns(header: str, ruler: str) -> set[str]:
    """The names of the columns, each as far as the dashes below it reach to the next."""
    starts = [found.start() for found in re.finditer(r"-+", ruler)]
    cells = [header[start:end] for start, end in zip(starts, [*starts[1:], len(header)], strict=True)]
    return {re.sub(r"[^a-z]", "", cell.lower()) for cell in cells}


def _command_of(columns: set[str]) -> str:
    if columns == _VM_LIST:
        return "az vm get-instance-view -g GROUP -n VM"
    return next((command for needed, command in _TABLES if needed <= columns), "")


def _command_by_id(text: str) -> str:
    return next((command for mark, command in _BY_ID if mark in text), "")


def _again(command: str) -> str:
    if command.startswith("Get-Az"):
        return f"run `{command} | ConvertTo-Json -Depth 10`"
    if command:
        return f"run `{command} -o json`"
    return "run the same command with `-o json` (in PowerShell: `| ConvertTo-Json -Depth 10`)"


def _powershell_list(head: str) -> Refusal | None:
    lines = _lines(head)[:60]
    names = [found[1] for line in lines if (found := _POWERSHELL_LIST.fullmatch(line[:500])) and " :" in line]
    known = [name for name in names if name in _LIST_NAMES]
    if len(names) < 3 or 3 * len(names) < len(lines) or not known:
        return None
    command = next((_LIST_NAMES[name] for name in known if _LIST_NAMES[name]), "")
    return Refusal(
        "is a list of Azure PowerShell", _again(command) if command else "end it with `| ConvertTo-Json -Depth 10`"
    )


def _tsv(head: str) -> Refusal | None:
    lines = _lines(head)[:5]
    tabs = [line.count("\t") for line in lines]
    command = _command_by_id(head[:20_000].lower())
    if not lines or (min(tabs) < 2 and not (command and min(tabs) >= 1)):
        return None
    if not command and all(begins_an_entry(line) for line in lines):
        return None  # a log whose columns stand apart so
    return Refusal("has tabs between values, as `-o tsv` prints", _again(command))


_TESTS: tuple[Callable[[str], Refusal | None], ...] = (_error, _table, _powershell_list, _tsv)
