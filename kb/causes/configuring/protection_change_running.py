"""Another change of the VM's protection, or of the vault, is still running."""

from ...authoring import *

CAUSE = cause(
    __name__,
    "Another change of the protection, or of the vault, is still running",
    "Enabling, changing a policy and the search for VMs exclude each other. Pipelines that make vault, settings and "
    "items at once meet that.",
    sources=(SELF_HELP.section("BMSUserErrorObjectLocked"),),
    codes=("BMSUserErrorObjectLocked",),
    phases=CONFIGURING,
    rules=(
        confirms(
            backup.protection_change_running == True,
            because="the other change ran at that time, and the code says that one is in progress",
            rival="job-running: a running backup has a code of its own",
        ),
        suggests(error.code == "BMSUserErrorObjectLocked"),
    ),
    remedy=(WAIT_FOR_CHANGE,),
    verify=verify("The operation succeeds.", PROTECTED),
)
