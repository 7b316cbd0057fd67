"""Names in the columns of a table: as `az -o table` and Format-Table print them, as CSV, and with bars between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

from .kinds import NameKind, ordinary_words, words
from .spoken import MARK

_HEADS: dict[str, NameKind] = {
    "vm": "vm", "vmname": "vm", "vms": "vm", "virtualmachine": "vm", "virtualmachinename": "vm", "maschine": "vm",
    "workloadname": "vm", "friendlyname": "vm", "itemname": "vm", "backupitem": "vm", "protecteditem": "vm",
    "backupinstance": "vm", "sourcevm": "vm", "machinevirtuelle": "vm", "máquinavirtual": "vm", "仮想マシン": "vm",
    "machine": "host", "machinename": "host", "computer": "host", "computername": "host", "pscomputername": "host",
    "host": "host", "hostname": "host", "server": "host", "servername": "host", "serveurs": "host", "serveur": "host",
    "servidor": "host", "rechner": "host", "node": "host", "nodename": "host", "ci": "host",
    "configurationitem": "host", "asset": "host", "affectedserver": "host",
    "resourcegroup": "group", "resourcegroupname": "group", "rg": "group", "ressourcengruppe": "group",
    "resourcegroep": "group", "groupederessources": "group", "grupoderecursos": "group", "gruppodirisorse": "group",
    "vault": "vault", "vaultname": "vault", "recoveryservicesvault": "vault", "tresor": "vault", "kluis": "vault",
    "subscription": "subscription", "subscriptionname": "subscription", "abonnement": "subscription",
    "suscripción": "subscription", "policy": "policy", "policyname": "policy", "storageaccount": "account",
    "storageaccountname": "account", "disk": "disk", "diskname": "disk", "keyvault": "keyvault", "nic": "nic",
    "user": "user", "username": "user", "owner": "user", "contact": "user", "requester": "user", "assignedto": "user",
    "createdby": "user", "modifiedby": "user", "responsible": "user", "verantwortlich": "user", "admin": "user",
    "verantwortlicher": "user", "ansprechpartner": "user", "bearbeiter": "user", "eigentümer": "user",
    "benutzer": "user", "besitzer": "user", "eigenaar": "user", "gebruiker": "user", "responsable": "user",
    "propietario": "user", "usuario": "user", "utilisateur": "user", "propriétaire": "user", "account": "user",
    "customer": "name", "kunde": "name", "klant": "name", "client": "name", "cliente": "name", "company": "name",
    "mandant": "name", "tenantname": "name", "application": "name", "database": "name", "dbname": "name",
}  # fmt: skip
_SECRETS = words(
    "password passwords passwort kennwort pwd pw pass passphrase secret secrets wachtwoord motdepasse mdp contraseña "
    "clave senha パスワード credential apikey accesskey accountkey token sastoken clientsecret"
)
_NOBODY = words("yes no none null n/a na unknown system service localservice networkservice - true false")
# With one of these beside it, `Name` is that of something in Azure or of a machine.
_BESIDE_NAME: dict[str, NameKind] = {
    "resourcegroup": "name", "resourcegroupname": "name", "location": "name", "zones": "name", "vmsize": "name",
    "powerstate": "name", "tenantid": "subscription", "hometenantid": "subscription", "subscriptionid": "name",
    "ostype": "name", "ipaddress": "host", "privateips": "host", "publicips": "host", "owner": "host", "ip": "host",
}  # fmt: skip
_HEAD = re.compile(r"[^\W\d_][\w .()/-]{0,30}")
_SEPARATORS = ("|", ";", "\t", ",")
_MOST_COLUMNS = 60
_Cell = tuple[int, int]
_Kind = NameKind | Literal["secret"]
_APART = re.compile(r"[^\s-][^\s]*(?: [^\s]+)*")  # a cell of a table in which blanks stand between columns


def column_spans(text: str, name: Callable[[NameKind, str], str]) -> list[tuple[int, int, str]]:
    """What to put for the names in the tables of a text: (start, end, what), in order."""
    if "\n" not in text:
        return []
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, line.rstrip("\r")))
        at += len(line) + 1
    found: list[tuple[int, int, str]] = []
    number = 0
    while number < len(lines) - 1:
        number, spans = _table_at(lines, number)
        for kind, start, end in spans:
            value = text[start:end]
            if kind == "secret":
                if value.lower() not in _NOBODY and not value.startswith(MARK[:7]):
                    found.append((start, end, MARK))
            elif _is_name(value) or (kind == "user" and value.isalpha() and value.lower() not in _NOBODY):
                found.append((start, end, name(kind, value)))
    return found


def _table_at(lines: list[tuple[int, str]], number: int) -> tuple[int, list[tuple[_Kind, int, int]]]:
    """The line to go on with, and the cells of the table whose head may be in this line."""
    head, below = lines[number][1], lines[number + 1][1]
    if not head.strip():
        return number + 1, []
    if _is_rule(below, " \t-"):
        starts = [found.start() for found in re.finditer(r"-{2,}", below)]
        cells = _fixed(starts)
        ruled, first = True, number + 2
    else:
        separator = next((each for each in _SEPARATORS if each in head and each in below), None)
        if separator == "," and head.rstrip().endswith(","):
            return number + 1, []  # a list in a program
        if separator is None:
            if "  " not in head.strip() or not _are_heads(head):
                return number + 1, []
            cells = _by_blanks
        elif head.count(separator) > _MOST_COLUMNS:
            return number + 1, []
        else:
            cells = _parted(separator)
        ruled, first = False, number + (2 if separator == "|" and _is_rule(below, " \t-") else 1)
    names = [head[start:end].strip() for start, end in cells(head)]
    kinds = _kinds(names)
    if not any(kinds):
        return number + 1, []
    found: list[tuple[_Kind, int, int]] = []
    at = first
    while at < len(lines) and lines[at][1].strip():
        begins, row = lines[at]
        parts = list(cells(row))
        if len(parts) != len(names) or (ruled and any(row[start - 1 : start].strip() for start, _ in parts[1:])):
            break
        for kind, (start, end) in zip(kinds, parts, strict=True):
            part = row[start:end]
            if kind is not None and part.strip():
                left = start + len(part) - len(part.lstrip(" \t\"'"))
                found.append((kind, begins + left, begins + left + len(part.strip(" \t\"'"))))
        at += 1
    return (at if at > first else number + 1), found


def _is_rule(line: str, of: str) -> bool:
    """Whether a line is the rule below the heads of a table: dashes, and what may stand between them."""
    return "--" in line and not line.strip(of)


def _fixed(starts: list[int]) -> Callable[[str], Iterator[_Cell]]:
    def cells(row: str) -> Iterator[_Cell]:
        yield from zip(starts, [*starts[1:], max(len(row), starts[-1])], strict=True)

    return cells


def _parted(separator: str) -> Callable[[str], Iterator[_Cell]]:
    def cells(row: str) -> Iterator[_Cell]:
        at = 0
        for part in row.split(separator):
            yield at, at + len(part)
            at += len(part) + 1

    return cells


def _by_blanks(row: str) -> Iterator[_Cell]:
    yield from (found.span() for found in _APART.finditer(row))


def _are_heads(row: str) -> bool:
    """Whether a line without other signs of a table has only what columns of names are called."""
    heads = [re.sub(r"[ _.\"'-]", "", found.group()).lower() for found in _APART.finditer(row)]
    return 1 < len(heads) <= _MOST_COLUMNS and all(head in _HEADS or head in _SECRETS for head in heads)


def _kinds(heads: list[str]) -> list[_Kind | None]:
    """What each column holds: a kind of names, or something else; nothing where these are no heads."""
    if sum(map(bool, heads)) < 2 or not all(not head or _HEAD.fullmatch(head.strip("\"'")) for head in heads):
        return []
    folded = [re.sub(r"[ _.\"'-]", "", head).lower() for head in heads]
    installed = not {"publisher", "version", "provider", "installedon"}.isdisjoint(folded)  # what everyone has
    beside = None if installed else next((_BESIDE_NAME[each] for each in folded if each in _BESIDE_NAME), None)
    return ["secret" if each in _SECRETS else beside if each == "name" else _HEADS.get(each) for each in folded]


def _is_name(value: str) -> bool:
    """Whether a cell can hold a name: it has letters, and not only words that everyone uses."""
    said = re.findall(r"[^\W_]+", value.lower())
    return any(c.isalpha() for c in value) and not all(word in ordinary_words() for word in said)
