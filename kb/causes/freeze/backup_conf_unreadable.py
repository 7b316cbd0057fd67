"""/etc/azure/vmbackup.conf cannot be read, so that none of its settings counts."""

from ...authoring import *

_NOT_READ = signs.backup_conf_not_read == True
_CODE = "VMBackupLinuxExtensionConfFileWrongEncodingFormat"
_LOOK = bash("file /etc/azure/vmbackup.conf", "LC_ALL=C grep -nP '[^\\x00-\\x7F]' /etc/azure/vmbackup.conf")

CAUSE = cause(
    __name__,
    "/etc/azure/vmbackup.conf cannot be read: its settings do not count",
    "The file tells the backup extension which mount points to leave out, and how long to wait. In another encoding, "
    "or with a key outside of its section, it is passed over without an error, and every setting has its default.",
    sources=(SELF_HELP.section(_CODE), LINUX_EXTENSION.section("main/handle.py: cannot read config file")),
    applies=LINUX,
    codes=("mounts", "extension", _CODE),
    needs_agent=True,
    rules=(
        confirms(
            _NOT_READ,
            error.code == _CODE,
            because="the code is about this file, and the extension says that it could not read it",
            rival="fsfreeze-unsupported: it explains a freeze that failed, not this code",
        ),
        suggests(_NOT_READ),
        suggests(error.code == _CODE),
    ),
    leads_to=("fsfreeze-unsupported", "fsfreeze-slow"),
    remedy=(
        look(
            "See what does not fit: a character that is no ASCII, a key without its section, a key that is there "
            "twice.",
            _LOOK,
        ),
        change(
            "Write the file anew in plain ASCII, and keep the old one.",
            bash(
                "sudo cp /etc/azure/vmbackup.conf /etc/azure/vmbackup.conf.old",
                "sudo vi /etc/azure/vmbackup.conf",
                verified=False,
            ),
            caution="'iconv' prints the text and changes no file by itself.",
        ),
    ),
    verify=verify("The log of the next run no longer says 'cannot read config file'.", RUN_LOG),
)
