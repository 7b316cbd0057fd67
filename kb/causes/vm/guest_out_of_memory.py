"""The guest has no memory for the agent or the backup extension."""

from ...authoring import *

_KILLED = signs.guest_killed_for_memory == True
_REFUSED = signs.guest_no_memory == True
_EXHAUSTED = signs.memory_exhausted == True  # in the events of Windows
_CODE = "ExtensionFailedOutOfMemoryError"

CAUSE = cause(
    __name__,
    "The guest has no memory left for the agent or the backup extension",
    "Where memory is used up, new programs get none, and Linux ends some that run. The agent or the backup extension "
    "then ends in the middle of its work, and Windows can hold no shadow copy.",
    sources=(
        SELF_HELP.section(_CODE),
        WALINUXAGENT_ISSUES.section("Out of memory: Killed process"),
        VOLSNAP_EVENTS.section("Events"),
        SUPPORT_JP.section("Resource-Exhaustion-Detector 2004 (2022-12-09)"),
    ),
    codes=("answer", "extension", *codes_that_say("vss"), _CODE),
    needs_agent=True,
    rules=(
        confirms(
            *(_KILLED, LINUX, error.code == _CODE),
            because="the kernel ended a program for want of memory, and the code says that the snapshot failed for it",
            rival="snapshot-slow: its codes speak of time, not of memory",
        ),
        # The program may be another one in Python, also where the service has failed or memory was used up.
        suggests(_KILLED, LINUX),
        confirms(
            *(_EXHAUSTED, WINDOWS, error.code == _CODE),
            because="Windows says that memory ran out, and the code says that the snapshot failed for want of it",
            rival="snapshot-slow: its codes speak of time, not of memory",
        ),
        suggests(_REFUSED, LINUX),
        suggests(_EXHAUSTED, WINDOWS),
    ),
    leads_to=("agent-crash-loop", "agent-stopped-linux", "snapshot-slow", "vmsnapshot-failed"),
    remedy=(SEE_MEMORY, MORE_MEMORY, LARGER_VM),
    verify=verify(
        "Nothing tells of memory that ran out any more, and the next backup succeeds.", MEMORY_EVENTS, NEXT_BACKUP
    ),
)
