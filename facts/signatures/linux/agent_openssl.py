"""What the agent says of OpenSSL, FIPS and certificates. Lines: WALinuxAgent 2.15.0.1 (goal_state.py, cryptutil.py).

The standard error of OpenSSL goes on in lines of the same entry, or stands behind `stderr:`. Its words are those of
OpenSSL 1.0 to 3, as the threads have them.
"""

from __future__ import annotations

from functools import partial

from ...documents import LINUX_EXTENSION, WALINUXAGENT, WALINUXAGENT_ISSUES
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE

_CRYPT = WALINUXAGENT.section("azurelinuxagent/common/utils/cryptutil.py")
_GOAL_STATE = WALINUXAGENT.section("azurelinuxagent/common/protocol/goal_state.py")
_SETTINGS = LINUX_EXTENSION.section("main/Utils/HandlerUtil.py")
_CONTEXT = r"(?s)(?:TransportCert\.pem|Certificates\.p7m|\.prv|\.crt|openssl)"
_line = partial(Signature, where=AGENT_LOG_LINUX, source=_CRYPT)

SIGNATURES: tuple[Signature, ...] = (
    _line(
        "openssl-not-found",
        "The agent or the backup extension does not find OpenSSL",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG),
        has=(
            "openssl: not found",
            "openssl: command not found",
            "No such file or directory: 'openssl'",
            "No such file or directory: '/usr/bin/openssl'",
        ),
        gives="signs.openssl_fails",
        source=WALINUXAGENT_ISSUES.section("1674, 2703"),
        example="/bin/sh: 1: openssl: not found",
        silent="/bin/sh: 1: jq: not found",
    ),
    _line(
        "openssl-path-comment",
        "A comment in waagent.conf is taken for the path of OpenSSL",
        has=(
            "None: not found",
            "None: command not found",
            "the system default version is used.",
            "the default version is used.: not found",
        ),
        pattern=r"\bNone: (?:command )?not found|default version is used\. (?:cms|rsa|x509|req|pkey|pkcs12) |"
        r"default version is used\.: not found",
        gives="signs.openssl_fails",
        source=WALINUXAGENT_ISSUES.section("763"),
        example="Result: /bin/sh: 1: None: not found",
        silent='OS.OpensslPath=None  # If "None", the system default version is used.',
    ),
    _line(
        "openssl-configuration-broken",
        "The configuration of OpenSSL cannot be read",
        has=(
            "configuration file routines:",
            "Can't open config file:",
            "unable to load config info",
            "unable to find 'distinguished_name' in config",
        ),
        pattern=rf"{_CONTEXT}|conf_def\.c",
        gives="signs.openssl_fails",
        source=WALINUXAGENT_ISSUES.section("1402, 2684"),
        example="[/usr/bin/openssl rsa -in /var/lib/waagent/0.prv] stderr: error:0E065068:configuration file "
        "routines:STR_COPY:variable has no value:conf_def.c:584:line 23",
        silent="mysqld: Can't open config file: /etc/my.cnf",
    ),
    _line(
        "openssl-library-broken",
        "OpenSSL does not start: a library of it is missing or foreign",
        has=("error while loading shared libraries: libssl", "error while loading shared libraries: libcrypto"),
        pattern=r"openssl: error while loading",
        gives="signs.openssl_fails",
        example="/usr/bin/openssl: error while loading shared libraries: libssl.so.3: cannot open shared object file",
        silent="/usr/bin/mysql: error while loading shared libraries: libssl.so.10: cannot open shared object file",
    ),
    _line(
        "fips-refuses-certificates",
        "OpenSSL refuses the algorithm of the VM's certificates",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG),
        has=(
            "inner_evp_generic_fetch:unsupported",
            "Algorithm (DES-EDE3-CBC",
            "disabled for fips",
            "EVP_PBE_CipherInit:unknown cipher",  # OpenSSL 1.0 in FIPS mode
        ),
        source=WALINUXAGENT_ISSUES.section("3489, 760, 668"),
        example="Error converting PFX to PEM [-nomacver: False]: error:0308010C:digital envelope "
        "routines:inner_evp_generic_fetch:unsupported, Algorithm (DES-EDE3-CBC : 65), Properties ())",
        silent="Error converting PFX to PEM [-nomacver: True]: Mac verify error: invalid password?",
    ),
    _line(
        "pfx-first-try",
        "The first of two ways to read the certificates failed",
        has="Error converting PFX to PEM [-nomacver: True]",
        noise="a second way is tried",
        source=_GOAL_STATE,
        example="Error converting PFX to PEM [-nomacver: True]: Mac verify error: invalid password?",
        silent="Error converting PFX to PEM [-nomacver: False]: Mac verify error: invalid password?",
    ),
    _line(
        "certificates-not-converted",
        "The agent cannot read the certificates of its goal state",
        has=("Cannot convert PFX to PEM", "Cannot download certificates using any of the supported cyphers"),
        source=_GOAL_STATE,
        gives="signs.certificates_not_read",
        example="GoalState: Cannot convert PFX to PEM",
        silent="Downloaded the goal state certificates",
    ),
    _line(
        "certificates-not-decrypted",
        "The agent cannot read the certificates of its goal state",
        has=("Failed to decrypt /var/lib/waagent/Certificates.p7m", "Error in transport decryption"),
        source=_GOAL_STATE,
        gives="signs.certificates_not_read",
        example="Failed to decrypt /var/lib/waagent/Certificates.p7m (return code: 1)",
        silent="Decrypted /var/lib/waagent/Certificates.p7m",
    ),
    _line(
        "certificates-out-of-sync",
        "The certificate for the settings of extensions did not come",
        has=(
            "are still out of sync with the tenant cert. Will continue",
            "goal state is out of sync with the tenant cert",
        ),
        source=WALINUXAGENT.section("azurelinuxagent/ga/update.py"),
        gives="signs.settings_certificate_missing",
        level="warning",
        example="The extensions are still out of sync with the tenant cert. Will continue execution, but some "
        "extensions may fail.",
        silent="The extensions are out of sync with the tenant cert. Will refresh the goal state.",
    ),
    _line(
        "transport-certificate-gone",
        "The agent's own certificate is not there",
        has=(
            "No such file or directory: '/var/lib/waagent/TransportCert.pem'",
            "No such file or directory: '/var/lib/waagent/TransportPrivate.pem'",
        ),
        gives="signs.settings_certificate_missing",
        until=("linux-agent-starts",),
        example="[Errno 2] No such file or directory: '/var/lib/waagent/TransportCert.pem'",
        silent="[Errno 2] No such file or directory: '/var/lib/waagent/Incarnation'",
    ),
    _line(
        "settings-certificate-gone",
        "The certificate or key with which extensions read their settings is not there",
        where=(EXTENSION_LOG, AGENT_LOG_LINUX, HANDLER_MESSAGE),
        has=(
            "Error opening recipient certificate file /var/lib/waagent/",
            "Error opening signing key file /var/lib/waagent/",
            "Can't open /var/lib/waagent/",
            "Could not open file or uri for loading recipient certificate file from /var/lib/waagent/",
        ),
        pattern=r"/var/lib/waagent/[0-9A-F]{40}\.(?:crt|prv)",
        gives="signs.settings_certificate_missing",
        until=("settings-decrypted",),
        source=WALINUXAGENT_ISSUES.section("370, 2949"),
        example="Error opening recipient certificate file "
        "/var/lib/waagent/9D41C0B7A2E6835F1D0C4B79E2A85D3610FBC7A4.crt",
        silent="Can't open /var/lib/waagent/Incarnation for reading",
    ),
    Signature(
        "settings-not-decrypted",
        "The backup extension cannot decrypt its settings",
        where=EXTENSION_LOG,
        has=(
            "Failed to decrypt protected settings using both CMS and SMIME",
            "JSON exception decoding decrypted protected settings",
        ),
        until=("settings-decrypted", "vmsnapshot-succeeded"),
        source=_SETTINGS,
        example="Failed to decrypt protected settings using both CMS and SMIME commands",
        silent="CMS decryption failed with return code: 4, attempting fallback to SMIME",
    ),
    Signature(
        "settings-decrypted",
        "The backup extension decrypted its settings",
        where=EXTENSION_LOG,
        has="Config decoded correctly.",
        gives={"extensions.backup_milestone": "settings_read"},
        context="certificate, key and OpenSSL are sound then",
        source=_SETTINGS,
        example="Config decoded correctly.",
        silent="Config was not decoded",
    ),
    Signature(
        "cms-first-try",
        "The first of two ways to decrypt the settings failed",
        where=EXTENSION_LOG,
        has="CMS decryption failed",
        noise="a second way is tried",
        source=_SETTINGS,
        example="CMS decryption failed with return code: 4, attempting fallback to SMIME",
        silent="Successfully decrypted protected settings using CMS command",
    ),
    Signature(
        "openssl-rsa-on-ec-key",
        "The agent cannot read an elliptic-curve key of the VM",
        where=AGENT_LOG_LINUX,
        has="openssl rsa -in /var/lib/waagent/",
        pattern=r"openssl rsa -in /var/lib/waagent/\d{1,3}\.prv -pubout[^\n]{0,60}return code: \[1\], (?:result: \[\]|"
        r"stdout: \[\] stderr: \[[^\n]{0,200}(?:expecting an rsa key|Not an RSA key))",
        source=WALINUXAGENT_ISSUES.section("1550"),
        example="Command: [/usr/bin/openssl rsa -in /var/lib/waagent/1.prv -pubout 2>/dev/null], return code: [1], "
        "result: []",
        silent="Command: [/usr/bin/openssl rsa -in /var/lib/waagent/1.prv -pubout], return code: [0], result: []",
    ),
)
