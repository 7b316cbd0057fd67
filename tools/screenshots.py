"""The pictures in the README: what the program prints in a terminal of 80 columns, in its colours, as SVG.

Usage: python tools/screenshots.py [--write]
Drawn by rich from real output, with the fixed part of the causes (fixed_knowledge.py), and without its fonts from the
network. Without --write it tells which pictures show something else than is printed, and exits with 1 where one does.
"""

from __future__ import annotations

import html
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
SHOTS = {
    "diagnose": "diagnose examples/agent-stopped-ubuntu.yaml",
    "fleet": "fleet examples/patch-night-four-vms.yaml",
}
WIDTH = 80
_FONT = "ui-monospace, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace"
_THEME = TerminalTheme(
    (22, 24, 29),
    (222, 220, 214),
    [
        (22, 24, 29), (240, 113, 105), (142, 192, 124), (229, 181, 103),
        (131, 165, 209), (199, 146, 193), (125, 196, 196), (222, 220, 214),
    ],
)  # fmt: skip


def printed(command: str) -> str:
    """What the program prints for these arguments, with its colours. Raises CalledProcessError where it fails."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fixed_knowledge.py"), *shlex.split(command)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "NO_COLOR": ""},
        timeout=60,
        check=True,
    )
    return done.stdout


def picture(name: str, text: str) -> str:
    """The SVG of a terminal with this text."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for line in text.rstrip("\n").split("\n"):
        row = Text.from_ansi(line)  # a longer one goes on in the next row, as in a terminal
        for start in range(0, max(1, len(row)), WIDTH):
            console.print(row[start : start + WIDTH], soft_wrap=True, highlight=False)
    svg = console.export_svg(title=f"backupdx {SHOTS[name]}", theme=_THEME, unique_id=name)
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # they would come from the network
    return re.sub(r"font-family: [^;]*Fira Code[^;]*;", f"font-family: {_FONT};", svg)


def shown(svg: str) -> str:
    """The letters of a picture, without white space."""
    drawn = svg[svg.rindex("-matrix") :]
    return _letters(html.unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn, re.DOTALL))))


def _letters(text: str) -> str:
    return re.sub(r"\s+", "", text.replace("\N{NO-BREAK SPACE}", ""))


def plain(text: str) -> str:
    """The letters of a text with colours, without them and without white space."""
    return _letters(re.sub(r"\x1b\[[0-9;]*m", "", text))


def main() -> int:
    """Compare, or write."""
    other = []
    for name, command in SHOTS.items():
        text, path = printed(command), FOLDER / f"{name}.svg"
        if "--write" in sys.argv[1:]:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(picture(name, text), encoding="utf-8")
        elif not path.exists() or shown(path.read_text("utf-8")) != plain(text):
            other.append(name)
    print(
        "\n".join(f"not what is printed: {name}; `make screenshots` draws it anew" for name in other) or "all are right"
    )
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
