"""Healthy machines and vaults (tests/healthy/): what is read of them, and what the rules make of it, code by code.

A set is a folder of files as a person has them, in which nothing is wrong, and a `set.yaml`: `what` it is, its
`platform` (`azure` where the files do not tell what the guest is), and the time `failed_at` at which a failure is
imagined that these files have to leave unexplained. Files that no reader knows are named in `not_read`. `right` has, by
code, a cause that is a right answer to it all the same: what the code asks about is so, and does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import yaml
from backupdx.engine.assessment import Assessment
from backupdx.engine.knowledge import ErrorCode
from backupdx.engine.matching import Matching
from backupdx.facts.case import Case
from backupdx.facts.errors import InputError
from backupdx.kb.knowledge import knowledge_base
from backupdx.readers.containers.content import of_bytes
from backupdx.readers.loading import FileReport, Loaded, load_paths, read_content
from cases import EFFORT

HERE = Path(__file__).parent / "healthy"
NO_CODE = "none"  # nothing is known of the failure but the files
ANY = "*"  # in the list of known failures: with whatever code is asked, and with none
_STANDING = ("confirmed", "likely")


class Said(NamedTuple):
    """A verdict that nothing in a healthy set bears out: with which code it came, of which cause."""

    code: str
    cause: str
    verdict: str


@dataclass(frozen=True)
class Healthy:
    """A set: its files, and what its `set.yaml` tells."""

    name: str
    files: tuple[Path, ...]
    platform: str = ""  # of the guests in it; empty where its files do not tell
    failed_at: datetime | None = None
    not_read: tuple[str, ...] = ()
    right: tuple[tuple[str, str], ...] = ()  # codes with the cause that answers them rightly

    @property
    def loaded(self) -> Loaded:
        """What is read of its files, once for all tests."""
        return _loaded(self.files)

    @property
    def codes(self) -> tuple[str, ...]:
        """What can be asked of it: no code, and the codes that come from such a guest.

        Of these every sixth, other ones for the next set; in a long run all.
        """
        codes = [c.code for c in knowledge_base().codes if _fits(c, self.platform)]
        return (NO_CODE, *(codes if EFFORT > 1 else codes[crc32(self.name.encode()) % 10 :: 10]))


def _fits(code: ErrorCode, platform: str) -> bool:
    return not code.platform or not platform or code.platform == platform


def healthy_sets() -> list[Healthy]:
    """All sets, by name."""
    return [_healthy(folder) for folder in sorted(HERE.iterdir()) if folder.is_dir()]


def _healthy(folder: Path) -> Healthy:
    told = yaml.safe_load((folder / "set.yaml").read_text(encoding="utf-8"))
    files = tuple(file for file in sorted(folder.iterdir()) if file.name != "set.yaml")
    platform = "" if told["platform"] == "azure" else told["platform"]
    not_read, right = tuple(told.get("not_read", ())), tuple(told.get("right", {}).items())
    return Healthy(folder.name, files, platform, told["failed_at"], not_read, right)


@cache
def _loaded(files: tuple[Path, ...]) -> Loaded:
    return load_paths(files)


def kinds_of(reports: Iterable[FileReport]) -> set[str]:
    """The kinds of reader that read these files."""
    return {kind for report in reports if report.status == "read" for kind in report.detail.split(", ")}


@cache
def collected(script: str) -> dict[str, str]:
    """The outputs in the set that this script collected, by the names of their commands."""
    found: dict[str, str] = {}
    for file in sorted((HERE / f"{script}-collected-output").glob("*.txt")):
        for section in file.read_text("utf-8").partition("##backupdx## end")[0].split("##backupdx## section ")[1:]:
            name, _, output = section.partition("\n")
            found[name] = re.sub(r"\A\S+@\S+# .*\n", "", output)  # the prompt
    return found


def collected_kinds() -> Iterator[str]:
    """The kinds of reader that read these outputs."""
    for script in ("azure", "linux", "windows"):
        for output in collected(script).values():
            with suppress(InputError):
                yield read_content(of_bytes(output.encode(), "section.txt"))[1]


@cache
def _matching() -> Matching:
    return Matching(knowledge_base())


def _assessed(case: Case) -> Assessment:
    return Assessment(knowledge_base(), case, _matching().infer)


def said_of(healthy: Healthy) -> set[Said]:
    """All that the rules say of a set that is not so."""
    return {said for case in healthy.loaded.cases for code in healthy.codes for said in _said(case, code, healthy)}


def _said(case: Case, code: str, healthy: Healthy) -> Iterator[Said]:
    """What stands of this case with this code, beyond what the code says by itself.

    A code that names its cause makes it likely, whatever the machine is like by now: that rests on the code alone.
    Nothing that was seen of a healthy machine may add to it, and nothing at all may be established.
    """
    asked: dict[str, Any] = {} if code == NO_CODE else {"error.code": code}
    assessment = _assessed(case.with_facts(asked).model_copy(update={"failed_at": healthy.failed_at}))
    by_itself = _by_itself(code, case.vm.os_type)
    for cause, verdict in assessment.verdicts.items():
        if verdict in _STANDING and (code, cause) not in healthy.right:
            seen = {rule.id for rule in assessment.fired[cause] if rule.kind != "rules_out"} - by_itself
            if seen or verdict == "confirmed":
                yield Said(code, cause, verdict)


@cache
def _by_itself(code: str, platform: str | None) -> frozenset[str]:
    """The rules that fire where nothing is known but the code and the kind of guest."""
    told = {"error.code": None if code == NO_CODE else code, "vm.os_type": platform}
    assessment = _assessed(Case().with_facts({fact: value for fact, value in told.items() if value}))
    return frozenset(rule.id for rules in assessment.fired.values() for rule in rules)


class Listed(NamedTuple):
    """One row of the list of known failures: of a set, a cause that is said with this verdict though it is not so."""

    of: str
    cause: str
    verdict: str
    codes: str | tuple[str, ...]

    def said(self, healthy: Healthy) -> set[Said]:
        """What this row allows to be said of its set."""
        codes = healthy.codes if self.codes == ANY else self.codes
        return {Said(code, self.cause, self.verdict) for code in codes if code in healthy.codes}


@cache
def known_failures() -> tuple[Listed, ...]:
    """What today's knowledge base says of healthy sets and should not: a list that can only shrink."""
    rows = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8"))
    return tuple(
        Listed(r["set"], r["cause"], r["verdict"], ANY if r["codes"] == ANY else tuple(r["codes"])) for r in rows
    )


def known_of(healthy: Healthy) -> set[Said]:
    """What the list of known failures allows to be said of a set."""
    return {said for row in known_failures() if row.of == healthy.name for said in row.said(healthy)}
