"""Lines of the backup extension on Windows (IaaSBcdrExtension*.log), as Microsoft's support reads them."""

from __future__ import annotations

from ...documents import CERTIFICATES_WINDOWS, SELF_HELP, THREADS
from ..declaration import Signature
from ..places import WINDOWS_TEXT

_ORDER = SELF_HELP.section("Engineers' guide (2021-03-10)")
_COMMAND = SELF_HELP.section("ExtensionCommandExecFailure")

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
    Signature(
        "extension-library-missing",
        "The backup extension did not start, for a library is missing (0xC0000135)",
        where=WINDOWS_TEXT,
        has="-1073741515",
        pattern=r"VMSnapshot|IaaSBcdr",
        source=THREADS.section("Exit codes of Windows programs"),
        example="Enable failed for plugin (name: Microsoft.Azure.RecoveryServices.VMSnapshot, version 1.0.76.0) with "
        "exception Command has exited with Exit code: -1073741515",
        silent="Enable failed for plugin (name: Contoso.Monitor, version 1.0) with Exit code: -1073741515",
    ),
    Signature(
        "native-library-missing",
        "A program that takes snapshots does not find a native library: the runtime of Visual C++, mostly",
        where=WINDOWS_TEXT,
        has=("or one of its dependencies. The specified module could not be found", "msvcr1", "msvcp1", "vcruntime1"),
        # Any program can lack one: only of what takes snapshots it tells something.
        pattern=r"(?:VSS|IaaSBcdr|IaaSVmProvider|VMSnapshot|Snapshots?\.)[\s\S]{0,400}?module could not be found|"
        r"(?:IaaSBcdr|IaaSVmProvider|VMSnapshot)[^\n]{0,300}?(?:msvc[rp]1|vcruntime1)\d{1,2}\w{0,3}\.dll[^\n]{0,80}?"
        r"(?:missing|not found)",
        source=THREADS.section("Libraries that a program does not find"),
        example="Could not load file or assembly 'AlphaVSS.60.x64.dll' or one of its dependencies. The specified "
        "module could not be found.",
        silent="Could not load file or assembly 'Contoso.dll' or one of its dependencies. The specified module could "
        "not be found.",
    ),
    Signature(
        "foreign-storage-library",
        "The backup extension was given a storage library that is not its own",
        where=WINDOWS_TEXT,
        has=("Method not found", "MissingMethodException", "manifest definition does not match", "TypeLoadException"),
        # Other programs use this library too: only of the backup extension it tells something.
        pattern=r"(?:IaaSBcdr|VMSnapshot|backup extension)[\s\S]{0,1500}?(?:Method not found|MissingMethodException|"
        r"TypeLoadException)[^\n]{0,200}?WindowsAzure\.Storage|(?:IaaSBcdr|VMSnapshot|backup extension)[\s\S]{0,1500}?"
        r"WindowsAzure\.Storage[^\n]{0,200}?manifest definition does not match",
        source=_COMMAND,
        example="IaaSBcdrExtension.exe System.MissingMethodException: Method not found: "
        "'Microsoft.WindowsAzure.Storage.Blob.CloudPageBlob ...'",
        silent="Contoso.exe System.MissingMethodException: Method not found: "
        "'Microsoft.WindowsAzure.Storage.Blob.CloudPageBlob ...'",
    ),
    Signature(
        "storage-not-reached-windows",
        "A program of the guest got no connection to Azure Storage",
        where=WINDOWS_TEXT,
        has=("The remote name could not be resolved", "Unable to connect to the remote server"),
        pattern=r"(?:could not be resolved|connect to the remote server)[\s\S]{0,300}?\.blob\.(?:core|storage)\.|"
        r"\.blob\.(?:core|storage)\.[\s\S]{0,300}?(?:could not be resolved|connect to the remote server)",
        gives="signs.storage_not_reached",
        source=THREADS.section("Errors of .NET on the way to Azure"),
        example="StorageException: The remote name could not be resolved: 'contoso.blob.core.windows.net'",
        silent="WebException: The remote name could not be resolved: 'www.contoso.com'",
    ),
    Signature(
        "secure-channel-refused",
        "No secure connection to Azure could be made",
        where=WINDOWS_TEXT,
        has=(
            *("Could not create SSL/TLS secure channel", "the remote party has closed the transport stream"),
            "they do not possess a common algorithm",
            "An unexpected error occurred on a send",  # the other side hung up within the handshake
        ),
        # Any program can meet an old server: only what Azure's own programs say counts.
        pattern=r"WindowsAzure|Microsoft\.Azure|IaaSBcdr|VMSnapshot|\.blob\.(?:core|storage)\.|BitlockerExtension",
        source=THREADS.section("Errors of .NET on the way to Azure"),
        example="Microsoft.WindowsAzure.Storage.StorageException: The request was aborted: Could not create SSL/TLS "
        "secure channel.",
        silent="w3wp: The request was aborted: Could not create SSL/TLS secure channel.",
    ),
    Signature(
        "extension-program-missing",
        "A program of the backup extension is not there",
        where=WINDOWS_TEXT,
        has=(
            *("is not recognized as an internal or external command", "Exit code: 9009"),
            *("The system cannot find the file specified", "The system cannot find the path specified"),
        ),
        # Of another extension's program it tells nothing.
        pattern=r"(?:RecoveryServices\.VMSnapshot\\|IaaSBcdrExtension\.exe)[^\n]{0,200}?"
        r"(?:is not recognized as an|Exit code: 9009|cannot find the (?:file|path) specified)",
        gives="signs.extension_files_missing",
        source=THREADS.section("Exit codes of Windows programs"),
        example="'C:\\Packages\\Plugins\\Microsoft.Azure.RecoveryServices.VMSnapshot\\1.0.91.0\\IaaSBcdrExtension.exe' "
        "is not recognized as an internal or external command,",
        silent="'C:\\Packages\\Plugins\\Contoso.Monitor\\1.0\\run.exe' is not recognized as an internal or external "
        "command,",
    ),
    Signature(
        "extension-exit-of-a-crash",
        "The backup extension crashed",
        where=WINDOWS_TEXT,
        has=("-1073741819", "-1073740791"),  # an access violation, a broken stack
        pattern=r"(?:VMSnapshot|IaaSBcdr)[\s\S]{0,400}?Exit code: -",
        gives="windows.backup_extension_crashed",
        source=THREADS.section("Exit codes of Windows programs"),
        example="Enable failed for plugin (name: Microsoft.Azure.RecoveryServices.VMSnapshot, version 1.0.76.0) with "
        "exception Command has exited with Exit code: -1073741819",
        silent="Enable failed for plugin (name: Contoso.Monitor, version 1.0) with Exit code: -1073741819",
    ),
    Signature(
        "extension-keyset-missing",
        "An extension cannot read the key of its settings",
        where=WINDOWS_TEXT,
        has=("Keyset does not exist", "Decrypting Protected Settings - Invalid provider type specified"),
        # All extensions read their settings with one key of the VM.
        pattern=r"VMSnapshot|IaaSBcdr|protected settings|EnvelopedCms|DecryptPrivateConfig",
        source=CERTIFICATES_WINDOWS.section("Symptoms"),
        example="IaaSBcdrExtension: System.Security.Cryptography.CryptographicException: Keyset does not exist",
        silent="w3wp: System.Security.Cryptography.CryptographicException: Keyset does not exist",
    ),
)
