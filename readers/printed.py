"""What programs print beside a failure, as words: they hint at causes where no reader and no signature knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..facts.failure_texts import unquoted
from .base import Finding
from .containers.content import HEAD_BYTES, Content
from .merging import PRINTED, Located
from .told import failing_lines, tells_of_failure

_MOST = 20_000  # characters of what somebody chose to show; a longer text is a whole log, or an export
_KEPT = 4_000
_LEAST = 4  # words of a sentence
_OF_OTHER_FORM = ("<", "#<", "##backupdx##")  # markup, and what a script collected
# A line of data: a brace, or a name before a value.
_DATA = re.compile(r"\s{0,80}(?:[{}\[\]]|\"[\w.@$ -]{1,80}\"\s{0,4}:)")
_QUOTED = re.compile(r"\"([^\"\n]{12,2000}+)\"")


def printed_in(content: Content, kind: str, found: Sequence[Located]) -> list[Located]:
    """The lines of a short text that tell of trouble, but for those that a person wrote; often none.

    They belong to the VM that the text is about; of a text about several VMs nothing is taken. Of one that no reader
    knows, whose `kind` is empty, only lines that have a word of failure are taken.
    """
    beginning = content.beginning
    if kind == "fact file" or len(beginning) >= min(HEAD_BYTES, 4 * _MOST) or content.is_binary:
        return []
    text = content.head.strip()
    vms = {entry.finding.vm for entry in found if entry.finding.vm}
    if len(text) > _MOST or len(vms) > 1 or text.startswith(_OF_OTHER_FORM):
        return []
    said = {
        line.strip()
        for entry in found
        for told in entry.finding.facts.get("error.words", ())
        for line in told.split("\n")
    }
    lines = (
        each for line in unquoted(text).split("\n") for each in (_sentences(line) if _DATA.match(line) else (line,))
    )
    told = (line for line in lines if kind or tells_of_failure(line))
    words = failing_lines(line for line in told if line.strip() and line.strip() not in said)[:_KEPT]
    if not words:
        return []
    hosts = {entry.finding.host for entry in found if entry.finding.host}
    finding = Finding(
        next(iter(vms), None),
        listed=any(entry.finding.listed for entry in found),
        shared=any(entry.finding.shared for entry in found),
        host=next(iter(hosts)) if len(hosts) == 1 else None,
    )
    finding.add(PRINTED, (words,), "line 1")
    return [Located(finding, content.where, folder=content.folder)]


def _sentences(text: str) -> Iterable[str]:
    """The sentences in data that tell of a failure: its other words are names of what there is."""
    return (said for said in _QUOTED.findall(text) if len(said.split()) >= _LEAST and tells_of_failure(said))
