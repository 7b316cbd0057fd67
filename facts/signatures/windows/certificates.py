"""Certificates with which extensions of a Windows guest read their settings: missing, or of another machine.

Lines: "Troubleshoot extension certificate issues on a Windows VM in Azure" (2024-12-12). That the key cannot be read,
`Keyset does not exist`, is another fault: of the permissions on the key.
"""

from __future__ import annotations

from functools import partial

from ...documents import CERTIFICATES_WINDOWS
from ..declaration import Signature
from ..places import AGENT_LOG_WINDOWS, HANDLER_MESSAGE

_SYMPTOMS = CERTIFICATES_WINDOWS.section("Symptoms")
_line = partial(Signature, where=(AGENT_LOG_WINDOWS, HANDLER_MESSAGE), source=_SYMPTOMS)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "settings-certificate-not-found",
        "The certificate or key with which extensions read their settings is not there",
        has=(
            "certficate with given thumbprint found in the certificate store",  # so spelled
            "certificate with given thumbprint found in the certificate store",
            "The enveloped-data message does not contain the specified recipient",
        ),
        gives="signs.settings_certificate_missing",
        example="No certficate with given thumbprint found in the certificate store. Thumbprint:34C8CDC747693E0E33A964",
        silent="A certificate was found in the certificate store",
    ),
    _line(
        "settings-decryption-failed",
        "The settings of an extension cannot be decrypted",
        has=("FailedToDecryptProtectedSettings", "Failed to decrypt protected settings"),
        gives="signs.settings_not_decrypted",
        example="FailedToDecryptProtectedSettings: the protected settings could not be decrypted",
        silent="The protected settings were decrypted",
    ),
)
