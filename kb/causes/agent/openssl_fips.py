"""The guest's FIPS mode refuses the encryption of the VM's certificates."""

from ...authoring import *

_REFUSED = signs.fips_refuses_certificates == True
_FIPS = linux.fips_enabled == True

CAUSE = cause(
    __name__,
    "FIPS mode of the guest refuses the encryption of the VM's certificates",
    "Azure encrypts the certificates for extension settings with an algorithm that FIPS 140-3 no longer admits, "
    "unless the VM opted in to the new one. In FIPS mode the guest then cannot read them, and no extension gets its "
    "settings.",
    sources=(
        FIPS_LINUX.section("Implement prerequisites, Fix a validation failure"),
        WALINUXAGENT_ISSUES.section("3489, 760, 668"),
    ),
    applies=LINUX,
    codes=("answer", "extension"),
    needs_agent=True,
    rules=(
        confirms(
            _REFUSED,
            _FIPS,
            because="FIPS mode is on, and OpenSSL refused the algorithm of the VM's certificates",
            rival="openssl-missing: OpenSSL runs, and says itself that it may not use the algorithm",
        ),
        suggests(_REFUSED),
        suggests(_FIPS, signs.certificates_not_read == True),
        hints(signs.certificates_not_read == True),
        hints(_FIPS, agent.version < FIPS_AGENT.value),
        rules_out(linux.fips_enabled == False),
    ),
    leads_to=("extension-certificate-missing", "agent-not-reporting"),
    remedy=(
        look("See whether FIPS mode is on.", how(linux.fips_enabled, "bash"), how(agent.version, "bash")),
        change(
            "Update the agent: the goal state agent has to be of version 2.14 or newer.",
            INSTALL_AGENT_LINUX,
            caution=INSTALL_CAUTION_LINUX,
        ),
        change(
            "Opt the VM in: set additionalCapabilities.enableFips1403Encryption to true in its model (API version "
            "2024-11-01 or later; the page shows the call).",
            rights="Virtual Machine Contributor",
            caution="Not on RHEL 9.5 or 9.6 with agent package 2.7: after the next reboot the agent then never "
            "gets Ready. Send a patch of this property only: a put of a part of the model can drop the rest.",
        ),
        restart(
            "Stop (deallocate) the VM and start it again, so that its certificates are made anew.",
            az("az vm deallocate -g {resource_group} -n {vm}", "az vm start -g {resource_group} -n {vm}"),
            caution="A restart is not enough. The VM is down meanwhile; what lies on the temporary disk is lost.",
        ),
    ),
    verify=verify(
        "The agent's log no longer names the algorithm, and the next backup succeeds.", AGENT_LOG, AGENT_STATUSES
    ),
)
