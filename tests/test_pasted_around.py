"""What a person says stands before the output of a program, or behind it: both are read, whatever the output is."""

from __future__ import annotations

import pytest
from backupdx import InputError, load_text
from backupdx.library import with_known_code

CODE = "UserErrorGuestAgentStatusUnavailable"
OUTPUTS = {
    "an answer": '{"name": "web1", "properties": {"provisioningState": "Succeeded"}}',
    "a list": '[\n  {\n    "name": "web1",\n    "tags": null\n  }\n]',
    "YAML": "name: web1\nproperties:\n  provisioningState: Succeeded",
    "CLIXML": '<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><S>done</S></Objs>',
    "an event": "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
    "<Provider Name='Service Control Manager'/><EventID>7036</EventID></System></Event>",
    "CSV": "Name,Status\nweb1,Failed\nweb2,Completed",
    "a table": "Name    Status\n------  ------\nweb1    Failed",
    "a resource of Terraform": 'resource "azurerm_backup_protected_vm" "web" {\n  count = 1\n}',
    "a log": "2026-11-20T02:00:11.123456Z INFO ExtHandler ExtHandler Wire server endpoint:168.63.129.16",
    "a configuration": "# Microsoft Azure Linux Agent Configuration\nResourceDisk.Format=y\nLogs.Verbose=n",
    "df": "Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/sda1 100 50 50 50% /",
    "systemctl": "● walinuxagent.service - Azure Linux Agent\n   Loaded: loaded (/lib/systemd/system/x.service)\n"
    "   Active: active (running)",
}
WORDS = {
    "a sentence": f"We enabled the backup of the VM yesterday, and since then it fails with {CODE}.",
    "the code": CODE,
    "the portal's block": f"Error code: {CODE}\nMessage: VM agent is unable to communicate with the backup service",
}


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("words", WORDS)
def test_words_count_before_an_output_and_behind_it(output: str, words: str) -> None:
    for text in (f"{OUTPUTS[output]}\n\n{WORDS[words]}", f"{WORDS[words]}\n\n{OUTPUTS[output]}"):
        assert with_known_code(load_text(text)).error.code == CODE


def test_an_answer_with_an_output_right_behind_it_is_no_damaged_one() -> None:
    text = (
        f'{{"error": {{"code": "{CODE}", "message": "x"}}}}\nOperation   Status\n---------   ------\nBackup      Failed'
    )
    assert with_known_code(load_text(text)).error.code == CODE
    with pytest.raises(InputError, match="what stands behind the first answer is no JSON"):
        load_text('[\n{"a": 1}\n]\n\n1,2,3\n')


@pytest.mark.parametrize(
    "last",
    [
        "Warning: the file of the unit was changed on the disk, and it is not what is running now.",
        "# We looked at it in the portal, and it was not there at all.",
    ],
)
def test_what_a_program_or_a_comment_says_last_is_nobodys_word(last: str) -> None:
    case = load_text(f"{OUTPUTS['a configuration']}\n\n{last}")
    assert case.error.words is None
