"""How `--help` reads: commands in the order of use and a line each, examples, and words for what is to be given.

It is data beside one class, and loads nothing: `--help` has to answer at once.
"""

from __future__ import annotations

from typing import Any

import typer.core

from .packing import chosen

# The commands in the order in which one comes to need them, each in a line.
COMMANDS = {
    "diagnose": "Say why a backup failed, how sure that is, and what to do.",
    "doctor": "Ask Azure about a VM, diagnose, and ask you for the rest.",
    "ask": "Be asked the few questions that matter, and get the diagnosis.",
    "collect": "Print a read-only script that collects what can be used.",
    "import": "Turn exports into one fact file, and list what was read.",
    "fleet": "Diagnose many VMs: what is broken, where, and what to do first.",
    "kb": "Look into the knowledge base: causes, codes, facts, lines.",
    "unredact": "Put the names back into a text that has pseudonyms.",
    "check-proof": "Derive the verdicts of a diagnosis again, from its JSON.",
    "schema": "Print the JSON Schema of what is read and written.",
    "serve": "Answer other programs over HTTP.",
    "mcp": "Answer an assistant over the Model Context Protocol.",
    "kb list": "List the error codes and the causes, by family.",
    "kb show": "Show the page of a cause or of an error code.",
    "kb pages": "Write a page for each cause and code, as Markdown.",
    "kb facts": "List what can be observed, its values, and how to find out.",
    "kb signatures": "List the known lines of logs, events and messages.",
    "kb trace": "Show where each statement of the page is encoded.",
    "kb check": "Verify the knowledge base; exit with 1 on anomalies.",
    "kb lock": "Write which packs may be used, with their hashes.",
    "kb export": "Write the rule base for other engines.",
}
EXAMPLES = {
    "": (
        "backupdx diagnose UserErrorGuestAgentStatusUnavailable",
        "backupdx diagnose vm-instance-view.json waagent.log",
        "backupdx doctor --vm web01",
        "backupdx ask",
    ),
    "diagnose": (
        "backupdx diagnose UserErrorGuestAgentStatusUnavailable",
        'backupdx diagnose "Could not communicate with the VM agent" waagent.log',
        "backupdx diagnose exports/ --vm web01 --full",
        "backupdx diagnose case.yaml --why-not rg-lock",
        "backupdx diagnose case.yaml --what-if agent.service_state=running",
        "backupdx diagnose exports/ --compare last-week/",
        "backupdx diagnose case.yaml --format markdown > ticket.md",
        "backupdx diagnose case.yaml --format teams > message.json",
    ),
    "doctor": (
        "backupdx doctor --vm web01",
        "backupdx doctor waagent.log --vm web01 --resource-group rg-web",
    ),
    "ask": (
        "backupdx ask",
        "backupdx ask vm-instance-view.json --save case.yaml",
        "backupdx ask --from case.yaml",
    ),
    "collect": (
        "backupdx collect --vm web01 -o collect.sh",
        "backupdx collect --script linux -o guest.sh",
        "backupdx collect --for case.yaml",
        "backupdx collect --run --vm web01",
    ),
    "import": (
        "backupdx import exports/ -o case.yaml",
        "backupdx import azure.txt guest.txt --redact -o case.yaml",
    ),
    "fleet": (
        "backupdx fleet exports/",
        "backupdx fleet cases.ndjson -o today.ndjson --html today.html",
        "backupdx fleet cases.ndjson --compare yesterday.ndjson --fail-on new --format teams",
    ),
    "unredact": ("backupdx unredact reply.txt --map names.json",),
    "check-proof": ("backupdx check-proof proof.json",),
    "schema": ("backupdx schema diagnosis > diagnosis.schema.json",),
    "serve": ("backupdx serve --port 8765",),
    "mcp": ("backupdx mcp",),
    "kb": ("backupdx kb show rg-lock", "backupdx kb list"),
    "kb list": ("backupdx kb list",),
    "kb show": ("backupdx kb show rg-lock", "backupdx kb show UserErrorRpCollectionLimitReached"),
    "kb pages": ("backupdx kb pages --out build/pages",),
    "kb facts": ("backupdx kb facts",),
    "kb signatures": ("backupdx kb signatures --format json",),
    "kb trace": ("backupdx kb trace",),
    "kb check": ("backupdx kb check", "backupdx kb check --pack our-pack/"),
    "kb lock": ("backupdx kb lock --pack our-pack/ -o packs.lock",),
    "kb export": ("backupdx kb export --format clips > backupdx.clp",),
}
# What is to be given, in a word, by the parameter's name.
VALUES = {
    "paths": "FILE|FOLDER|CODE|TEXT",
    "told": "TEXT|FILE",
    "files": "FILE|FOLDER",
    "file": "FILE",
    "cause": "CAUSE|CODE",
    "code": "CODE",
    "fact": "FACT=VALUE",
    "what_if": "FACT=VALUE",
    "why": "CAUSE",
    "why_not": "CAUSE",
    "vm": "NAME",
    "resource_group": "NAME",
    "subscription": "NAME",
    "vault": "NAME",
    "vault_resource_group": "NAME",
    "old_vault": "NAME",
    "old_vault_resource_group": "NAME",
    "from_": "FILE",
    "for_": "FILE",
    "save": "FILE",
    "answers": "FILE",
    "output": "FILE",
    "redact_map": "FILE",
    "map": "FILE",
    "rules": "FILE",
    "html": "FILE",
    "csv": "FILE",
    "rejects": "FILE",
    "folder": "FOLDER",
    "compare": "FILE",
    "known": "FILE",
    "history": "FILE",
    "customers": "FILE",
    "customer_tag": "TAG",
    "jobs": "NUMBER",
    "dask": "ADDRESS",
    "host": "ADDRESS",
    "port": "NUMBER",
    "allow_host": "NAME",
    "workers": "NUMBER",
    "max_mb": "NUMBER",
    "seconds": "NUMBER",
    "as_of": "YYYY-MM-DD",
}
_GIVEN_OTHERWISE = {("import", "paths"): "FILE|FOLDER", ("fleet", "paths"): "FILE|FOLDER"}
HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}


def epilog(command: str) -> str:
    """The examples of a command, as they stand below its options; empty where it has none."""
    return "\n".join(("\b", "Examples:", *(f"  {example}" for example in EXAMPLES[command])))


class Commands(typer.core.TyperGroup):
    """A group whose help has its commands in order, each with its line, its examples and words for values."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Packs are chosen first, wherever in the line they stand: what the other options can say hangs on them."""
        return super().parse_args(ctx, chosen(args) if ctx.parent is None else args)

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order of use; those of a group within, as they are declared."""
        names = super().list_commands(ctx)
        if self.name == "kb":
            return names
        order = [*COMMANDS]
        return sorted(names, key=lambda name: order.index(name) if name in order else len(order))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, with what its help lacks."""
        command = super().get_command(ctx, cmd_name)
        if command is None:
            return None
        path = f"kb {cmd_name}" if self.name == "kb" else cmd_name
        command.context_settings.update(HELP_OPTIONS)  # a command keeps the first help option that it was asked for
        command.short_help = COMMANDS.get(path, command.short_help)
        command.epilog = epilog(path) if path in EXAMPLES else command.epilog
        parameters: list[Any] = command.params
        for parameter in parameters:
            word = _GIVEN_OTHERWISE.get((path, parameter.name or ""), VALUES.get(parameter.name or ""))
            if word is not None:
                parameter.metavar = word
                if parameter.param_type_name == "argument":  # newer releases put Python's name of the type behind it
                    parameter.display_type_rich = lambda ctx: None
        return command
