"""The files in examples/: each is diagnosed as its table row says, and renders in every format."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from backupdx.cli import app
from backupdx.engine.result import Diagnosis, Verdict
from backupdx.facts.case import Case
from backupdx.kb.codes import SEED_CODES
from backupdx.library import diagnose, load_all
from backupdx.readers.loading import load_paths
from backupdx.report.schemas import schemas
from typer.testing import CliRunner

EXAMPLES = Path(__file__).parents[1] / "examples"

# file or folder: VM -> (error code, cause of rank 1, its verdict)
EXPECTED: dict[str, dict[str, tuple[str | None, str, Verdict]]] = {
    "agent-missing-from-custom-image.yaml": {
        "rocky-app-19": ("UserErrorGuestAgentStatusUnavailable", "agent-missing-linux", "confirmed"),
    },
    "agent-outdated-centos.yaml": {
        "relay01": ("GuestAgentSnapshotTaskStatusError", "agent-not-reporting", "confirmed"),
    },
    "agent-stopped-ubuntu.yaml": {
        "web-prod-07": ("UserErrorGuestAgentStatusUnavailable", "agent-stopped-linux", "confirmed"),
    },
    "applocker-blocks-snapshot.yaml": {
        "kiosk-be-01": ("GuestAgentSnapshotTaskStatusError", "app-control", "confirmed"),
    },
    "backup-runs-into-the-next.yaml": {
        "scan-store-02": ("UserErrorBackupOperationInProgress", "job-running", "confirmed"),
    },
    "contradicting-reports.yaml": {
        "pg-prod-03": ("UserErrorGuestAgentStatusUnavailable", "agent-not-reporting", "confirmed"),
    },
    "disk-resize-behind-crp-code.yaml": {
        "mes-01": ("UserErrorCrpReportedUserError", "inner-error", "likely"),
    },
    "dutch-message-no-code.yaml": {
        "notaris-app": ("GuestAgentSnapshotTaskStatusError", "agent-not-reporting", "confirmed"),
    },
    "encrypted-disk-8-tb.yaml": {
        "archive-01": ("UserErrorUnsupportedDiskSize", "disk-too-big", "confirmed"),
    },
    "extensions-disabled-in-waagent-conf.yaml": {
        "bill-db-02": ("GuestAgentSnapshotTaskStatusError", "linux-agent-config", "confirmed"),
    },
    "failed-extension-fails-the-vm.yaml": {
        "fin-app-03": ("UserErrorVmProvisioningStateFailed", "extension-failed", "confirmed"),
    },
    "firewall-blocks-168.63.129.16.yaml": {
        "dc-prod-02": ("GuestAgentSnapshotTaskStatusError", "wireserver-blocked", "confirmed"),
    },
    "four-backups-a-day-standard-policy.yaml": {
        "erp-db-01": ("UserErrorRpCollectionLimitReached", "multiple-backups", "confirmed"),
    },
    "internal-error-after-policy-change.yaml": {
        "gis-tile-05": ("BackUpOperationFailedV2", "wireserver-blocked", "likely"),
    },
    "internal-error-locked-restore-point-group.yaml": {
        "dms-app-01": ("BackUpOperationFailed", "rg-lock", "likely"),
    },
    "keyvault-access-policy-missing.yaml": {
        "fs-enc-01": ("UserErrorKeyvaultPermissionsNotConfigured", "keyvault-perm", "confirmed"),
    },
    "moved-to-a-new-vault.json": {
        "wms-app-02": ("UserErrorBackupOperationInProgress", "job-running-old-vault", "confirmed"),
    },
    "msdtc-runs-as-local-system.yaml": {
        "biztalk-01": ("ExtensionOperationFailedForManagedDisks", "msdtc-account", "confirmed"),
    },
    "nothing-but-a-code.yaml": {
        "vm-unknown-23": ("GuestAgentSnapshotTaskStatusError", "agent-stopped-windows", "possible"),
    },
    "patch-night-four-vms.yaml": {
        "app-l-03": ("UserErrorGuestAgentStatusUnavailable", "vm-not-running", "confirmed"),
        "app-l-04": ("ExtensionOperationFailedForManagedDisks", "rdp-shutdown", "possible"),
        "app-w-01": ("UserErrorGuestAgentStatusUnavailable", "agent-stopped-windows", "confirmed"),
        "app-w-02": ("GuestAgentSnapshotTaskStatusError", "pending-updates", "possible"),
    },
    "protection-stopped.yaml": {
        "legal-dms-01": ("UserErrorBcmDatasourceNotPresent", "not-protected", "confirmed"),
    },
    "raw-exports": {
        "erp-app-02": ("GuestAgentSnapshotTaskStatusError", "agent-not-reporting", "confirmed"),
    },
    "shut-down-over-rdp.yaml": {
        "cad-ws-04": ("ExtensionSnapshotFailedNoNetwork", "rdp-shutdown", "confirmed"),
    },
    "static-ip-typed-into-the-guest.yaml": {
        "print-02": ("ExtensionSnapshotFailedNoNetwork", "dhcp-disabled", "possible"),
    },
    "subscription-lock-and-18-restore-points.yaml": {
        "hr-sql-01": ("UserErrorRpCollectionLimitReached", "rg-lock", "confirmed"),
    },
    "symptoms-without-a-code.yaml": {
        "term-srv-06": (None, "antivirus-blocks", "likely"),
    },
    "vm-deallocated-by-auto-shutdown.yaml": {
        "build-win-11": ("UserErrorGuestAgentStatusUnavailable", "vm-not-running", "confirmed"),
    },
    "vm-still-updating.yaml": {
        "fin-app-04": ("UserErrorVmProvisioningStateFailed", "vm-updating", "confirmed"),
    },
    "vss-writers-in-bad-state.yaml": {
        "sql-crm-01": ("ExtensionOperationFailedForManagedDisks", "sql-writer-database", "likely"),
    },
}
# Roots with what follows from them, in that order.
CHAINS = {
    "failed-extension-fails-the-vm.yaml": ("extension-failed", "vm-failed-state"),
    "four-backups-a-day-standard-policy.yaml": ("multiple-backups", "rpc-limit"),
    "msdtc-runs-as-local-system.yaml": ("msdtc-account", "com-plus-stopped"),
    "subscription-lock-and-18-restore-points.yaml": ("rg-lock", "rpc-limit"),
}
each_example = pytest.mark.parametrize("name", EXPECTED)


@cache
def cases(name: str) -> list[Case]:
    return load_all(EXAMPLES / name)


@cache
def diagnoses(name: str) -> list[Diagnosis]:
    return [diagnose(case) for case in cases(name)]


def test_no_example_is_missing_from_the_table() -> None:
    assert {p.name for p in EXAMPLES.iterdir() if not p.name.startswith((".", "pack-"))} == set(EXPECTED)


def test_the_examples_cover_every_error_code_of_the_seed() -> None:
    covered = {code for rows in EXPECTED.values() for code, _, _ in rows.values()}
    assert covered >= {c.code for c in SEED_CODES}


@each_example
def test_first_cause(name: str) -> None:
    found = {}
    for d in diagnoses(name):
        first = d.explanations[0]
        assert first.rank == 1
        found[d.case.vm] = (d.case.error_code, first.cause, first.verdict)
    assert found == EXPECTED[name]


@each_example
def test_facts_do_not_get_lost(name: str) -> None:
    """A fact file that is taken for something else keeps its error code only."""
    kinds = {f.detail for f in load_paths([EXAMPLES / name]).files}
    assert ("fact file" in kinds) == (name != "raw-exports")
    for case in cases(name):
        assert case.vm.name and (case.id or name == "raw-exports")
        assert case.vm.resource_group or name == "nothing-but-a-code.yaml"
        assert case.failed_at or name == "symptoms-without-a-code.yaml"


@each_example
def test_a_comment_tells_the_story(name: str) -> None:
    if name.endswith(".yaml"):
        assert (EXAMPLES / name).read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", CHAINS)
def test_the_root_stands_before_what_follows_from_it(name: str) -> None:
    root, consequence = CHAINS[name]
    first, second = diagnoses(name)[0].explanations[:2]
    assert (first.cause, second.cause) == (root, consequence)
    assert consequence in first.leads_to
    assert root in second.follows_from


def test_a_bare_code_establishes_nothing() -> None:
    (diagnosis,) = diagnoses("nothing-but-a-code.yaml")
    assert {e.verdict for e in diagnosis.explanations} == {"possible"}
    assert diagnosis.next_checks


def test_the_contradiction_is_told() -> None:
    (diagnosis,) = diagnoses("contradicting-reports.yaml")
    assert any("agent.service_state" in n and "agent.process_running" in n for n in diagnosis.notes)
    assert diagnosis.headline is not None and diagnosis.headline.kind == "contradiction"
    assert [e.cause for e in diagnosis.explanations if e.verdict == "confirmed"] == ["agent-not-reporting"]


def test_the_lock_to_delete_is_that_of_the_subscription() -> None:
    (diagnosis,) = diagnoses("subscription-lock-and-18-restore-points.yaml")
    deletions = [
        c.command
        for step in diagnosis.explanations[0].remedy.steps
        for c in step.commands
        if c.command.startswith("az lock delete")
    ]
    assert len(deletions) == 1
    assert deletions[0].endswith("/locks/audit-2026-no-delete")


def test_the_raw_exports_are_about_one_vm_and_agree() -> None:
    folder = EXAMPLES / "raw-exports"
    loaded = load_paths([folder])
    assert len(loaded.files) == len(list(folder.iterdir())) == 6
    assert {f.status for f in loaded.files} == {"read"}
    assert loaded.remarks == []
    (case,) = loaded.cases
    assert case.conflicts == () and case.notes == ()
    assert case.vm.power_state == "running" and case.agent.status == "not_ready"
    assert case.backup.vault == "rsv-prod-weu" and case.locks.found and len(case.locks.found) == 3
    assert case.disks.attached and [d.size_gb for d in case.disks.attached] == [127, 1024]
    (diagnosis,) = diagnoses("raw-exports")
    # A lock is there, but this code is about the agent; and whether the group is this VM's, nobody told.
    assert "rg-lock" not in {e.cause for e in (*diagnosis.explanations, *diagnosis.ruled_out, *diagnosis.also_wrong)}


@each_example
def test_first_remedy_names_the_vm(name: str) -> None:
    for case, diagnosis in zip(cases(name), diagnoses(name), strict=True):
        remedy = diagnosis.explanations[0].remedy
        texts = [c.command for step in (*remedy.steps, remedy.verify) for c in step.commands]
        assert not [t for t in texts if "<vm>" in t], name
        if case.vm.resource_group:
            assert not [t for t in texts if "<resource-group>" in t], name


# As text all, in the other forms each third: test_properties.py renders every report of every case.
WRITTEN = [
    (name, format)
    for n, name in enumerate(EXPECTED)
    for format in ("text", "markdown", "json")
    if format == "text" or (n + len(format)) % 3 == 0
]


@pytest.mark.parametrize(("name", "format"), WRITTEN)
def test_command_line(name: str, format: str) -> None:
    done = CliRunner().invoke(app, ["diagnose", str(EXAMPLES / name), "--format", format, "--full"])
    assert done.exception is None
    assert done.exit_code == 0
    assert done.stderr == ""
    if format == "json":
        several = len(EXPECTED[name]) > 1
        found = [json.loads(line) for line in done.stdout.splitlines()] if several else [json.loads(done.stdout)]
        for diagnosis in found:
            jsonschema.validate(diagnosis, schemas()["diagnosis"])
        assert {d["case"]["vm"] for d in found} == set(EXPECTED[name])
    else:
        for vm, (_, cause, verdict) in EXPECTED[name].items():
            assert vm in done.stdout
            assert cause in done.stdout
            assert verdict in done.stdout.lower()
