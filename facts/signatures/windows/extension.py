"""Lines of the backup extension on Windows (IaaSBcdrExtension*.log), as Microsoft's support reads them."""

from __future__ import annotations

from ...documents import SELF_HELP
from ..declaration import Signature
from ..places import WINDOWS_TEXT

_ORDER = SELF_HELP.section("Engineers' guide (2021-03-10)")

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "snapshot-provider-registered",
        "The backup extension registered its snapshot provider",
        where=WINDOWS_TEXT,
        has=("Registered the provider with VSS", "Provider installed successfully"),
        context="ends what is told of its installation",
        source=_ORDER,
        example="Registered the provider with VSS",
        silent="Registering the provider with VSS",
    ),
    Signature(
        "snapshot-provider-not-installed",
        "The backup extension could not install its snapshot provider",
        where=WINDOWS_TEXT,
        has="Install provider failed",
        without="80110401",
        until="snapshot-provider-registered",
        source=_ORDER,
        example="Install provider failed {Exception = System.Runtime.InteropServices.COMException: x",
        silent="Install provider succeeded",
    ),
)
