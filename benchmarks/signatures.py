"""What it costs to look for known lines: logs read with 300 signatures and with 1,000, and what the rest of them costs.

Run with `make bench-signatures`. The signatures beyond ours are copies under other names, with other literals of the
same words. All sizes are measured in one run and interleaved, in time of the processor, so that the ratios hold on any
machine; the times are of this one. Targets (DESIGN, speed): from 300 to 1,000 at most 1.3 times, and at least 20 MB a
second.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from backupdx.facts import signatures as known
from backupdx.facts.signatures import lookup
from backupdx.facts.signatures.declaration import Signature
from backupdx.facts.topics.signs import SignFacts
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.linux import agent_log, extension_log
from backupdx.readers.windows import agent_log as windows_log

SIZES = (300, 1000)
LINES = 200_000
ROUNDS = 5
# Nine ordinary lines of each log, as agents that are well write them; every hundredth line is one that we know.
ORDINARY = (
    "ExtHandler ExtHandler ProcessExtensionsInGoalState started [incarnation_1 channel: WireServer source: Fabric]",
    "ExtHandler ExtHandler [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9221.0] Requested operation: enabled",
    "ExtHandler ExtHandler [Microsoft.Azure.Monitor.AzureMonitorLinuxAgent-1.33.1] Current handler state is: Enabled",
    "ExtHandler ExtHandler Report status of the extension: status success, message is empty, code 0, of 5 in all",
    "MonitorHandler ExtHandler Monitor.NetworkConfigurationChanges disabled, next change of the interface eth0 in 60 s",
    "EnvHandler ExtHandler Checking state of the firewall and of the routes, nothing has changed since the last time",
    "ExtHandler ExtHandler Looking for existing remote access users, none was found in the list of the goal state",
    "CollectLogsHandler ExtHandler Running log collector command with systemd-run, slice azure-walinuxagent-logs",
    "ExtHandler ExtHandler Downloading agent manifest from the cached list of the goal state, it is of the family Prod",
)


def copies(count: int) -> tuple[Signature, ...]:
    """Ours, and copies of them under other names up to this number."""
    found = list(known.SIGNATURES)
    rng = Random(7)
    words = [word for s in known.SIGNATURES for text in s.literals for word in text.split()]
    while len(found) < count:
        one = known.SIGNATURES[len(found) % len(known.SIGNATURES)]
        name = f"{one.id}-{len(found)}"
        has = tuple(f"{' '.join(rng.choices(words, k=3))} no. {len(found)}{n}" for n, _ in enumerate(one.literals))
        found.append(replace(one, id=name, has=has, gives=""))
    return tuple(found[:count])


def log(stamp: Callable[[int], str], examples: Iterable[str]) -> bytes:
    """A log of ordinary lines, of which every hundredth is known."""
    known_lines = list(examples)
    lines = (
        stamp(n) + (known_lines[n // 100 % len(known_lines)] if n % 100 == 99 else ORDINARY[n % len(ORDINARY)]) + "\n"
        for n in range(LINES)
    )
    return "".join(lines).encode()


def _linux(n: int) -> str:
    return f"2026-11-{n // 8640 % 28 + 1:02}T{n // 360 % 24:02}:{n // 6 % 60:02}:{n % 6 * 10:02}.597468Z INFO "


def _windows(n: int) -> str:
    return f"[{n % 30:08}] 2026-11-{n // 8640 % 28 + 1:02}T{n // 360 % 24:02}:{n // 6 % 60:02}:00Z [INFO]  "


def _extension(n: int) -> str:
    time_of = f"2026-11-{n // 8640 % 28 + 1:02} {n // 360 % 24:02}:{n // 6 % 60:02}:{n % 6 * 10:02}.792020"
    return f"{time_of} [Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0] "


def _examples(place: str) -> list[str]:
    return [s.example for s in known.SIGNATURES if s.places[0].id == place and "\n" not in s.example]


LOGS: dict[str, tuple[Callable[[int], str], str, Callable[[Iterable[object]], Iterable[object]]]] = {
    "waagent.log": (_linux, "agent-log-linux", agent_log.read_log),  # type: ignore[dict-item]
    "WaAppAgent.log": (_windows, "agent-log-windows", windows_log.read_agent_log),  # type: ignore[dict-item]
    "extension.log": (_extension, "extension-log", extension_log.read_log),  # type: ignore[dict-item]
}


def with_signatures(signatures: tuple[Signature, ...]) -> None:
    """Have all readers look for these."""
    known.SIGNATURES = signatures
    lookup.forget()


def main() -> None:
    """Print the table."""
    ours = known.SIGNATURES
    sets = {size: copies(size) for size in (len(ours), *SIZES)}
    data = {name: log(stamp, _examples(place)) for name, (stamp, place, _) in LOGS.items()}
    least: dict[tuple[str, int], float] = {}
    for _ in range(ROUNDS):
        for name, (_, _, read) in LOGS.items():
            for size, signatures in sets.items():
                with_signatures(signatures)
                begun = time.process_time()
                list(read(of_bytes(data[name], name).lines()))
                took = time.process_time() - begun
                least[name, size] = min(least.get((name, size), took), took)
    for name in LOGS:
        megabytes = len(data[name]) / 1e6
        shown = "   ".join(f"{size} signatures {megabytes / least[name, size]:5.1f} MB/s" for size in sets)
        print(f"{name:16} {shown}   {least[name, SIZES[1]] / least[name, SIZES[0]]:4.2f} times (target 1.3)")
    for size, signatures in sets.items():
        with_signatures(signatures)
        begun = time.process_time()
        count = len(SignFacts.specs("signs"))
        print(f"{size} signatures: {count} facts declared in {(time.process_time() - begun) * 1000:.1f} ms")
    with_signatures(ours)


if __name__ == "__main__":
    sys.exit(main())
