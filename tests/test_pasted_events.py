"""Windows events in the forms and languages in which people have them: one event, one fact."""

from __future__ import annotations

import json
import time

import pytest
from backupdx.readers.windows.event_text import is_event_text
from readings import findings

NET = """\
Application: WindowsAzureGuestAgent.exe
Framework Version: v4.0.30319
Description: The process was terminated due to an unhandled exception.
Exception Info: System.Configuration.ConfigurationErrorsException
   at System.Configuration.BaseConfigurationRecord.EvaluateOne
"""
ENGLISH = "Log Name|Source|Date|Event ID|Task Category|Level|Keywords|User|Computer|Description"
GERMAN = "Protokollname|Quelle|Datum|Ereignis-ID|Aufgabenkategorie|Ebene|Schlüsselwörter|Benutzer|Computer|Beschreibung"
FRENCH = (
    "Nom du journal |Source |Date |ID de l’événement |Catégorie de la tâche |Niveau |Mots clés |Utilisateur |"
    "Ordinateur |Description "
)
JAPANESE = "ログの名前|ソース|日付|イベント ID|タスクのカテゴリ|レベル|キーワード|ユーザー|コンピューター|説明"
DUTCH = "Logboeknaam|Bron|Datum|Gebeurtenis-id|Taakcategorie|Niveau|Trefwoorden|Gebruiker|Computer|Beschrijving"
UNKNOWN = "Abc|Def|Ghi|Jkl|Mno|Pqr|Stu|Vwx|Yza|Bcd"  # of a language that nobody thought of
DATES = ["6/5/2025 2:03:11 AM", "05.06.2025 02:03:11", "05/06/2025 02:03:11", "2025/06/05 2:03:11", "5-6-2025 02:03:11"]


def viewer(labels: str, date: str, message: str = NET, source: str = ".NET Runtime", number: int = 1026) -> str:
    """What Event Viewer copies."""
    values = ["Application", source, date, str(number), "None", "Error", "Classic", "N/A", "web01", ""]
    lines = [f"{label}:{value:>{14 + len(value)}}" for label, value in zip(labels.split("|"), values, strict=True)]
    return "\n".join(lines).rstrip() + f"\n{message}"


def told(text: str | bytes) -> dict[str, object]:
    """The facts of all findings together."""
    return {f: v for found in findings(text, "Windows events") for f, v in found.facts.items() if f != "vm.os_type"}


CONFIG = {"signs.config_errors": True}


@pytest.mark.parametrize("labels", [ENGLISH, GERMAN, FRENCH, JAPANESE, DUTCH, UNKNOWN])
@pytest.mark.parametrize("date", DATES)
def test_labels_of_any_language(labels: str, date: str) -> None:
    text = viewer(labels, date)
    assert told(text) == CONFIG
    assert findings(text)[0].host == "web01"
    assert told(f"{viewer(labels, date, 'The text is another.', 'Spooler', 12)}\n\n{text}") == CONFIG
    assert told("".join(f"> {line}\n" for line in text.splitlines())) == CONFIG
    assert told("".join(f"    {line}\n" for line in text.splitlines())) == CONFIG
    assert told(text.encode("utf-16")) == CONFIG


@pytest.mark.parametrize("labels", [GERMAN, FRENCH, DUTCH])
@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_labels_in_code_pages(labels: str, encoding: str) -> None:
    assert told(viewer(labels, DATES[1]).replace("’", "'").encode(encoding)) == CONFIG


EVENT = {
    "TimeCreated": "2025-06-05T02:03:11Z",
    "Id": 1026,
    "ProviderName": ".NET Runtime",
    "LogName": "Application",
    "MachineName": "web01",
    "Message": NET,
}
ELASTIC = {
    "@timestamp": "2025-06-05T02:03:11.000Z",
    "winlog": {
        "event_id": 1026,
        "provider_name": ".NET Runtime",
        "channel": "Application",
        "computer_name": "web01",
        "event_data": {"param1": NET},
    },
    "message": NET,
    "event": {"code": "1026", "provider": ".NET Runtime"},
    "log": {"level": "error"},
}
FIELDS = {
    "@timestamp": ["2025-06-05T02:03:11.000Z"],
    "winlog.event_id": ["1026"],
    "winlog.provider_name": [".NET Runtime"],
    "winlog.computer_name": ["web01"],
    "message": [NET],
}
MONITOR = {
    "TimeGenerated": "2025-06-05T02:03:11.000Z",
    "Source": ".NET Runtime",
    "EventLog": "Application",
    "EventLevelName": "Error",
    "EventID": 1026,
    "Computer": "web01",
    "RenderedDescription": NET,
    "TableName": "PrimaryResult",
}
WINDOWS_EVENT = {
    "TimeGenerated": "2025-06-05T02:03:11.000Z",
    "Provider": ".NET Runtime",
    "Channel": "Application",
    "EventID": 1026,
    "Computer": "web01",
    "EventData": {"Data": NET},
}
TABLE = {
    "tables": [
        {
            "name": "PrimaryResult",
            "columns": [{"name": name, "type": "string"} for name in MONITOR],
            "rows": [list(MONITOR.values())],
        }
    ]
}


