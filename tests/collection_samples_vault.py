"""Small outputs of the commands on vault, subscription and caller, as they print them (see collection_samples.py)."""

from __future__ import annotations

import json
from typing import Any

S = "/subscriptions/s"
RECOVERY = f"{S}/resourceGroups/rg-safe/providers/Microsoft.RecoveryServices/vaults/safe"


def j(data: Any) -> str:
    return json.dumps(data, indent=2)


VAULT_SAMPLES: dict[str, list[Any]] = {
    "az backup job list (configure)": [
        j(
            [
                {
                    "id": f"{RECOVERY}/backupJobs/7",
                    "name": "7",
                    "type": "Microsoft.RecoveryServices/vaults/backupJobs",
                    "properties": {
                        "jobType": "AzureIaaSVMJob",
                        "backupManagementType": "AzureIaasVM",
                        "operation": "ConfigureBackup",
                        "status": "InProgress",
                        "entityFriendlyName": "web01",
                        "containerName": "IaasVMContainer;iaasvmcontainerv2;rg-web;web01",
                        "startTime": "2026-11-23T20:00:00Z",
                    },
                }
            ]
        )
    ],
    "az backup vault show": [
        (
            j(
                {
                    "id": RECOVERY,
                    "location": "westeurope",
                    "name": "safe",
                    "type": "Microsoft.RecoveryServices/vaults",
                    "properties": {
                        "publicNetworkAccess": "Enabled",
                        "securitySettings": {
                            "immutabilitySettings": {"state": "Unlocked"},
                            "softDeleteSettings": {
                                "softDeleteRetentionPeriodInDays": 14,
                                "softDeleteState": "AlwaysON",
                            },
                        },
                    },
                }
            ),
            ("az vm get-instance-view",),
        )
    ],
    "az backup vault resource-guard-mapping show": [
        j(
            {
                "id": f"{RECOVERY}/backupResourceGuardProxies/VaultProxy",
                "type": "Microsoft.RecoveryServices/vaults/backupResourceGuardProxies",
                "properties": {"resourceGuardResourceId": f"{S}/resourceGroups/g/providers/x", "lastUpdatedTime": "x"},
            }
        )
    ],
    "az provider show": [j({"namespace": "Microsoft.RecoveryServices", "registrationState": "Registered"})],
    "az account show": [
        j(
            {
                "environmentName": "AzureCloud",
                "id": "s",
                "isDefault": True,
                "name": "sub",
                "state": "Enabled",
                "tenantId": "t",
            }
        )
    ],
}
