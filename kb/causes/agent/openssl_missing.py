"""OpenSSL is missing, broken, or wrongly configured, so that the agent cannot read its certificates."""

from ...authoring import *

_FAILS = signs.openssl_fails == True
_DOWN = linux.openssl.one_of("missing", "broken")

CAUSE = cause(
    __name__,
    "OpenSSL is missing, broken, or wrongly configured in the guest",
    "The agent makes and reads certificates with the program openssl, and the backup extension decrypts its settings "
    "with it. Without it the agent gets no goal state, and the extension no list of disks.",
    sources=(
        WALINUXAGENT.section("azurelinuxagent/common/utils/cryptutil.py; OS.OpensslPath"),
        WALINUXAGENT_ISSUES.section("763 (backups that fail), 1402, 1674, 2684, 2703"),
    ),
    applies=LINUX,
    codes=("answer", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            _FAILS,
            _DOWN,
            because="openssl does not start in the guest, and the agent's log says that its calls of it fail",
            rival="extension-certificate-missing: openssl itself does not start",
        ),
        suggests(_FAILS),
        suggests(_DOWN),
    ),
    leads_to=("extension-certificate-missing", "agent-crash-loop", "agent-not-reporting"),
    remedy=(
        look(
            "See whether openssl starts, which configuration it reads, and which path the agent uses.",
            how(linux.openssl, "bash"),
            bash("openssl version -d; grep -n OpensslPath /etc/waagent.conf"),
        ),
        change(
            "If /etc/waagent.conf has a comment behind OS.OpensslPath, or behind other values, delete it: older "
            "agents take it for a part of the value.",
            bash("sudo sed -i.bak 's/^\\([A-Za-z.]*=[^ ]*\\)[ ].*#.*/\\1/' /etc/waagent.conf"),
            caution="Compare the file with its copy (.bak) afterwards.",
        ),
        change(
            "If openssl is missing, install it. If its configuration was changed, put back that of the package.",
            bash("sudo apt-get -qq update && sudo apt-get install -y --reinstall openssl", when=DEBIAN),
            bash("sudo yum reinstall -y openssl openssl-libs || sudo yum install -y openssl", when=YUM),
            bash("sudo zypper install -f -y openssl", when=SUSE),
            bash("rpm -V openssl openssl-libs", when=YUM, effect="read-only"),
            caution="A configuration file that was changed on purpose is kept by most package managers: compare it "
            "with the one of the package, and ask who changed it.",
        ),
        change("Restart the agent.", RESTART_AGENT_LINUX),
    ),
    verify=verify(
        "openssl prints its version, and Azure shows the agent as Ready.", how(linux.openssl, "bash"), AGENT_STATUSES
    ),
)
