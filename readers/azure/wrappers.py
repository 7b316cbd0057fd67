"""What answers come wrapped in: pages, tables of Resource Graph and Log Analytics; the rows in them are read as usual.

Resource Graph answers with `{totalRecords, count, data}`, where `data` is a list of objects or a table
`{columns, rows}` (recorded, REST 2019 and 2023); `az graph query` with `{count, data, skip_token, total_records}`. Log
Analytics answers with `{tables: [{name, columns, rows}]}` (recorded, REST), in the CLI with a list of objects that have
a `TableName`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..base import Node, Rows, is_cut
from ..node import LONGEST_NAME

_MOST_LOOKED_AT = 20_000
_OF_PAGES = {"value", "nextlink", "count", "@odata.nextlink", "odata.nextlink"}
# What ConvertTo-Json writes in place of what lies deeper than its -Depth: the name of a type, or `@{a=1; b=2}`.
_CUT_IN_DEPTH = re.compile(
    r"(?:Microsoft\.Azure\.(?:Commands|Management|PowerShell)\.|System\.(?:Collections|Object))[\w.`\[\], +]*|@\{.*"
)
DEPTH = "PowerShell cut this JSON in its depth, some of it is missing: use `| ConvertTo-Json -Depth 10`"


_MOST_COLUMNS = 4


def unwrapped(node: Node) -> Node:
    """The rows of an answer without what wraps them, each with its place; other answers as they are."""
    tables = [node["data"], *node["tables"]] if isinstance(node.value, dict) else []
    tables = [table for table in tables if _is_table(table)]
    if tables:
        return _gathered((row for table in tables for row in _table_rows(table)), cut=True)
    if _is_query(node):
        return _gathered(iter(node["data"]), cut=True)
    pages = list(node)
    if pages and isinstance(node.value, list) and all(_is_page(page) for page in pages):
        found = (row for page in pages for row in page["value"])
        return _gathered(found, cut=is_cut(pages[-1]))
    return node


def is_empty(node: Node) -> bool:
    """Whether an answer holds no rows: it does not say what there is none of."""
    node = unwrapped(node)
    held = node["value"] if _is_page(node) else node
    return isinstance(held.value, list) and not held.value


def nothing_in(node: Node) -> str:
    """What an answer without rows is, in words."""
    tables = [node["data"], *node["tables"]] if isinstance(node.value, dict) else []
    columns = [column["name"].name or "" for table in tables if _is_table(table) for column in table["columns"]]
    if not columns:
        return "is an empty list"
    shown = ", ".join(columns[:_MOST_COLUMNS]) + (" ..." if len(columns) > _MOST_COLUMNS else "")
    return f"is a table without a row, as a query gives that found nothing (its columns: {shown})"


def _gathered(found: Iterator[Node], cut: bool) -> Node:
    made = list(found)
    return Node(Rows((row.value for row in made), (row.place for row in made), cut))


def _is_table(node: Node) -> bool:
    return isinstance(node["columns"].value, list) and isinstance(node["rows"].value, list)


def _table_rows(table: Node) -> Iterator[Node]:
    """The rows of a table as objects; a row has a value for each column, in their order."""
    names = [column["name"].name or "" for column in table["columns"]]
    for row in table["rows"]:
        if isinstance(row.value, list):
            yield Node({name: value for name, value in zip(names, row.value, strict=False) if name}, row.place)


def _is_query(node: Node) -> bool:
    """Whether this is an answer of Resource Graph: unlike a list of resources, it is what a query chose."""
    if not isinstance(node.value, dict) or not isinstance(node["data"].value, list):
        return False
    return node.has("count") or node.has("totalRecords") or node.has("total_records") or node.has("skip_token")


def _is_page(node: Node) -> bool:
    """Whether this is one of several pages, as `az rest` prints them one after another."""
    if not isinstance(node.value, dict) or not isinstance(node["value"].value, list):
        return False
    return {str(key).lower() for key in node.value} <= _OF_PAGES


_NAMES = {
    "id", "name", "resourcegroup", "vaultname", "friendlyname", "containername", "sourceresourceid", "virtualmachineid",
    "computername", "policyname", "vaultid", "policyid", "resourceid",
}  # fmt: skip
_MOST_NOTED = 3


def overlong_names(data: Any) -> Iterator[str]:
    """Remarks on names and ids that are longer than any in Azure, which no reader takes."""
    level, looked_at, noted = [data], 0, 0
    while level and looked_at < _MOST_LOOKED_AT:
        below: list[Any] = []
        for value in level:
            for key, held in value.items() if isinstance(value, dict) else ():
                if isinstance(held, str) and len(held) > LONGEST_NAME and str(key).lower() in _NAMES:
                    noted += 1
                    if noted <= _MOST_NOTED:
                        yield f"`{key}` has {len(held)} characters, more than a name can have: it is left out"
            below += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        looked_at += len(level)
        level = below


def is_cut_in_depth(data: Any) -> bool:
    """Whether PowerShell left out what lies deeper than two levels, as it does when it is not told to go deeper."""
    level, looked_at = [data], 0
    while level and looked_at < _MOST_LOOKED_AT:
        below: list[Any] = []
        for value in level:
            if isinstance(value, str) and value[:1] in ("M", "S", "@") and _CUT_IN_DEPTH.fullmatch(value[:500]):
                return True
            if isinstance(value, dict):
                below.extend(value.values())
            elif isinstance(value, list):
                below.extend(value)
        looked_at += len(level)
        level = below
    return False
