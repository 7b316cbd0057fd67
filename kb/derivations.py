"""Intermediate facts that rules derive, and facts that cannot all be true."""

from ..engine.knowledge import Contradiction, derive
from ..facts.inner_texts import REFUSALS
from .codes import AGENT_USED, EITHER_OPERATION, codes_other_than, codes_that_say
from .facts import agent, backup, derived, disks, error, extensions, locks, network, restore_points, signs, vm, windows
from .limits import DISK_SIZE, ENCRYPTED_DISK_SIZE, RESTORE_POINTS, TOTAL_DISK_SIZE

_OFF = ("stopping", "stopped", "deallocating", "deallocated")

# What a person says counts until something that was seen denies it: (what is concluded, the sign, what denies it).
_SAID = (
    (derived.said_agent_half, signs.told_agent_half, agent.status == "ready"),
    (derived.said_writer_bad, signs.told_writer_failed, windows.bad_vss_writers.empty),
    (derived.said_vss_down, signs.told_vss_service_down, windows.vss_service_start_type != "disabled"),
    (derived.said_swprv_down, signs.told_swprv_down, signs.swprv_disabled == False),
    (derived.said_msdtc_down, signs.told_msdtc_down, windows.msdtc_starts == True),
    (derived.said_msdtc_account, signs.told_msdtc_account, windows.msdtc_account == "network_service"),
    (derived.said_overloaded, signs.told_overloaded, vm.overloaded == False),
    (derived.said_no_writers, signs.told_no_writers, windows.system_writer_listed == True),
    (derived.said_vss_rights, signs.told_vss_rights, signs.vss_writer_without_rights == False),
    (derived.said_shadow_storage, signs.told_shadow_storage, signs.shadow_storage_refused == False),
    (derived.said_sql_writer, signs.told_sql_writer, signs.sql_writer_failed == False),
    (derived.said_certificate_gone, signs.told_certificate_gone, signs.settings_certificate_missing == False),
    (derived.said_files_gone, signs.told_plugin_files_gone, signs.extension_files_missing == False),
    (derived.said_runtime_missing, signs.told_runtime_missing, signs.extension_library_missing == False),
)

