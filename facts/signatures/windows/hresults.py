"""Results of Volume Shadow Copy and COM, wherever they are told: a job's message, an extension's, an event, any log.

A result is told as a number (0x8004231f, or signed: -2147212513), by its name, or in the words that Windows has for it.
Of the numbers that only say that something failed, none is here. Numbers and names: vsserror.h; the words: the
reference of the API, and Windows' own messages.
"""

from __future__ import annotations

from re import escape

from ...documents import KB_956136, SELF_HELP, THREADS, VSS_RESULTS
from ..declaration import Signature
from ..places import WINDOWS_TEXT
from ._pairs import STRANGE

_VSS = VSS_RESULTS.section("Return codes")
_COM = SELF_HELP.section("ExtensionSnapshotFailedCOM")


def _result(
    number: int,
    name: str,
    title: str,
    gives: str = "",
    words: tuple[str, ...] = (),
    context: str = "",
    unless: str = "",
) -> Signature:
    """A result by number, signed number, name and words; without a fact that it `gives`, `context` says why.

    `unless` is a pattern that may not stand in the entry: another signature tells more of it.
    """
    told = f"{number:08x}"
    # AlphaVSS, with which programs of .NET use VSS, names its exceptions after the results.
    dotnet = f"Vss{name.removeprefix('VSS_E_').title().replace('_', '')}Exception"
    has = (told, str(number - 2**32), name, dotnet, *words)
    return Signature(
        f"result-{told}",
        title,
        where=WINDOWS_TEXT,
        has=has,
        # One name can begin like another: VSS_E_UNEXPECTED_WRITER_ERROR is not VSS_E_UNEXPECTED.
        pattern=rf"{unless}(?:{'|'.join(map(escape, has))})(?!\w)",
        gives=gives,
        context=context,
        source=_VSS,
        example=f"The operation failed with error 0x{told.upper()} ({name}).",
        silent="The operation failed with error 0x80042399.",
    )


_WRITER = "signs.vss_writer_failed"
_BUSY = "windows.shadow_copy_timed_out"
_SNAPSHOTS = r"(?:VSS|Volume Shadow|シャドウ|Schattenkopie|COM\+|IaaSBcdr|VMSnapshot|snapshot)"
_MANY = "it has many reasons, and names none"

