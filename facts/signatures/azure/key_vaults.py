"""What a key vault answers whom its firewall keeps out: in its own log, or in the error of who asked."""

from __future__ import annotations

from functools import partial

from ...documents import KEY_VAULT_REFUSALS
from ..declaration import Signature
from ..places import JOB_TEXT

_BACKUP = "262044b1-e2ce-469f-a196-69ab7ada62d3"  # the application id of Backup Management Service, in every tenant
_refused = partial(
    Signature,
    where=JOB_TEXT,
    source=KEY_VAULT_REFUSALS.section("Description"),
    has=("caller is not a trusted service", "request is not from a trusted service"),
    within=None,
)

SIGNATURES: tuple[Signature, ...] = (
    _refused(
        "keyvault-firewall-refused",
        "A key vault refused a caller by its firewall",
        without=_BACKUP,
        example="Client address is not authorized and caller is not a trusted service. Client address: 20.61.146.97",
        silent="The user does not have secrets get permission on key vault 'kv1'.",
    ),
    _refused(
        "keyvault-firewall-refused-backup",
        "A key vault refused Azure Backup by its firewall",
        beside=_BACKUP,
        gives={"keyvault.firewall": "closed", "keyvault.firewall_refused": True},
        example="Public network access is disabled and request is not from a trusted service nor via an approved "
        "private link. Caller: appid=262044b1-e2ce-469f-a196-69ab7ada62d3;oid=x",
        silent="Client address is not authorized and caller is not a trusted service. Client address: 20.61.146.97",
    ),
)