DERIVATIONS = (
    # What a person says and what the code says: where they differ (an agent's code when backup is enabled, a backup
    # that a restore starts), the kind of operation is unknown, and the code alone says what can be behind it.
    derive(derived.phase, "backup", error.operation.one_of("backup", "on_demand")),
    derive(derived.phase, "configuring", error.operation.one_of("enable", "change_policy", "stop", "vault_settings")),
    derive(derived.phase, "restore", error.operation == "restore"),
    derive(derived.phase, "backup", ~error.code.one_of(*codes_that_say("configuring"), *EITHER_OPERATION)),
    derive(derived.phase, "configuring", error.code.one_of(*codes_that_say("configuring"))),
    derive(derived.vm_off, True, vm.power_state.one_of(*_OFF)),
    derive(derived.vm_off, False, vm.power_state.one_of("running", "starting")),
    # On a VM that is off, Azure shows the agent's last state or Not Ready: it says nothing (recorded answers).
    derive(derived.agent_silent, True, vm.power_state == "running", agent.status == "not_ready"),
    derive(derived.agent_silent, False, vm.power_state == "running", agent.status == "ready"),
    # Whoever says that it is Not Ready means a VM that runs, unless it is known to be off.
    derive(derived.agent_silent, True, signs.told_agent_not_ready == True),
    derive(derived.agent_silent, False, signs.told_agent_not_ready == True, vm.power_state.one_of(*_OFF)),
    derive(derived.platform_refused, True, vm.provisioning_error.one_of(*REFUSALS)),
    derive(derived.wireserver_blocked, True, network.port_80 == False),
    derive(derived.wireserver_blocked, True, network.port_32526 == False),
    derive(derived.host_silent, True, signs.wireserver_unreachable == True),
    derive(derived.host_silent, False, network.port_80 == True, network.port_32526 == True),
    derive(derived.wireserver_blocked, False, network.port_80 == True, network.port_32526 == True),
    # Where service, process, "installed" and Azure's own view disagree, the derived fact is unknown, and the
    # disagreement is told as a contradiction.
    derive(derived.agent_running, True, agent.service_state == "running"),
    derive(derived.agent_running, True, vm.power_state == "running", agent.status == "ready"),
    derive(derived.agent_running, True, agent.process_running == True),
    derive(derived.agent_running, True, agent.alive_at_failure == True),
    derive(derived.agent_running, True, extensions.backup_started == True),
    derive(derived.agent_running, False, agent.service_state.one_of("stopped", "failed")),
    derive(derived.agent_running, False, agent.process_running == False),
    *(derive(said, True, sign == True) for said, sign, _ in _SAID),
    derive(derived.said_vss_down, True, signs.told_vssadmin_hangs == True),
    derive(derived.said_no_writers, True, signs.told_vssadmin_hangs == True),
    *(derive(said, False, denied) for said, _, denied in _SAID),
    # Who sees a service sees it in a guest that is up; where the VM is known to be off, that says nothing.
    derive(derived.agent_down, True, agent.service_state.one_of("stopped", "failed")),
    derive(derived.agent_down, True, agent.rdagent_state == "stopped"),
    derive(derived.agent_down, True, signs.told_agent_down == True),
    *(
        derive(derived.agent_down, True, agent.service_start_type.one_of("disabled", "masked"), silent)
        for silent in (
            *(agent.status == "not_ready", signs.told_agent_not_ready == True),
            error.code == "UserErrorGuestAgentStatusUnavailable",
        )
    ),
    *(
        derive(derived.agent_down, False, *otherwise)
        for otherwise in (
            (vm.power_state.one_of(*_OFF),),
            (agent.service_state == "missing",),
            (agent.service_state == "running", agent.rdagent_state == "running"),
            (agent.service_state == "running", vm.os_type == "linux"),
            (agent.status == "ready", vm.power_state == "running"),
        )
    ),
    derive(derived.agent_present, True, agent.service_state != "missing"),
    derive(derived.agent_present, True, agent.rdagent_state.one_of("running", "stopped")),
    derive(derived.agent_present, True, agent.process_running == True),
    derive(derived.agent_present, True, agent.installed == True),
    derive(derived.agent_present, True, vm.power_state == "running", agent.status == "ready"),
    derive(derived.agent_present, True, agent.alive_at_failure == True),
    derive(derived.agent_present, True, extensions.backup_started == True),
    derive(derived.agent_present, False, agent.installed == False),
    # Such a policy uses neither agent nor VSS; a job whose later task failed had its snapshot. A code by which agent or
    # extension failed contradicts that, and both sides are unknown.
    *(
        derive(fact, value, condition)
        for condition in (
            backup.crash_consistent_only == True,
            error.failed_task.one_of("transfer_to_vault", "validate_backup"),
        )
        for fact, value in (
            (derived.agent_unused, True),
            (derived.agent_code, False),
            (derived.network_code, False),
            (derived.snapshot_code, False),
        )
    ),
    derive(derived.agent_unused, False, error.code.one_of(*AGENT_USED)),
    # A lock that is gone by now may have kept the points that are still there.
    derive(derived.cleanup_locked, True, locks.backup_group == True),
    derive(derived.cleanup_locked, True, locks.refused_cleanup == True),
    derive(derived.cleanup_locked, False, locks.backup_group == False),
    # The code says so itself; a lower count then contradicts it, and the fact is unknown.
    derive(derived.limit_reached, True, error.code == "UserErrorRpCollectionLimitReached"),
    # An Enhanced policy keeps more by design: its count says nothing.
    derive(derived.limit_reached, True, restore_points.count >= RESTORE_POINTS.value, backup.policy_type == "standard"),
    derive(derived.limit_reached, False, restore_points.count < RESTORE_POINTS.value),
    # What a code says by itself, every other known code denies.
    *(
        derive(fact, value, error.code.one_of(*codes))
        for fact, what in (
            (derived.agent_code, "agent"),
            (derived.network_code, "network"),
            (derived.snapshot_code, "snapshot"),
            (derived.lock_code, "lock"),
            (derived.keyvault_code, "keyvault"),
        )
        for value, codes in ((True, codes_that_say(what)), (False, codes_other_than(*codes_that_say(what))))
    ),
    # A code about key vaults contradicts that, and the fact is unknown.
    derive(derived.keyvault_code, False, disks.encrypted == False),
)

