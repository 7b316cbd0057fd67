"""Type checkers find the package in the development install: setuptools' finder for it is a program, and they run none.

Usage: python tools/typed_install.py
It puts links to the package's modules into a folder `backupdx-stubs` beside the installed packages (PEP 561). Nothing
imports from there; a checker of other code that uses the library looks there first.
"""

from __future__ import annotations

import sysconfig
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def links() -> dict[str, Path]:
    """What stands in the folder, by its name."""
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {name.split(".")[1] for name in packages if "." in name}
    modules = [path.name for path in ROOT.glob("*.py") if path.name != "__init__.py"]
    return {"__init__.pyi": ROOT / "__init__.py", **{name: ROOT / name for name in (*sorted(folders), *modules)}}


def main() -> None:
    """Make the folder, or renew its links."""
    folder = Path(sysconfig.get_path("purelib")) / "backupdx-stubs"
    folder.mkdir(exist_ok=True)
    for name, target in links().items():
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(target)


if __name__ == "__main__":
    main()
