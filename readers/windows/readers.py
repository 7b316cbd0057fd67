"""All readers of what a Windows guest tells, each list from the most specific kind on.

A reader that stands in no list is found by itself (`discovery.py`), and comes after those that do.
"""

from __future__ import annotations

from ..base import Reader, TextReader
from ..discovery import unlisted
from .adapters import ADAPTERS, ADAPTERS_TEXT
from .agent_log import AGENT_LOG
from .aggregate_status import AGGREGATE
from .applocker import POLICY
from .checked import CHECKED, CHECKED_TEXT
from .connection import TESTS, TESTS_TEXT
from .defender import PREFERENCES, PREFERENCES_TEXT
from .events import EVENTS, EVENTS_TEXT
from .hives import KEYS, KEYS_TEXT, REGISTRY
from .ipconfig import IPCONFIG
from .pending_reboot import PENDING, PENDING_TEXT
from .protection import (
    BITLOCKER,
    BITLOCKER_TEXT,
    CRYPTOGRAPHY,
    MACHINE_KEYS,
    MACHINE_KEYS_TEXT,
    MODULE,
    MODULE_TEXT,
)
from .proxy import SETTINGS, SETTINGS_TEXT, WINHTTP
from .routes import ROUTES, ROUTES_TEXT
from .sc import NET_START, SC
from .services import SERVICES, SERVICES_TEXT
from .systeminfo import SYSTEMINFO, SYSTEMS, SYSTEMS_TEXT
from .vmassist import VMASSIST
from .vssadmin import PROVIDERS, WRITERS

_FIRST = (
    AGGREGATE,
    POLICY,
    ROUTES,
    EVENTS,
    TESTS,
    CHECKED,
    PENDING,
    SETTINGS,
    PREFERENCES,
    ADAPTERS,
    CRYPTOGRAPHY,
    MACHINE_KEYS,
    BITLOCKER,
    MODULE,
    KEYS,
    SERVICES,
    SYSTEMS,
)
_FIRST_TEXTS = (
    VMASSIST,
    AGENT_LOG,
    WRITERS,
    PROVIDERS,
    SC,
    NET_START,
    IPCONFIG,
    SYSTEMS_TEXT,
    SYSTEMINFO,
    WINHTTP,
    REGISTRY,
    ROUTES_TEXT,
    EVENTS_TEXT,
    TESTS_TEXT,
    CHECKED_TEXT,
    PENDING_TEXT,
    SETTINGS_TEXT,
    PREFERENCES_TEXT,
    ADAPTERS_TEXT,
    MACHINE_KEYS_TEXT,
    BITLOCKER_TEXT,
    MODULE_TEXT,
    KEYS_TEXT,
    SERVICES_TEXT,
)
READERS: tuple[Reader, ...] = (*_FIRST, *unlisted(__package__, Reader, _FIRST))
TEXT_READERS: tuple[TextReader, ...] = (*_FIRST_TEXTS, *unlisted(__package__, TextReader, _FIRST_TEXTS))
