"""What a team lead asks of a fleet: whose VMs they are, since when they fail, and how one run compares with another."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from backupdx.facts.errors import InputError
from backupdx.fleet.customers import read_customers
from backupdx.fleet.history import History
from backupdx.fleet.known import AcceptedCauses
from running import backupdx

SUBSCRIPTION = "3f0c6c1e-5a44-4f6e-9d0a-7c2b8e91d514"
STOPPED = {
    "error": {"code": "UserErrorGuestAgentStatusUnavailable"},
    "agent": {"installed": True, "service_state": "stopped"},
}


def line(name: str, day: int, **vm: str) -> str:
    about = {"name": name, "resource_group": "rg", "os_type": "linux", "power_state": "running", **vm}
    return json.dumps({**STOPPED, "vm": about, "failed_at": f"2026-11-{day:02}T02:00:00Z"})


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three nights: `a` fails in all, `b` not in the second, `c` in the last only."""
    here = tmp_path_factory.mktemp("nights")
    nights = {20: "ab", 21: "a", 22: "abc"}
    for day, names in nights.items():
        (here / f"{day}.ndjson").write_text("\n".join(line(n, day, subscription_id=SUBSCRIPTION) for n in names))
        assert backupdx("fleet", f"{day}.ndjson", "-o", f"r{day}.ndjson", cwd=here).returncode == 0
    return here


def summary(here: Path, *options: str) -> dict[str, Any]:
    done = backupdx("fleet", "22.ndjson", *options, "-f", "json", cwd=here)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(path: Path) -> dict[str, dict[str, str]]:
    with path.open(newline="") as stream:
        return {row["vm"]: row for row in csv.DictReader(stream)}


def test_since_when_a_vm_fails_without_a_gap(runs: Path) -> None:
    earlier = ["--history", "r20.ndjson", "--history", "r21.ndjson"]
    found = summary(runs, *earlier, "--csv", "since.csv")
    assert {vm: row["failing_since"][:10] for vm, row in table(runs / "since.csv").items()} == {
        "a": "2026-11-20",
        "b": "2026-11-22",
        "c": "2026-11-22",
    }
    assert [(run["name"], run["cases"], run["findings"]) for run in found["history"]] == [
        ("2026-11-20", 2, found["history"][0]["findings"]),
        ("2026-11-21", 1, found["history"][1]["findings"]),
        ("this run", 3, sum(row["confirmed"] + row["likely"] for row in found["causes"])),
    ]
    assert "history" not in summary(runs)
    text = backupdx("fleet", "22.ndjson", *earlier, cwd=runs).stdout
    assert "Run by run" in text and "2026-11-21" in text
    assert "| this run | 3 | 3 |" in backupdx("fleet", "22.ndjson", *earlier, "-f", "markdown", cwd=runs).stdout
    done = backupdx("fleet", "22.ndjson", "--history", "22.ndjson", cwd=runs)
    assert done.returncode == 3 and "no file of records" in done.stderr


def test_a_vm_that_works_again_is_not_failing() -> None:
    record = {"case": {"vm": "a", "failed_at": "2026-11-20T02:00:00+00:00"}, "explanations": [], "notes": []}
    history = History()
    history.add("one", [json.dumps(record)], AcceptedCauses())
    later = {**record, "case": {"vm": "a", "failed_at": "2026-11-22T02:00:00+00:00"}}
    assert history.since(later) == "2026-11-20T02:00:00+00:00"
    assert history.since({**later, "headline": "recovered"}) == ""
    history.add("two", [json.dumps({**later, "headline": "recovered"})], AcceptedCauses())
    assert history.since(later) == "2026-11-22T02:00:00+00:00", "the row of failures has ended"
    history.add("three", ['{"rejected": "x", "line": "y"}'], AcceptedCauses())
    assert [run.name for run in history.runs] == ["2026-11-20", "2026-11-22", "three"]
    assert history.since({"case": {"vm": "z"}}) == ""


ACCOUNTS = [{"id": SUBSCRIPTION, "name": "Contoso production", "tenantId": "t", "state": "Enabled"}]
VMS = [{"id": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/B"}]


@pytest.mark.parametrize(
    ("content", "tag", "expected"),
    [
        ({"customers": [{"name": "Contoso", "vm": "a*"}]}, "customer", {"a": "Contoso", "b": ""}),
        ({"customers": [{"name": "All", "subscription": SUBSCRIPTION.upper()}]}, "x", {"a": "All", "b": "All"}),
        (ACCOUNTS, "customer", {"a": "Contoso production", "b": "Contoso production"}),
        ([{"Id": SUBSCRIPTION, "Name": "Az", "TenantId": "t"}], "customer", {"a": "Az"}),
        ([{**VMS[0], "tags": {"Customer": "Fabrikam"}}], "customer", {"a": "", "b": "Fabrikam"}),
        ({"data": [{**VMS[0], "tags": {"owner": "Fabrikam"}}]}, "OWNER", {"b": "Fabrikam"}),
    ],
)
def test_whose_vm_it_is(content: object, tag: str, expected: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(json.dumps(content))
    customers = read_customers([tmp_path / "c.json"], tag)
    case = {"resource_group": "rg", "subscription": SUBSCRIPTION}
    assert {vm: customers.of({**case, "vm": vm}) for vm in expected} == expected


def test_what_is_told_of_a_vm_itself_goes_first(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(ACCOUNTS))
    (tmp_path / "b.json").write_text(json.dumps([{**VMS[0], "tags": {"customer": "Fabrikam"}}]))
    (tmp_path / "c.json").write_text(json.dumps({"customers": [{"name": "Rest"}]}))
    customers = read_customers([tmp_path / f"{n}.json" for n in "abc"], "customer")
    case = {"resource_group": "rg", "subscription": SUBSCRIPTION}
    assert [customers.of({**case, "vm": vm}) for vm in "ab"] == ["Contoso production", "Fabrikam"]
    assert customers.of({"vm": "x"}) == "Rest"


@pytest.mark.parametrize("content", ["[]", "{}", "3", '[{"id": 3}]', '{"customers": [{"vm": "a"}]}', '[{"tags": {}}]'])
def test_a_file_that_tells_no_customer_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text(content)
    with pytest.raises(InputError, match=r"tells no customer|customers\[0\].name: field required"):
        read_customers([tmp_path / "c.json"], "customer")


def test_customers_are_counted_shown_and_never_beside_pseudonyms(runs: Path) -> None:
    (runs / "customers.yaml").write_text('customers: [{name: "=Contoso <b>", vm: a}, {name: Rest}]\n')
    found = summary(runs, "--customers", "customers.yaml", "--csv", "c.csv", "--html", "c.html")
    places = [(row["name"], row["findings"], row["cases"]) for row in found["places"] if row["dimension"] == "customer"]
    assert places == [("Rest", 2, 2), ("=Contoso <b>", 1, 1)]
    assert table(runs / "c.csv")["a"]["customer"] == "'=Contoso <b>"
    assert "<b>" not in (runs / "c.html").read_text()
    text = backupdx("fleet", "r22.ndjson", "--customers", "customers.yaml", cwd=runs).stdout
    assert "customer" in text and "2 of 2       Rest" in text
    done = backupdx("fleet", "22.ndjson", "--customers", "customers.yaml", "--redact", cwd=runs)
    assert done.returncode == 2 and "without --redact" in done.stderr
    done = backupdx("fleet", "22.ndjson", "--customers", "customers.yaml", "--html", "customers.yaml", cwd=runs)
    assert done.returncode == 2 and "is read by this run" in done.stderr