CONTRADICTIONS = (
    Contradiction(
        "The policy is said to take crash-consistent snapshots only, without the agent, yet the code is about agent or "
        "extension: the policy may have been changed since",
        (backup.crash_consistent_only == True, error.code.one_of(*AGENT_USED)),
    ),
    Contradiction(
        "The snapshot is said to have succeeded, yet the code is about agent or extension: it may be of another job",
        (
            error.failed_task.one_of("transfer_to_vault", "validate_backup"),
            error.code.one_of(*AGENT_USED),
        ),
    ),
    Contradiction(
        "The VM is off, yet its agent's service is reported as running: one of the two is out of date",
        (vm.power_state.one_of("stopped", "deallocated"), agent.service_state == "running"),
    ),
    Contradiction(
        "The agent is said not to be installed, yet Azure shows it as Ready",
        (agent.installed == False, agent.status == "ready", vm.power_state == "running"),
    ),
    Contradiction(
        "The agent is said not to be installed, yet there is a service of it",
        (agent.installed == False, agent.service_state != "missing"),
    ),
    Contradiction(
        "The agent is said not to be installed, yet its version is known: perhaps it has been removed since",
        (agent.installed == False, agent.version >= "0"),
    ),
    Contradiction(
        "The agent is said not to be installed, yet it is listed in Programs and Features",
        (agent.installed == False, agent.in_programs == True),
    ),
    Contradiction(
        "The agent is said not to be installed, yet a process of it runs",
        (agent.installed == False, agent.process_running == True),
    ),
    Contradiction(
        "The agent's service is said to be stopped, yet Azure shows the agent as Ready",
        (agent.service_state.one_of("stopped", "failed"), agent.status == "ready", vm.power_state == "running"),
    ),
    Contradiction(
        "The agent's service is said to be stopped, yet its process runs",
        (agent.service_state.one_of("stopped", "failed"), agent.process_running == True),
    ),
    Contradiction(
        "The agent's service is said to be running, yet there is no agent process",
        (agent.service_state == "running", agent.process_running == False),
    ),
    Contradiction(
        "DHCP is said to be enabled in the guest, yet the address is said to be set as static there",
        (network.dhcp_enabled == True, network.guest_static_ip == True),
    ),
    *(
        Contradiction(
            "The agent's log says that the host 168.63.129.16 does not answer, yet both ports answer: mended since, or "
            "closed for the agent alone",
            (sign == True, network.port_80 == True, network.port_32526 == True),
        )
        for sign in (signs.wireserver_unreachable, signs.goal_state_failing)
    ),
    Contradiction(
        "The agent looks for its host on the Npcap adapter, yet there is said to be none: disabled since, perhaps",
        (signs.npcap_adapter == True, network.npcap_adapter == False),
    ),
    Contradiction(
        "No application control is said to be active, yet it is said to block the backup extension",
        (windows.app_control == "none", windows.app_control_blocks_backup == True),
    ),
    Contradiction(
        "The code says that the limit of restore points is reached, yet fewer are counted: in one collection only, or "
        "after a clean-up",
        (error.code == "UserErrorRpCollectionLimitReached", restore_points.count < RESTORE_POINTS.value),
    ),
    Contradiction(
        "The code is about the size of a disk, yet the largest is within the limit: it may have been resized since",
        (error.code == "UserErrorUnsupportedDiskSize", disks.largest_gb <= ENCRYPTED_DISK_SIZE.value),
    ),
    # On Windows an agent that Programs and Features lists can have lost its services: that is a cause, not a clash.
    Contradiction(
        "The code is about the size of a disk, yet all are within today's limits: they may have been changed since",
        (
            error.code == "UserErrorUnsupportedDiskSize",
            disks.largest_gb > ENCRYPTED_DISK_SIZE.value,
            disks.largest_gb <= DISK_SIZE.value,
            disks.largest_encrypted_gb <= ENCRYPTED_DISK_SIZE.value,
            disks.total_gb <= TOTAL_DISK_SIZE.value,
        ),
    ),
    Contradiction(
        "The agent is said to be installed, yet its service is said to be missing",
        (agent.installed == True, agent.service_state == "missing", vm.os_type == "linux"),
    ),
    Contradiction(
        "The agent is said to be installed, yet its service is missing, and no program is listed",
        (agent.installed == True, agent.service_state == "missing", agent.in_programs == False),
    ),
    Contradiction(
        "The code is about encrypted VMs, yet no disk is said to be encrypted",
        (error.code == "UserErrorKeyvaultPermissionsNotConfigured", disks.encrypted == False),
    ),
    Contradiction(
        "The VM is said no longer to exist, yet it is shown as running",
        (vm.exists == False, vm.power_state == "running"),
    ),
    Contradiction(
        "The code is about secure connections, yet strong cryptography is said to be switched on",
        (error.code == "ExtensionSnapshotFailedNoSecureNetwork", windows.strong_crypto == "on"),
    ),
    Contradiction(
        "The VM is said never to have been in another vault, yet a job of it is said to run in the old one",
        (backup.moved_from_other_vault == False, backup.job_in_old_vault == True),
    ),
)
