"""Azure's status blob of the VM is gone or unusable."""

from ...authoring import *

_GONE = signs.status_blob_gone == True

CAUSE = cause(
    __name__,
    "Azure's status blob for the VM is gone or unusable",
    "The agent uploads its status into a blob that Azure made for the VM. Where that blob was deleted, Azure never "
    "sees the status: the agent looks silent, and a snapshot that was taken looks as if it was not.",
    sources=(
        WALINUXAGENT_ISSUES.section("409, 622, 779"),
        WALINUXAGENT.section("azurelinuxagent/common/protocol/wire.py"),
    ),
    applies=LINUX,
    codes=("answer",),
    needs_agent=True,
    rules=(
        confirms(
            _GONE,
            AGENT_SILENT,
            because="the upload is answered, with the word that the blob is not there, and Azure hears nothing",
            rival="storage-unreachable: storage answered",
        ),
        suggests(_GONE),
        hints(extensions.backup_reported == True, AGENT_CODE),
        rules_out(_GONE, AGENT_ANSWERS),
    ),
    leads_to=("agent-not-reporting",),
    remedy=(
        look(
            "Read what the upload of the status says.", bash("sudo grep -ai status /var/log/waagent.log | tail -n 20")
        ),
        REAPPLY_MODEL,
        REALLOCATE,
    ),
    verify=verify("Azure shows the agent as Ready.", AGENT_STATUSES),
)
