"""The .NET Framework of the guest may not use strong cryptography.

Only a value of 0 confirms it: where the value is missing, as on most machines, newer programs use strong
cryptography all the same.
"""

from ....engine.knowledge import Cause, Command, Remedy, Step, confirms, rules_out, suggests
from ...facts import error, vm, windows
from ...sources import SIBLING
from ...steps.windows import ADMIN, RESTART_AGENT

_CODE = "ExtensionSnapshotFailedNoSecureNetwork"
_COVERS = (f"X.{_CODE}",)
_FRAMEWORK = "Microsoft\\.NETFramework"
_LOOK = Command(
    "powershell",
    f"Get-ItemProperty 'HKLM:\\SOFTWARE\\{_FRAMEWORK}\\v*','HKLM:\\SOFTWARE\\WOW6432Node\\{_FRAMEWORK}\\v*' | "
    "Select-Object PSPath,SchUseStrongCrypto",
)
_SET = "/v SchUseStrongCrypto /t REG_DWORD /d 1 /f"

CAUSE = Cause(
    id="strong-crypto",
    title="The .NET Framework is not set to use strong cryptography",
    family="secure-network",
    step=1,
    explanation=(
        "Azure accepts only secure connections of today's kind. Without SchUseStrongCrypto, a program of the .NET "
        "Framework may offer only old ones, and the backup extension gets no connection."
    ),
    sources=(SIBLING.section("ExtensionSnapshotFailedNoSecureNetwork"),),
    applies=vm.os_type == "windows",
    codes=("snapshot", _CODE),
    needs_agent=True,
    rules=(
        confirms(windows.strong_crypto == "off", error.code == _CODE, covers=_COVERS),
        suggests(windows.strong_crypto == "off"),
        suggests(error.code == _CODE, covers=_COVERS),
        rules_out(windows.strong_crypto == "on"),
    ),
    remedy=Remedy(
        steps=(
            Step(
                "See which versions of the .NET Framework the registry has, and what each of them is set to.",
                (_LOOK,),
                covers=_COVERS,
            ),
            Step(
                "Set SchUseStrongCrypto to 1 for every version that is there, and restart the agent.",
                (
                    Command("cmd", f'REG ADD "HKLM\\SOFTWARE\\{_FRAMEWORK}\\v4.0.30319" {_SET}'),
                    Command("cmd", f'REG ADD "HKLM\\SOFTWARE\\WOW6432Node\\{_FRAMEWORK}\\v4.0.30319" {_SET}'),
                    Command("cmd", f'REG ADD "HKLM\\SOFTWARE\\{_FRAMEWORK}\\v2.0.50727" {_SET}'),
                    Command("cmd", f'REG ADD "HKLM\\SOFTWARE\\WOW6432Node\\{_FRAMEWORK}\\v2.0.50727" {_SET}'),
                    *RESTART_AGENT,
                ),
                effect="changes state",
                rights=ADMIN,
                caution=(
                    "It holds for every .NET program of the machine: one that talks to a server with old encryption "
                    "only loses its connection. Programs take it up when they are started again."
                ),
                covers=_COVERS,
            ),
        ),
        verify=Step("Each version shows 1, and the next backup succeeds.", (_LOOK,)),
    ),
    covers=_COVERS,
)
