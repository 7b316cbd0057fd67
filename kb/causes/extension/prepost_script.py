"""A pre or post script of the customer fails and stops the backup."""

from ...authoring import *

_STOPPED = signs.script_stops_backup == True
_FAILED = signs.script_failed == True
_CODE = error.code == "ExtensionPreScriptTimeout"
_ENDS = ("Failed", "NotFound", "PermissionError", "Timeout")
_REPORTED = extensions.backup_code.one_of(  # that there is no configuration of scripts is ordinary
    *(f"FailedPrepost{script}{end}" for script in ("PreScript", "PostScript") for end in _ENDS),
    *(f"FailedPrepostPluginConfig{end}" for end in ("Parsing", "PermissionError", "OwnershipError")),
)

CAUSE = cause(
    __name__,
    "A pre or post script fails and stops the backup",
    "Scripts of /etc/azure/VMSnapshotScriptPluginConfig.json run before and after the snapshot. One that fails, runs "
    "too long, or has other rights than asked for, stops the backup where continueBackupOnFailure is false.",
    sources=(
        LINUX_EXTENSION.section("main/PluginHost.py, main/ScriptRunner.py, main/handle.py"),
        SELF_HELP.section("ExtensionPreScriptTimeout"),
    ),
    applies=LINUX,
    codes=("extension", "mounts", "ExtensionPreScriptTimeout"),
    needs_agent=True,
    rules=(
        *(
            confirms(
                *seen,
                because="the extension itself says that the script failed, and that, or the code, ended the run",
                rival="fsfreeze-unclean: the run ended before anything was frozen, and the freeze has its own code",
            )
            for seen in ((_STOPPED,), (_FAILED, _CODE))
        ),
        *(hints(seen) for seen in (_FAILED, signs.scripts_named == True)),  # the backup may have gone on without it
        *(suggests(seen) for seen in (_REPORTED, _CODE)),
    ),
    leads_to=("vmsnapshot-failed",),
    remedy=(
        look(
            "See rights and owner of the scripts and of their configuration.",
            bash("sudo ls -l /etc/azure/", "sudo cat /etc/azure/VMSnapshotScriptPluginConfig.json"),
            RUN_LOG,
        ),
        change(
            "Give them the owner and the rights that the extension asks for: root, 600 for the file, 700 for scripts.",
            bash(
                "sudo chown root:root /etc/azure/VMSnapshotScriptPluginConfig.json",
                "sudo chmod 600 /etc/azure/VMSnapshotScriptPluginConfig.json",
                "sudo chmod 700 {script}",
            ),
        ),
        change(
            "Correct the script, or raise timeoutInSeconds above the time that it takes (30 as shipped, 1800 at most).",
            bash("sudo vi /etc/azure/VMSnapshotScriptPluginConfig.json", verified=False),
            caution="A post script that failed may have left the database in backup mode: see that it is not.",
        ),
    ),
    verify=verify("The log says 'Enable Succeeded with App Consistent Snapshot'.", NEXT_BACKUP),
)
