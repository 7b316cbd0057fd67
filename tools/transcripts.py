"""The transcripts in README and docs: what the program prints, told by the fixed knowledge base.

Usage: python tools/transcripts.py [--write]
A transcript is the code block behind a comment `<!-- transcript: backupdx ARGUMENTS -->`. It shows the beginning of
what is printed. Written anew, it ends with the same line as before; where that is not printed any more, it has as many
lines as before.
Without --write it tells which are not what the program prints, and exits with 1 where there are any.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", *sorted(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")))
HINT = "`make transcripts` writes them anew; then look at the difference"
_BLOCK = re.compile(
    r"<!-- transcript: backupdx (?P<command>.+?) -->\n(?P<fence>`{3,})\n(?P<shown>.*?)(?<=\n)(?P=fence)\n", re.DOTALL
)


class Transcript(NamedTuple):
    """A transcript in a document: the arguments of backupdx, and what the document shows of its output.

    `fence` stands around it: more than three backquotes where the output has fences of its own.
    """

    document: str
    command: str
    shown: str
    fence: str = "```"

    def printed(self) -> str:
        """What the program prints, as far as the document shows it. Raises CalledProcessError where it fails."""
        return self.as_far_as_shown(output(self.command))

    def as_far_as_shown(self, text: str) -> str:
        """The text up to the line that ends what the document shows, near its place; else as many lines."""
        shown, lines = self.shown.splitlines(), text.splitlines()
        ends = [n for n, line in enumerate(lines, 1) if line == shown[-1]]
        end = min(ends, key=lambda n: abs(n - len(shown)), default=len(shown))
        return "\n".join(lines[:end]).rstrip("\n") + "\n"


@cache
def output(command: str) -> str:
    """All that the program prints for these arguments. Raises CalledProcessError where it fails."""
    return subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fixed_knowledge.py"), *shlex.split(command)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "80"},
        timeout=60,
        check=True,
    ).stdout


def transcripts(document: str) -> Iterator[Transcript]:
    """The transcripts of a document, in its order."""
    for found in _BLOCK.finditer((ROOT / document).read_text("utf-8")):
        yield Transcript(document, found["command"], found["shown"], found["fence"])


def differing() -> list[Transcript]:
    """The transcripts that are not what the program prints."""
    return [t for document in DOCUMENTS for t in transcripts(document) if t.printed() != t.shown]


def write(found: list[Transcript]) -> None:
    """Put what the program prints into the documents."""
    for one in found:
        path = ROOT / one.document
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(f"{one.fence}\n{one.shown}{one.fence}", f"{one.fence}\n{one.printed()}{one.fence}"),
            encoding="utf-8",
        )


def main() -> int:
    """Compare, or write."""
    found = differing()
    if "--write" in sys.argv[1:]:
        write(found)
        print("\n".join(f"written: {t.document}: backupdx {t.command}" for t in found) or "all are as they were")
        return 0
    told = [f"not what is printed: {t.document}: backupdx {t.command}" for t in found]
    print("\n".join([*told, HINT] if told else ["all are what is printed"]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
