"""Checks every Azure CLI command of backupdx against the real CLI, and keeps the list of those that it accepts.

    make verify-commands

Installs the newest CLI into an environment of its own (some hundred MB), has the CLI's own parser read each command,
and writes kb/verified_commands.yaml. Ends with 1 where a command is refused, with 0 otherwise.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import venv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from backupdx.kb.commands import az_commands
from backupdx.kb.verified import PATH
from shell_calls import az_calls

ROOT = Path(__file__).parents[1]
ENVIRONMENT = ROOT / "build" / "azure-cli"
PYTHON = ENVIRONMENT / "bin" / "python"
PARSER = Path(__file__).parent / "azure_cli_parser.py"
HEADER = """\
# The Azure CLI commands of backupdx that the CLI's own parser accepts, as they stand in the source.
# Written by `make verify-commands`; do not change it by hand.
"""
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_ARM_ID = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/dummy/providers/Microsoft.Compute/"
    "virtualMachines/dummy"
)


def main() -> int:
    """Runs the check; returns the exit code."""
    options = argparse.ArgumentParser(description="Checks the Azure CLI commands of backupdx against the real CLI.")
    options.add_argument("--write", action="store_true", help="write the list of accepted commands")
    options.add_argument("--no-install", action="store_true", help="use the CLI as it was installed before")
    chosen = options.parse_args()
    if not chosen.no_install:
        install()

    places: dict[str, list[str]] = {}
    for where, template in az_commands():
        places.setdefault(template, []).append(where)
    version, verdicts = verdicts_on(sorted(places))

    refused = {t: v["problems"] for t, v in verdicts.items() if v["problems"]}
    extensions: dict[str, list[str]] = {}
    for template, verdict in verdicts.items():
        for name in verdict["extensions"]:
            extensions.setdefault(name, []).append(template)
        for note in verdict["notes"]:
            print(f"note: {template}\n    {note}")
    outside = {*refused, *(t for ts in extensions.values() for t in ts)}
    accepted = [t for t in verdicts if t not in outside]
    for name, templates in extensions.items():
        print(f"not checked, for they need the extension {name}:", *templates, sep="\n    ")
    for template, problems in refused.items():
        print(f"REFUSED: {template}", *problems, f"stands in: {'; '.join(places[template])}", sep="\n    ")
    print(f"azure-cli {version}: {len(accepted)} commands accepted, {len(refused)} refused.")
    if chosen.write:
        write(version, accepted, {n: [t for t in ts if t not in refused] for n, ts in sorted(extensions.items())})
    return 1 if refused else 0


def install() -> None:
    """Makes the environment and installs the newest CLI in it, or brings it up to date."""
    if not PYTHON.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    print("Installing azure-cli; the first time takes some minutes.", flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--upgrade", "azure-cli"]
    subprocess.run(pip, check=True)


def verdicts_on(templates: list[str]) -> tuple[str, dict[str, dict[str, list[str]]]]:
    """The CLI's version, and per template its `problems`, `extensions` and `notes`."""
    verdicts: dict[str, dict[str, list[str]]] = {}
    calls: list[tuple[str, list[str]]] = []
    for template in templates:
        verdicts[template] = {"problems": [], "extensions": [], "notes": []}
        try:
            found = az_calls(with_dummies(template))
        except ValueError as error:
            verdicts[template]["problems"].append(str(error))
            continue
        if not found:
            verdicts[template]["problems"].append("there is no `az` command in it")
        calls += [(template, arguments) for arguments in found]
    said = ask_the_cli([arguments for _, arguments in calls])
    for (template, _), result in zip(calls, said["results"], strict=True):
        verdicts[template]["problems"] += result["problems"]
        verdicts[template]["extensions"] += [result["extension"]] if result["extension"] else []
        verdicts[template]["notes"] += result["notes"]
    return said["version"], verdicts


def ask_the_cli(calls: list[list[str]]) -> Any:
    """What azure_cli_parser.py says to these argument lists."""
    done = subprocess.run(
        [PYTHON, "-I", PARSER], input=json.dumps(calls), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def with_dummies(template: str) -> str:
    """The template with harmless values for its placeholders."""
    return _PLACEHOLDER.sub(lambda found: _dummy(found.group(1)), template)


def _dummy(name: str) -> str:
    if name.endswith(("_id", "_ids")):
        return _ARM_ID
    if name == "since":
        return "01-11-2026"
    return "10.0.0.4" if name.endswith("_ip") else f"dummy-{name.replace('_', '-')}"


def write(version: str, accepted: list[str], extensions: dict[str, list[str]]) -> None:
    """Writes the list."""
    data: dict[str, Any] = {
        "azure_cli": version,
        "date": datetime.now(UTC).date().isoformat(),
        "verified": accepted,
    }
    if extensions:
        data["needs_extension"] = extensions
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000)
    PATH.write_text(HEADER + text, encoding="utf-8")
    print(f"Written: {PATH.relative_to(ROOT)}")


if __name__ == "__main__":
    sys.exit(main())
