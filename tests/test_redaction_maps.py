"""Keys, pseudonyms and maps: the same name every day, no two names one, and what comes back into a text."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from backupdx import Case, InputError, Redactor, load, reason
from backupdx.redaction import read_map, restored, write_map
from backupdx.redaction.pseudonyms import Pseudonyms, is_pseudonym
from pseudonyms import pseudonym_of
from test_redaction import EXPORTS, ROOT, SUB, run


def test_the_same_key_gives_the_same_pseudonyms_in_any_order() -> None:
    one, other = Redactor(), Redactor()
    other = Redactor(key=one.key)
    names = [("vm", "web01"), ("group", "rg"), ("vm", "web02"), ("id", SUB), ("user", "jan")]
    assert [one.name(*n) for n in names] == [other.name(*n) for n in reversed(names)][::-1]
    assert one.name("vm", "WEB01 ") == other.name("host", "web01"), "a machine is one name, however it is spelled"
    assert other.name("subscription", SUB) == one.name("id", SUB), "and so is an id"
    assert one.name("group", "web01")[-14:] != one.name("vm", "web01")[-14:], "that they are alike tells something"
    assert Redactor().name("vm", "web01") != one.name("vm", "web01"), "without the key, nobody can try names"
    later = Redactor(one.names)
    assert later.name("vm", "web01") == one.name("vm", "web01"), "names keep theirs without the key, too"
    assert later.name("vm", "web09") != one.name("vm", "web09")


def test_a_pseudonym_is_told_from_a_name_that_looks_like_one() -> None:
    made = Redactor().name("vm", "web01")
    assert Redactor().text(f"{made} and {made.upper()} stay") == f"{made} and {made.upper()} stay"
    names = [f"vm-{n:014}" for n in range(3_000)]
    assert sum(map(is_pseudonym, names)) < 15, "one in 1,024 by chance"
    hidden = [name for name in names if Redactor().name("vm", name) != name]
    assert len(hidden) == len(names) - sum(map(is_pseudonym, names))


def test_two_names_never_have_one_pseudonym(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It takes billions of names; so that it happens here, the key makes the same of all."""
    monkeypatch.setattr(Pseudonyms, "made", lambda self, kind, family, folded: f"{kind}-00000000000000")
    redactor = Redactor()
    assert redactor.name("vm", "web01") == redactor.name("vm", "WEB01")
    with pytest.raises(InputError, match=r"two names have the same pseudonym, vm-0{14}"):
        redactor.case(Case().with_facts({"vm.name": "web02"}))
    with pytest.raises(InputError, match="two names"):
        redactor.names  # noqa: B018, whoever would write the map is stopped
    with pytest.raises(InputError, match="two names"):
        Redactor({"vm-00000000000000": "b"}).take({"vm-00000000000000": "a"})
    key = Redactor().key
    write_map({"vm-00000000000000": "a"}, key, tmp_path / "map.json")
    with pytest.raises(InputError, match="two names"):
        write_map({"vm-00000000000000": "b"}, key, tmp_path / "map.json")
    assert read_map(tmp_path / "map.json").names == {"vm-00000000000000": "a"}


def test_a_map_is_for_its_owner_alone_and_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    key = Redactor().key
    write_map({"vm-1": "web01"}, key, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (read_map(path).names, read_map(path).key) == ({"vm-1": "web01"}, key)
    with pytest.raises(InputError, match="exists already"):
        write_map({}, Redactor().key, path)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="exists already"):
        write_map({}, key, tmp_path / "link")
    with pytest.raises(InputError, match="cannot be written"):
        write_map({}, key, tmp_path / "no" / "map.json")


