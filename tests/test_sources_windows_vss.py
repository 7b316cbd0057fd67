"""The readers of VSS writers and providers of Windows guests, in several languages."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx.facts.case import Case
from readings import one
from readings import windows_facts as facts
from windows_samples import COM, GERMAN, OS, SQL, SYSTEM, WELL, writer


def bad_writers(text: str | bytes) -> Any:
    found = Case().with_facts({**OS, **facts(text, "VSS writers")}).observations().get("windows.bad_vss_writers")
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        (WELL, ()),
        (GERMAN, ()),
        (GERMAN.encode("cp1252"), ()),
        (WELL.replace("\n   ", "\n"), ()),
        (WELL + writer("SqlServerWriter", SQL, "[8] Failed", "Non-retryable error"), ("SqlServerWriter",)),
        (WELL + writer("SqlServerWriter", SQL, "[8] Failed") + writer("SqlServerWriter", SQL), ("SqlServerWriter",)),
        (WELL + writer("SqlServerWriter", SQL, "[5] Waiting for completion"), None),
        (GERMAN + GERMAN.replace("Kein Fehler", "Wiederholbarer Fehler").replace("System", "Other"), None),
        (GERMAN + writer("SqlServerWriter", SQL, "[7] Fehler", "Wiederholbarer Fehler"), ("SqlServerWriter",)),
        (writer("System Writer", SYSTEM), None),  # an excerpt
        (writer("SqlServerWriter", SQL, "[9] Failed"), ("SqlServerWriter",)),
        (WELL.replace(COM, SQL), None),  # a writer that always answers does not
    ],
)
def test_vss_writers(text: str | bytes, bad: Any) -> None:
    assert bad_writers(text) == bad


def test_writers_of_a_french_windows_in_the_code_page_of_the_console() -> None:
    text = WELL.replace("Writer name:", "Nom du rédacteur :").replace("State:", "État :")
    text = text.replace("Last error: No error", "Dernière erreur : Aucune erreur")
    assert bad_writers(text.encode("cp850")) == ()


def test_vss_providers() -> None:
    text = (
        "vssadmin 1.1 - Volume Shadow Copy Service\n\nProvider name: 'Microsoft Software Shadow Copy provider 1.0'\n"
        "   Provider type: System\n   Provider Id: {b5946137-7b9f-4925-af80-51abd60b20d5}\n   Version: 1.0.0.7\n\n"
        "Provider name: 'Contoso Snapshots'\n   Provider type: Hardware\n"
        "   Provider Id: {00000000-7b9f-4925-af80-51abd60b20d5}\n   Version: 3\n"
    )
    finding = one(text, "VSS providers")
    assert finding.facts == {**OS, "windows.foreign_vss_providers": ("Contoso Snapshots",)}
    assert len(finding.notes) == 1
    assert "Contoso Snapshots" in finding.notes[0]
