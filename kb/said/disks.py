"""How people put the causes of kb/causes/disks/ in their own words (form: `kb/said/__init__.py`)."""

from __future__ import annotations

from collections.abc import Mapping

SAID: Mapping[str, str] = {
    "disk-too-big": "disk larger than 32 tb; 40 tb; disk size not supported; huge disk; grew the disk; unsupported "
    "disk size; ade disk 4 tb; disk size 32767; 64 tb; 65536 gib; terabyte volume; extended disk; expanded volume; "
    "resize disk above limit; greater than maximum size; UnsupportedDiskSize; diskSizeGB; volume grew; video "
    "archive; 32 tb limit; striped huge; 512 tb; 4095 gb; encrypted disk above 4 tb; enlarged disk; enlarged beyond; "
    "dozens of terabytes",
    "disk-not-allocated": "disk not allocated; disk failed; detaching disk; stuck detach; disk not attached "
    "properly; toBeDetached; detach hangs; force detach; detachOption ForceDetach; disk still detaching; diskState; "
    "Reserved; Unattached; data disk in failed state; lun stuck; removed a disk and it hangs; disk swap; "
    "DisksNotAllocated; attach failed disk; disks are not allocated; disk belongs to other vm now; disk shown "
    "greyed; pending detach; provisioning of disk failed; removed drive; disk removal hangs; drive being removed; "
    "took drive off; drive detaching; detach unfinished",
    "disk-network-access": "disk public access disabled; public network access of disk; disk access; private "
    "endpoint of disk; networkAccessPolicy; DenyAll; AllowPrivate; publicNetworkAccess Disabled; make disk public; "
    "disk networking; enhanced policy disk public; disk export private",
    "disk-shared": "shared disk; shared drive; maxShares; cluster disk; failover cluster; fci; s2d; cluster nodes; "
    "max_shares; maxShares 2; SharedDiskBackup; azure shared disk; wsfc; windows failover cluster; sql fci; cluster "
    "shared volume; csv; quorum disk; witness disk; ascs ers cluster; sap cluster; sbd device; pacemaker; scsi "
    "persistent reservation; clustered file server; both nodes; two nodes; storage spaces direct; attached to "
    "several vms",
    "policy-type-too-old": "premium ssd v2; ultra disk; needs enhanced policy; enhanced policy required; standard "
    "policy not supported for disk; another policy type; ultradisk; ultra disk snapshot; enhanced policy only; "
    "PremiumV2_LRS; UltraSSD_LRS; ultra ssd enabled; ultrassd; ssd v2; pv2; v2 disks; policy_type V2; policy v1; "
    "EnhancedPolicy needed; DefaultPolicy refuses ultra; standard policy with ultra; changed data disks to premium "
    "ssd v2; migrated disks to v2; policy not selectable for this vm; choose enhanced policy; new disk type standard "
    "policy; new generation disks; high performance disks",
    "grs-vault-fast-disk": "grs vault; geo-redundant vault with ultra; geo redundant premium v2; lrs vault needed; "
    "storage redundancy not supported for vm; cross region restore; other vault with lrs works; "
    "CannotBeProtectedOnGRSVault; UltraDiskOrPremiumSSDV2; GeoRedundant storageModelType; vault with lrs; locally "
    "redundant vault works; zone redundant vault works; storage replication type geo-redundant; ultra in geo "
    "redundant vault; premium v2 geo; region not supported for grs; second vault for ultra; geo copy not available; "
    "PremiumV2_LRS geo; change vault to lrs; vault without geo copies works; high iops disk in geo vault; newest "
    "disks and geo",
    "disk-entra-auth": "data access authentication mode; entra authentication on disk; AzureActiveDirectory disk "
    "export; dataAccessAuthMode; data-access-auth-mode; AzureActiveDirectory; disk export login; data access "
    "authentication; upload download restricted; Data Operator for Managed Disks; hardening of disks; disk network "
    "access; sas with entra; defender recommendation disk; export policy; azure ad authentication for disk; "
    "beginGetAccess forbidden",
    "disk-secure-data": "former os disk as data disk; trusted launch os disk attached; security profile of data "
    "disk; attached os disk of other vm as data disk; rescue vm; repair vm; az vm repair; helper vm; disk from "
    "trusted launch machine; securityProfile of disk; disk with security type; TrustedLaunch data disk; old system "
    "disk attached for file recovery; copied os disk; vmgs; copy of c drive attached; recovery vm; swap back",
    "write-accelerator": "write accelerator; wa disk; m-series; hana log disk; writeAcceleratorEnabled; "
    "write_accelerator_enabled; WAEnabledDisks; accelerated log disk; log volume; redo log; sap hana log; hana/log; "
    "m64; m128; mv2; write accelerated os disk; os disk accelerator; --write-accelerator; automatic exclusion of wa "
    "disk; premium with none caching",
    "disk-classic-storage": "classic storage account; migrated from classic; asm; classic vm migration; "
    "Microsoft.ClassicStorage; asm storage; service manager; classic deployment model; "
    "Microsoft.ClassicStorage/storageAccounts; old portalvhds account; ComputeVmWithClassicStorage; platform "
    "supported migration; Move-AzureVirtualNetwork; Move-AzureStorageAccount; migrated vm but storage account "
    "classic; storage account still classic; aspi; classic retirement; iaas v1",
    "disk-unmanaged": "unmanaged disks; vhd in storage account; page blob; vhd uri; vhd file; blob vhd; .vhd in "
    "storage account; vhds container; ConvertTo-AzVMManagedDisk; az vm convert; convert to managed; osDisk.vhd; "
    "premium storage account quota; PremiumStorageQuota; premium account full; unmanaged retirement; retired "
    "unmanaged disks; native disk; page blob lease; legacy disks; disk in storage account; vhd.uri; osDisk.vhd.uri; "
    "no managedDisk",
    "ephemeral-os-disk": "ephemeral; ephemeral os disk; local cache disk; resource disk os; avd hosts; "
    "diffDiskSettings; diff_disk_settings; option Local; placement CacheDisk; ResourceDisk; NvmeDisk; os disk on "
    "host cache; stateless; citrix mcs nonpersistent; horizon; avd pooled session hosts; session hosts; os cache; "
    "temporary storage os; Not available with EphemeralDisk; cannot deallocate; reimage loses; local ssd",
    "too-many-disks": "40 data disks; dozens of data disks; number of attached disks; more than 32 disks; 16 disks; "
    "number of data disks; too many data disks; 33 disks; 32 data disks; 64 data disks; UnsupportedDiskCount; disk "
    "count; storage spaces pool of many disks; striped lvm many luns; more luns; m-series many disks; exceeds number "
    "of disks; count of disks; consolidate disks; many small disks; oracle asm disks; raid0 disks; dataDisks count; "
    "too many drives; plenty of drives; added more drives",
    "selective-disk-ade": "exclude disk encrypted; selective disk with ade; disk exclusion encrypted vm; leave out "
    "disk; disk-list-setting exclude; diskslist; encrypted with azure disk encryption; "
    "EncryptedVmNotSupportedWithDiskEx; excluded lun encrypted; AzureDiskEncryption and exclusion; "
    "diskExclusionProperties; isInclusionList; tempdb disk excluded; bitlocker via ade with excluded disk; "
    "exclude_disk_luns encrypted; encryption extension after exclusion; excluded data disk then encryption; os disk "
    "only with ade; resetexclusionsettings; selective backup not with encryption; cheaper backup of encrypted vm",
    "disk-kind-unsupported": "storage type not supported; standard ssd; nvme; disk type unsupported; elastic san; "
    "storage type not supported by azure backup; converted to standard ssd; disk type refused; sku not supported; "
    "preview disk; StandardSSD_LRS; StandardSSD_ZRS; Premium_ZRS; unknown disk kind; which disk is unsupported; "
    "changed disk type; nvme local disk; elastic san volume; unsupported storage sku; zrs disk",
    "disk-exclusion-broken": "lun list; exclusion list empty; includeLunList; excluded disks ignored; selective "
    "disk; excluded luns; lun list empty; includedDisks; diskExclusionProperties; isInclusionList; empty disk list; "
    "resetexclusionsettings; os disk only backup; only os disk; exclude_disk_luns; include_disk_luns; host snapshot "
    "needed; ultra excluded; lunList null; exclusion not passed; ExcludeAllDataDisks; list of disks missing in "
    "extension; no disks specified; only back up system disk and leave out ultra; snapshot without disks",
}
