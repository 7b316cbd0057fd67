"""The certificate that decrypts the settings of extensions is missing or wrong."""

from ...authoring import *

_GONE = signs.settings_certificate_missing == True
_NOT_DECRYPTED = signs.settings_not_decrypted == True
_CODE = "GuestAgentCertificateNotFound"

CAUSE = cause(
    __name__,
    "The certificate that decrypts the extension's settings is missing or wrong",
    "Azure encrypts what it tells an extension for a certificate that the agent keeps in the guest. Without it, or "
    "with one from before the VM was restored, cloned or moved, the backup extension cannot read what to do.",
    sources=(
        SELF_HELP.section(_CODE),
        CERTIFICATES_WINDOWS.section("Solution 1: Update the extension certificate"),
        LINUX_EXTENSION.section("main/Utils/HandlerUtil.py"),
        WALINUXAGENT_ISSUES.section("370, 2949"),
    ),
    codes=("answer", "extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _GONE,
            _NOT_DECRYPTED,
            because="the extension could not read its settings, and the file with the certificate is not there",
            rival="openssl-missing: openssl runs, and names the file that it misses",
        ),
        suggests(_GONE),
        suggests(_NOT_DECRYPTED),
        suggests(derived.said_certificate_gone == True),
        suggests(extensions.backup_code == "FailedHandlerGuestAgentCertificateNotFound"),
        suggests(error.code == _CODE),
        hints(signs.certificates_not_read == True),
    ),
    leads_to=("vmsnapshot-failed", "extension-failed"),
    remedy=(
        COMPARE_CERTIFICATES,
        REAPPLY_MODEL,
        DELETE_CERTIFICATE,
        change("Restart the agent.", RESTART_AGENT_LINUX, RESTART_AGENT_WINDOWS, rights=ADMIN_OR_ROOT),
        REALLOCATE,
    ),
    verify=verify(
        "The log no longer names a missing certificate, and the next backup succeeds.",
        bash("sudo tail -n 50 /var/log/waagent.log", when=LINUX),
        AGENT_STATUSES,
    ),
)
