"""Which machine a text was taken on: what is known to differ is not joined, what may differ suggests at most."""

from __future__ import annotations

import json

import pytest
from backupdx import Case, diagnose, load_bytes
from backupdx.engine.interview import Interview as Engine
from backupdx.library import Interview
from backupdx.prompting import PlainPrompter
from backupdx.session import Session
from vm_samples import vm

STATUS = """admin@{host}:~$ systemctl status walinuxagent
● walinuxagent.service - Azure Linux Agent
   Loaded: loaded (/lib/systemd/system/walinuxagent.service; enabled; vendor preset: enabled)
   Active: inactive (dead) since Tue 2026-11-24 03:00:00 UTC; 2 days ago
"""
CODE = "error: {code: UserErrorGuestAgentStatusUnavailable}\n"


def case_of(host: str, vm: str = "", computer: str = "", more: str = "") -> Case:
    known = ", ".join(f"{name}: {value}" for name, value in (("name", vm), ("computer_name", computer)) if value)
    return load_bytes(
        {"case.yaml": f"{CODE}vm: {{{known}}}\n".encode(), "a.txt": (STATUS.format(host=host) + more).encode()}
    )


@pytest.mark.parametrize(
    ("host", "vm", "computer", "verdict"),
    [
        ("db07", "", "", "confirmed"),  # nothing is known to differ
        ("WEB01", "web01", "", "confirmed"),
        ("web01.contoso.local", "web01", "", "confirmed"),
        ("web01", "vm-web01-prod", "", "confirmed"),
        ("vmweb01prod", "vm-web01-prod", "", "confirmed"),
        ("localhost", "web01", "", "confirmed"),
        ("db07", "web01", "db07", "confirmed"),  # Azure calls its machine so
        ("db07", "web01", "", "likely"),
        ("web02", "web01", "", "likely"),
        ("db07", "web01", "web01", None),
    ],
)
def test_a_machine_of_another_name_confirms_nothing(host: str, vm: str, computer: str, verdict: str | None) -> None:
    case = case_of(host, vm, computer)
    found = {each.cause: each.verdict for each in diagnose(case).explanations}
    assert found.get("agent-stopped-linux", None if verdict is None else "") == (
        verdict or found.get("agent-stopped-linux")
    )
    assert (case.agent.service_state is None) == (verdict is None)
    assert any(f"comes from the machine {host}" in note for note in case.notes) == (verdict != "confirmed")


def test_two_machines_of_which_none_is_known_to_be_the_vm_confirm_nothing() -> None:
    case = case_of("web01", more=STATUS.format(host="db07").replace("inactive (dead)", "active (running)"))
    assert case.agent.service_state is None and not any("changes within" in note for note in case.notes)
    assert diagnose(case_of("web01", more="admin@db07:~$ uptime\n")).explanations[0].verdict == "confirmed"


def asked(case: Case, text: str) -> Engine:
    """The interview after one text was pasted into it."""
    interview = Interview(case)
    lines = f'"""{text}"""'.split("\n")
    Session(interview, PlainPrompter(iter([*lines, "q"])), None).run()
    return interview


@pytest.mark.parametrize(("host", "verdict"), [("web01", "confirmed"), ("db07", "likely")])
def test_what_is_pasted_in_a_session_is_held_to_the_vm_of_the_case(
    host: str, verdict: str, capsys: pytest.CaptureFixture[str]
) -> None:
    known = Case().with_facts({"error.code": "UserErrorGuestAgentStatusUnavailable", "vm.name": "web01"})
    first = asked(known, STATUS.format(host=host)).diagnosis.explanations[0]
    assert (first.cause, first.verdict) == ("agent-stopped-linux", verdict)
    assert ("comes from the machine db07" in " ".join(capsys.readouterr().err.split())) == (verdict == "likely")


def test_what_is_about_another_vm_is_not_taken_in_a_session(capsys: pytest.CaptureFixture[str]) -> None:
    known = Case().with_facts({"error.code": "UserErrorGuestAgentStatusUnavailable", "vm.name": "web01"})
    other = json.dumps(vm(view={"statuses": [{"code": "PowerState/deallocated"}]}), indent=1)  # of the VM `till`
    case = asked(known, other).case
    assert case.vm.power_state is None and case.vm.name == "web01"
    assert "is about another VM (Till), not about web01" in " ".join(capsys.readouterr().err.split())
