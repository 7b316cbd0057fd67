"""What people say in their own words of the services of Windows that a snapshot needs, and of locked volumes.

A sentence tells what its writer saw. Microsoft's shadow copy provider, Volume Shadow Copy and COM+ System Application
start on demand: that one of them is stopped tells nothing, that it does not start, or is disabled, does.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS
from ..declaration import Signature
from ..places import OWN_WORDS
from .windows import CLAUSE, NO_QUESTION, STAYS_DOWN

_told = partial(Signature, where=OWN_WORDS, source=THREADS.section("Services that a snapshot needs, in people's words"))
_DISABLED = (
    r"(?:(?:is|was|were|are|been|got|set to|to|as|ist|war|est|était|está|on|auf)(?: set to| been| on| set on)? ['\"“]?"
    r"(?:disabled|deaktiviert|désactivée?|deshabilitado|disattivato))"
)


def _down(service: str) -> str:
    """Sentences in which a service of this name does not start, or was disabled."""
    named = rf"{service}['\"”)]{{0,2}}(?: \([\w +.]{{1,20}}\))?(?: services?| dienst)?"
    return (
        rf"{CLAUSE}(?:\b{named}(?: \w{{1,12}}){{0,3}}? (?:{STAYS_DOWN}|{_DISABLED})\b{NO_QUESTION}|"
        rf"\bdisabl(?:ed?|es|ing)\b[^.!?\n]{{0,100}}?\b{service}\b)|"
        rf"\b(?:could not|can ?not|can['’]t|unable to|fail(?:s|ed)? to|impossible to) (?:re)?start (?:the )?"
        rf"(?:service )?['\"“]?{service}\b"
    )


SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-vss-down",
        "Volume Shadow Copy is said to be disabled by something",
        has=("volume shadow copy", "vss"),
        pattern=rf"{CLAUSE}(?:\bdisabl(?:ed|es|ing) (?:(?:the|both|our) )?(?:services? )?['\"“]?"
        rf"(?:volume shadow copy|vss)\b(?! (?:writer|provider|snapshot|in|for)\b)|"
        rf"\b(?:sets?|puts?|turns?|switch(?:es|ed)?) (?:the )?(?:service )?['\"“]?(?:volume shadow copy|vss)['\"”]?"
        rf"(?: service)? (?:to |as |into )?['\"“]?(?:disabled|off)\b){NO_QUESTION}",
        gives={"windows.vss_service_starts": False, "signs.told_vss_service_down": True},
        also=("told-windows",),
        example="The optimization script disables the VSS service on each host.",
        silent="The script does not disable the VSS service.",
    ),
    _told(
        "told-event-system-down",
        "COM+ Event System is said not to start, or to be disabled",
        has=("com+ event system", "com+-ereignissystem", "eventsystem"),
        pattern=_down(r"(?:com\+ event system|com\+-ereignissystem|eventsystem)"),
        gives={"windows.com_plus_starts": False, "signs.told_com_plus_down": True},
        example="The COM+ Event System service does not start, error 1068.",
        silent="I restarted the COM+ Event System service.",
    ),
    _told(
        "told-swprv-down",
        "Microsoft's shadow copy provider is said to be disabled",
        has=("software shadow copy provider", "swprv"),
        pattern=_down(r"(?:(?:microsoft |ms )?software shadow copy provider|swprv)"),
        gives={"windows.swprv_start_type": "disabled", "signs.told_swprv_down": True},
        also=("told-windows",),
        example="The service Microsoft Software Shadow Copy Provider was disabled by a baseline.",
        silent="The service Microsoft Software Shadow Copy Provider is stopped, and set to manual.",
    ),
    _told(
        "told-msdtc-down",
        "The Distributed Transaction Coordinator is said not to start, or to be disabled",
        has=("distributed transaction coordinator", "msdtc"),
        pattern=_down(r"(?:distributed transaction coordinator|msdtc)"),
        gives={"windows.msdtc_starts": False, "signs.told_msdtc_down": True},
        example="The Distributed Transaction Coordinator does not start.",
        silent="I restarted the Distributed Transaction Coordinator.",
    ),
    _told(
        "told-volume-locked",
        "A volume is said to be locked by BitLocker",
        has="bitlocker",
        pattern=r"\b(?:drive|volume|disk|partition|laufwerk|lecteur|unidad|unità)\b[^.!?\n]{0,60}?\b(?:locked|gesperrt|"
        r"verrouillée?|bloquead[oa]|bloccat[oa])\b|\blocked by bitlocker\b|"
        r"\bbitlocker\b[^.!?\n]{0,60}?\b(?:drive|volume|laufwerk)\b[^.!?\n]{0,30}?\b(?:is|was|stays|ist|bleibt) "
        rf"(?:still )?(?:locked|gesperrt)\b{NO_QUESTION}",
        gives={"windows.bitlocker_locked": True, "signs.told_volume_locked": True},
        example="After each restart drive D: stays locked until we type the key of BitLocker.",
        silent="Drive D: is encrypted with BitLocker, and unlocks by itself.",
    ),
)
