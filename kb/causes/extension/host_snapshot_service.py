"""Azure's snapshot service on the host of the VM fails."""

from ...authoring import *

_FAILS = signs.host_snapshot_fails == True

CAUSE = cause(
    __name__,
    "Azure's snapshot service on the host fails",
    "The extension asks the host at 168.63.129.16 to take the snapshot. Where the service there fails, nothing in the "
    "guest is wrong; the extension then tries it from the guest, which not every kind of disk admits.",
    sources=(LINUX_EXTENSION.section("main/hostsnapshotter.py, main/freezesnapshotter.py"),),
    applies=LINUX,
    codes=("extension",),
    needs_agent=True,
    rules=(
        confirms(
            _FAILS,
            SNAPSHOT_CODE,
            because="the host took the order, failed with an error of its own, and no disk got a snapshot",
            rival="wireserver-blocked: the host answered",
        ),
        suggests(_FAILS),
        suggests(extensions.backup_code == "FailedHostSnapshotRemoteServerError"),
        hints(signs.host_not_ready == True),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "Read what the host answered.",
            bash(f"sudo grep -iE 'presnapshot|dosnapshot' {EXTENSION_FOLDER}/extension.log"),
        ),
        change("Wait some hours, then back up again.", BACKUP_NOW),
        restart(
            "If it stays, move the VM to another host.",
            portal("VM > Help > Redeploy + reapply > Redeploy"),
            az("az vm redeploy -g {resource_group} -n {vm}"),
            caution="The VM restarts, and what lies on the temporary disk is lost: use a maintenance window.",
        ),
    ),
    verify=verify("The log says 'PreSnapshot: Status Code: 200', and the backup succeeds.", RUN_LOG),
)
