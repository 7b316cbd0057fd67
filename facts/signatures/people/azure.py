"""What people say in their own words of Azure's side: what was moved, locked or deleted, which disks a VM has.

What they deny, plan or ask about does not count: the patterns take what is so, or was done.
"""

from __future__ import annotations

from functools import partial

from ...documents import (
    ENCRYPTED_ERRORS,
    FAQ_2025_12,
    KEY_VAULT_BYPASS,
    LOCKS,
    MATRIX_2026,
    PREPARE,
    SOFT_DELETE,
    STATES,
    THREADS,
)
from ..declaration import Signature
from ..places import OWN_WORDS

_told = partial(Signature, where=OWN_WORDS, within=None)
_VM = r"(?:vms?|virtual machines?|machines?|servers?|virtuelle[nr]? (?:computer|maschinen?)|máquinas?)"
_NO = (
    r"(?<!no )(?<!not )(?<!any )(?<!never )(?<!without )(?<!n't )(?<!n’t )(?<!be )(?<!if we )(?<!if i )(?<!nicht )"
    r"(?<!keine )"
)
# Somebody moved it, or it was moved; not "should be moved", and not "before moving it".
_MOVED = (
    rf"{_NO}(?:\b(?:moved|migrated|relocated|transferred)\b|"
    r"\b(?:after|since|following)\b (?:[\w'’]{1,12} ){0,2}?(?:moving|migrating|move|migration)\b)"
)
_MOVED_TO = rf"{_MOVED}(?:(?!\bvaults?\b)[^.;!?]){{0,70}}?"
_LOCALISED_GROUP = (
    r"in (?:eine )?ander\w{1,3} ressourcengruppen?[^.]{0,20}?(?:verschoben|umgezogen)|"
    r"déplac\w{1,4}[^.]{0,50}?(?:vers|dans) un autre groupe de ressources|"
    r"(?:mov|traslad)\w{1,6}[^.]{0,50}?a otro grupo de recursos|mov\w{1,5}[^.]{0,50}?para outro grupo de recursos|"
    r"spostat\w[^.]{0,50}?altro gruppo di risorse|verplaatst[^.]{0,50}?andere resourcegroep|"
    r"naar een andere resource ?groep[^.]{0,20}?verplaatst|"
    r"別の ?リソース ?グループ.{0,6}移動|다른 리소스 그룹(?:으로)? 이동|"
    r"移(?:动|動|到|至).{0,6}(?:另一|其他|别的|新的?).{0,3}(?:资源|資源)(?:组|群組)"
)
_LOCALISED_SUBSCRIPTION = (
    r"in (?:ein(?:e)? )?ander\w{1,3} (?:abonnements?|subscription)[^.]{0,20}?(?:verschoben|umgezogen)|"
    r"déplac\w{1,4}[^.]{0,50}?(?:vers|dans) un autre abonnement|(?:mov|traslad)\w{1,6}[^.]{0,50}?a otra suscripción|"
    r"mov\w{1,5}[^.]{0,50}?para outra (?:assinatura|subscrição)|別の ?サブスクリプション.{0,6}移動|"
    r"移(?:动|動|到|至).{0,6}(?:另一|其他|别的|新的?).{0,3}(?:订阅|訂閱|訂用帳戶)|다른 구독(?:으로)? 이동"
)
_MOVES = ("moved", "migrated", "relocated", "transferred", "moving", "migrating", "move ", "migration", "verschoben")
_MOVES_ELSEWHERE = (
    "umgezogen",
    "déplac",
    "movi",
    "movem",
    "mover",
    "trasla",
    "spostat",
    "verplaatst",
    "移动到",
    "移動到",
    "移到另",
    "移到其他",
    "移至另",
    "으로 이동",
    "移動した",
    "移動しました",
)
_IS = r"(?:is|are|was|were|has|have|with|using|uses?|runs? on|on|got|attached|of)"
_REGION = (
    r"(?:(?:west|east|north|south|central|southeast|northeast|southcentral|northcentral|westcentral|uk|france|germany|"
    r"sweden|switzerland|norway|italy|poland|spain|japan|korea|australia|canada|brazil|uae|qatar|israel|india)"
    r"[ -]?(?:west|east|north|south|central|southeast|northeast|southcentral|northcentral|europe|us|asia|india)"
    r"(?:[ -]?(?:central|us|west|east))?(?:[ -]?[23])?)"
)
# As people write them: West Europe, westeurope, weu.
_SHORT = r"(?:[wns]eu|[wecns]{1,2}us[23]?|uk[sw]|fr[cs]|gw?c|gn|sd?c|sw[nw]|no[ew]|jp[ew]|sea|au[ec]|c[ac]c|brs|uaen?)"
_READ_ONLY = (
    r"(?:read[- ]?only|schreibgeschützte\w?|nur[- ]lese[- ]?)(?:[- ]?(?:resource|level|ressourcen))?[ -]?"
    r"[\"'”]?[ -]?(?:locks?|sperren?)\b|"
    r"\block(?:s|ed)? (?:of (?:the )?level |\(|as )[\"'“]?read[- ]?only|"
    r"\bverrous? (?:en |de )?lecture seule|\bbloqueos? de (?:solo|sólo) lectura|\bbloqueios? (?:de )?somente leitura|"
    r"blocchi? di sola lettura|alleen-lezen[- ]?vergrendeling|読み取り専用(?:の)?ロック"
)
_THE = r"(?:the |our |an? )"
_NAME = r"(?!same\b|one\b)[\w-]{2,24}"  # of a subscription
_GONE = r"(?!\w{0,3} (?:was|were|has been|have been|is|are) (?:removed|deleted|gone))"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "told-moved-group",
        "The VM is said to have been moved to another resource group",
        has=(*_MOVES, *_MOVES_ELSEWHERE),
        pattern=rf"{_MOVED_TO}\b(?:(?:an)?other|different|new|correct|right|its own|between|across|dedicated|to|into)\b"
        rf"[^.;!?]{{0,30}}?\b(?:resource[ -]?groups?|rgs?)\b|"
        rf"{_MOVED}[^.;!?]{{0,50}}?\bfrom (?:one|its|the|a) (?:resource[ -]?group|rg)\b[^.;!?]{{0,20}}?\bto "
        rf"(?:an|the |a )?(?:other|new)\b|{_LOCALISED_GROUP}",
        beside=("vm", "virtual machine", "machine", "server", "computer", "máquina", "虚拟机", "虛擬機", "가상"),
        without=("vault was moved", "vault has been moved", "moved the restore", "restore points to another"),
        gives={"backup.last_done": "moved_group"},
        source=FAQ_2025_12.section("What happens after I move a VM to a different resource group?"),
        example="We moved the VM to another resource group last week.",
        silent="Can the VM be moved to another resource group?",
    ),
    _told(
        "resume-after-move-told",
        "The backup is to go on after the VM was moved",
        has=(*_MOVES, *_MOVES_ELSEWHERE),
        pattern=rf"{_MOVED_TO}\b(?:(?:an)?other|different|new|between|across)\b[^.;!?]{{0,30}}?\b(?:resource[ "
        rf"-]?groups?|"
        r"rgs?|subscriptions?)\b",
        beside=("resum", "re-enable", "reenable", "continue the backup", "continue with the backup", "old backup item"),
        without=("vault was moved", "vault has been moved", "tenant"),
        source=FAQ_2025_12.section("What happens after I move a VM to a different resource group?"),
        example="We moved the VM to another resource group and cannot resume its backup.",
        silent="We moved the VM to another resource group.",
        also=("told-moved-group", "enabling-told", "stopped-before-told"),
    ),
    _told(
        "told-moved-subscription",
        "The VM is said to have been moved to another subscription",
        has=(*_MOVES, *_MOVES_ELSEWHERE),
        pattern=rf"{_MOVED_TO}\b(?:(?:an)?other|different|new|between|across)\b[^.;!?]{{0,20}}?\bsubscriptions?\b|"
        rf"\bmove feature\b[^.;!?]{{0,30}}?\bsubscriptions?\b|{_LOCALISED_SUBSCRIPTION}",
        beside=("vm", "virtual machine", "machine", "server", "computer", "máquina", "虚拟机", "虛擬機", "가상"),
        without=("vault was moved", "vault has been moved", "tenant", "directory"),
        gives={"backup.last_done": "moved_subscription"},
        source=FAQ_2025_12.section("What happens after I move a VM to a different resource group?"),
        example="The servers were moved to a different subscription in March.",
        silent="The vault is in a different subscription than the VM.",
    ),
    _told(
        "told-recreated",
        "The VM is said to have been made anew under the same name",
        has=(
            "recreate",
            "re-create",
            "rebuil",
            "reinstall",
            "redeploy",
            "reimag",
            "created it again",
            "create it again",
            "created again",
            "same name",
        ),
        pattern=rf"{_NO}(?:\b(?:re-?created|rebuilt)\b[^.;!?]{{0,40}}?\b{_VM}|"
        rf"\b{_VM}\b[^.;!?]{{0,30}}?\b(?:was|were|been|got) (?:re-?created|rebuilt)|\bhad to (?:rebuild|re-?create)\b|"
        rf"{_NO}\bre-?(?:built|created|installed|deployed|imaged)\b[^;!?]{{0,60}}?\bsame name\b|"
        r"\b(?:deleted|destroyed|removed)\b[^;!?]{0,90}?\bcreated?\b[^.;!?]{0,40}?\b(?:again|anew|same name))",
        without=("restore point collection",),
        gives={"backup.last_done": "recreated"},
        source=THREADS.section("VMs that were made anew, 2019 to 2024"),
        example="We deleted the VM and created it again with the same name.",
        silent="The vault was recreated.",
    ),
    _told(
        "told-restored",
        "The VM is said to have been restored as a new one",
        has="restored",
        pattern=rf"{_NO}\brestored\b (?:the |our |this |my )?(?:vm|virtual machine|machine|server|it)\b[^.;"
        rf"!?]{{0,30}}?\b(?:as|to|"
        r"into|under)\b[^.;!?]{0,15}?\b(?:new|another|different|same name|other)\b",
        without=("restored the files", "cannot be restored"),
        gives={"backup.last_done": "restored"},
        source=FAQ_2025_12.section("What happens after I move a VM to a different resource group?"),
        example="We restored the VM as a new one.",
        silent="We restored the files of the VM.",
    ),
    _told(
        "told-soft-deleted",
        "The backup item is said to be soft deleted",
        has=(
            "soft delete",
            "soft-delete",
            "softdelete",
            "deleted state",
            "vorläufig gelöscht",
            "論理的に削除",
            "論理的な削除",
        ),
        pattern=r"(?:\b(?:in|into|is|are|as|still|shows?|state|item|items|was|were|been)\b[^.;!?]{0,25}?(?<!not )"
        r"[\"'“‘]?\bsoft[- ]?deleted\b|\bsoft[- ]?deleted? state\b(?! (?:is|was))|\b(?:goes|went|gone|is put) into "
        r"(?:the )?soft[- ]?delete\b|"
        r"\b(?:item|vm|machine|server|backup|instance)\b[^.;!?]{0,25}?\bin (?:a |the )?[\"'“‘]?deleted state\b|"
        r"\bvorläufig gelöscht|論理的に削除された)",
        beside=("vm", "item", "machine", "server", "backup data", "element", "マシン"),
        without=(
            *("cannot be deleted as there are existing", "vault was deleted", "deleted vault", "deleted the old vault"),
            *("deleted the vault", "deleted the old recovery", "deleted the recovery", "vault with the same name"),
            *("key vault", "blob"),
        ),
        gives={"backup.soft_deleted": True},
        source=SOFT_DELETE.section("Soft delete for vaults"),
        example="The item of the VM is still in soft deleted state.",
        silent="Soft delete is enabled for the vault of the VM.",
    ),
    _told(
        "told-protected-elsewhere",
        "Another vault is said to protect the VM",
        has=("vault",),
        beside=("already", "still"),
        without=("registering with", "same or other vault"),
        pattern=rf"{_NO}\b(?:already|still) (?:being )?(?:protected|backed[- ]up|registered|configured|enabled)\b"
        r"[^.;!?]{0,20}?\b(?:by|in|with|to|under|into)\b[^.;!?]{0,15}?\b(?:another|a different|an? old|the old|some "
        r"other|a second|other)\b[^.;!?]{0,20}?\bvault",
        gives={"backup.protected_elsewhere": True},
        source=PREPARE.section("Apply a backup policy"),
        example="The machine is already backed up by another vault.",
        silent="Virtual machine is already registered\\registering with another recovery services vault",
    ),
    _told(
        "told-regions-differ",
        "Vault and VM are said to be in two regions",
        has=("vault", "rsv"),
        beside=("vm", "machine", "server"),
        pattern=rf"\bvault\b[^.;!?]{{0,60}}?\b(?:in|region|location)\b:? (?:the )?(?P<one>{_REGION})\b[^!?]{{0,120}}?"
        rf"\b{_VM}\b[^.;!?]{{0,60}}?\b(?:in|region|location)\b:? (?:the )?(?!(?P=one)\b){_REGION}\b|\b(?:vault|rsv)\b "
        rf"?[=:(] ?(?P<named>{_REGION})\b[^!?]{{0,60}}?\b{_VM}\b[^.;!?]{{0,20}}?(?:\bin|=|:) "
        rf"?(?!(?P=named)\b){_REGION}\b|\bvms?\b[ :=(]{{1,3}}(?:is )?(?:in )?(?P<vms>{_REGION}|{_SHORT})\b[ "
        rf",;/)]{{1,3}}(?:but |and |while |the )?(?:rsv|vault)\b[ :=(]{{1,3}}(?:is )?(?:in "
        rf")?(?!(?P=vms)\b)(?:{_REGION}|{_SHORT})\b|\b(?:rsv|vault)\b[ :=(]{{1,3}}(?:is )?(?:in "
        rf")?(?P<its>{_REGION}|{_SHORT})\b[ ,;/)]{{1,3}}(?:but |and |while |the )?vms?\b[ :=(]{{1,3}}(?:is )?(?:in "
        rf")?(?!(?P=its)\b)(?:{_REGION}|{_SHORT})\b|\b{_VM}\b[^.;!?]{{0,60}}?\b(?:in|region|location)\b:? (?:the "
        rf")?(?P<two>{_REGION})\b[^!?]{{0,120}}?\bvault\b[^.;!?]{{0,60}}?\b(?:in|region|location)\b:? (?:the "
        rf")?(?!(?P=two)\b){_REGION}\b",
        without=("restor", "replicat", "disaster", "failover", "cross"),
        gives={"vault.same_region": False},
        source=PREPARE.section("Apply a backup policy"),
        example="The vault is in West Europe, the VM is in North Europe.",
        silent="The vault is in West Europe, the VM is in West Europe.",
    ),
    _told(
        "told-subscriptions-differ",
        "Vault and VM are said to be in two subscriptions",
        has=("subscription", " in sub "),
        beside=("vault", "rsv"),
        pattern=r"\b(?:vault|rsv)\b(?:['’]s)?[^.;!?]{0,20}?\bin sub(?:scription)? (?P<one_sub>\w{1,24})\b[^.;!?]{0,30}?"
        r"\bvms?\b[^.;!?]{0,20}?\bin sub(?:scription)? (?!(?P=one_sub)\b)\w{1,24}|"
        r"\bvms?\b[^.;!?]{0,20}?\bin sub(?:scription)? (?P<vm_sub>\w{1,24})\b[^.;!?]{0,30}?\b(?:vault|rsv)\b"
        r"[^.;!?]{0,20}?\bin sub(?:scription)? (?!(?P=vm_sub)\b)\w{1,24}|"
        rf"\bvault\b[^.;!?]{{0,50}}?\bin {_THE}(?P<own>{_NAME}) subscription\b[^.;!?]{{0,60}}?\b{_VM}\b"
        rf"[^.;!?]{{0,50}}?\b(?:in|of|from) {_THE}(?!(?P=own)\b){_NAME}(?: subscriptions?| ones?)\b|"
        rf"\b{_VM}\b[^.;!?]{{0,50}}?\b(?:in|of|from) {_THE}(?P<vms>{_NAME}) subscriptions?\b[^.;!?]{{0,60}}?\bvault\b"
        rf"[^.;!?]{{0,50}}?\bin {_THE}(?!(?P=vms)\b){_NAME}(?: subscriptions?| ones?)\b|"
        r"--vm ['\"]?/subscriptions/(?P<given>[0-9a-f]{4,8}[0-9a-f-]{0,28})/[^\n]{0,400}?--subscription ['\"]?"
        r"(?!(?P=given)\b)[0-9a-f]{4,8}[0-9a-f-]{0,28}\b",
        without=("restor", "replicat", "disaster", "failover", "moved"),
        gives={"signs.other_subscription_told": True, "vault.same_subscription": False},
        source=THREADS.section("VMs of another subscription, 2020 to 2022"),
        example="The vault lies in our management subscription, the VM in the dev subscription.",
        silent="The vault is in the dev subscription, and the VM is in the dev subscription.",
    ),
    _told(
        "readonly-lock-told",
        "A read-only lock is told of",
        has=("lock", "sperre", "verrou", "bloque", "blocc", "vergrendel", "ロック"),
        pattern=rf"{_NO}(?<!remove )(?<!removed )(?<!removed the )(?<!remove the )(?<!removed a )(?<!deleted the )"
        rf"(?<!removing the )(?<!the former )(?:{_READ_ONLY}){_GONE}",
        without=(
            *("no read-only lock", "no readonly lock", "not a read-only lock", "perform write operation"),
            *("plan to set", "want to set", "going to set", "would the backup", "can we set", "should we set"),
            *("planning to", "will backup still", "will the backup still", "does a read"),
        ),
        source=LOCKS.section("Considerations before applying your locks"),
        example="We set a read-only lock on the resource group.",
        silent="There is no read-only lock on the resource group.",
    ),
    _told(
        "told-being-updated",
        "The VM is said to be in the state Updating",
        has=("updating", "wird aktualisiert", "更新中"),
        pattern=rf"\b(?:{_VM}|status|state|portal|stuck|hangs?)\b[^.;!?]{{0,50}}?\b(?:status|state|stuck|shows?|"
        rf"showing|"
        r"remains?|stays?|hangs?|in|as|is|:)[^.;!?]{0,12}?[\"'“‘]?\bupdating\b(?! (?:the|an?|our|its|this|all|it)\b)",
        without=("agent is updating", "not in updating", "updating and", "updating the", "updating (failed"),
        gives={"vm.provisioning_state": "updating"},
        source=STATES.section("Provisioning states"),
        example='The VM has been showing the status "Updating" for two days.',
        silent="We are updating the VM every night.",
    ),
    _told(
        "told-failed-state",
        "The VM is said to be in the state Failed",
        has=("failed state", "failed status", "failed provisioning", "state failed", "status failed", "state: failed"),
        pattern=rf"(?<!extension of the )(?<!extension on the )(?<!extensions of the )\b{_VM}\b[^.;!?\n]{{0,30}}?"
        r"\b(?:is|was|are|were|been|went|goes|gets?|got|in|into|to|stays?|remains?|stuck)\b "
        r"(?:in |into |an? |the |still ){0,3}[\"'“‘]?failed[\"'”’]? (?:provisioning )?(?:state|status)\b|"
        r"\b(?:the |its |whose )provisioning[- ]?state\b[^.;!?\n]{0,20}?\b(?:is|was|shows?|remains?|stays?)\b "
        r"[\"'“‘]?failed\b",
        without=("not in failed", "not in a failed", "never in"),
        gives={"vm.provisioning_state": "failed"},
        source=STATES.section("Provisioning states"),
        example="Since the resize the VM is in a failed state.",
        silent="An extension of the VM is in failed state.",
    ),
    _told(
        "other-extensions-fine-told",
        "The extensions that the portal shows are said to be in order",
        has="extension",
        beside=("succeeded", "in order", "fine", "healthy", "no failed"),
        pattern=r"\b(?:all|every|each|the other|both)(?: of the| the)?(?: other)? extensions?\b[^.;!?]{0,60}?"
        r"\b(?:succeeded|in order|fine|healthy)\b|\bno (?:other )?"
        r"(?:failed extension|extension\b[^.;!?]{0,20}?\bfailed)",
        source=THREADS.section("MicrosoftDocs/azure-docs#6076, 63454, 64646"),
        example="Every other extension is shown as Provisioning succeeded.",
        silent="The extensions are not in order.",
    ),
    _told(
        "told-ephemeral-disk",
        "The VM is said to have an ephemeral OS disk",
        has=("ephemeral os", "ephemeral disk", "ephemeral operating system"),
        pattern=rf"\b{_IS} (?:an? |the )?ephemeral (?:os|operating system)? ?disks?\b",
        without=("no ephemeral", "not ephemeral"),
        gives={"disks.ephemeral_os": True},
        source=MATRIX_2026.section("VM storage support"),
        example="The VM uses an ephemeral OS disk.",
        silent="There is no ephemeral OS disk.",
    ),
    _told(
        "told-confidential",
        "The VM is said to be a confidential one",
        has=("confidential", "confidentiel", "vertrauliche", "confidencia", "機密 vm"),
        pattern=rf"(?<!not a )(?<!no )(?<!non-)\bconfidential (?:computing )?{_VM}\b(?! (?:is|are) (?:not )?supported)|"
        r"\b(?:vm|machines? virtuelles?) confidentielles?\b|\bvertrauliche[nr]? (?:vms?|virtuelle)|"
        r"\b(?:vms?|máquinas? virtua(?:l|les|is)) confidencia(?:l|les|is)\b|機密 VM",
        without=("not a confidential", "no confidential"),
        gives={"vm.security_type": "confidential"},
        source=MATRIX_2026.section("VM compute support"),
        example="It is a confidential VM.",
        silent="It is not a confidential VM.",
    ),
    _told(
        "told-uniform-scale-set",
        "The VM is said to be an instance of a Uniform scale set",
        has=("scale set", "vmss"),
        beside=("uniform",),
        pattern=r"\buniform\b",
        without=("not uniform", "flexible"),
        gives={"vm.vmss_mode": "uniform"},
        source=MATRIX_2026.section("VM compute support"),
        example="The instances belong to a scale set with uniform orchestration.",
        silent="The scale set has no instance.",
    ),
    _told(
        "key-of-certificate-told",
        "The key of the encrypted disks is said to belong to a certificate",
        has=("certificate",),
        beside=("kek", "key encryption key", "key vault", "keyvault", "encrypt"),
        pattern=rf"{_NO}\b(?:kek|key encryption key|encryption key|key)\b[^.;!?]{{0,45}}?\b(?:of|from|belongs? to|"
        rf"part of|"
        r"generated (?:by|with|from)|created (?:by|with|from))\b (?:an? |the |our )?certificate\b",
        without=("not of a certificate", "no certificate", "certificate of the agent", "transport certificate"),
        source=ENCRYPTED_ERRORS.section("Before you start"),
        example="The KEK in our key vault is the key of a certificate.",
        silent="The key vault has keys and a certificate.",
    ),
    _told(
        "keyvault-firewall-told",
        "A key vault is said to be closed to public networks",
        has=(
            *("key vault", "keyvault", "almacén de claves", "coffre de clés", "schlüsseltresor", "cofre de chaves"),
            *("insieme di credenziali", "sleutelkluis", "キー コンテナー", "キーコンテナー"),
        ),
        beside=(
            *("firewall", "selected networks", "public network access", "public access", "private endpoint"),
            *(
                "trusted services",
                "trusted microsoft services",
                "vnet",
                "only our",
                "only the",
                "pare-feu",
                "cortafuegos",
            ),
            *("ファイアウォール", "redes", "netzwerke", "réseaux"),
        ),
        pattern=r"\b(?:firewall|cortafuegos|pare-feu)\b[^.;!?]{0,30}?\b(?:activado|habilitado|activé|aktiviert|attivato|"
        r"ativado|ingeschakeld|eingeschaltet)|\b(?:tiene|a|hat|ha|tem|heeft) (?:el |un |le |eine |il |o )?(?:firewall|"
        r"cortafuegos|pare-feu)\b|ファイアウォール.{0,6}(?:有効|オン)|\bfirewall\b[^.;!?]{0,50}?\b(?:on|enabled|active|"
        r"activated|turned on|switched on|restrict\w{0,4}|"
        r"block\w{0,4})\b|"
        r"\b(?:enabled|activated|turned on|switched on|has|with|behind) (?:an? |the |its )?firewall\b|"
        r"\bselected networks\b|\btrusted (?:microsoft )?services\b[^.;!?]{0,25}?\b(?:off|not|unticked|unchecked|"
        r"disabled|removed)\b|\bonly (?:our|the|some|a few|two|three|selected|chosen) (?:own )?(?:v-?nets?|networks?|"
        r"subnets?|addresses)\b|\bpublic (?:network )?access\b[^.;!?]{0,30}?\b(?:disabled|denied|off|disallowed)|"
        r"\bdisabled? (?:the )?public (?:network )?access|\bonly (?:by|through|via|over) (?:an? )?private endpoint",
        without=("all networks", "firewall is off", "no firewall", "trusted microsoft services are allowed"),
        source=KEY_VAULT_BYPASS.section("Fields"),
        example="The key vault's firewall is enabled since Monday.",
        silent="The key vault is open to all networks; no firewall is on.",
    ),
)
