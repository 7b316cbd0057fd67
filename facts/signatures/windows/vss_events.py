"""Events of Volume Shadow Copy (source VSS, log Application), by number and by their words.

Numbers and words: the message table of vssvc.exe as of Windows 10 and Windows Server 2016 and later. Any program that
uses shadow copies provokes them: they count within the time of the failure only.
"""

from __future__ import annotations

from ...documents import MESSAGE_TABLES, METADATA, NO_WRITERS, SHADOW_PROVIDER, SUPPORT_JP, SYSTEM_WRITER
from ..declaration import Signature
from ..places import WINDOWS_TEXT
from ._pairs import HYPER_V, OTHER_LANGUAGE, OWN_PROVIDER, STRANGE, known_events

_TABLE = MESSAGE_TABLES.section("vssvc.exe")
_FIRST = r"\A[^{]{0,1000}"  # the first class that an event names, in any language, is the one that it is about
_NOT_ENDING = "(?![^\n]{0,200}8007045b)"  # no sign while the machine shuts down
_OF_VSS = r"(?:I?VSS|CEvent|Coordinator)"  # how the names of classes of Volume Shadow Copy itself begin

SIGNATURES: tuple[Signature, ...] = (
    *known_events(
        "com-plus-disabled",
        "Windows says that COM+ Event System or COM+ System Application is disabled",
        "VSS",
        (38,),
        ("System Application service (COMSysApp) is disabled", "COM+ Event System service (EventSystem) or"),
        _TABLE,
        example="Volume Shadow Copy Service error:  Either the COM+ Event System service (EventSystem) or\nthe COM+ "
        "System Application service (COMSysApp) is disabled.  Enable the service and try again.",
        silent="The COM+ System Application service entered the stopped state.",
    ),
    *known_events(
        "event-system-disabled",
        "Windows says that COM+ Event System is disabled",
        "VSS",
        (19,),
        "The EventSystem service is disabled or is attempting to start during Safe Mode",
        _TABLE,
        gives="signs.com_plus_disabled",
        example="The EventSystem service is disabled or is attempting to start during Safe Mode.",
        silent="The EventSystem service was started.",
    ),
    *known_events(
        "vss-disabled",
        "Windows says that Volume Shadow Copy is disabled",
        "VSS",
        (39,),
        "The Volume Shadow Copy service (VSS) is disabled",
        _TABLE,
        example="Volume Shadow Copy Service error:  The Volume Shadow Copy service (VSS) is disabled. Enable \nthe "
        "service and try again.",
        silent="The Volume Shadow Copy service entered the stopped state.",
    ),
    *known_events(
        "swprv-disabled",
        "Windows says that Microsoft's shadow copy provider is disabled, or not registered",
        "VSS",
        (37, 40),
        ("Software Shadow Copy Provider (SWPRV) service is", "The Microsoft Shadow Copy Provider class is not"),
        _TABLE,
        example="The Microsoft Software Shadow Copy Provider (SWPRV) service is\ndisabled.  Enable the service.",
        silent="The Microsoft Software Shadow Copy Provider service entered the running state.",
    ),
    *known_events(
        "swprv-fails",
        "Microsoft's shadow copy provider does not start",
        "VSS",
        (),
        "SW_PROV",
        SHADOW_PROVIDER.section("Symptoms"),
        pattern=rf"\{{{OWN_PROVIDER}\}}[^\n]{{0,60}}SW_PROV{_NOT_ENDING}",
        example=f"The COM Server with CLSID {{{OWN_PROVIDER}}} and name SW_PROV cannot be started. [0x80070422]",
        silent="The COM Server with CLSID {e579ab5f-1cc4-44b4-bed9-de0991ff0623} and name IVssCoordinatorEx2 cannot be "
        "started. [0x80070422]",
    ),
    *known_events(
        "swprv-class-fails",
        "Microsoft's shadow copy provider does not start",
        "VSS",
        (12292,),
        "Error creating the Shadow Copy Provider COM class with CLSID",
        SHADOW_PROVIDER.section("Symptoms"),
        gives="signs.swprv_fails",
        pattern=rf"COM class with CLSID \{{{OWN_PROVIDER}\}}",
        numbered=(rf"{_FIRST}\{{{OWN_PROVIDER}\}}", f"(another language) CLSID {{{OWN_PROVIDER}}} [0x80080005]"),
        example=f"Error creating the Shadow Copy Provider COM class with CLSID {{{OWN_PROVIDER}}} [0x80080005].",
        silent="Error creating the Shadow Copy Provider COM class with CLSID {aaaaaaaa-8ff4-4a58-ac1c-3470ee2f376a}",
    ),
    *known_events(
        "foreign-provider-fails",
        "A shadow copy provider of another product failed",
        "VSS",
        (12292, 12293),
        (
            "SW_PROV",
            "Error creating the Shadow Copy Provider COM class",
            "Error calling a routine on",
            "to load the provider with",
        ),
        _TABLE,
        pattern=rf"(?:COM class with CLSID|on (?:a|the) Shadow Copy Provider|provider with identifier) {STRANGE}|"
        rf"{STRANGE}[^\n]{{0,60}}SW_PROV",
        numbered=(
            _FIRST + STRANGE,
            "(another language) CLSID {aaaaaaaa-0000-4000-8000-000000000001} [0x80070005]",
        ),
        example="Error calling a routine on a Shadow Copy Provider {aaaaaaaa-0000-4000-8000-000000000001}. Routine "
        "details Cannot ask provider if volume is supported. [hr = 0x80070005]",
        silent="Error calling a routine on a Shadow Copy Provider {b5946137-7b9f-4925-af80-51abd60b20d5}. Routine "
        "details IVssSnapshotProvider::EndPrepareSnapshots [hr = 0x8000ffff].",
    ),
    Signature(
        "hyper-v-provider-left",
        "A provider of Hyper-V is registered that Azure does not use (events 22 and 12292)",
        where=WINDOWS_TEXT,
        has=HYPER_V,
        noise="Microsoft's support says that it does no harm to a VM of Azure",
        source=SUPPORT_JP.section("VSS 22 and 12292 on virtual machines of Azure (2023-01-30)"),
        example=f"The error returned from CoCreateInstance on class with CLSID {{{HYPER_V[0]}}} and Name SW_PROV is "
        "[0x80040154, Class not registered].",
        silent="CoCreateInstance on class with CLSID {aaaaaaaa-e180-44f3-b154-2473646e4cb8} and Name SW_PROV",
    ),
    *known_events(
        "vss-unregistered",
        "Windows says that a part of Volume Shadow Copy is not registered",
        "VSS",
        (21, 22, 32, 33, 34, 36),
        (
            "Writers will not receive events since the COM+ database is corrupted",
            "A critical component required by the Volume Shadow Copy service is not registered",
            "The VSS Coordinator class is not registered",
            "The VSS management class is not registered",
            "The VSS event class is not registered",
            "The MSXML classes are not registered",
        ),
        NO_WRITERS.section("Symptoms"),
        # Event 22 of a provider's class (SW_PROV, or another product's) is about that provider: it names the class.
        pattern=r"\b(?:VSS|MSXML)\b[^.\n]{0,40} (?:is|are) not registered|is corrupted|"
        rf"service is not registered[\s\S]{{0,800}}?Name \[{_OF_VSS}",
        numbered=(
            rf"\A(?![\s\S]{{0,2000}}?(?:SW_PROV|\.\.\.|…|\}}[^\n]{{1,60}}\[(?!{_OF_VSS})[a-z]))",
            OTHER_LANGUAGE,
        ),
        example="Volume Shadow Copy Service error: The VSS event class is not registered.  This will prevent any",
        silent="The VSS event class was registered.",
    ),
    *known_events(
        "vss-writers-unreachable",
        "Volume Shadow Copy cannot reach its writers",
        "VSS",
        (12291, 12302, 12347),
        (
            "Error on creating/using the COM+ Writers publisher interface",
            "An internal inconsistency was detected in trying",
        ),
        _TABLE,
        example="An internal inconsistency was detected in trying\nto contact shadow copy service writers.",
        silent="The writers were contacted.",
    ),
    *known_events(
        "vss-event-class-fails",
        "Volume Shadow Copy cannot reach its writers",
        "VSS",
        (),
        ("CoCreateInstance", "VSSEvent", "CEventSystem"),
        NO_WRITERS.section("Symptoms"),
        gives="signs.vss_writers_unreachable",
        # In any language: the function and the result of event 8193, the class and the name of event 13.
        pattern=r"CoCreateInstance\b[^\n]{0,80}\s{0,4}hr ?= ?0x(?:80040154|80070057|800401fb)|"
        rf"CLSID \{{[0-9a-f-]{{36}}\}}[^\n]{{0,60}}(?:VSSEvent|CEventSystem)\b{_NOT_ENDING}|VSSEvent cannot be started",
        example="Unexpected error calling routine CoCreateInstance.  hr = 0x80070057.",
        silent="Unexpected error calling routine CoCreateInstance.  hr = 0x8007045b, A system shutdown is in progress.",
    ),
    *known_events(
        "vss-writer-without-rights",
        "Windows says that the account of a VSS writer has too few rights",
        "VSS",
        (8213,),
        "does not run under a user with sufficient access rights",
        SYSTEM_WRITER.section("Resolution"),
        example="The process that hosts the writer with name System Writer and ID {e8132975} "
        "does not run under a user with sufficient access rights.",
        silent="The process that hosts the writer with name System Writer was started.",
    ),
    *known_events(
        "vss-volume-denied",
        "Windows says that Volume Shadow Copy may not read the root of a volume",
        "VSS",
        (12348,),
        "VSS was denied access to the root of volume",
        _TABLE,
        example="Volume Shadow Copy Service warning: VSS was denied access to the root of volume D:\\.",
        silent="VSS was granted access to the root of volume D:\\.",
    ),
    Signature(
        "vss-writer-callback-denied",
        "A VSS writer may not call back (event 8194)",
        where=WINDOWS_TEXT,
        has="IVssWriterCallback",
        noise="it comes with backups that succeed; only a writer that is then missing or failed counts",
        source=_TABLE,
        example="Unexpected error querying for the IVssWriterCallback interface.  hr = 0x80070005, Access is denied.",
        silent="Unexpected error querying for the IVssWriter interface.",
    ),
    *known_events(
        "vss-account-unresolved",
        "An account that may use Volume Shadow Copy does not exist (event 8230)",
        "VSS",
        (8230,),
        ("Failed resolving account", "NetLocalGroupGetMemebers"),  # so spelled
        SUPPORT_JP.section("VSS 8230 (2022-08-18)"),
        noise="snapshots go on without it",
        example="Volume Shadow Copy Service error: Failed resolving account spsearch with status 1376. Check the "
        "connection to domain controller and VssAccessControl registry key.",
        silent="Volume Shadow Copy Service resolved the account spsearch.",
    ),
    Signature(
        "vss-profile-half-deleted",
        "A profile of a user is registered under a broken name (event 8193)",
        where=WINDOWS_TEXT,
        has="ConvertStringSidToSid",
        pattern=r"ConvertStringSidToSid\([^)\n]{0,100}\.bak\)",
        context="it names the key of ProfileList that can go; whether a snapshot fails for it is not told",
        remark=True,
        source=SUPPORT_JP.section("VSS 8193 (2022-07-22)"),
        example="Unexpected error calling routine ConvertStringSidToSid(S-1-5-21-1-2-3-1001.bak).  hr = 0x80070539",
        silent="Unexpected error calling routine ConvertStringSidToSid(S-1-5-21-1-2-3-1001).  hr = 0x80070539",
    ),
    *known_events(
        "vss-metadata-too-long",
        "The list of what the VSS writers hold is too long",
        "VSS",
        (),
        "XML document is too long",
        METADATA.section("Symptoms"),
        example="Unexpected error calling routine XML document is too long. hr = 0x80070018, The program issued a "
        "command but the command length is incorrect.",
        silent="Unexpected error calling routine XML document is not valid. hr = 0x80070018",
    ),
    *known_events(
        "vss-writer-rejected",
        "A VSS writer failed during a snapshot",
        "VSS",
        (8229, 12301, 12366),
        (
            "A VSS writer has rejected an event with error",
            "did not respond to a GatherWriterStatus call",
            "encountered while processing a VSS writer event callback method",
        ),
        _TABLE,
        gives="signs.vss_writer_failed",
        example="A VSS writer has rejected an event with error 0x00000000.",
        silent="A VSS writer has accepted an event.",
    ),
    *known_events(
        "vss-volume-too-slow",
        "The writes of a volume could not be flushed or held in time",
        "VSS",
        (12297, 12298, 12310, 12338, 12340),
        (
            "The I/O writes cannot be flushed during the shadow copy creation",
            "The I/O writes cannot be held during the shadow copy creation",
            "The shadow copy could not be committed - operation timed out",
            "seconds trying to open and flush all the volumes",
            "seconds for all volumes to be flushed",
        ),
        _TABLE,
        gives="windows.shadow_copy_timed_out",
        example="The I/O writes cannot be held during the shadow copy creation period on volume C:\\.",
        silent="VSS spent 4 seconds trying to flush and hold the volume C:\\.",
    ),
    *known_events(
        "transactions-timed-out",
        "Open transactions did not stop in time",
        "VSS",
        (12325, 12326),
        ("to freeze the Distributed Transaction Manager", "to thaw the Distributed Transaction Manager"),
        _TABLE,
        example="A timeout was encountered while trying to freeze the Distributed Transaction Manager.",
        silent="The Distributed Transaction Manager was frozen.",
    ),
    *known_events(
        "registry-writer-out-of-space",
        "The Registry Writer found no room on the system drive",
        "VSS",
        (12345,),
        "The Registry Writer experienced an out-of-space condition",
        _TABLE,
        gives="signs.system_drive_out_of_space",
        example="The Registry Writer experienced an out-of-space condition while preparing the registry for",
        silent="The Registry Writer prepared the registry.",
    ),
    *known_events(
        "no-room-for-differences",
        "There was no room for a shadow copy",
        "VSS",
        (4001,),
        ("Cannot find diff areas for creating shadow copies", "Cannot find anymore diff area candidates"),
        _TABLE,
        gives="signs.shadow_storage_refused",
        example="Volume Shadow Copy Service error: Cannot find diff areas for creating shadow copies.",
        silent="Found diff areas for creating shadow copies.",
    ),
    *known_events(
        "second-snapshot-of-volume",
        "A shadow copy was asked for a volume that has one in the same set",
        "VSS",
        (4002,),
        "Cannot create multiple shadow copies on the same volume",
        _TABLE,
        context="an internal error of Windows' own provider, which tells of no other program",
        example="Volume Shadow Copy Service error: Cannot create multiple shadow copies on the same volume (C:\\)",
        silent="Created multiple shadow copies on different volumes",
    ),
    *known_events(
        "ntds-stopped",
        "Windows says that this domain controller's directory service is stopped, or that it is in restore mode",
        "VSS",
        (26, 29),
        (
            "Domain Controller with the Active Directory service (NTDS) stopped",
            "Domain Controller in Directory Service Restore Mode",
        ),
        _TABLE,
        example="This machine is a Domain Controller with the Active Directory service (NTDS) stopped.",
        silent="This machine is a Domain Controller.",
    ),
    *known_events(
        "vss-safe-mode",
        "The machine ran in safe mode, in which no shadow copy can be made",
        "VSS",
        (18, 20),
        ("cannot be started during Safe Mode", "infrastructure cannot be used during Safe Mode"),
        _TABLE,
        context="whoever started the machine so knows",
        remark=True,
        example="The Volume Shadow Copy infrastructure cannot be used during Safe Mode.",
        silent="The machine left Safe Mode.",
    ),
    *known_events(
        "vss-volume-gone",
        "A volume or disk was not connected during a snapshot",
        "VSS",
        (12305, 12308),
        ("Volume/disk not connected or not found", "appears to be invalid or dismounted during shadow copy creation"),
        _TABLE,
        example="Volume Shadow Copy Service error: Volume/disk not connected or not found.",
        silent="A volume was connected.",
    ),
)
