"""The codes of the sibling page: their order, what they leave open, and the codes that are of no backup at all."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from azure_codes import AZURE_CODES
from backupdx.engine.reasoning import Reasoning
from backupdx.engine.result import Diagnosis
from backupdx.engine.weighing import speaks
from backupdx.facts.case import validated
from backupdx.kb.codes import CODES, PHASES, SEED_CODES
from backupdx.kb.codes.foreign import FOREIGN_CODES
from backupdx.kb.examples import examples_of
from backupdx.kb.knowledge import knowledge_base
from backupdx.kb.recognition import recognise
from backupdx.kb.trace import trace
from backupdx.library import Interview, diagnose, load
from cases import EFFORT

KB = knowledge_base()
# The page's order, written out by hand; then what the code alone makes of the case (None: nothing stands out).
W, L = "agent-unresponsive-windows", "agent-outdated-linux"
SIBLING: dict[str, tuple[list[str], str | None]] = {
    # Its order is that of the page on restore points, which has the causes of any internal error, on both systems.
    "VMRestorePointInternalError": (
        [W, L, "snapshot-status-unavailable", "linux-agent-config", "app-control", "vm-provisioning", "antivirus"],
        None,
    ),
    "CopyingVHDsFromBackUpVaultTakingLongTime": (["copy-to-vault"], "copy-timed-out"),
    "UserErrorVmNotInDesirableState": (["vm-provisioning", "vm-transition", "selinux"], None),
    "UserErrorFsFreezeFailed": (["filesystem-freeze"], None),
    "ExtensionSnapshotFailedCOM": (["extension-services"], "com-plus-stopped"),
    "ExtensionInstallationFailedCOM": (["extension-services"], "com-plus-stopped"),
    "ExtensionInstallationFailedMDTC": (["extension-services"], "msdtc-broken"),
    "ExtensionFailedVssWriterInBadState": (["vm-resources", "vss"], "vss-writer-bad"),
    "ExtensionFailedVssServiceInBadState": (["vss-service"], "vss-service-bad"),
    "ExtensionConfigParsingFailure": (["machinekeys"], "machinekeys-acl"),
    "ExtensionStuckInDeletionState": ([W, L, "extension-deletion"], "vmsnapshot-stuck-deleting"),
    "ExtensionFailedSnapshotLimitReachedError": (["snapshot-limit"], "snapshot-limit"),
    "ExtensionFailedTimeoutVMNetworkUnresponsive": (["vm-resources"], "snapshot-slow"),
    "ResourceNotFound": (["vm-gone"], "vm-gone"),
    "BCMV2VMNotFound": (["vm-gone"], "vm-gone"),
    "UserErrorVmNotFoundV2": (["vm-gone"], "vm-gone"),
    "AzureVmOffline": (["vm-health", W, L], "vm-not-running"),
    "ExtensionSnapshotBitlockerError": (["bitlocker"], "bitlocker-locked"),
    "VmNotInDesirableState": (["vm-transition", "selinux", W, L], None),
    "ExtensionSnapshotFailedNoSecureNetwork": (["secure-network"], "strong-crypto"),
    "ExtensionVCRedistInstallationFailure": (["vcredist", "antivirus"], "vcredist"),
    "UserErrorRequestDisallowedByPolicy": (["policy-deny"], "policy-deny"),
    "UserErrorUnableToOpenMount": (["mount-points"], "mount-unreadable"),
    "UserErrorGuestAgentVersionUnsupported": ([W, L], None),
    "UserErrorRpCollectionDeleted": (["restore-points-deleted"], "rpc-deleted"),
    "ScopeLocked": (["restore-point-lock"], None),
    "CloudInternalError": (["platform-transient"], "platform-transient"),
    "DiffCopyFailedToTransferData": (["copy-to-vault", "high-churn", "initial-or-new-disk"], None),
    # Of Microsoft's self-help articles.
    "ExtensionInstallProviderCOMMemoryQuotaReached": (["desktop-heap", "snapshot-provider"], "desktop-heap-exhausted"),
    "ExtensionCommandExecFailure": (["snapshot-provider"], None),
    "ExtensionInstallationFailure": (["vcredist", "antivirus", "snapshot-provider", "desktop-heap"], None),
    "ExtensionFailedTimeoutDelayInNetwork": (["proxy-delay"], "proxy-delay"),
    "BCMCrpInternalError": (["vm-health", W, L, "vm-provisioning"], None),
    **AZURE_CODES,
}
AGENTS = [c.id for f in (W, L) for c in KB.of_family(f)]
STOPPERS = ["antivirus-blocks", "app-control"]  # what can stop any program of a Windows guest


def reasoned(data: dict[str, Any]) -> Reasoning:
    return Reasoning(KB, validated(data))


def excluded_by(code: str) -> set[str]:
    """The causes that the code alone excludes."""
    return {
        cause.id
        for cause in KB.causes
        for rule in KB.rules_of(cause)
        if rule.kind in ("rules_out", "out_of_scope")
        and all(c.fact == "error.code" and c.test(code) for c in rule.conditions)
    }


def test_these_are_the_codes() -> None:
    others = {c.code for c in (*SEED_CODES, *PHASES["configuring"], *PHASES["linux"])}
    assert {c.code for c in CODES} - others == set(SIBLING)


@pytest.mark.parametrize("code", SIBLING)
def test_the_families_stand_in_the_pages_order(code: str) -> None:
    assert list(KB.code[code].families) == SIBLING[code][0]


@pytest.mark.parametrize("code", [c.code for c in CODES])
def test_no_code_alone_confirms_a_cause(code: str) -> None:
    assert "confirmed" not in reasoned({"error": {"code": code}}).verdicts.values()


@pytest.mark.parametrize("code", SIBLING)
def test_what_the_code_alone_points_to(code: str) -> None:
    reasoning = reasoned({"error": {"code": code}})
    likely = [c for c, verdict in reasoning.verdicts.items() if verdict == "likely"]
    expected = SIBLING[code][1]
    assert likely == ([expected] if expected else [])
    if expected:
        assert reasoning.ranked[0].id == expected
        assert reasoning.listed(reasoning.ranked[0])


@pytest.mark.parametrize("code", SIBLING)
def test_each_code_has_a_cause_that_facts_confirm(code: str) -> None:
    sure = "confirmed" if speaks(KB.code[code]) else "likely"  # one that only points on establishes nothing
    for family in KB.code[code].families:
        for cause in KB.of_family(family):
            for example in examples_of(cause.id):
                data = {**example.data, "error": {**example.data.get("error", {}), "code": code}}
                first = reasoned(data).diagnosis().first
                if first and (first.cause, first.verdict) == (cause.id, sure):
                    return
    pytest.fail(f"no example confirms a cause listed for {code}")


@pytest.mark.parametrize(
    ("code", "open_ones", "closed"),
    [
        (
            "ExtensionFailedVssWriterInBadState",
            ["vss-writer-bad", "vss-service-bad", "com-plus-stopped", "msdtc-account", "snapshot-slow", *STOPPERS],
            [*AGENTS, "vm-not-running", "vm-failed-state", "wireserver-blocked", "vmsnapshot-failed", "rg-lock"],
        ),
        (
            "ExtensionSnapshotFailedCOM",
            ["com-plus-stopped", "msdtc-account", "msdtc-broken", "vss-service-bad", *STOPPERS],
            [*AGENTS, "vmsnapshot-failed", "extension-failed"],
        ),
        ("ExtensionInstallationFailedCOM", ["com-plus-stopped", "vmsnapshot-failed", *STOPPERS], AGENTS),
        ("ExtensionSnapshotBitlockerError", ["bitlocker-locked", *STOPPERS], [*AGENTS, "com-plus-stopped"]),
        (
            "VMRestorePointInternalError",
            [*STOPPERS, *AGENTS, "vmsnapshot-failed", "extension-module-bad", "rdp-shutdown", "linux-agent-config"],
            ["rg-lock", "vm-gone", "disk-too-big"],
        ),
        ("ExtensionVCRedistInstallationFailure", ["vcredist", "vmsnapshot-failed", *STOPPERS], AGENTS),
        (
            "ExtensionFailedTimeoutVMNetworkUnresponsive",
            ["snapshot-slow", "storage-unreachable", "wireserver-blocked", *STOPPERS],
            [*AGENTS, "dhcp-disabled"],
        ),
        (
            "UserErrorFsFreezeFailed",
            ["fsfreeze-unclean", "fsfreeze-duplicate", "selinux-blocks", "snapshot-slow"],
            [*AGENTS, *STOPPERS, "vss-writer-bad", "bitlocker-locked"],
        ),
        *(
            (
                code,
                ["vm-failed-state", "vm-updating", "vm-in-transition", "selinux-blocks", *AGENTS],
                ["vm-not-running", "vss-writer-bad", "com-plus-stopped", "bitlocker-locked"],
            )
            for code in ("VmNotInDesirableState", "UserErrorVmNotInDesirableState")
        ),
        ("AzureVmOffline", ["vm-not-running", *AGENTS], ["vss-writer-bad", "rg-lock"]),
        ("ExtensionStuckInDeletionState", ["vmsnapshot-failed", *AGENTS], ["vss-writer-bad", "com-plus-stopped"]),
        (
            "UserErrorGuestAgentVersionUnsupported",
            ["agent-outdated-windows", "agent-outdated-linux", "agent-autoupdate-off"],
            ["agent-stopped-windows", "agent-missing-linux", "vm-not-running", "wireserver-blocked"],
        ),
        *(
            (code, [cause], [*AGENTS, *STOPPERS, "vm-not-running", "vmsnapshot-failed", "rg-lock", "disk-too-big"])
            for code, cause in (
                ("ResourceNotFound", "vm-gone"),
                ("UserErrorRequestDisallowedByPolicy", "policy-deny"),
                ("CopyingVHDsFromBackUpVaultTakingLongTime", "copy-timed-out"),
                ("UserErrorRpCollectionDeleted", "rpc-deleted"),
            )
        ),
        # What the seed's codes leave open is as it was.
        ("GuestAgentSnapshotTaskStatusError", [*AGENTS, *STOPPERS, "vss-writer-bad", "bitlocker-locked"], ["vm-gone"]),
        ("UserErrorCrpReportedUserError", [c.id for c in KB.causes], []),
    ],
)
def test_what_a_code_excludes(code: str, open_ones: list[str], closed: list[str]) -> None:
    excluded = excluded_by(code)
    assert not excluded & set(open_ones)
    assert excluded >= set(closed)


@pytest.mark.parametrize("code", [c for c in CODES if c.platform], ids=lambda c: c.code)
def test_a_code_tells_the_kind_of_guest(code: Any) -> None:
    reasoning = reasoned({"error": {"code": code.code}})
    assert reasoning.platform == code.platform
    wrong = {"windows": "linux", "linux": "windows"}[code.platform]
    other = reasoned({"error": {"code": code.code}, "vm": {"os_type": wrong}})
    assert other.platform == wrong
    assert any("comes from a" in said for said in other.contradictions())


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("FailedRetryableFsFreezeFailed", "UserErrorFsFreezeFailed"),
        ("2026/11/02 StatusCode.FailedRetryableUnableToOpenMount,", "UserErrorUnableToOpenMount"),
        ("T:S Enable failed with FailedSnapshotLimitReached errror", "ExtensionFailedSnapshotLimitReachedError"),
        ("UserErrorVmNotInDesiredState", "UserErrorVmNotInDesirableState"),
        ("Snapshot operation failed because VSS writers were in bad state", "ExtensionFailedVssWriterInBadState"),
    ],
)
def test_other_spellings(spelling: str, code: str) -> None:
    assert recognise(spelling).code == code


def test_a_text_between_two_codes_offers_both() -> None:
    found = recognise("VM isn't in a state that allows backups")
    assert set(found.candidates) == {"UserErrorVmNotInDesirableState", "VmNotInDesirableState"}


def test_the_message_of_the_policy_migration_is_kept_where_it_was_given_as_the_code() -> None:
    text = "The backups of VMs have failed after the policy migration from Standard to Enhanced policy."
    for diagnosis in (diagnose(load(error_code=text)), diagnose(load(error__message=text))):
        assert diagnosis.case.error_code == "BackUpOperationFailedV2"
        assert diagnosis.first and (diagnosis.first.cause, diagnosis.first.verdict) == ("policy-migration", "confirmed")
    bare = diagnose(load(error_code="BackUpOperationFailedV2"))
    assert bare.verdict("policy-migration") == "possible"


# -- codes of other operations ---------------------------------------------------------------------------------


@cache
def of_nothing() -> Diagnosis:
    return diagnose(load())


@pytest.mark.parametrize("code", FOREIGN_CODES[:: 1 if EFFORT > 1 else 2], ids=lambda c: c.code)
def test_a_code_of_another_operation_is_told_with_what_to_do_and_counts_for_nothing(code: Any) -> None:
    assert not code.families
    for spelling in (code.code, code.code.lower(), *code.messages, *map(str, code.numbers)):
        assert recognise(spelling).code == code.code
    diagnosis = diagnose(load(error_code=code.code))
    assert (diagnosis.case.error_code, diagnosis.case.error_title) == (code.code, code.title)
    assert any(code.code in note and "not of a backup" in note for note in diagnosis.notes)
    headline = diagnosis.headline
    assert headline is not None and headline.kind == "other_operation" and "not of a backup of a VM" in headline.text
    assert len(headline.text.split(". ")) > 1
    assert diagnosis.explanations == of_nothing().explanations
    assert {e.verdict for e in diagnosis.explanations} == {"possible"} and not diagnosis.ruled_out
    assert "error.code" in {check.fact for check in diagnosis.next_checks}


def test_facts_count_as_if_the_code_were_not_known() -> None:
    facts = {"vm": {"os_type": "linux", "power_state": "running"}, "agent": {"status": "not_ready"}}
    foreign = reasoned({**facts, "error": {"code": "UserErrorSkuNotAvailable"}})
    assert foreign.verdicts == reasoned(facts).verdicts
    assert all(foreign.listed(c) is None for c in foreign.ranked)


def test_an_interview_does_not_put_the_question_again_by_itself() -> None:
    interview = Interview()
    interview.answer("error.code", "RestoreOperationFailed")
    for _ in range(600):
        question = interview.next_question()
        if question is None:
            break
        assert question.fact != "error.code"
        interview.unknown(question.fact)
    assert interview.next_question() is None
    interview.answer("error.code", "UserErrorUnsupportedDiskSize")
    assert interview.diagnosis.first is not None
    assert interview.diagnosis.first.cause == "disk-too-big"


def test_the_pages_show_them() -> None:
    from backupdx.report.pages import code_page, listing

    assert "UserErrorSkuNotAvailable" in listing(KB)
    assert "not of a backup" in code_page(KB, KB.foreign_code["UserErrorSkuNotAvailable"])


def test_every_fact_of_the_sibling_page_is_used() -> None:
    """A fact that is there for a code of that page is looked at by a rule."""
    used = {b for c in KB.causes for r in KB.rules_of(c) for x in r.conditions for b in KB.basis_of(x.fact)}
    places = [place for row in trace() if row.id.startswith("X.") for place in row.places]
    facts = {place.rpartition(" ")[2] for place in places if place.startswith("facts/topics: ")}
    assert len(facts) > 20 and facts <= used, facts - used
