"""The VM is an instance of a scale set with Uniform orchestration."""

from ...authoring import *

_UNIFORM = vm.vmss_mode.one_of(*UNIFORM.values)

CAUSE = cause(
    __name__,
    "The VM is an instance of a Uniform scale set",
    "Azure Backup backs up single VMs, and those of a scale set with Flexible orchestration. Instances of a Uniform "
    "scale set are made and removed by the set: they are not supported.",
    family="support-matrix",
    step=1,
    sources=(UNIFORM.source,),
    phases=BOTH,
    codes=("BMSUserErrorInvalidInput", "snapshot"),
    rules=(
        wrong_as_well(
            error.code.one_of(*codes_without("snapshot", "BMSUserErrorInvalidInput")),
            _UNIFORM,
            because="such an instance is not backed up, whatever has failed this time",
            rival="confidential-vm: another kind of VM",
        ),
        suggests(_UNIFORM),
        rules_out(~_UNIFORM),
    ),
    remedy=(
        look("Make sure of it: the id of such a VM has the scale set in it.", how(vm.vmss_mode, "portal", "az")),
        change(
            "Keep what has to be kept outside the instances, and back that up: a data disk by Azure Disk Backup, files "
            "in a share, a database in its own service.",
            portal("Backup vault > + Backup > Azure Disks"),
            rights="Contributor on the disks, Backup Contributor on the vault",
            caution="A set is not changed from Uniform to Flexible: make a new one, and move the load.",
        ),
    ),
    verify=verify("What has to be kept has a recovery point.", portal("Backup vault > Backup instances")),
)