@pytest.mark.parametrize(
    "content",
    [
        "{}", "[]", '{"names": {"x": "y"}}', '{"names": {"vm-1": 3}}', "{", "names: 3",
        '{"schema_version": 2, "names": {}}',
        '{"schema_version": 3, "key": "00", "names": {}}', '{"schema_version": 2, "key": "00", "names": {}}',
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(content)
    with pytest.raises(InputError, match=r"map\.json"):
        read_map(tmp_path / "map.json")


def test_names_come_back_in_any_text() -> None:
    names = {"vm-1": "web01", "vm-12": "web12", "group-1": "rg-x", "user-1": "jan", "principal-1": "Jan Jansen"}
    reply = "I did `az vm start -n VM-1 -g group-1` for principal-1; vm-12 and /home/user-1 too, not xvm-1 or vm-3."
    assert restored(reply, names) == (
        "I did `az vm start -n web01 -g rg-x` for Jan Jansen; web12 and /home/jan too, not xvm-1 or vm-3.", {},
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a; reboot", "$(reboot)", "rg(reboot)", "`x`", "a b", "--yes", "a'b", 'a"b', "a\nb"])
def test_a_name_that_a_shell_could_act_on_is_not_put_into_a_command(name: str) -> None:
    case = load(ROOT / "examples" / "agent-stopped-ubuntu.yaml").with_facts({"vm.name": name})
    redactor = Redactor()
    text = reason(case, redactor).diagnosis().model_dump_json()
    back, kept = restored(text, redactor.names)
    pseudonym = pseudonym_of(name.strip(), redactor.names)
    assert kept == {pseudonym: name}
    assert f"-n {pseudonym}" in back


def test_diagnose_does_not_overwrite_a_map(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text("mine")
    done = run("diagnose", str(EXPORTS), "--redact-map", str(tmp_path / "map.json"))
    assert done.returncode == 3 and not done.stdout and "is no map" in done.stderr
    assert (tmp_path / "map.json").read_text() == "mine"
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    done = run("diagnose", str(EXPORTS), "--redact-map", str(tmp_path / "link"))
    assert done.returncode == 3 and not done.stdout and "is a link" in done.stderr


def test_a_map_is_gone_on_with(tmp_path: Path) -> None:
    """The same names have the same pseudonyms in a later output, and a pseudonym is given once."""
    names = tmp_path / "map.json"
    run("import", str(EXPORTS), "-o", str(tmp_path / "one.yaml"), "--redact-map", str(names))
    before = read_map(names).names
    other = str(ROOT / "examples" / "agent-stopped-ubuntu.yaml")
    shown = run("diagnose", other, "--redact-map", str(names)).stdout
    after = read_map(names)
    assert before.items() < after.names.items() and stat.S_IMODE(names.stat().st_mode) == 0o600
    assert pseudonym_of("erp-app-02", before) not in shown and "web-prod-07" not in shown
    assert pseudonym_of("web-prod-07", after.names) in shown
    run("import", str(EXPORTS), "-o", str(tmp_path / "two.yaml"), "--redact-map", str(names))
    assert (tmp_path / "two.yaml").read_text() == (tmp_path / "one.yaml").read_text()
    assert read_map(names) == after
    assert sorted(tmp_path.iterdir()) == [names, tmp_path / "one.yaml", tmp_path / "two.yaml"]


def test_a_map_with_other_names_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    key, other = Redactor().key, Redactor().key
    write_map({"vm-1": "web01"}, key, path)
    for names in ({"vm-1": "web02"}, {"vm-2": "web01"}):
        with pytest.raises(InputError, match="exists already, with other names"):
            write_map(names, other, path)
    with pytest.raises(InputError, match="two names"):
        write_map({"vm-1": "web02"}, key, path)
    write_map({"vm-2": "web02"}, key, path)  # as a second run does that was at work at the same time
    assert read_map(path).names == {"vm-1": "web01", "vm-2": "web02"}


def test_a_map_without_a_key_goes_on(tmp_path: Path) -> None:
    """As earlier versions wrote it, with numbers: its names keep their pseudonyms, others get some of the new kind."""
    path = tmp_path / "map.json"
    old = {"vm-7": "ERP-APP-02", "group-2": "rg-old", "vm-8": "vm-8"}
    path.write_text(json.dumps({"schema_version": 1, "names": old}))
    shown = json.loads(run("diagnose", str(EXPORTS), "-f", "json", "--redact-map", str(path)).stdout)
    assert shown["case"]["vm"] == "vm-7"
    after = read_map(path)
    assert after.names.items() > old.items()
    assert json.loads(path.read_text())["schema_version"] == 2
    group = pseudonym_of("rg-erp-prod", after.names)
    assert is_pseudonym(group) and shown["case"]["resource_group"] == group
    again = json.loads(run("diagnose", str(EXPORTS), "-f", "json", "--redact-map", str(path)).stdout)
    assert again == shown and read_map(path) == after
    assert (
        run("unredact", "-", "--map", str(path), stdin=f"{group}: vm-7, vm-9").stdout == "rg-erp-prod: ERP-APP-02, vm-9"
    )


def test_unredact_says_what_it_did_not_put_back(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(json.dumps({"names": {"vm-1": "a; reboot", "vm-2": "web"}}))
    done = run("unredact", "-", "--map", str(tmp_path / "map.json"), stdin="start vm-1 and vm-2\n")
    assert done.stdout == "start vm-1 and web\n"
    assert "not put back" in done.stderr and "a; reboot" in done.stderr
    assert run("unredact", "-", "--map", str(tmp_path / "none.json"), stdin="x").returncode == 3
    assert run("unredact", str(tmp_path / "none.txt"), "--map", str(tmp_path / "map.json")).returncode == 3


def test_unredact_names_the_pseudonyms_of_another_output(tmp_path: Path) -> None:
    names = tmp_path / "map.json"
    other, used = Redactor(), Redactor()
    text = f"start {other.name('vm', 'erp-app-02')} and {used.name('vm', 'web-prod-07')}"
    write_map(used.names, used.key, names)
    done = run("unredact", "-", "--map", str(names), stdin=text)
    assert done.stdout == text.replace(used.name("vm", "web-prod-07"), "web-prod-07")
    assert f"not in this map: {other.name('vm', 'erp-app-02')}" in done.stderr
    words = Redactor().text("login: quokka, honeysuckle")
    assert "talk of passwords" in run("unredact", "-", "--map", str(names), stdin=words).stderr
    assert not run("unredact", "-", "--map", str(names), stdin="vm-7 and word-like").stderr


@pytest.mark.parametrize("command", [("diagnose", "-f", "json"), ("import",)])
def test_a_map_is_there_before_anybody_has_what_it_turns_back(command: tuple[str, ...], tmp_path: Path) -> None:
    """A reader that leaves in the midst, as `head` does, and a full disk cost the rest of the output, and no name."""
    names = tmp_path / "map.json"
    line = shlex.join([sys.executable, "-m", "backupdx", command[0], str(EXPORTS), *command[1:]])
    subprocess.run(f"{line} --redact-map {names} 2>/dev/null | head -c 10", shell=True, check=False, timeout=120)
    assert "ERP-APP-02" in {name.upper() for name in read_map(names).names.values()}


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_a_map_made_by_a_command_is_private(tmp_path: Path) -> None:
    run("diagnose", str(EXPORTS), "--redact", "--redact-map", str(tmp_path / "map.json"))
    assert stat.S_IMODE((tmp_path / "map.json").stat().st_mode) == 0o600


def test_an_error_about_an_output_names_it_as_it_was_typed(tmp_path: Path) -> None:
    case = tmp_path / "erpapp-prod.yaml"
    case.write_text("vm: {name: erpapp-prod-01}\nerror: {code: UserErrorGuestAgentStatusUnavailable}\n")
    for option in ("-o", "--redact-map"):
        typed = str(tmp_path / "kvogel" / "erpapp-out.yaml")
        done = run("import", str(case), "--redact", option, typed)
        assert done.returncode == 3 and typed in done.stderr
    gone = str(tmp_path / "kvogel.yaml")
    assert "kvogel" not in run("import", gone, "--redact").stderr, "an input has a pseudonym"


def test_an_empty_file_is_no_map_and_the_error_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.map").touch()
    done = run("import", str(EXPORTS), "--redact-map", str(tmp_path / "empty.map"))
    assert done.returncode == 3 and "is empty" in done.stderr and "does not exist" in done.stderr
    assert (tmp_path / "empty.map").read_bytes() == b""


def test_a_map_with_two_names_is_not_split(tmp_path: Path) -> None:
    """Written anew under one name, it would miss names under the other one."""
    path, other = tmp_path / "map.json", tmp_path / "other.json"
    key = Redactor().key
    write_map({"vm-1": "web01"}, key, path)
    os.link(path, other)
    done = run("diagnose", str(EXPORTS), "--redact-map", str(path))
    assert done.returncode == 3 and not done.stdout and "hard link" in done.stderr
    with pytest.raises(InputError, match="hard link"):
        write_map({"vm-2": "web02"}, key, path)
    assert read_map(path) == read_map(other) and other.samefile(path)
    other.unlink()
    write_map({"vm-2": "web02"}, key, path)
    assert len(read_map(path).names) == 2
