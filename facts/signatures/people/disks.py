"""What people say in their own words of a VM's disks, and of faults that came and went by themselves.

What they deny, plan or ask about does not count.
"""

from __future__ import annotations

from functools import partial

from ...documents import MATRIX_2026, PREPARE, SELF_HELP, THREADS, WHATS_NEW
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, within=None)
_NO = (
    r"(?<!no )(?<!not )(?<!any )(?<!without )(?<!kein )(?<!keine )(?<!keinen )(?<!support )(?<!supports )"
    r"(?<!for )(?<!or )(?<!and )(?<!sans )(?<!sin )"
)
_KIND = r"(?:disks?|data disks?|drives?|volumes?|platten?|datenträgern?|disques?|discos?|schijven|ディスク)"
_MANY = r"(?:[1-9]\d{1,3}|several|many|dozens of|most of our|all our|all of our|all the|multiple|alle|mehrere)"
_RUNS = r"(?:vms?|virtual machines?|machines?|servers?|backups?|jobs?|sicherungen|server)"

SIGNATURES: tuple[Signature, ...] = (
    *(
        _told(
            f"told-{word}-disk",
            f"The VM is said to have a disk of the kind {name}",
            has=literals,
            # A person who names the kind means a disk of the VM, unless the sentence denies, asks or lists kinds.
            pattern=rf"(?:\b(?:is|are|was|were|has|have|with|using|uses?|runs? on|on|got|attached|of|to|auf|mit|hat|"
            rf"haben|nutzt|verwendet|neue[nr]?|con|tiene|avec|met|op)\b (?:(?:an?|the|some|two|several|new|its|our|"
            rf"eine[rmn]?|die|der|une?|des|un) ){{0,2}}(?:{written})|{_NO}(?:{written}) {_KIND}\b"
            rf"(?! (?:is|are|not|support|backup)))",
            without=(f"no {name}", "disk or premium", "disks or premium", "v2 or ultra", "does azure backup"),
            gives={"disks.fast_kinds": (kind,)},
            source=MATRIX_2026.section("VM storage support"),
            example=f"The database runs on a {name} disk of the VM.",
            silent=f"There are no {name} disks.",
        )
        for word, kind, name, literals, written in (
            (
                "ultra",
                "ultra",
                "Ultra",
                ("ultra disk", "ultradisk", "ultra-disk", "ultra ssd", "ultra-ssd"),
                r"ultra[- ]?(?:disks?|ssd)",
            ),
            (
                "premium-v2",
                "premium_v2",
                "Premium SSD v2",
                ("premium ssd v2", "premiumv2", "premium v2", "ssdv2", "ssd v2", "premium-ssd v2"),
                r"premium[- ]?(?:ssd[- ]?)?v2",
            ),
        )
    ),
    _told(
        "told-standard-policy",
        "The VM is said to be under a Standard policy",
        has=("standard policy", "defaultpolicy", "default policy", "policy (standard", "standard backup policy"),
        pattern=r"(?<!vault )\b(?:with|under|by|using|uses?|has|have|assigned|on|mit|der|die|con|avec|la)\b (?:an? |"
        r"the |our )?[\"'“]?(?:standard (?:backup )?"
        r"policy|defaultpolicy|default (?:backup )?policy|[\w-]{1,40} policy \(standard)|"
        r"\b(?:default ?policy|standard (?:backup )?policy)[\"'”]? "
        r"(?:is|was|zugewiesen|assigned|attached|eingestellt)\b",
        without=("enhanced",),
        gives={"backup.policy_type": "standard"},
        source=PREPARE.section("Apply a backup policy"),
        example="The VM is protected with the DefaultPolicy.",
        silent="$ az backup protection enable-for-vm --policy-name DefaultPolicy",
    ),
    _told(
        "told-disk-closed",
        "A disk is said to be closed to public networks",
        has=("public access", "public network access", "publicnetworkaccess", "network access", "networkaccesspolicy"),
        beside=("disk",),
        pattern=rf"{_KIND}\b[^.;!?]{{0,40}}?\b(?:public (?:network )?access|network access)\b[^.;!?]{{0,20}}?"
        r"\b(?:disabled|denied|off|closed|blocked)\b|\b(?:disabled|denied|switched off|turned off|blocked) (?:the "
        r"|all )?"
        rf"(?:public (?:network )?|network )access\b[^.;!?]{{0,25}}?\b(?:of|for|on|to|from) (?:the |our |all )?"
        rf"(?:os |data |managed )?{_KIND}\b",
        without=("not disabled", "storage account", "key vault", "of the vault", "vault's"),
        gives={"disks.network_closed": True},
        source=WHATS_NEW.section("Backup and restore of virtual machines with private endpoint enabled disks"),
        example="The VM has a disk with public network access disabled.",
        silent="The disk has public network access enabled.",
    ),
    _told(
        "disk-access-asked-told",
        "Public access of a disk is said to be demanded before backup can be configured",
        has=("public access", "public network access"),
        beside=("disk",),
        pattern=r"\b(?:must|have to|need to|needs to|has to|had "
        r"to|asks?|asked|forces?|forced|requires?|required|demands?)\b"
        r"[^.;!?]{0,40}?\b(?:enabl\w{1,3}|allow\w{0,3}|open\w{0,3})\b[^.;!?]{0,25}?\bpublic (?:network )?access\b"
        rf"[^.;!?]{{0,30}}?\b{_KIND}\b|\bmake\b (?:the |our |this )?{_KIND} public\b",
        without=("storage account", "key vault"),
        source=THREADS.section("MicrosoftDocs/azure-docs#118258"),
        example="To assign the Enhanced policy I must enable public access on the disk first.",
        silent="The disk needs to have public access disabled.",
    ),
    _told(
        "told-shared-disk",
        "A disk of the VM is said to be shared with another VM",
        has="share",
        beside=("disk", "drive", "volume"),
        # A person who names it means one of the VM, unless the sentence denies, asks or lists kinds.
        pattern=rf"\b(?:has|have|with|used?|uses|using|attached|share|shares|sharing|on|is)\b (?:[\w-]{{1,12}} "
        rf"){{0,2}}?"
        rf"[\"'“]?shared (?:azure |managed |premium |data |ssd |ultra ){{0,2}}?{_KIND}\b(?! (?:is |are )?(?:not "
        rf")?support)|"
        rf"\b(?:vms?|nodes?|machines?|servers?|which|that|who|both|they|two)\b[^.;!?]{{0,30}}?\bshar(?:e|es|ing|ed)\b "
        rf"(?:an?|the|one|some|its|two) (?:azure |managed |data |premium ){{0,2}}?{_KIND}\b|"
        rf"\b{_KIND}\b[^.;!?]{{0,15}}?\b(?:is|are) shared (?:by|between|among|with|across)\b",
        without=("no shared", "not shared", "without shared", "file share", "shared disks or", "host", "share name"),
        gives={"disks.shared": True},
        source=MATRIX_2026.section("VM storage support"),
        example="The two nodes of the cluster share a managed disk.",
        silent="A disk can be shared between VMs, the page says.",
    ),
    _told(
        "told-unmanaged-disks",
        "The VM is said to have unmanaged disks",
        has=("unmanaged disk", "non-managed disk", "nicht verwaltete"),
        pattern=rf"{_NO}\b(?:unmanaged|non-managed) disks?\b(?! (?:to managed|are not|is not|support))|"
        r"(?<!keine )\bnicht verwaltete\w{0,2} (?:disks?|datenträger)",
        without=("to managed disks", "converted", "as unmanaged disks"),
        gives={"disks.unmanaged": True},
        source=MATRIX_2026.section("VM storage support"),
        example="It is an old VM with unmanaged disks.",
        silent="The VM has no unmanaged disks.",
    ),
    _told(
        "told-write-accelerator-os",
        "The OS disk is said to have Write Accelerator",
        has=("write accelerator", "write-accelerator", "writeaccelerator"),
        pattern=r"\b(?:os|system|boot|root) (?:disk|volume|drive)\b[^.;!?]{0,60}?\bwrite[- ]?accelerator\b|"
        r"\bwrite[- ]?accelerator\b[^.;!?]{0,60}?\b(?:os|system|boot|root) (?:disk|volume|drive)\b",
        without=("no write accelerator", "not the os", "except the os", "is off", "switched off"),
        gives={"disks.write_accelerator": "os"},
        source=MATRIX_2026.section("VM storage support"),
        example="Write Accelerator is on for the OS disk.",
        silent="Write Accelerator is on for the log disks.",
    ),
    _told(
        "passed-by-itself-told",
        "A failure of backups is said to have gone by itself",
        has=(
            "itself",
            "themselves",
            "on its own",
            "on their own",
            "doing anything",
            "changing anything",
            "without any change",
            "without change",
            "von selbst",
        ),
        pattern=r"\b(?:succeeded|went through|passed|ran|completed|worked|disappeared|resolved|vanished|gone|"
        r"fixed|solved|recovered|work(?:s|ed)? again|ran again|green again)\b[^.;!?]{0,30}?\b(?:without (?:us |me "
        r")?(?:doing|changing) anything|without (?:any )?changes?\b|itself|themselves|on (?:its|their) own)\b|\bvon "
        r"selbst (?:wieder|gelöst|behoben)",
        source=SELF_HELP.section("UserErrorProt32dAllocationPending"),
        example="Tonight all jobs went through without us doing anything.",
        silent="The service restarted by itself, and the job fails again.",
    ),
    _told(
        "many-fail-told",
        "Backups of many VMs are said to fail at the same time",
        has=("fail", "error", "red"),
        beside=("all", "several", "many", "dozens", "multiple", "most", "about", "mehrere", "vms", "machines"),
        pattern=rf"\b{_MANY} (?:our |the |of our |azure )?{_RUNS}\b[^.;!?]{{0,60}}?\b(?:fail|failed|failing|fails|"
        rf"red)\b|\b(?:fail|failed|failing) (?:for|on|with|of|in) (?:about |around )?{_MANY} "
        r"(?:vms|machines|servers)\b",
        source=SELF_HELP.section("UserErrorProt32dAllocationPending"),
        example="Last night all our backups in the region failed, about 60 VMs.",
        silent="The backup of one VM failed, those of the others are fine.",
    ),
)
