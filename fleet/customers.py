"""Whose VM it is: by a list that somebody wrote, by the names of subscriptions, or by a tag."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..facts.errors import InputError
from ..readers.containers.parsing import parse
from .held import File, bytes_of

EXPECTED = (
    "customers: [{name: ..., subscription: ...}], or what `az account list -o json` or `az vm list -o json` printed"
)


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    vm: str = "*"
    resource_group: str = "*"
    subscription: str = "*"

    def fits(self, case: Mapping[str, Any]) -> bool:
        return all(
            fnmatchcase(str(case.get(name, "")).lower(), getattr(self, name).lower())
            for name in ("vm", "resource_group", "subscription")
        )


class Customers:
    """The customers of VMs: of a VM itself before that of its subscription, and both before what a pattern says."""

    def __init__(self) -> None:
        self._vms: dict[tuple[str, str, str], str] = {}
        self._subscriptions: dict[str, str] = {}
        self._rows: list[_Row] = []

    def of(self, case: Mapping[str, Any]) -> str:
        """The customer of a record's case; empty where nothing tells."""
        names = [str(case.get(name, "")).lower() for name in ("subscription", "resource_group", "vm")]
        found = self._vms.get((names[0], names[1], names[2])) or self._subscriptions.get(names[0])
        return found or next((row.name for row in self._rows if row.fits(case)), "")

    def read(self, path: File, tag: str) -> None:
        """Take what a file says. `tag` is the tag of VMs that holds the customer's name, whatever its case.

        Raises InputError that names what is wrong in it.
        """
        data = parse(bytes_of(path), str(path))
        if isinstance(data, dict) and isinstance(data.get("customers"), list):
            self._rows += [_row(row, n, path) for n, row in enumerate(data["customers"])]
            return
        rows = data.get("data", data.get("value")) if isinstance(data, dict) else data
        before = len(self._vms) + len(self._subscriptions)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                self._take(row, tag.lower())
        if len(self._vms) + len(self._subscriptions) == before:
            what = f"tells no customer: it has no subscription with its name, and no VM with a tag {tag!r}"
            raise InputError(what, where=str(path), expected=EXPECTED)

    def _take(self, row: Mapping[str, Any], tag: str) -> None:
        row = {str(key).lower(): value for key, value in row.items()}  # Az PowerShell writes them large
        found = str(row.get("id", "")).lower().strip("/").split("/")
        subscription = (len(found) == 1 and "tenantid" in row) or (len(found) == 2 and found[0] == "subscriptions")
        if subscription and isinstance(row.get("name"), str):
            self._subscriptions[found[-1]] = row["name"]
        tags = row.get("tags")
        if (
            not isinstance(tags, dict)
            or len(found) != 8
            or found[0] != "subscriptions"
            or found[6] != "virtualmachines"
        ):
            return
        named = next((value for name, value in tags.items() if str(name).lower() == tag), None)
        if isinstance(named, str) and named.strip():
            self._vms[found[1], found[3], found[7]] = named.strip()


def _row(row: Any, n: int, path: File) -> _Row:
    try:
        return _Row.model_validate(row)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join(map(str, (f"customers[{n}]", *detail["loc"])))
        raise InputError(f"{place}: {detail['msg'].lower()}", where=str(path)) from None


def read_customers(paths: Sequence[File], tag: str) -> Customers:
    """The customers that these files tell of. Raises InputError as `Customers.read` does."""
    found = Customers()
    for path in paths:
        found.read(path, tag)
    return found
