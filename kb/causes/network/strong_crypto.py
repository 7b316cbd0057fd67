"""The .NET Framework of the guest may not use strong cryptography.

Only a value of 0 confirms it: where the value is missing, as on most machines, newer programs use strong
cryptography all the same.
"""

from ...authoring import *

_CODE = "ExtensionSnapshotFailedNoSecureNetwork"
_TOLD = signs.told_tls_off == True
_FRAMEWORK = "Microsoft\\.NETFramework"
_LOOK = how(windows.strong_crypto, "powershell")
_SET = "/v SchUseStrongCrypto /t REG_DWORD /d 1 /f"

CAUSE = cause(
    __name__,
    "The .NET Framework is not set to use strong cryptography",
    "Azure accepts only secure connections of today's kind. Without SchUseStrongCrypto, a program of the .NET "
    "Framework may offer only old ones, and the backup extension gets no connection.",
    family="secure-network",
    sources=(SIBLING.section("ExtensionSnapshotFailedNoSecureNetwork"),),
    applies=WINDOWS,
    codes=("snapshot", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            windows.strong_crypto == "off",
            error.code == _CODE,
            because="no secure channel could be made, says the code, and .NET was told to do without strong ciphers",
            rival="wireserver-blocked: where the way is closed, the code speaks of no network at all",
        ),
        suggests(windows.strong_crypto == "off"),
        *(suggests(each) for each in (error.code == _CODE, signs.secure_channel_refused == True, _TOLD)),
        rules_out(windows.strong_crypto == "on"),
    ),
    remedy=(
        look("See which versions of the .NET Framework the registry has, and what each of them is set to.", _LOOK),
        change(
            "Set SchUseStrongCrypto to 1 for every version that is there, and restart the agent.",
            cmd(
                f'REG ADD "HKLM\\SOFTWARE\\{_FRAMEWORK}\\v4.0.30319" {_SET}',
                f'REG ADD "HKLM\\SOFTWARE\\WOW6432Node\\{_FRAMEWORK}\\v4.0.30319" {_SET}',
                f'REG ADD "HKLM\\SOFTWARE\\{_FRAMEWORK}\\v2.0.50727" {_SET}',
                f'REG ADD "HKLM\\SOFTWARE\\WOW6432Node\\{_FRAMEWORK}\\v2.0.50727" {_SET}',
            ),
            RESTART_AGENT_WINDOWS,
            caution="It holds for every .NET program of the machine: one that talks to a server with old encryption "
            "only loses its connection. Programs take it up when they are started again.",
        ),
    ),
    verify=verify("Each version shows 1, and the next backup succeeds.", _LOOK),
)
