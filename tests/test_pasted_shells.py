"""Outputs as shells, windows, mails and chats pass them on: the same facts as of the plain output."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pprint import pformat
from typing import Any

import pytest
import yaml
from backupdx.facts.errors import InputError
from backupdx.library import load_text
from backupdx.readers.containers.documents import without_terminal
from backupdx.readers.containers.peeling import peeled
from backupdx.readers.containers.python_literals import as_json
from readings import facts, findings

VM = {
    "id": "/subscriptions/0-1/resourceGroups/shop/providers/Microsoft.Compute/virtualMachines/till",
    "name": "till",
    "resourceGroup": "shop",
    "provisioningState": "Succeeded",
    "tags": {"Größe": "für alle"},
    "instanceView": {
        "vmAgent": {
            "vmAgentVersion": "2.7.0.6",
            "statuses": [{"code": "ProvisioningState/Unavailable", "displayStatus": "Not Ready", "message": "not yet"}],
        },
        "statuses": [{"code": "PowerState/running"}],
    },
    "type": "Microsoft.Compute/virtualMachines",
}
JSON = json.dumps(VM, indent=2, ensure_ascii=False)
YAML = yaml.safe_dump(VM, allow_unicode=True)
COMMAND = "az vm get-instance-view -g shop -n till"
NOISE = """\
az : WARNING: The behavior of this command has been altered by the following extension: resource-graph
{}
+ az vm get-instance-view -g shop -n till 2>&1
+ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    + CategoryInfo          : NotSpecified: (WARNING: The be...source-graph:String) [], RemoteException
    + FullyQualifiedErrorId : NativeCommandError

