"""What the agent says of extensions, of the backup extension above all: commands that fail, versions, policies.

Lines: WALinuxAgent 2.15.0.1 (ga/exthandlers.py, ga/extensionprocessutil.py, ga/policy/policy_engine.py,
common/protocol/wire.py). The messages of a handler stand in the instance view as well.
"""

from __future__ import annotations

from functools import partial

from ...documents import (
    LINUX_EXTENSION,
    LINUX_EXTENSION_ISSUES,
    LINUX_EXTENSIONS_STOP,
    WALINUXAGENT,
    WALINUXAGENT_ISSUES,
)
from ..declaration import Signature
from ..places import AGENT_LOG_LINUX, ANY_TEXT, EXTENSION_LOG, HANDLER_MESSAGE, JOB_TEXT

_HANDLERS = WALINUXAGENT.section("azurelinuxagent/ga/exthandlers.py")
_COMMANDS = WALINUXAGENT.section("azurelinuxagent/ga/extensionprocessutil.py")
_SUCCEEDS = "vmsnapshot-command-succeeds"
_OURS = r"VMSnapshotLinux(?:-[\d.]{1,30}|, op=\w{0,20}, message=)"  # the second is how the agent's events name it
_line = partial(Signature, where=(AGENT_LOG_LINUX, HANDLER_MESSAGE), source=_COMMANDS, until=_SUCCEEDS)

