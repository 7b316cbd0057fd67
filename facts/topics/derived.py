"""Facts that nobody observes: rules of the knowledge base derive them from observed ones (`derived`)."""

from __future__ import annotations

from typing import Literal

from ..declaration import Topic, fact


class DerivedFacts(Topic):
    """Intermediate conclusions. A case file may not state them; see kb/derivations.py for their rules."""

    phase: Literal["backup", "configuring", "restore"] | None = fact("The kind of operation that failed")
    vm_off: bool | None = fact("The VM is off (stopped, deallocated, or on its way there)")
    agent_silent: bool | None = fact("The VM runs, and Azure hears nothing from its agent")
    platform_refused: bool | None = fact("Azure refused the VM for a reason of its own: no room, no such size, a quota")
    wireserver_blocked: bool | None = fact("The guest cannot reach 168.63.129.16 on a port that it needs")
    host_silent: bool | None = fact("The agent's log says that 168.63.129.16 does not answer, and no test denies it")
    agent_running: bool | None = fact("The agent's service or process runs in the guest")
    agent_present: bool | None = fact("The agent is installed in the guest")
    agent_down: bool | None = fact("The agent's services are down, or may not start, in a guest that is not known off")
    agent_code: bool | None = fact("The error code is one that an agent which does not answer explains")
    network_code: bool | None = fact("The error code is one that missing network access explains")
    snapshot_code: bool | None = fact("The error code says that the snapshot failed, and not why")
    keyvault_code: bool | None = fact("The error code is about permissions on a key vault, and disks may need one")
    agent_unused: bool | None = fact("The snapshot does without the agent, or succeeded")
    limit_reached: bool | None = fact("The VM has as many restore points as it may have")
    cleanup_locked: bool | None = fact("A lock holds the group of the restore points, or held it at their clean-up")
    lock_code: bool | None = fact("The error code is one that a lock on the restore point group can cause")
    said_writer_bad: bool | None = fact("Somebody says that a VSS writer fails, and no list of writers denies it")
    said_vss_down: bool | None = fact(
        "Somebody says that Volume Shadow Copy is down or hangs, and nothing that was seen denies it"
    )
    said_swprv_down: bool | None = fact(
        "Somebody says that Microsoft's shadow copy provider is down, and nothing that was seen denies it"
    )
    said_msdtc_down: bool | None = fact("Somebody says that MSDTC does not start, and nothing that was seen denies it")
    said_msdtc_account: bool | None = fact(
        "Somebody says that MSDTC has another account, and nothing that was seen denies it"
    )
    said_overloaded: bool | None = fact("Somebody says that the guest is overloaded, and no metric denies it")
    said_no_writers: bool | None = fact("Somebody says that writers are missing in the list, and no list denies it")
    said_vss_rights: bool | None = fact(
        "Somebody says that an account lacks rights for VSS, and no event log denies it"
    )
    said_shadow_storage: bool | None = fact(
        "Somebody says that the space for shadow copies is used up, and no event log denies it"
    )
    said_sql_writer: bool | None = fact("Somebody says that the SQL writer fails, and no event log denies it")
    said_certificate_gone: bool | None = fact(
        "Somebody says that the certificate of the settings is gone, and no log denies it"
    )
    said_files_gone: bool | None = fact("Somebody says that files of the extension are lost, and no log denies it")
    said_runtime_missing: bool | None = fact("Somebody says that the C++ runtime is missing, and no log denies it")
    said_agent_half: bool | None = fact(
        "Somebody says that one of the agent's services is missing, and it is not Ready"
    )
