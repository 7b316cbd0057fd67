"""The guest's clock is wrong."""

from ...authoring import *

_WRONG = vm.clock_offset_seconds > 900
_HOURS = vm.clock_offset_seconds > 8400  # the extension refuses orders that are older than that
_CERTIFICATE = "GuestAgentCertificateNotFound"

CAUSE = cause(
    __name__,
    "The clock of the guest is wrong",
    "Addresses with which the extension reaches storage, and certificates, hold for a time only. A guest whose clock "
    "is off by more than minutes finds them not valid yet, or no more, and takes an order for one of long ago.",
    sources=(
        SELF_HELP.section(_CERTIFICATE),
        LINUX_EXTENSION.section("main/freezesnapshotter.py: is_command_timedout"),
    ),
    codes=("extension", _CERTIFICATE),
    needs_agent=True,
    rules=(
        confirms(
            _WRONG,
            signs.certificate_not_yet_valid == True,
            error.code == _CERTIFICATE,
            because="the clock is off, and a certificate was refused as not valid yet",
            rival="extension-certificate-missing: one that has expired, or is gone, is not called too young",
        ),
        confirms(
            _HOURS,
            signs.called_too_late == True,
            signs.host_time_used == False,
            because="the extension measured the age of the order with the guest's clock, which is hours off",
            rival="extension-invoked-late: an order on time looks that old by this clock",
        ),
        suggests(_WRONG),
        *(suggests(s == True) for s in (signs.clock_jumped, signs.clock_told_wrong, signs.certificate_not_yet_valid)),
        hints(vm.clock_synchronized == False),
        suggests(signs.signature_out_of_its_time == True),
        rules_out(vm.clock_offset_seconds <= 120, signs.clock_jumped == False),  # a clock is set right in a jump
    ),
    leads_to=("extension-certificate-missing", "vmsnapshot-failed"),
    remedy=(
        look("See how far the clock is off, and what sets it.", how(vm.clock_offset_seconds, by_os=True)),
        change(
            "Have the time set from the host of Azure, or from a time server.",
            bash(
                "sudo systemctl enable --now chronyd || sudo systemctl enable --now chrony",
                "sudo chronyc makestep",
                when=LINUX,
            ),
            ps("w32tm /resync /force", when=WINDOWS),
            rights=ADMIN_OR_ROOT,
            caution="A clock that jumps backwards disturbs databases and logins: use a maintenance window. A member "
            "of a domain takes its time from there.",
        ),
    ),
    verify=verify(
        "The difference is below two seconds, and the next backup succeeds.", how(vm.clock_offset_seconds, by_os=True)
    ),
)
