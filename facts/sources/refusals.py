"""Texts that hold no facts although somebody meant them to: tables, errors of `az`. What they are, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a text is instead of what is needed, and what to do about it."""

    what: str
    hint: str


_COLUMNS = {  # a column of `-o table` that only this command prints -> the command
    "itemname": "az backup job list",
    "lastbackupstatus": "az backup item list",
    "provisioningstate": "az vm extension list",
    "powerstate": "az vm get-instance-view",
    "level": "az lock list",
    "sizegb": "az disk list",
}
_ERRORS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), what, hint)
    for pattern, what, hint in (
        (r"please run:? '?az login|az login' to (?:setup|set up)|AADSTS\d+|refresh token has expired",
         "is an error of `az`: nobody is signed in", "run `az login`, then the same command again"),
        (r"please run connect-azaccount|run connect-azaccount to login",
         "is an error of Azure PowerShell: nobody is signed in", "run `Connect-AzAccount`, then the command again"),
        (r"\(?ResourceNotFound\)?|\(?ResourceGroupNotFound\)?|was not found\.",
         "is an error of `az`: what it asks for does not exist (any more) under this name, group and subscription",
         "check the names, and `az account show` for the subscription; a VM that is gone explains a failed backup"),
        (r"AuthorizationFailed|does not have authorization",
         "is an error of `az`: the account may not read this", "use an account with the role Reader there"),
        (r"SubscriptionNotFound|subscription .{0,80} could not be found",
         "is an error of `az`: the subscription is not known to the account", "run `az account set -s SUBSCRIPTION`"),
        (r"the following arguments are required|unrecognized arguments|is misspelled or not recognized",
         "is an error of `az`: the command was mistyped", "correct the command and run it again"),
        (r"az: command not found|'az' is not recognized", "says that the Azure CLI is not installed",
         "use Cloud Shell in the portal, or install it"),
        (r"ResourceRequestsThrottled|TooManyRequests|\b429\b",
         "is an error of `az`: too many requests", "wait some minutes and run it again"),
    )
)  # fmt: skip
_ERROR_MARK = re.compile(r"^\s*(?:ERROR|WARNING|az|Code|usage)\b|^\([A-Za-z]+\) |^\S+ : ", re.MULTILINE)


def refusal_of(head: str) -> Refusal | None:
    """What a text is, if it is one of these; None for other texts."""
    return next((found for test in _TESTS if (found := test(head))), None)


def _error(head: str) -> Refusal | None:
    start = head[:4000]
    if not _ERROR_MARK.search(start):
        return None
    for pattern, what, hint in _ERRORS:
        if pattern.search(start):
            return Refusal(what, hint)
    if re.match(r"\s*ERROR: ", start):
        return Refusal(f"is an error of `az`: {start.strip()[7:200].splitlines()[0]}", "run the command again")
    return None


def _table(head: str) -> Refusal | None:
    lines = head.split("\n")
    ruled = next((n for n, line in enumerate(lines[1:6], 1) if re.fullmatch(r"\s*-{2,}(?:\s+-{2,})*\s*", line)), None)
    if ruled is None:
        return None
    columns = {re.sub(r"[^a-z]", "", c.lower()) for c in re.split(r"\s{2,}", lines[ruled - 1])}
    columns |= {re.sub(r"[^a-z]", "", c.lower()) for c in lines[ruled - 1].split()}
    command = next((command for column, command in _COLUMNS.items() if column in columns), None)
    again = f"run `{command} ... -o json`" if command else "run the same command with `-o json`"
    return Refusal("is a table", f"{again} (in PowerShell: `| ConvertTo-Json -Depth 10`)")


def _tsv(head: str) -> Refusal | None:
    lines = [line for line in head.split("\n")[:5] if line.strip()]
    if lines and all(line.count("\t") >= 2 for line in lines):
        return Refusal("has tabs between values, as `-o tsv` prints", "run the same command with `-o json`")
    return None


_TESTS: tuple[Callable[[str], Refusal | None], ...] = (_error, _table, _tsv)
