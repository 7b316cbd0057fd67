"""An account, or Volume Shadow Copy itself, has too few rights."""

from ...authoring import *

_VSS = error.code.one_of(*codes_that_say("vss"))
_WRITER, _ROOT = signs.vss_writer_without_rights == True, signs.vss_volume_denied == True

CAUSE = cause(
    __name__,
    "An account of a VSS writer, or VSS itself, has too few rights",
    "A VSS writer has to run under an account that Windows admits (local system, an administrator, a service account, "
    "or "
    "one that VssAccessControl lists), and VSS has to read the root of each volume.",
    family="shadow-copies",
    step=6,
    sources=(SYSTEM_WRITER.section("Event 8213"), MESSAGE_TABLES.section("vssvc.exe: 8213, 12348")),
    applies=WINDOWS,
    codes=("vss-stack",),
    needs_agent=True,
    rules=(
        confirms(
            *(_ROOT, _VSS),
            because="Windows says that VSS may not read a volume's root, and the code says that VSS failed",
            rival="vss-writer-bad: that a writer is bad follows from what VSS may not read",
        ),
        # A writer without rights is left out of shadow copies, which succeed without it: another one can be bad.
        *(suggests(sign) for sign in (_WRITER, _ROOT, derived.said_vss_rights == True)),
        # Many a machine with the first is backed up, and the second is of the program that asks.
        *(hints(seen == True) for seen in (signs.vss_registry_denied, signs.vss_requester_denied)),
    ),
    leads_to=("vss-writer-bad", "vmsnapshot-failed"),
    remedy=(
        look(
            "Read which writer and account event 8213 names, or which volume event 12348 names.",
            ps(
                "Get-WinEvent -FilterHashtable @{LogName='Application';Id=8213,12348} | Select-Object "
                "TimeCreated,Message"
            ),
            cmd("reg query HKLM\\SYSTEM\\CurrentControlSet\\Services\\VSS\\VssAccessControl"),
        ),
        change(
            "Admit the account: add it to VssAccessControl as a DWORD with the value 1, and restart the program that "
            "holds "
            "the writer.",
            rights=ADMIN,
            caution="The value 0 forbids it. Export the key first.",
        ),
        change(
            "For a volume, here D: give SYSTEM and Administrators full control of its root again.",
            cmd("icacls D:\\ /grant *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F", verified=False),
            caution="Ask who took the right away: a hardening baseline takes it away again.",
        ),
    ),
    verify=verify(
        "The writer is listed as Stable, and the next backup succeeds.", how(windows.bad_vss_writers, "powershell")
    ),
)
