"""Scripts of the customer before and after the snapshot, and the integration of databases: extension.log.

Every machine without scripts says that there is no configuration of them. Lines: azure-linux-extensions b7eecd4b9c53
(PluginHost.py, ScriptRunner.py, handle.py, workloadPatch/WorkloadPatch.py).
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION
from ..declaration import Signature
from ..places import ANY_TEXT, EXTENSION_LOG, HANDLER_MESSAGE
from .mounts import RUN_ENDS

_SCRIPTS = LINUX_EXTENSION.section("main/PluginHost.py, main/ScriptRunner.py, main/handle.py")
_WORKLOAD = LINUX_EXTENSION.section("main/workloadPatch/WorkloadPatch.py")
_line = partial(Signature, where=EXTENSION_LOG, source=_SCRIPTS, until=RUN_ENDS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "script-stops-backup",
        "A pre or post script stopped the backup",
        where=(EXTENSION_LOG, HANDLER_MESSAGE),
        has=("Plugin Host Precheck Failed", "PreScript failed for the plugin", "PostScript failed for the plugin"),
        example="PreScript failed for the plugin ScriptRunner",
        silent="App Consistent Consistent Backup Enabled",
    ),
    _line(
        "script-failed",
        "A pre or post script failed, timed out, or may not be run",
        has=(
            "Prescript for",
            "Postscript for",
            "Prescript file does not exist",
            "Postscript file does not exist",
            "file does not have desired permissions",
        ),
        pattern=r"script for \S{1,80} (?:timed out|failed with error code)|script file does not (?:exist|have desired)",
        example="Prescript for ScriptRunner timed out.",
        silent="Prescript for ScriptRunner failed. Retrying...",
    ),
    _line(
        "freeze-hook-failed",
        "A script of the guest that runs before a snapshot failed",
        where=ANY_TEXT,
        only="linux",
        has=("fsfreeze hook has failed", "hook script has failed", "pre-freeze-script"),
        pattern=r"hook (?:script )?has failed|(?:error|fail)[^\n]{0,80}pre-freeze-script",
        gives="signs.script_failed",
        example="unable to execute QEMU agent command 'guest-fsfreeze-freeze': fsfreeze hook has failed with status 1",
        silent="guest-fsfreeze called",
    ),
    _line(
        "no-scripts-set-up",
        "No pre and post scripts are set up",
        has=("Plugin host Config file does not exist in the location", "FailedPrepostPluginhostConfigNotFound"),
        noise="every machine without scripts says it",
        example="Plugin host Config file does not exist in the location /etc/azure/VMSnapshotPluginHost.conf",
        silent="Plugin host Config file was read",
    ),
    _line(
        "database-not-quiesced",
        "The database could not be prepared for the snapshot",
        has=(
            "WorkloadPatch: sql connection failed",
            "WorkloadPatch: No archive log mode for oracle",
            "WorkloadPatch: Database log mode changed",
            "WorkloadPatch: Database status changed",
            "WorkloadPatch: Not app consistent backup",
        ),
        source=_WORKLOAD,
        example="WorkloadPatch: sql connection failed",
        silent="WorkloadPatch: workload config file missing. File system consistent backup",
    ),
    _line(
        "database-stops-backup",
        "The database stopped the backup",
        where=(EXTENSION_LOG, HANDLER_MESSAGE),
        has=("Failing backup as OnAppFailureDoFsFreeze is set to false", "Workload Patch failed with error message"),
        source=_WORKLOAD,
        example="Workload Patch failed with error message: sql connection failed",
        silent="Workload Patch failed with warning message: sql connection failed",
    ),
    _line(
        "no-database-set-up",
        "No database is set up for the snapshot",
        has=("workload config file missing. File system consistent", "workload config section missing."),
        noise="every machine without a database says it",
        source=_WORKLOAD,
        example="WorkloadPatch: workload config file missing. File system consistent backup",
        silent="WorkloadPatch: workload config read",
    ),
)
