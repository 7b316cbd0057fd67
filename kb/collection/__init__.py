"""What can be collected by commands, as data: each command with the facts that its output can give, and why it is run.

`declaration.py` says what a command is made of; there is a module for each kind of script, and `uncollectable.py` names
the facts that only a person can tell.
"""

from __future__ import annotations

from .azure import AZURE, FINDS, SIGNED_IN
from .azure_powershell import AZURE_POWERSHELL
from .declaration import Collection, Find, Script
from .linux import LINUX
from .uncollectable import NOT_COLLECTABLE
from .windows import WINDOWS

__all__ = ["COLLECTIONS", "FINDS", "NOT_COLLECTABLE", "SIGNED_IN", "Collection", "Find", "Script"]

COLLECTIONS: tuple[Collection, ...] = (*AZURE, *AZURE_POWERSHELL, *LINUX, *WINDOWS)