@pytest.mark.parametrize(
    "data",
    [
        [EVENT],
        ELASTIC,
        [ELASTIC],
        {"_index": "winlogbeat-8", "_source": ELASTIC},
        {"_index": "winlogbeat-8", "fields": FIELDS},
        {"took": 1, "hits": {"total": {"value": 1}, "hits": [{"_id": "1", "_source": ELASTIC}]}},
        [MONITOR],
        TABLE,
        [WINDOWS_EVENT],
    ],
)
def test_events_as_data_of_other_tools(data: object) -> None:
    assert told(json.dumps(data)) == CONFIG
    first = findings(json.dumps(data))[0]
    assert (first.host, str(first.observed_at)) == ("web01", "2025-06-05 02:03:11+00:00")


@pytest.mark.parametrize(
    "text",
    [
        f"Journal : Application\nSource : .NET Runtime\nID de l'événement : 1026\n{NET}",
        f"Level = Error\nSource = .NET Runtime\nEvent ID = 1026\n\n{NET}",
        f"Ebene,Datum und Uhrzeit,Quelle,Ereignis-ID,Aufgabenkategorie\nFehler,05.06.2025 02:03:11,.NET Runtime,1026,"
        f'Keine,"{NET}"\n',
        "Niveau\tDate et heure\tSource\tID de l'événement\tCatégorie\nErreur\t05/06/2025 02:03:11\t.NET Runtime\t1026\t"
        f'Aucun\t"{NET}"\n',
        NET,
        NET.replace("Application:", "Anwendung:").replace("Framework Version:", "Frameworkversion:"),
        f"The service is down.\n\n{NET}\n",
    ],
)
def test_a_part_of_an_event(text: str) -> None:
    assert told(text) == CONFIG


@pytest.mark.parametrize(
    "text",
    [
        "Nom de l’application défaillante IaaSBcdrExtension.exe, version : 1.0.9.0, horodatage : 0x5d8a9215\nNom du",
        "Name der fehlerhaften Anwendung: IaaSBcdrExtension.exe, Version: 1.0.9.0, Zeitstempel: 0x5d8a9215\n",
        "障害が発生しているアプリケーション名: IaaSBcdrExtension.exe, バージョン: 1.0.9.0, タイム: 0x5d8a9215\n",
    ],
)
def test_a_crash_in_another_language(text: str) -> None:
    assert told(text) == {"windows.backup_extension_crashed": True}
    assert told(text.replace("IaaSBcdrExtension", "sqlservr")) == {}


RULED = """
   ProviderName: {source}

TimeCreated                     Id LevelDisplayName Message
-----------                     -- ---------------- -------
6/5/2025 2:03:11 AM           {number} Error            {message}
6/5/2025 2:03:10 AM           {number} Error            {message}
"""


def test_what_names_the_agent_and_is_not_known_is_told_with_its_count() -> None:
    cut = RULED.format(source=".NET Runtime", number=1026, message="Application: WindowsAzureGuestAgent.exe...")
    (note,) = findings(cut, "Windows events")[-1].notes
    assert note == (
        "line 6: event 1026 of .net runtime, 2 times, whose text is cut: Application: WindowsAzureGuestAgent.exe...; "
        "it is told by its text: `... | Format-List TimeCreated,ProviderName,Id,Message` prints all of it"
    )
    other = RULED.format(source="Spooler", number=1026, message="The printer is out of paper.")
    (note,) = findings(other, "Windows events")[-1].notes
    assert note == "2 event(s) of Windows, none about the backup extension or the agent"
    named = RULED.format(source="Service Control Manager", number=7031, message="The Windows Azure Guest Agent ended")
    assert any("service ended unexpectedly" in note for f in findings(named, "Windows events") for note in f.notes)


@pytest.mark.parametrize(
    "unit", ["a: b\n", "a: 1\n", "Source: VSS\n", "x: \n", "a=", "é : .exe, ", "Event[0]:\n", ": "]
)
def test_looking_for_events_takes_time_in_proportion(unit: str) -> None:
    times = []
    for size in (8_000, 64_000):
        text = unit * (size // len(unit))
        began = time.process_time()
        is_event_text(text)
        times.append(time.process_time() - began)
    assert times[1] < 40 * times[0] + 0.1
