"""What lies in a folder: its files, and the folders in it that nobody may look into."""

from __future__ import annotations

import os
from pathlib import Path

BARRED = "is a folder that cannot be opened: permission denied"


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """All but folders below a folder, sorted by name, and the folders of which nothing can be seen.

    What is hidden is left out. Links are listed, and those to folders are not gone into.
    """
    found = [p for p in sorted(folder.rglob("*")) if not _hidden(p.relative_to(folder))]
    files = [p for p in found if p.is_symlink() or not p.is_dir()]
    folders = [folder, *(p for p in found if not p.is_symlink() and p.is_dir())]
    return files, [p for p in folders if not os.access(p, os.R_OK | os.X_OK)]


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
