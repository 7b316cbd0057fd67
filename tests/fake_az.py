"""A stand-in for the Azure CLI: answers as recorded, and keeps what it was asked."""

from __future__ import annotations

import ast
import marshal
import os
import shlex
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path

from collection_samples import AZURE, COLLECTION, ENCRYPTED, KV, RECOVERY, VM_ID, S, j

FORBIDDEN = (
    "ERROR: (AuthorizationFailed) The client 'ann@contoso.com' does not have authorization to perform action x\n"
)
SIGN_IN = "ERROR: Please run 'az login' to setup account.\n"
_PROGRAM = """\
#!/bin/sh
'''exec' {python} -IS "$0" "$@"
' '''
import marshal, os, sys  # no more than this: it is started a thousand times, and `json` takes longer than Python
folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "calls"), "a") as calls:
    calls.write(ascii(sys.argv[1:]) + "\\n")
said = " ".join(sys.argv[1:])
with open(os.path.join(folder, "answers"), "rb") as answers:
    for start, within, code, text in marshal.load(answers):
        if said.startswith(start) and within in said:
            break
    else:
        start, within, code, text = "", "", 2, "ERROR: nobody recorded an answer to this\\n"
if text == "WAIT":
    open(os.path.join(folder, "waiting"), "w").close()
    import time
    time.sleep(600)
(sys.stderr if text.startswith(("ERROR", "WARNING")) else sys.stdout).write(text)
sys.exit(code)
"""


@dataclass(frozen=True)
class FakeAz:
    """The stand-in in a folder; `answers` are rows of how a call begins, what is in it, exit code, and what is said.

    The first row that fits answers. `WAIT` is said by waiting for ever, beside a file `waiting`.
    """

    folder: Path
    answers: list[tuple[str, str, int, str]] = field(default_factory=list)

    def place(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "answers").write_bytes(marshal.dumps(self.answers))
        program = self.folder / "az"
        program.write_text(_PROGRAM.format(python=shlex.quote(sys.executable)))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    @property
    def calls(self) -> list[list[str]]:
        """The arguments of each call so far."""
        kept = self.folder / "calls"
        return [ast.literal_eval(line) for line in kept.read_text().splitlines()] if kept.exists() else []

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80"}


def sample(name: str) -> str:
    first = AZURE[name][0]
    return first if isinstance(first, str) else first[0]


JOBS = "\n".join(
    f"2026-11-{day}T22:00:00.000000+00:00\t{container}\t{status}\t{name}"
    for day, container, status, name in (
        ("20", "iaasvmcontainerv2;rg-web;web01", "Failed", "f0"),
        ("22", "iaasvmcontainerv2;rg-web;web01", "Completed", "c1"),
        ("23", "iaasvmcontainerv2;rg-web;web01", "Failed", "f1"),
        ("24", "iaasvmcontainerv2;rg-web;web01", "InProgress", "r1"),
        ("24", "iaasvmcontainerv2;rg-web;web011", "Failed", "other"),
        ("24", "iaasvmcontainerv2;rg-old;web01", "Failed", "namesake"),
    )
)
RECORDED: list[tuple[str, str, int, str]] = [
    ("account show", "", 0, "s\n"),
    ("resource list", "", 0, "rg-web\n"),
    ("backup vault list", "", 0, "other\trg-x\nsafe\trg-safe\n"),
    ("backup protection check-vm", "", 0, f"{RECOVERY}\n"),
    ("backup item show", "-o tsv", 0, f"{RECOVERY}/backupPolicies/Nightly\n"),
    ("backup job list", "-o tsv", 0, JOBS + "\n"),
    ("restore-point collection list-all", "-o tsv", 0, f"{S}/other\t{S}/x\n{VM_ID.upper()}\t{COLLECTION}\n"),
    ("vm get-instance-view", "-o tsv", 0, f"{KV}\nNone\n"),
    ("backup job show", "-n f1", 0, sample("az backup job show")),
    ("backup job show", "-n c1", 0, sample("az backup job show (complete)")),
    ("backup job show", "-n r1", 0, sample("az backup job show (running)")),
    ("vm encryption show", "", 0, j(ENCRYPTED)),
    ("monitor activity-log list", "--resource-id", 0, sample("az monitor activity-log list (VM)")),
    ("monitor activity-log list", "-g ", 0, sample("az monitor activity-log list (restore points)")),
    ("monitor activity-log list", "", 0, sample("az monitor activity-log list (failed)")),
    ("backup job list", "--status InProgress", 0, sample("az backup job list (old vault)")),
    *((name.removeprefix("az "), "", 0, sample(name)) for name in AZURE if name.startswith("az ") and "(" not in name),
]