SIGNATURES: tuple[Signature, ...] = (
    _result(
        0x80042301,
        "VSS_E_BAD_STATE",
        "Volume Shadow Copy was called in a state that did not allow it",
        context="it follows from a call before that failed, or from a run that has not ended",
    ),
    _result(
        0x80042302,
        "VSS_E_UNEXPECTED",
        "A component of Volume Shadow Copy failed in an unexpected way",
        "signs.vss_unexpected",
        ("A Volume Shadow Copy Service component encountered an unexpected error",),
    ),
    _result(0x80042304, "VSS_E_PROVIDER_NOT_REGISTERED", "The provider asked for is not registered", context=_MANY),
    _result(0x80042306, "VSS_E_PROVIDER_VETO", "A shadow copy provider refused", "signs.provider_refused"),
    _result(0x80042308, "VSS_E_OBJECT_NOT_FOUND", "A volume or a shadow copy is not there", context=_MANY),
    _result(0x8004230C, "VSS_E_VOLUME_NOT_SUPPORTED", "No provider supports the volume", context=_MANY),
    _result(
        0x8004230E,
        "VSS_E_VOLUME_NOT_SUPPORTED_BY_PROVIDER",
        "The chosen provider does not support the volume",
        "signs.provider_unfit",
    ),
    _result(
        0x8004230F,
        "VSS_E_UNEXPECTED_PROVIDER_ERROR",
        "A shadow copy provider failed in an unexpected way",
        "signs.provider_failed",
        ("The shadow copy provider had an error.", "The shadow copy provider had an unexpected error"),
        # Where the first id that is named is that of another product's provider, its own event tells of it.
        unless=rf"\A(?![^{{]{{0,1000}}(?<!Volume){STRANGE})[\s\S]{{0,4000}}?",
    ),
    _result(0x80042312, "VSS_E_MAXIMUM_NUMBER_OF_VOLUMES_REACHED", "The set has too many volumes", context=_MANY),
    _result(0x80042313, "VSS_E_FLUSH_WRITES_TIMEOUT", "The writes of a volume could not be flushed in time", _BUSY),
    _result(0x80042314, "VSS_E_HOLD_WRITES_TIMEOUT", "The writes of a volume could not be held long enough", _BUSY),
    Signature(
        "shared-point-timed-out",
        "A shadow copy could not be made in time",
        where=WINDOWS_TEXT,
        has=("81000101", "-2130706175", "Creation of the shared protection point timed out"),
        gives=_BUSY,
        source=KB_956136.section("Symptoms"),
        example="Creation of the shared protection point timed out. Unknown error (0x81000101)",
        silent="Creation of the shared protection point succeeded.",
    ),
    _result(0x80042315, "VSS_E_UNEXPECTED_WRITER_ERROR", "A VSS writer failed in an unexpected way", _WRITER),
    _result(
        0x80042316,
        "VSS_E_SNAPSHOT_SET_IN_PROGRESS",
        "Another shadow copy was being made at that moment",
        "signs.other_snapshot_running",
        (
            "Another shadow copy creation is already in progress",
            "The creation of a shadow copy is already in progress",
        ),
    ),
    _result(
        0x80042318,
        "VSS_E_WRITER_INFRASTRUCTURE",
        "The VSS writers cannot be reached",
        "signs.vss_writers_unreachable",
    ),
    _result(0x80042319, "VSS_E_WRITER_NOT_RESPONDING", "A VSS writer did not answer", _WRITER),
    _result(
        0x8004231F,
        "VSS_E_INSUFFICIENT_STORAGE",
        "There was no room for a shadow copy",
        "signs.shadow_storage_refused",
        ("Insufficient storage available to create either the shadow copy storage file",),
    ),
    _result(
        0x80042317,
        "VSS_E_MAXIMUM_NUMBER_OF_SNAPSHOTS_REACHED",
        "The volume has as many shadow copies as it may",
        "signs.shadow_storage_refused",
    ),
    _result(
        0x80042327,
        "VSS_E_REBOOT_REQUIRED",
        "Volume Shadow Copy asks for a restart",
        context="a restart is told by its own facts",
    ),
    *(
        _result(number, name, "Open transactions did not stop in time", "signs.transactions_timed_out")
        for number, name in (
            (0x80042328, "VSS_E_TRANSACTION_FREEZE_TIMEOUT"),
            (0x80042329, "VSS_E_TRANSACTION_THAW_TIMEOUT"),
        )
    ),
    _result(0x80042336, "VSS_E_WRITERERROR_PARTIAL_FAILURE", "A part of a VSS writer failed", _WRITER),
    _result(
        0x800423F0,
        "VSS_E_WRITERERROR_INCONSISTENTSNAPSHOT",
        "A VSS writer needs volumes that are not in the snapshot",
        _WRITER,
    ),
    _result(0x800423F1, "VSS_E_WRITERERROR_OUTOFRESOURCES", "A VSS writer ran out of resources", _WRITER),
    _result(
        0x800423F2,
        "VSS_E_WRITERERROR_TIMEOUT",
        "A VSS writer needed longer than it may between freeze and thaw",
        "signs.vss_writer_timed_out",
        ("The writer's timeout expired between the Freeze and Thaw events",),
    ),
    _result(
        0x800423F3,
        "VSS_E_WRITERERROR_RETRYABLE",
        "A VSS writer failed, and may work at the next try",
        _WRITER,
        ("The writer experienced a transient error",),
    ),
    _result(
        0x800423F4,
        "VSS_E_WRITERERROR_NONRETRYABLE",
        "A VSS writer failed for a reason of its own",
        _WRITER,
        ("The writer experienced a non-transient error",),
    ),
    Signature(
        "veeam-freeze-timed-out",
        "The freeze of a guest took longer than it may, as Veeam puts it",
        where=WINDOWS_TEXT,
        has=("VSSControl: Failed to freeze guest", "VSSControl: Failed to prepare guest for freeze"),
        pattern=r"\A(?![\s\S]{0,4000}?(?:0x8004|Writer's state))",  # where a result is told it says more
        gives="signs.vss_writer_timed_out",
        source=THREADS.section("Veeam KB1377"),
        example="VSSControl: Failed to freeze guest, wait timeout",
        silent="VSSControl: Failed to freeze guest, wait timeout. VSS error, code 0x8004230f",
    ),
    Signature(
        "volume-locked",
        "A volume is locked by BitLocker",
        where=WINDOWS_TEXT,
        has=("80310000", "-2144272384", "FVE_E_LOCKED_VOLUME", "is locked by BitLocker Drive Encryption"),
        source=SELF_HELP.section("ExtensionSnapshotBitlockerError"),
        example="This drive is locked by BitLocker Drive Encryption. (Exception from HRESULT: 0x80310000)",
        silent="This drive is protected by BitLocker Drive Encryption.",
    ),
    Signature(
        "vss-requester-denied",
        "A program may not ask for a shadow copy: it has too few rights, or is not elevated",
        where=WINDOWS_TEXT,
        has=("VssBackupComponents..ctor()", "does not have sufficient backup privileges"),
        pattern=r"UnauthorizedAccessException[\s\S]{0,400}?VssBackupComponents\.\.ctor|backup privileges",
        source=_VSS,
        example="The caller does not have sufficient backup privileges or is not an administrator: E_ACCESSDENIED",
        silent="System.IO.FileNotFoundException\n   at Alphaleonis.Win32.Vss.VssBackupComponents..ctor()",
    ),
    Signature(
        "vss-registry-denied",
        "Volume Shadow Copy, or a writer, may not open its key in the registry",
        where=WINDOWS_TEXT,
        has=("RegOpenKeyExW", "RegSetValueExW", "RegCreateKeyExW"),
        pattern=r"\\VSS\b[^)\n]{0,80}\)[^\n]{0,40}0x80070005",
        source=_VSS,
        example="Unexpected error calling routine RegOpenKeyExW(-2147483646,SYSTEM\\CurrentControlSet\\Services\\VSS\\"
        "Diag,...).  hr = 0x80070005, Access is denied.",
        silent="Unexpected error calling routine RegOpenKeyExW(-2147483646,SYSTEM\\CurrentControlSet\\Services\\VSS\\"
        "Diag,...).  hr = 0x80070002, The system cannot find the file specified.",
    ),
    Signature(
        "vss-writer-vetoed",
        "A VSS writer failed during a snapshot",
        where=WINDOWS_TEXT,
        has=("vetoed the shadow copy creation process", "FAILED_AT_"),
        pattern="vetoed the shadow copy|(?<![A-Z])FAILED_AT_(?:IDENTIFY|PREPARE_|FREEZE|THAW|POST_SNAPSHOT|BACKUP_COM)",
        gives=_WRITER,
        source=VSS_RESULTS.section("VSS_WRITER_STATE"),
        example="The writer vetoed the shadow copy creation process during the backup preparation state.",
        silent="The job is in the state FAILED_AT_START",
    ),
    Signature(
        "vss-writer-state-failed",
        "A VSS writer failed during a snapshot",
        where=WINDOWS_TEXT,
        has=("[7]", "[8]", "[9]", "[10]", "[11]", "[12]"),
        # Where lines of `vssadmin list writers` are quoted; the numbers are those of failures in every language.
        pattern=r"\b(?:State|Status|[ÉE]tat|Estado|Stato|Toestand|Tillstånd|Stav|Stan|Állapot)\W{0,3}: ?"
        r"\[(?:[789]|1[0-2])\]|状態\W{0,3}\[(?:[789]|1[0-2])\]|"
        r"writer\b[^\n]{0,80}\[(?:[789]|1[0-2])\] ?(?:Failed|Timed out)",
        gives=_WRITER,
        source=VSS_RESULTS.section("VSS_WRITER_STATE"),
        example="State: [8] Failed",
        silent="State: [1] Stable",
    ),
    Signature(
        "vss-writers-told-bad",
        "Somebody says that VSS writers are in a bad state",
        where=WINDOWS_TEXT,
        has=("VSS writer", "VSS-Writer", "Writer VSS"),
        pattern=r"(?<!no )(?<!no vss )(?<!no vss-)(?<!if a vss )(?<!any vss )\bwriters?\b"
        r"(?:(?!\b(?:no|not|none)\b|n't)[^.\n]){0,60}?"
        r"\b(?:(?:in|into|shows?) an? (?:failed|bad|error|timed out)|in (?:failed|error|timed out)|timed out)\b"
        r"(?![^.!\n]{0,120}\?)",  # nobody has seen what somebody asks
        gives=_WRITER,
        source=THREADS.section("VSS writers in a bad state, in people's words"),
        example="VSS writers are in a Failed [7] or Timed out [9] state.",
        silent="The VSS writers are all fine, and none is in a failed state.",
    ),
    Signature(
        "result-80042409",
        "A VSS writer has no status any more",
        where=WINDOWS_TEXT,
        has=("80042409", "-2147212279", "VSS_E_WRITER_STATUS_NOT_AVAILABLE"),
        noise="an old session of a backup program was asked for",
        source=_VSS,
        example="Unexpected error DeviceIoControl.  hr = 0x80042409.",
        silent="Unexpected error DeviceIoControl.  hr = 0x80042499.",
    ),
    Signature(
        "com-class-missing",
        "A class of COM is not registered",
        where=WINDOWS_TEXT,
        has=("80040154", "-2147221164", "REGDB_E_CLASSNOTREG"),
        # The class of a provider that Azure does not use; a class of VSS itself, which tells of its registration.
        # Nor that of a provider: its event has a signature of its own.
        without=("3e02620c-e180-44f3-b154-2473646e4cb8", "CoCreateInstance", "Shadow Copy Provider COM class"),
        # Any program can miss a class of its own: only where snapshots or COM+ are spoken of it says something of them.
        pattern=rf"{_SNAPSHOTS}[\s\S]{{0,400}}?(?:80040154|2147221164|CLASSNOTREG)|"
        rf"(?:80040154|2147221164|CLASSNOTREG)[\s\S]{{0,400}}?{_SNAPSHOTS}",
        source=_COM,
        example="VSS: Class not registered (Exception from HRESULT: 0x80040154 (REGDB_E_CLASSNOTREG))",
        silent="Retrieving the COM class factory for component {aaaaaaaa} failed: 80040154 Class not registered",
    ),
    Signature(
        "msdtc-unavailable",
        "The transaction manager (MSDTC) is not available",
        where=WINDOWS_TEXT,
        has=(
            *("8004d01b", "-2147168229", "XACT_E_TMNOTAVAILABLE"),
            *("8004e00f", "-2147164145", "CONTEXT_E_TMNOTAVAILABLE", "COM+ was unable to talk to"),
            "unable to initialize for transactions required to support transactional components",
        ),
        source=_VSS,
        example="The transaction manager is not available. (Exception from HRESULT: 0x8004D01B)",
        silent="The transaction has already been committed. (Exception from HRESULT: 0x8004D00E)",
    ),
    Signature(
        "provider-runtime-mismatch",
        "The snapshot provider could not be installed: 0x80110401, an error of COM+ objects",
        where=WINDOWS_TEXT,
        has=("80110401", "-2146368511"),
        source=_COM,
        example="Install provider failed {Exception = System.Runtime.InteropServices.COMException (0x80110401): Errors "
        "occurred accessing one or more objects",
        silent="Install provider failed {Exception = System.Exception: x",
    ),
)
