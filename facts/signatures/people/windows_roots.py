"""What people say in their own words of what lies beneath a fault of Windows: a library, a folder of keys, a tracer.

The fault itself, an agent that crashes or an extension that ends, is told elsewhere: here stands what made it so.
"""

from __future__ import annotations

from functools import partial

from ...documents import THREADS
from ..declaration import Signature
from ._stating import told

_told = partial(told, source=THREADS.section("Windows VMs, in people's words"), only="windows")
_AGENT = r"(?:waappagent|windowsazureguestagent|rdagent|(?:guest|vm|azure) agent|(?:backup|snapshot) extension)"
_FAILS = r"(?:crash\w{0,3}|faults?|terminat\w{2,3}|ends|dies|fail(?:s|ed)?)"
_RUNTIME = r"(?:msvc[rp]1\d{2}|vcruntime1\d{2}\w{0,2})(?:\.dll)?"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-foreign-module",
        "The agent is said to crash in a library that another product loads into it",
        has=("inject", "hook"),
        pattern=rf"\b{_AGENT}\b[^!?\n]{{0,80}}?\b{_FAILS}\b[^!?\n]{{0,120}}?\b(?:inject(?:s|ed)|hook(?:s|ed) into)\b|"
        rf"\b(?:inject(?:s|ed)|hook(?:s|ed) into)\b[^!?\n]{{0,120}}?\b{_AGENT}\b[^!?\n]{{0,80}}?\b{_FAILS}\b",
        gives="signs.agent_crashes_in_foreign_module",
        also=("told-windows", "told-agent-does-not-start"),
        example="WaAppAgent.exe crashes since our DLP product injects its library into each program.",
        silent="WaAppAgent.exe crashes since we installed a DLP product.",
    ),
    _told(
        "told-wcf-profiling",
        "A tool of Visual Studio is said to trace calls in machine.config",
        has=("servicemodelsink", "wcf profiling", "vswcfconfig"),
        pattern=r"\bServiceModelSink\b|\bwcf profiling (?:is|was) (?:on|enabled|active)\b|\bvswcfconfig\b",
        gives={"windows.wcf_profiling": True, "signs.told_wcf_profiling": True},
        without=("no servicemodelsink", "not servicemodelsink"),
        also=("told-windows",),
        example="RdAgent ends at once; in machine.config stands a ServiceModelSink of Visual Studio.",
        silent="RdAgent ends at once; in machine.config stands a sink of another vendor.",
    ),
    _told(
        "told-keys-denied",
        "Somebody tells of a denied access to the folder of the machine's keys",
        has="machinekeys",
        pattern=r"\b(?:access (?:is |was |to [^.!?\n]{0,20})?denied|permission denied|no (?:rights|access|"
        r"permissions?))[^!?\n]{0,80}?\bMachineKeys\b|\bMachineKeys\b[^!?\n]{0,60}?\b(?:access (?:is |was )?denied|"
        r"permission denied|denies)\b",
        gives="signs.key_not_written",
        example="The extension ends with access denied on C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys.",
        silent="The extension lists C:\\ProgramData\\Microsoft\\Crypto\\RSA\\MachineKeys.",
    ),
    _told(
        "told-runtime-replaced",
        "Another product is said to have replaced a file of the C++ runtime",
        has=("msvcr1", "msvcp1", "vcruntime1"),
        pattern=rf"\b(?:replac(?:es|ed)|overw(?:rites|rote|ritten)|downgrad(?:es|ed))\b[^.!?\n]{{0,40}}?\b{_RUNTIME}|"
        rf"\b{_RUNTIME}[^!?\n]{{0,60}}?\b(?:was|were|been|got|is|are) (?:\w{{2,12}} )?(?:replaced|overwritten|"
        r"downgraded|(?:of )?(?:an )?older|(?:of )?different (?:builds?|versions?))\b",
        gives={"windows.runtimes_differ": True, "signs.told_runtime_replaced": True},
        example="Another installer replaced msvcp120.dll, and the backup extension crashes.",
        silent="Another installer brought msvcp120.dll along, and the backup extension works.",
    ),
    _told(
        "told-provider-not-registered",
        "The backup extension is said to fail at registering its snapshot provider",
        has="provider",
        pattern=r"\b(?:could(?: not|n['’]t)|can(?: ?not|['’]t)|unable to|fail(?:s|ed)? to) (?:register|install) "
        r"(?:the |its |an? )?(?:azure |vm |iaas |backup |vss |snapshot |shadow copy ){1,4}provider\b|"
        r"\b(?:azure |iaas)(?:vm |backup |vss |snapshot ){0,3}provider (?:was|is|could|can) ?(?:not|n['’]t) (?:be )?"
        r"(?:registered|installed)\b",
        gives="signs.snapshot_provider_not_installed",
        also=("told-windows",),
        example="The extension could not register the Azure VM VSS provider.",
        silent="The extension registered the Azure VM VSS provider.",
    ),
    _told(
        "told-service-path",
        "A service or driver is said to have a wrong path of its program",
        has=("imagepath", "image path"),
        pattern=r"\b(?:invalid|wrong|bad|broken|missing|non-?existent|malformed|incorrect|empty) ['\"“]?image ?path\b|"
        r"\bimage ?path\b[^.!?\n]{0,50}?\b(?:(?:was|is|were|are) (?:\w{2,12} )?(?:invalid|wrong|bad|broken|missing|"
        r"malformed|incorrect|empty)|(?:points?|pointed|led|leads) to (?:a |an )?(?:\w{2,12} )?(?:file|path|place|"
        r"program|driver)[^.!?\n]{0,30}?\b(?:not exist|gone|missing|no longer)|does ?n(?:ot|['’]t) exist)\b",
        gives={"signs.service_path_missing": True, "signs.told_service_path": True},
        also=("told-writer-failed",),
        example="The System Writer fails: a driver has an invalid ImagePath.",
        silent="The System Writer fails: each driver has an ImagePath that exists.",
    ),
)
