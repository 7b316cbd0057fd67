"""The numbers that the Linux backup extension (VMSnapshotLinux) reports, and their names.

Source: azure-linux-extensions, VMBackup/main/ExtensionErrorCodeHelper.py and common.py (2024); 201 and 202 until 2019.
"""

from __future__ import annotations

UNDER_WAY = 4  # `ExtensionTempTerminalState`: reported at the beginning of every run, before the snapshot is taken

NAMES = {
    0: "success_appconsistent",
    1: "success",
    2: "error",
    3: "SuccessAlreadyProcessedInput",
    UNDER_WAY: "ExtensionTempTerminalState",
    11: "error_parameter",
    12: "error_12",
    13: "error_wrong_time",
    14: "error_same_taskid",
    15: "error_http_failure",
    16: "FailedHandlerGuestAgentCertificateNotFound",
    17: "FailedInvalidDataDiskLunList",
    76: "FailedRetryableSnapshotFailedNoNetwork",
    85: "FailedSnapshotLimitReached",
    121: "FailedRetryableFsFreezeFailed",
    122: "FailedRetryableFsFreezeTimeout",
    123: "FailedRetryableUnableToOpenMount",
    124: "FailedSafeFreezeBinaryNotFound",
    173: "FailedRetryableSnapshotRateExceeded",
    201: "FailedRetryableFsFreezeFailed",
    202: "FailedRetryableFsFreezeTimeout",
    300: "FailedPrepostPreScriptFailed",
    301: "FailedPrepostPostScriptFailed",
    302: "FailedPrepostPreScriptNotFound",
    303: "FailedPrepostPostScriptNotFound",
    304: "FailedPrepostPluginhostConfigParsing",
    305: "FailedPrepostPluginConfigParsing",
    306: "FailedPrepostPreScriptPermissionError",
    307: "FailedPrepostPostScriptPermissionError",
    308: "FailedPrepostPreScriptTimeout",
    309: "FailedPrepostPostScriptTimeout",
    310: "FailedPrepostPluginhostPreTimeout",
    311: "FailedPrepostPluginhostPostTimeout",
    312: "FailedPrepostCheckSumMismatch",
    313: "FailedPrepostPluginhostConfigNotFound",
    314: "FailedPrepostPluginhostConfigPermissionError",
    315: "FailedPrepostPluginhostConfigOwnershipError",
    316: "FailedPrepostPluginConfigNotFound",
    317: "FailedPrepostPluginConfigPermissionError",
    318: "FailedPrepostPluginConfigOwnershipError",
    402: "FailedGuestAgentInvokedCommandTooLate",
    500: "FailedWorkloadPreError",
    501: "FailedWorkloadConfParsingError",
    502: "FailedWorkloadInvalidRole",
    503: "FailedWorkloadInvalidWorkloadName",
    504: "FailedWorkloadPostError",
    505: "FailedWorkloadAuthorizationMissing",
    506: "FailedWorkloadConnectionError",
    507: "FailedWorkloadIPCDirectoryMissing",
    508: "FailedWorkloadDatabaseStatusChanged",
    509: "FailedWorkloadQuiescingError",
    510: "FailedWorkloadQuiescingTimeout",
    511: "FailedWorkloadDatabaseInNoArchiveLog",
    512: "FailedWorkloadLogModeChanged",
    556: "FailedHostSnapshotRemoteServerError",
    761: "FailedRetryableSnapshotFailedRestrictedNetwork",
}
_SPELLINGS = {name.lower(): name for name in NAMES.values()}


def name_of(code: int | None) -> str | None:
    """The name of a number; None for one that is not known."""
    return NAMES.get(code) if code is not None else None


def canonical(name: str | None) -> str | None:
    """The name in its own spelling; None for one that is not known."""
    return _SPELLINGS.get((name or "").strip().lower())
