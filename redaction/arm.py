"""Names that are made of names: ARM ids, containers, restore point collections, paths and files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .kinds import ARM_TYPES, NameKind, is_standard_command, is_standard_segment, ordinary_words
from .names import GUID, Names
from .pseudonyms import without_pseudonyms

_NAMESPACE = re.compile(r"[A-Za-z]+(?:\.[A-Za-z]+)+")
_OURS = re.compile(r"Microsoft(?:\.[A-Za-z]+)+", re.IGNORECASE)
_TYPE = re.compile(r"[A-Za-z]+s|locations|providers", re.IGNORECASE)
_ACTIONS = frozenset({"read", "write", "delete", "action"})  # of permissions, as `virtualMachines/write`
_CONTAINER_WORDS = frozenset({"vm", "iaasvmcontainer", "iaasvmcontainerv2", "azurevm"})
_COLLECTION = r"(AzureBackup_)([^\s/\\\"'<>|,;]+)(_\d{3,})(?![^\W_])"
_OF_BACKUP = re.compile(_COLLECTION, re.IGNORECASE)
# Without the second part, each further AzureBackup_ in a name would be tried up to the end of the name.
COLLECTION = re.compile(rf"{_COLLECTION}|AzureBackup_[^\s/\\\"'<>|,;]*+", re.IGNORECASE)
_PARTS = re.compile(r"([/\\]+)")
_WORDS = re.compile(r"[^\W_]+")
_HOMES = ("home", "users", "documents and settings")


def arm_id(text: str, names: Names) -> str:
    """An ARM id, or a part of one, with its names replaced and its structure kept."""
    return "/".join(_arm_parts(text.split("/"), names))


def _arm_parts(parts: list[str], names: Names) -> Iterator[str]:
    namespace, at = "", 0
    while at < len(parts):
        part, following = parts[at], parts[at + 1] if at + 1 < len(parts) else None
        word = part.lower()
        if not part or following is None:
            yield _type(part, names)
            at += 1
        elif word == "providers":
            namespace = following.lower()
            yield part
            yield following if _NAMESPACE.fullmatch(following) else names.of("name", following)
            at += 2
        elif _OURS.fullmatch(part):
            namespace = word
            yield part
            at += 1
        elif word == "resourcegroups" and following.lower() == "providers":
            yield part
            at += 1
        else:
            yield _type(part, names)
            yield _named(word, following, namespace, names)
            at += 2


def _type(part: str, names: Names) -> str:
    return part if not part or part.lower() in ARM_TYPES or _TYPE.fullmatch(part) else names.of("name", part)


def _named(type_: str, name: str, namespace: str, names: Names) -> str:
    kind = ARM_TYPES.get(type_, "name")
    if name.lower() in ARM_TYPES or name.lower() in _ACTIONS or (name.isdecimal() and len(name) < 5):
        return name  # a path of types, as `virtualMachines/extensions`; the instance number in a scale set
    if kind == "container":
        return container(name, names)
    if kind == "collection":
        return collection(name, names)
    if kind == "vault" and "keyvault" in namespace:
        kind = "keyvault"
    return names.of(kind, name)


def container(text: str, names: Names) -> str:
    """A container or item, as `vm;iaasvmcontainerv2;rg;vm`, with the group and the VM in it replaced."""
    parts = text.split(";")
    if len(parts) < 3:
        return names.of("vm", text)
    words = [p if p.lower() in _CONTAINER_WORDS else names.of("name", p) for p in parts[:-2]]
    return ";".join([*words, names.of("group", parts[-2]), names.of("vm", parts[-1])])


def collection(text: str, names: Names) -> str:
    """A restore point collection: that of Azure Backup is named after its VM, and stays so."""
    found = _OF_BACKUP.fullmatch(text)
    return f"{found[1]}{names.of('vm', found[2])}{found[3]}" if found else names.of("collection", text)


def path(text: str, names: Names) -> str:
    """A folder in a guest: what many machines have stays, other parts are replaced one by one."""
    pieces = _PARTS.split(text)
    before = ""
    for n in range(0, len(pieces), 2):
        if pieces[n]:
            pieces[n], before = _folder(pieces[n], before, names), pieces[n].lower()
    return "".join(pieces)


def file(text: str, names: Names) -> str:
    """A file with its folders, as a source names it; its suffix stays, and its name where it says only what it is.

    The section of a file with several (`azure.txt [az disk list]`) is a command, and stays where it is a standard one.
    """
    head, bracket, section = text.rpartition(" [") if text.endswith("]") else ("", "", "")
    if head and is_standard_command(section):
        return file(head, names) + bracket + section
    shown = []
    for part in text.split(": "):  # a file in an archive stands behind it
        pieces = _PARTS.split(part)
        shown.append(path("".join(pieces[:-1]), names) + _file_name(pieces[-1], names))
    return ": ".join(shown)


def _folder(segment: str, before: str, names: Names) -> str:
    if before in _HOMES:
        return names.of("user", segment)
    return segment if is_standard_segment(segment) else _replaced("dir", segment, names)


def _file_name(name: str, names: Names) -> str:
    if is_standard_segment(name):
        return name
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 6:
        stem, dot, suffix = name, "", ""
    return _replaced("file", stem, names) + dot + suffix


def _replaced(kind: NameKind, text: str, names: Names) -> str:
    """The text with known names and GUIDs replaced; the whole of it where something is left that tells more."""
    for found in GUID.finditer(text):
        names.of("id", found.group())
    shown = text
    for start, end, pseudonym in reversed(names.in_text(text)):
        shown = shown[:start] + pseudonym + shown[end:]
    rest = without_pseudonyms(shown).lower()
    if all((w.isdecimal() and len(w) < 5) or w in ordinary_words() for w in _WORDS.findall(rest)):
        return shown
    return names.of(kind, text)
