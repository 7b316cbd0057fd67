"""Answers of Azure about a VM and its backups, of our own, in parts to be put together."""

from __future__ import annotations

from typing import Any

from backupdx.readers.base import VmKey

VM_ID = "/subscriptions/s-1/resourceGroups/Shop/providers/Microsoft.Compute/virtualMachines/Till"
KEY = VmKey("till", "shop", "s-1")
VAULT = "/subscriptions/s-1/resourceGroups/Safe/providers/Microsoft.RecoveryServices/vaults/Strongbox"


def status(code: str, shown: str = "", message: str | None = None, time: str | None = None) -> dict[str, Any]:
    return {"code": code, "level": "Info", "displayStatus": shown, "message": message, "time": time}


RUNNING = status("PowerState/running", "VM running")
SUCCEEDED = status("ProvisioningState/succeeded", "Provisioning succeeded", time="2025-03-01T10:00:00.1234567Z")
READY = status("ProvisioningState/succeeded", "Ready", "Guest Agent is running", "2025-03-01T11:00:00+00:00")
NOT_READY = status("ProvisioningState/Unavailable", "Not Ready", "VM Agent is unresponsive.")


def agent(*statuses: dict[str, Any], version: str = "2.11.1.4", **more: Any) -> dict[str, Any]:
    return {"vmAgentVersion": version, "statuses": list(statuses or (READY,)), **more}


def vm(view: dict[str, Any] | None = None, **model: Any) -> dict[str, Any]:
    model.setdefault("storageProfile", {"osDisk": {"name": "c", "osType": "Linux", "diskSizeGb": None}})
    return {
        "id": VM_ID,
        "name": "Till",
        "resourceGroup": "SHOP",
        "type": "Microsoft.Compute/virtualMachines",
        "hardwareProfile": {"vmSize": "Standard_B2s"},
        "instanceView": view,
        **model,
    }


def extension(name: str, state: str, vm_id: str = VM_ID) -> dict[str, Any]:
    return {
        "id": f"{vm_id}/extensions/{name}",
        "name": name,
        "type": "Microsoft.Compute/virtualMachines/extensions",
        "publisher": "Microsoft.Azure.RecoveryServices",
        "typePropertiesType": name,
        "typeHandlerVersion": "1.0",
        "provisioningState": state,
        "instanceView": None,
    }


def disk(name: str, owner: str | None = VM_ID, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "Microsoft.Compute/disks", "managedBy": owner, "diskState": "Attached", **more}


def lock(scope: str, level: str = "CanNotDelete") -> dict[str, Any]:
    return {
        "id": f"{scope}/providers/Microsoft.Authorization/locks/keep",
        "name": "keep",
        "level": level,
        "notes": None,
        "type": "Microsoft.Authorization/locks",
    }


def job(name: str, state: str, ended: str | None, operation: str = "Backup", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupJobs/{name}",
        "name": name,
        "type": "Microsoft.RecoveryServices/vaults/backupJobs",
        "properties": {
            "jobType": "AzureIaaSVMJob",
            "containerName": "iaasvmcontainerv2;shop;till",
            "entityFriendlyName": "Till",
            "backupManagementType": "AzureIaasVM",
            "operation": operation,
            "status": state,
            "startTime": "2025-03-01T00:00:00Z",
            "endTime": ended,
            **more,
        },
    }


def error(code: str, number: int = 1, message: str = "Broken.") -> list[dict[str, Any]]:
    return [{"errorTitle": code, "errorCode": number, "errorString": message, "recommendations": ["Mend it."]}]


def tasks(*states: str) -> dict[str, Any]:
    names = ("Take Snapshot", "Transfer Data to Vault", "Validate Backup")
    return {"tasksList": [{"taskId": n, "status": s} for n, s in zip(names, states, strict=False)]}


GREEN = [{"code": 400239, "title": "IaasVmHealthGreenDefault", "message": "OK", "recommendations": []}]


def item(state: str = "Protected", last: str = "Completed", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{VAULT}/backupFabrics/Azure/protectionContainers/c/protectedItems/i",
        "name": "VM;iaasvmcontainerv2;shop;till",
        "type": "Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems",
        "properties": {
            "friendlyName": "Till",
            "sourceResourceId": VM_ID,
            "containerName": "iaasvmcontainerv2;shop;till",
            "backupManagementType": "AzureIaasVM",
            "protectionState": state,
            "healthStatus": "Passed",
            "healthDetails": GREEN,
            "lastBackupStatus": last,
            "lastBackupTime": "2025-03-01T03:00:00Z",
            "policyName": "Nightly",
            **more,
        },
    }


def kpi(name: str, code: int, title: str) -> dict[str, Any]:
    return {name: {"resourceHealthDetails": [{"code": code, "title": title, "message": "M"}]}}