"""
PLACES = ["At line:1 char:1", "In Zeile:1 Zeichen:1", "Au caractère Ligne:1 : 1", "En línea: 1 Carácter: 1"]
PROMPTS = [
    "PS C:\\Users\\me> ",
    "[10:22:33] PS C:\\Users\\Anna Muster\\x>",
    "(base) me@mac ~/w % ",
    "➜  ~ ",
    "╭─ me@WS01  C:\\work  main \n╰─❯ ",
    "Requesting a Cloud Shell.Succeeded. \nConnecting terminal...\n\nme [ ~ ]$ ",
    "root@8c1f2a:/# ",
    "Microsoft Windows [Version 10.0.19045.3803]\n(c) Microsoft Corporation. All rights reserved.\n\nC:\\Users\\me>",
    "Windows PowerShell\nCopyright (C) Microsoft Corporation. All rights reserved.\n\nPS C:\\> ",
    "**********************\nWindows PowerShell transcript start\nStart time: 20250605081211\nUsername: WS01\\me\n"
    "**********************\nTranscript started, output file is C:\\x.txt\nPS C:\\> ",
    "\x1b[01;32mme@web\x1b[00m:\x1b[01;34m~\x1b[00m$ ",
]


def same(text: str | bytes) -> None:
    """That a text gives the facts of the plain answer, no other and no fewer."""
    assert {fact: value for f in findings(text) for fact, value in f.facts.items()} == facts(JSON)


@pytest.mark.parametrize("body", [JSON, YAML], ids=["json", "yaml"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
def test_warnings_that_windows_powershell_makes_errors(body: str, place: str, encoding: str) -> None:
    text = NOISE.format(place) + body
    same(text.encode(encoding))
    same(f"PS C:\\> {COMMAND} 2>&1\n{text}\nPS C:\\> ".replace("\n", "\r\n").encode(encoding))


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("body", [JSON, YAML], ids=["json", "yaml"])
def test_prompts_of_any_shape(prompt: str, body: str) -> None:
    same(f"{prompt}{COMMAND}\n{body}\n")
    same(f"{prompt}{COMMAND}\n{body}\n\n{prompt.splitlines()[-1]}")


@pytest.mark.parametrize("body", [JSON, YAML], ids=["json", "yaml"])
@pytest.mark.parametrize(
    "form",
    [
        "WARNING: This command is in preview. Status: https://aka.ms/CLI_refstatus\n{}",
        "\x1b[33mWARNING: This command is in preview.\x1b[0m\n{}",
        "```\n{}\n```\n",
        "{{code:json}}\n{}\n{{code}}\n",
    ],
)
def test_what_stands_around(form: str, body: str) -> None:
    same(form.format(body))


@pytest.mark.parametrize("body", [JSON, YAML], ids=["json", "yaml"])
@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > ", "    ", "\t", "\u00a0\u00a0"])
def test_quoted_and_indented(mark: str, body: str) -> None:
    same("".join(f"{mark}{line}\n" for line in body.splitlines()))


def test_blanks_and_quotation_marks_of_word_processors() -> None:
    same(JSON.replace("  ", "\u00a0\u00a0"))
    same(JSON.replace('"', "\u201d"))
    same(JSON.replace('"', "&quot;"))


@pytest.mark.parametrize("form", ["{}", "{}\n", "Hello,\n\nsee below.\n\n{}\nRegards\n", ">>> print(vm)\n{}\n>>> "])
@pytest.mark.parametrize(("printed", "mark"), [(str, ""), (str, "    "), (pformat, ""), (pformat, "> ")])
def test_data_as_python_prints_it(form: str, printed: Callable[[object], str], mark: str) -> None:
    same("".join(f"{mark}{line}\n" for line in form.format(printed(VM)).splitlines()))


def test_what_python_prints_is_read_within_bounds() -> None:
    error = "{'code': 'UserErrorVmNotFoundV2', 'message': None, 'at': datetime.datetime(2026, 11, 1, 9, 5)}"
    assert facts(error)["error.code"] == "UserErrorVmNotFoundV2"
    deep = "[" * 70 + "]" * 70
    twice = "{'code': 'a', 'code': 'b'}"
    called = "{'code': __import__('os').getcwd()}"
    for text in (error[:-1], error.replace("None", deep), twice, called, error.replace("None", repr("x" * 300_000))):
        with pytest.raises(InputError):
            findings(text)
    for text in ("{'" * 100_000, "[{'a':" * 30_000, "{'" + "\\x" * 100_000, "datetime.datetime(1, 2" * 20_000 + "{'a"):
        assert seconds(as_json, text) < 1


CLIXML = """\
<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0">
<MS><S N="Name">COMSysApp</S><S N="Status">Stopped</S><S N="StartType">Manual</S></MS></Obj></Objs>
"""


@pytest.mark.parametrize("form", ["PS C:\\> gc x.xml\n{}", "{}PS C:\\> ", "Hello Anna,\n\n{}\nRegards\n"])
@pytest.mark.parametrize("mark", ["", "> ", "  "])
def test_clixml_with_something_around_it(form: str, mark: str) -> None:
    text = "".join(f"{mark}{line}\n" for line in form.format(CLIXML).splitlines())
    assert facts(text, "Windows services")["windows.com_plus_state"] == "stopped"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (JSON[: JSON.index("not yet") + 3], "may be cut off"),
        (JSON[: JSON.index("not yet") - 1], "may be cut off"),
        (JSON.replace("not yet", "not\nyet" + " and not here" * 30), "a line ends inside a text"),
        (str(VM)[:-2], "single quotation marks"),
    ],
)
def test_a_broken_answer_says_how_it_is_broken(text: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        findings(text)
    assert says in refused.value.hint


def seconds(work: Any, text: str) -> float:
    """The least time of three runs."""
    times = []
    for _ in range(3):
        began = time.process_time()
        work(text)
        times.append(time.process_time() - began)
    return min(times)


@pytest.mark.parametrize(
    "unit",
    ["> ", "```\n", "az az az ", "PS > ", "a: 1 b: 2 ", "\x1b[", "\x1b]", "(c) ", "> > >\n", " \t ", "é: 1 é", "=" * 9],
)
@pytest.mark.parametrize("work", [peeled, without_terminal], ids=["peeled", "terminal"])
def test_what_is_taken_off_takes_time_in_proportion(work: Any, unit: str) -> None:
    short, long = unit * (20_000 // len(unit)), unit * (160_000 // len(unit))
    assert seconds(work, long) < 40 * seconds(work, short) + 0.05


STATUSES = [{"code": "ProvisioningState/failed/VMExtensionProvisioningError"}, {"code": "PowerState/running"}]


@pytest.mark.parametrize(
    "form",
    [
        "{id}\n{statuses}",
        "VM: {id}\n\n{statuses}\n",
        '{{"id": "{id}", "statuses": {statuses}}}',
        "$ az vm get-instance-view --ids {id} --query instanceView.statuses\n{statuses}",
        "{id}\nProvisioningState/failed/VMExtensionProvisioningError\nPowerState/running\n",
        "Our VM is {id} and it fails since Monday with these statuses of its view:\n\nPowerState/running\n"
        "ProvisioningState/failed/VMExtensionProvisioningError\n",
    ],
)
def test_statuses_are_those_of_the_vm_whose_id_stands_beside_them(form: str) -> None:
    case = load_text(form.format(id=VM["id"], statuses=json.dumps(STATUSES, indent=1)))
    assert (case.vm.id, case.vm.name, case.vm.power_state) == (VM["id"], "till", "running")
    assert case.vm.provisioning_error == "VMExtensionProvisioningError"


def test_statuses_beside_the_ids_of_two_vms_are_of_neither() -> None:
    one = str(VM["id"])
    assert load_text(f"{one}\n{one}2\n{json.dumps(STATUSES, indent=1)}").vm.id is None
