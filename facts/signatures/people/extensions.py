"""What people say in their own words of another extension than the backup's: that it failed, or cannot be installed."""

from __future__ import annotations

from ...documents import THREADS
from ..declaration import Signature
from ._stating import told

# Kinds of extensions, as people call them before the word; and names that are made as Azure's are.
_KINDS = (
    r"(?:custom[- ]?script|run[- ]?command|oms|monitoring|monitor(?: agent)?|log analytics|azure monitor|diagnostics?|"
    r"dependency(?: agent)?|guest configuration|defender|mde|antimalware|dsc|network ?watcher|qualys|"
    r"pipelines?(?: agent)?|domain[- ]?join|key ?vault|disk encryption|ade|aad(?:ssh)?(?:[- ]?login)?|"
    r"entra(?: id)?(?: login)?|vm ?access|nvidia|gpu(?: driver)?|puppet|chef|docker|sql(?: iaas)?|devops(?: agent)?)"
)
_NAMES = (
    r"(?:customscript(?:extension)?|[a-z]{3,30}(?:forlinux|forwindows|linuxagent|windowsagent|agentlinux|agentforlinux|"
    r"agentwindows)|linuxdiagnostic|iaasdiagnostics|azurediskencryption|bginfo|iaasantimalware|sqliaas(?:agent|extension)|"
    r"microsoftmonitoringagent|mde\.(?:linux|windows)|azurepolicyfor(?:linux|windows))"
)
_EXTENSION = rf"(?:\b{_KINDS} (?:vm )?extension\b|\bextension:? [\"'“‘]?{_NAMES}\b|\b{_NAMES}\b(?: (?:vm )?extension)?)"
# Nothing else stands between that could be what failed, and nothing that denies it.
_BETWEEN = (
    r"(?:(?!\b(?:works?|fine|succeed\w{0,3}|ready|but|never|not?|backups?|snapshots?|vms?|jobs?|and|while|when|until|"
    r"unless)\b)[^.;!?,:\n]){0,40}?"
)
_NOT = r"(?:can ?not|can['’]t|could not|couldn['’]t|does not|doesn['’]t|did not|didn['’]t|won['’]t|will not)"
_FAILED = (
    r"(?:fail(?:s|ed)\b|(?:is|was|are|stays?|remains?|shows?)(?: up)?(?: as| in)?(?: an?| the)? "
    rf"[\"'“‘]?(?:provisioning )?failed\b|{_NOT} (?:be )?install(?:ed)?\b|refuses to install)"
)

SIGNATURES: tuple[Signature, ...] = (
    told(
        "told-extension-failed",
        "Another extension is said to have failed",
        has=("extension", "forlinux", "forwindows", "linuxagent", "agentlinux", "agent", "diagnostic", "customscript"),
        without=("vmsnapshot", "snapshot extension", "backup extension"),
        pattern=rf"{_EXTENSION}[\"'”’]?{_BETWEEN}\b{_FAILED}|"
        rf"\b(?:installing|installation of|install|deploying|adding|updating)(?: the| an?)? {_EXTENSION}{_BETWEEN}"
        r"\bfail(?:s|ed)\b",
        gives="signs.other_extension_failed",
        source=THREADS.section("MicrosoftDocs/azure-docs#6076, 63454, 64646"),
        example="Since Monday the diagnostics extension is in a failed state.",
        silent="If the diagnostics extension is in a failed state, remove it.",
    ),
)