SIGNATURES: tuple[Signature, ...] = (
    Signature(
        "vmsnapshot-command-runs",
        "The agent starts the backup extension",
        where=AGENT_LOG_LINUX,
        has=("Executing command: /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux",),
        pattern=r"handle\.sh enable",
        context="it tells that the extension was asked for a snapshot",
        source=_HANDLERS,
        example="Executing command: /var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9217.0/main/"
        "handle.sh enable with environment variables: {}",
        silent="Executing command: /var/lib/waagent/Microsoft.Azure.Extensions.CustomScript-2.1.10/bin/shim enable",
    ),
    Signature(
        "vmsnapshot-command-succeeds",
        "A command of the backup extension succeeded",
        where=AGENT_LOG_LINUX,
        has=("Command: main/handle.sh enable", "Plugin enabled"),
        without="Non-zero exit code",
        pattern=r"VMSnapshotLinux",
        context="it ends what is told of commands that failed before",
        source=_HANDLERS,
        example="[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9220.0] Command: main/handle.sh enable",
        silent="[Microsoft.Azure.Extensions.CustomScript-2.1.10] Command: bin/custom-script-shim enable",
    ),
    _line(
        "lib-mounted-noexec",
        "Extensions cannot be executed: their disk is mounted noexec",
        where=(AGENT_LOG_LINUX, HANDLER_MESSAGE, JOB_TEXT),
        has=("which can prevent execution of VM Extensions", "This can prevent extensions from executing"),
        example="WARNING: /var is mounted with the noexec flag, which can prevent execution of VM Extensions.",
        silent="WARNING: /var is mounted with the nodev flag",
    ),
    *(
        _line(
            name,
            title,
            where=(AGENT_LOG_LINUX, HANDLER_MESSAGE, JOB_TEXT),
            has=(".cmd", ".exe", ".bat"),
            beside=("/var/lib/waagent", "Non-zero exit code", "extension [", "extension: ["),
            without=without,
            # The words are those of the agent on Linux: the command is one that only Windows can run.
            pattern=pattern,
            only="linux",
            source=WALINUXAGENT_ISSUES.section("1059"),
            example=example,
            silent=silent,
        )
        for name, title, without, pattern, example, silent in (
            (
                "windows-vmsnapshot-on-linux",
                "The agent on Linux is to run the Windows build of the backup extension",
                "VMSnapshotLinux",
                r"RecoveryServices\.VMSnapshot(?:-\d|, op=)[^\n]{0,200}?[\w-]{1,60}\.(?:exe|cmd|bat)\b",
                "[Microsoft.Azure.RecoveryServices.VMSnapshot-1.0.39.0] Enable extension [IaaSBcdrExtension.exe "
                "enable]",
                "[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9220.0] Enable extension: [main/handle.sh "
                "enable]",
            ),
            (
                "windows-extension-on-linux",
                "The agent on Linux is to run an extension that is made for Windows",
                "RecoveryServices.VMSnapshot",
                r"/var/lib/waagent/\S{1,200}?\.(?:exe|cmd|bat)\b|"
                r"(?:Non-zero exit code: 12[67],|(?:Enable|Install) extension:? "
                r"\[)[^\n]{0,200}?[\w-]{1,60}\.(?:exe|cmd|bat)\b",
                "[Microsoft.Azure.NetworkWatcher.NetworkWatcherAgentWindows-1.4.3614.3] Install extension "
                "[NetworkWatcherAgent\\install.cmd]",
                "[ExtensionOperationError] Non-zero exit code: 127, /var/lib/waagent/Contoso-1.0/bin/run.sh enable",
            ),
        )
    ),
    _line(
        "vmsnapshot-not-executable",
        "The backup extension cannot be executed (exit code 126)",
        has="Non-zero exit code: 126",
        pattern=_OURS,
        example="[ExtensionOperationError] Non-zero exit code: 126, /var/lib/waagent/Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux-1.0.9217.0/main/handle.sh enable",
        silent="[ExtensionOperationError] Non-zero exit code: 126, /var/lib/waagent/Contoso-1.0/run.sh enable",
    ),
    *(
        _line(
            name,
            "The program of an extension cannot be executed (exit code 126)",
            where=where,
            has=("Non-zero exit code: 126", "non-zero exit code(126)", ": Permission denied"),
            without="VMSnapshot",
            # The output of the shell stands in lines of its own.
            pattern=r"exit code[:(] ?126[\s\S]{0,600}?: Permission denied|"
            r"\bsh: (?:(?:line )?\d{1,4}: )?/var/lib/waagent/[\w./-]{1,200}: Permission denied|exit code\(126\)",
            only="linux",
            gives="signs.extension_not_executable",
            source=WALINUXAGENT_ISSUES.section("1388, 2859"),
            example="[ExtensionOperationError] Non-zero exit code: 126, /var/lib/waagent/Contoso-1.0/run.sh install "
            "[stderr] /bin/sh: /var/lib/waagent/Contoso-1.0/run.sh: Permission denied",
            silent="[ExtensionOperationError] Non-zero exit code: 1, /var/lib/waagent/Contoso-1.0/run.sh install "
            "[stderr] cat: /etc/shadow: Permission denied",
            also=also,
        )
        for name, where, also in (
            ("extension-not-executable", (AGENT_LOG_LINUX, HANDLER_MESSAGE), ("other-extension-command-fails",)),
            ("extension-told-not-executable", (JOB_TEXT,), ("told-linux",)),
        )
    ),
    _line(
        "vmsnapshot-not-found",
        "Files of the backup extension are not found (exit code 127)",
        has=("Non-zero exit code: 127", "HandlerManifest.json not found"),
        pattern=rf"{_OURS}",
        gives="signs.extension_files_missing",
        example="[ExtensionOperationError] Non-zero exit code: 127, /var/lib/waagent/Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux-1.0.9217.0/main/handle.sh enable",
        silent="[ExtensionOperationError] Non-zero exit code: 127, /var/lib/waagent/Contoso-1.0/run.sh enable",
    ),
    _line(
        "vmsnapshot-manifest-bad",
        "A file of the backup extension is damaged or missing",
        has=("Malformed manifest file", "Failed to save handler status: [Errno 2]"),
        pattern=_OURS,
        gives="signs.extension_files_missing",
        source=_HANDLERS,
        example="Malformed manifest file (/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9217.0/"
        "HandlerManifest.json)",
        silent="Malformed manifest file (/var/lib/waagent/Contoso-1.0/HandlerManifest.json)",
    ),
    _line(
        "extension-state-unreadable",
        "The agent falls over what an extension left in its folders, so that it reports none",
        where=AGENT_LOG_LINUX,
        has=(
            "'parse_ext_status'",
            "failed with exception: [Errno 20] Not a directory: '/var/log/azure/",
            "failed with exception: [Errno 2] No such file or directory: '/var/log/azure/",
        ),
        until=("linux-agent-starts", "linux-heartbeat-without-errors"),
        source=WALINUXAGENT_ISSUES.section("812, 1565"),
        example="Exception processing extension handlers: 0 [('azurelinuxagent/ga/exthandlers.py', 124, "
        "'parse_ext_status', 'data = data[0]')]",
        silent="Exception processing extension handlers: [ProtocolError] Exceeded max retry updating goal state",
    ),
    _line(
        "other-extension-command-fails",
        "Another extension has failed",
        has=("Non-zero exit code:", "Error] Timeout("),
        without=("VMSnapshot", "main/handle.sh"),
        pattern=r"Non-zero exit code: \d{1,3}, /var/lib/waagent/|name=Microsoft\.[\w.]{3,100}, op=[^\n]{1,60}"
        r"Non-zero exit code: \d{1,3}, |\[Extension\w{0,12}Error\] Timeout\(\d{2,5}\)|"
        r'"name": "[\w.]{3,100}"[^\n]{1,200}Non-zero exit code: \d{1,3}, ',
        until=("linux-agent-starts",),
        gives="signs.other_extension_failed",
        example="[ExtensionOperationError] Non-zero exit code: 51, "
        "/var/lib/waagent/Microsoft.EnterpriseCloud.Monitoring."
        "OmsAgentForLinux-1.13.40/omsagent_shim.sh -install",
        silent="[ExtensionOperationError] Non-zero exit code: 1, /var/lib/waagent/Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux-1.0.9217.0/main/handle.sh enable",
    ),
    _line(
        "other-extension-reports-failure",
        "Another extension has failed",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG, ANY_TEXT),
        has=("Install,failed,", "Enable,failed,", "Update,failed,", "Install,error,", "Enable,error,", "Update,error,"),
        # As the handlers that Microsoft writes in Python say it: name and version, operation, state, number, text.
        pattern=r"\[Microsoft\.(?!Azure\.RecoveryServices\.)[\w.]{3,100}-\d[\d.]{0,30}\] ?(?:Install|Enable|Update),"
        r"(?:failed|error),-?\d",
        only="linux",
        until=("linux-agent-starts",),
        gives="signs.other_extension_failed",
        source=LINUX_EXTENSION.section("main/Utils/HandlerUtil.py"),
        example="[Microsoft.EnterpriseCloud.Monitoring.OmsAgentForLinux-1.12.25] Install,failed,51,Unsupported "
        "operating system: Red Hat Enterprise Linux 8.1",
        silent="[Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0]Enable,error,2,Enable failed",
    ),
    _line(
        "other-extension-program-ends",
        "Another extension has failed",
        where=(AGENT_LOG_LINUX, EXTENSION_LOG, HANDLER_MESSAGE, ANY_TEXT),
        has=("No module named ", "has no attribute ", "cannot import name ", "SyntaxError: "),
        pattern=r"(?:/var/lib/waagent/|File \"?)Microsoft\.(?!Azure\.RecoveryServices\.)[\w.]{3,100}-\d[\d.]{1,30}/"
        r"[\w./-]{1,120}\.py\"?, line \d|\bMicrosoft\.(?!Azure\.RecoveryServices\.)[\w.]{3,100}-\d[\d.]{1,30}/"
        r"[\w./-]{1,120}\.py\", line \d{1,5}, in ",
        without="VMSnapshotLinux",
        only="linux",
        until=("linux-agent-starts",),
        gives="signs.other_extension_failed",
        source=LINUX_EXTENSION_ISSUES.section("1247, 1922"),
        example='  File "/var/lib/waagent/Microsoft.Azure.Security.AzureDiskEncryptionForLinux-1.2.0.72/main/handle.py"'
        ", line 2209, in daemon\nImportError: No module named parted",
        silent='  File "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9217.0/main/handle.py", '
        "line 9, in <module>\nImportError: No module named parted",
    ),
    _line(
        "vmsnapshot-python-not-found",
        "The backup extension found no Python (exit code 3)",
        has="Non-zero exit code: 3,",
        pattern=_OURS,
        gives="signs.extension_python_missing",
        source=LINUX_EXTENSION_ISSUES.section("946"),
        example="[ExtensionOperationError] Non-zero exit code: 3, /var/lib/waagent/Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux-1.0.9156.0/main/handle.sh install",
        silent="[ExtensionOperationError] Non-zero exit code: 3, /var/lib/waagent/Contoso-1.0/run.sh install",
    ),
    _line(
        "extensions-python-not-found",
        "Extensions find no Python in the guest",
        has=(
            "No Python interpreter found on the box",
            "env: ‘python’: No such file",
            "env: 'python': No such file",
            "env: python: No such file",
            "env: ‘python3’: No such file",
            "env: 'python3': No such file",
        ),
        # At the start of the agent it is the agent that finds none.
        pattern=r"\A(?![\s\S]{0,4000}?(?:Starting waagent|waagent (?:re)?start|failed to start waagent|"
        r"\bwaagent\[\d{1,9}\]|sbin/waagent:))",
        gives="signs.extension_python_missing",
        source=WALINUXAGENT_ISSUES.section("1719"),
        example="/usr/bin/env: ‘python’: No such file or directory",
        silent="/usr/bin/env: ‘perl’: No such file or directory",
    ),
    _line(
        "vmsnapshot-python-module-removed",
        "The backup extension needs a module that the guest's Python no longer has",
        has=(
            "No module named 'imp'",
            "No module named 'distutils'",
            "No module named 'crypt'",
            "module 'importlib' has no attribute 'load_source'",
        ),
        pattern=rf"{_OURS}/main/|\bFile \"(?:\./)?main/(?:handle|Utils/\w{{1,40}}|\w{{1,40}})\.py\", line",
        source=LINUX_EXTENSION_ISSUES.section("1922, 2172"),
        example='File "/var/lib/waagent/Microsoft.Azure.RecoveryServices.VMSnapshotLinux-1.0.9217.0/main/Utils/'
        "WAAgentUtil.py\", line 57, in <module> AttributeError: module 'importlib' has no attribute 'load_source'",
        silent="WARNING ExtHandler No module named 'crypt'",
    ),
    _line(
        "vmsnapshot-downgrade",
        "The agent takes the wanted version of the backup extension for older than what it has",
        has="Downgrade not allowed",
        pattern=r"VMSnapshotLinux",
        until=(_SUCCEEDS,),
        source=LINUX_EXTENSIONS_STOP.section("Symptoms"),
        example="Event: name=Microsoft.Azure.RecoveryServices.VMSnapshotLinux, op=None, message=[ExtensionError] "
        "Downgrade not allowed, duration=0",
        silent="Event: name=Contoso, op=None, message=[ExtensionError] Downgrade not allowed, duration=0",
    ),
    _line(
        "vmsnapshot-version-not-listed",
        "The wanted version of the backup extension is not in the agent's list",
        has=("Unable to find version", "No package uri found"),
        pattern=r"VMSnapshotLinux",
        source=_HANDLERS,
        example="Unable to find version 1.0.9220.0 in manifest for extension Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux",
        silent="Unable to find version 2.1.10 in manifest for extension Microsoft.Azure.Extensions.CustomScript",
    ),
    _line(
        "vmsnapshot-not-on-allow-list",
        "An allow list of the guest keeps the backup extension from running",
        has="because it is not specified as an allowed extension",
        pattern=r"VMSnapshotLinux",
        gives="signs.extension_policy_blocks",
        source=_HANDLERS,
        example="Extension will not be processed: failed to run extension 'Microsoft.Azure.RecoveryServices."
        "VMSnapshotLinux' because it is not specified as an allowed extension.",
        silent="Extension will not be processed: failed to run extension 'Contoso' because it is not specified as an "
        "allowed extension.",
    ),
    _line(
        "extension-policy-invalid",
        "The allow list for extensions cannot be read, so that none is run",
        has="Customer-provided policy file",
        pattern=r"is invalid",
        gives="signs.extension_policy_blocks",
        source=WALINUXAGENT.section("azurelinuxagent/ga/policy/policy_engine.py"),
        example="Customer-provided policy file ('/etc/waagent_policy.json') is invalid, please correct the following "
        "error: Expecting value",
        silent="Customer-provided policy file ('/etc/waagent_policy.json') was found",
    ),
    _line(
        "vmsnapshot-command-timed-out",
        "A command of the backup extension did not come back in time",
        has="Timeout(",
        pattern=r"Timeout\(\d{2,4}\)[^\n]{0,60}: (?:/var/lib/waagent/\S{0,60}VMSnapshotLinux\S{0,60}|main/)handle\.sh ",
        example="[ExtensionError] Timeout(300): main/handle.sh enable",
        silent="[ExtensionError] Timeout(300): bin/custom-script-shim enable",
    ),
    _line(
        "dependent-extension-failed",
        "Another extension has failed",
        where=AGENT_LOG_LINUX,
        has=(
            "since execution of dependent extension",
            "did not succeed. Status was",
            "did not reach a terminal state within",
        ),
        gives="signs.other_extension_failed",
        pattern=r"[Dd]ependent [Ee]xtension",
        source=_HANDLERS,
        example="Skipping processing of extensions since execution of dependent extension Contoso failed",
        silent="Dependent extension Contoso succeeded",
    ),
)
