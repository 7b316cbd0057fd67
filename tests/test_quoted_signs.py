"""What people quote of a guest's logs counts wherever it stands, and tells the kind of guest."""

from __future__ import annotations

from typing import Any

import pytest
from backupdx import diagnose, load_text
from backupdx.library import reason

LINUX, WINDOWS = {"vm.os_type": "linux"}, {"vm.os_type": "windows"}
QUOTED: dict[str, tuple[str, dict[str, Any]]] = {
    "a line that only Linux has, in a sentence": (
        "The backup of the machine fails, and the agent ends with ModuleNotFoundError: No module named "
        "'azurelinuxagent' since the upgrade of yesterday.",
        {**LINUX, "signs.agent_modules_not_found": True},
    ),
    "a unit that systemd restarts again and again": (
        "The agent is down since Monday, and the backup of the VM fails.\n\n"
        "● walinuxagent.service - Azure Linux Agent\n"
        "   Loaded: loaded (/lib/systemd/system/walinuxagent.service; enabled)\n"
        "   Active: activating (auto-restart) (Result: exit-code) since Mon 2024-03-04 10:00:00 UTC; 2s ago\n",
        {**LINUX, "signs.agent_crash_loop": True},
    ),
    "a program that systemd could not run": (
        "No backup since Monday, and I see this on the server:\n"
        "waagent.service: Main process exited, code=exited, status=203/EXEC",
        {**LINUX, "signs.agent_not_executed": True},
    ),
    "lines of the Windows agent below a sentence": (
        "The agent is not ready, and the following is repeated in the whole of the log.\nWaAppAgent.log:\n\n"
        "[00000013] [11/11/2022 06:34:12.06] [WARN]  Reached Maximim error count:1000\n"
        "[00000013] [11/11/2022 06:34:12.06] [WARN]  Error state triggered for caller:GAPluginPinger\n",
        {**WINDOWS, "signs.host_named": True},
    ),
    "labels of an event within prose": (
        "The backup of our server has failed every night since the last update, and the log has this event.\n\n"
        "Source: volsnap\nEvent ID: 9\n"
        "The flush and hold writes operation on volume C: timed out while waiting for file system cleanup.\n",
        {**WINDOWS, "windows.shadow_copy_timed_out": True},
    ),
}


@pytest.mark.parametrize("name", QUOTED)
def test_what_is_quoted_counts(name: str) -> None:
    text, expected = QUOTED[name]
    known = reason(load_text(text)).known
    assert {fact: known[fact].value for fact in expected if fact in known} == expected


def test_a_number_of_restore_points_in_a_sentence_is_a_number() -> None:
    assert diagnose(load_text("The backup of the VM fails. The VM has 18 restore points, and no more are made."))


def test_words_bring_a_cause_into_question_that_the_code_does_not_list() -> None:
    told = (
        "VM backup fails with ExtensionSnapshotFailedNoNetwork. An old Microsoft.WindowsAzure.Storage library is in "
        "the GAC (global assembly cache) of this server, and the extension fails with an assembly version conflict."
    )
    found = diagnose(load_text(told)).explanations
    assert found[0].cause == "storage-assembly-in-gac"
    assert found[0].verdict == "possible"
    assert found[0].resembles
