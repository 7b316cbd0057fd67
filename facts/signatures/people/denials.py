"""What people say of what Azure denied or lost: policies that deny, collections deleted, keys whose rights are gone.

What they deny, plan or ask about does not count. A backup policy denies nothing: only an Azure Policy, or one that is
named by what it demands, is meant.
"""

from __future__ import annotations

from ...documents import AUTOMATION, RESTORE_POINT_PAGE, SIBLING, THREADS
from ..declaration import Signature
from ._stating import told as _told

_POLICY = (
    r"(?:azure[- ]polic(?:y|ies)|(?:deny|tag(?:ging)?|naming|governance|location|compliance|landing zone|alz|"
    r"management group)[- ]polic(?:y|ies)|polic(?:y|ies) (?:assignments?|initiatives?|definitions?)|"
    r"azure[- ]richtlinien?|strat[ée]gies? azure|(?:pol[ií]ticas?|directivas?) (?:de |do )?azure|criteri di azure|"
    r"azure[- ]beleid|Azure Policy)"
)
_DENIES = (
    r"(?:den(?:y|ies|ied|ying)|blocks?|blocked|refuses?|refused|rejects?|rejected|prevents?|prevented|forbids?|"
    r"disallow(?:s|ed)?|stops?|demands?|requires?|enforces?|insists|verweigert|verhindert|verbietet|blockiert|"
    r"verlangt|refuse|bloque|interdit|exige|emp[êe]che|deniega|impide|exige|bloquea|proh[ií]be|bloqueia|recusa|nega|"
    r"impedisce|rifiuta|blocca|richiede|weigert|blokkeert|vereist)"
)
_ITS = (
    r"(?:resource[- ]?groups?|\brgs?\b|azurebackuprg\w{0,40}|backup group|ressourcengruppen?|groupes? de "
    r"(?:ressources|sauvegarde)|grupos? de recursos|gruppi? di risorse|resourcegroep|tags?|étiquettes?|etiquetas?|"
    r"naming|vaults?|restore ?points?|restore ?point ?collections?|snapshots?|リソース グループ|リソースグループ|タグ)"
)
_VERB = (
    r"(?:deleted|removed|purged|cleaned(?: up)?|tidied(?: up)?|wiped|dropped|gel[öo]scht|supprimée?s?|"
    r"elimin[óa]\w{0,3}|borr[óa]\w{0,3})"
)
_COLLECTION = (
    r"(?:restore ?point ?collections?|restorepointcollections?|azurebackup_[\w.…-]{1,60}|collections? of (?:the |its )?"
    r"restore points|rpcs?\b|wiederherstellungspunktsammlung|復元ポイント コレクション)"
)
_KEY = r"(?:keys?|key ?vault|kv|kek|cmk)"
_SET = r"(?:disk encryption set|encryption set|\bdes\b|datenträgerverschlüsselungssatz)"

_CANNOT = (
    r"(?:can ?not|can ?n[o'’]t|could not|could ?n[o'’]t|unable to|not able to|impossible to|fails? to|failed to|"
    r"won['’]?t let me|not allowed to)"
)
_VAULT = r"(?:recovery (?:services? )?|backup |rs ?)?vaults?\b"

SIGNATURES: tuple[Signature, ...] = (
    _told(
        "vault-deletion-refused-told",
        "The deletion of a vault is said to be refused",
        has=("vault", "rsv", "tresor", "coffre", "almacén"),
        beside=("delet", "remov", "destroy", "clean", "löschen", "supprim", "elimin"),
        pattern=rf"(?<!you )\b{_CANNOT} (?:\w{{1,12}} ){{0,3}}?(?:delete|remove|destroy|get rid of) (?:the |a |an |"
        rf"my |our |"
        rf"this )?"
        rf"(?:[\w'\"-]{{1,30}} ){{0,2}}?(?:{_VAULT}|rsv\b)|"
        rf"\b(?:{_VAULT}|rsv)[^.;!?]{{0,40}}?\b(?:can ?not|can ?n[o'’]t|could not|won['’]?t|does ?n[o'’]t|refuses to|"
        r"is not able to) (?:be (?:deleted|removed|destroyed)|get deleted|delete\b)|"
        rf"\b(?:delet(?:e|ing|ion)|remov(?:e|ing|al)|destroy(?:ing)?)\b (?:of )?(?:the |a |my |our |this )?{_VAULT}"
        r"[^.;!?]{0,40}?\b(?:fails?|failed|refused|rejected|denied|errors?|does ?n[o'’]t work|not possible)|"
        r"\bbackup vault delete\b[^;!?]{0,60}?\b(?:fails?|failed|refused|rejected|errors?|denied)|"
        r"\btresor\b[^.;!?]{0,40}?\b(?:nicht|lässt sich nicht)\b[^.;!?]{0,10}?(?:gelöscht|löschen)|"
        r"\b(?:impossible de|ne peux pas) supprimer (?:le|mon) coffre|\bno (?:puedo|se puede) eliminar el almacén",
        without=("key vault", "keyvault", "not be deleted until", "backup policy"),
        source=THREADS.section("Vaults whose settings or deletion were refused, 2017 to 2026"),
        example="I cannot delete the Recovery Services vault.",
        silent="I deleted the Recovery Services vault.",
    ),
    _told(
        "policy-denial-told",
        "An Azure Policy is said to deny the group of the restore points, or what is in it",
        has=(
            "policy",
            "policies",
            "richtlinie",
            "tratégie",
            "trategie",
            "política",
            "politica",
            "directiva",
            "criteri",
        ),
        pattern=rf"{_POLICY}[^;!?]{{0,80}}?\b{_DENIES}\b[^;!?]{{0,60}}?{_ITS}|"
        rf"{_ITS}[^;!?]{{0,70}}?\b{_DENIES}\b[^.;!?]{{0,25}}?\b(?:by|durch|von|par|por|da|door) (?:an? |our |the |"
        rf"eine |"
        rf"une |la |nuestra )?(?:\w{{1,15}} ){{0,2}}?(?:polic(?:y|ies)|{_POLICY})|"
        rf"\bpolicy violation\b[^;!?]{{0,60}}?{_ITS}|{_ITS}[^;!?]{{0,60}}?\bpolicy violation\b|"
        r"Azure ?Policy.{0,40}(?:拒否|ブロック)",
        without=("does not deny", "doesn't deny", "no longer den", "backup policy requires", "no policy", "audit only"),
        gives={"signs.policy_denial_told": True, "policy.denied_type": "resource_group"},
        source=SIBLING.section("UserErrorRequestDisallowedByPolicy"),
        example="Our tag policy denies resource groups without a cost center.",
        silent="The backup policy keeps snapshots for five days.",
    ),
    _told(
        "convention-enforced-told",
        "A convention for the names or tags of resource groups is said to be enforced",
        has=("naming", "tag", "namenskonvention", "convention"),
        beside=(
            "azurebackuprg",
            "backup group",
            "group of the backup",
            "resource group",
            "ressourcengruppe",
            "groupe de",
        ),
        pattern=r"\b(?:naming (?:convention|standard|rules?|scheme)|tag(?:s|ging)?|namenskonvention\w{0,2})\b[^;"
        r"!?]{0,60}?"
        r"\b(?:is|are|was|were|which is|wird|sont|est)? ?(?:strictly |technically )?(?:enforced|mandatory|erzwungen|"
        r"obligatoires?|obligatori[oa]s?)\b",
        without=("not enforced", "not mandatory", "no longer enforced"),
        gives={"signs.policy_denial_told": True, "policy.denied_type": "resource_group"},
        source=AUTOMATION.section("Creating Azure Backup resource group during snapshot retention"),
        example="The resource group of the backup breaks our naming convention, which is enforced.",
        silent="Our naming convention is a recommendation.",
    ),
    _told(
        "collection-deleted-told",
        "A restore point collection of the VM is said to have been deleted",
        has=("collection", "azurebackup_", "rpc", "wiederherstellungspunktsammlung"),
        pattern=rf"(?<!be )(?<!can )(?<!not )(?<!to )\b{_VERB}\b[^.;!?]{{0,50}}?\b{_COLLECTION}|"
        rf"\b{_COLLECTION}[^.;!?]{{0,40}}?\b(?:was|were|is|are|got|has been|have been|been|being)\b (?:\w{{1,12}} )?"
        rf"{_VERB}",
        without=("not deleted", "cannot be deleted", "can't be deleted", "marked for deletion", "being deleted"),
        gives={"restore_points.collection_deleted": True},
        source=RESTORE_POINT_PAGE.section("Restore point collection was deleted"),
        example="An operator deleted the restore point collection AzureBackup_vm1_1234 by hand.",
        silent="The restore point collection is marked for deletion.",
    ),
    _told(
        "encryption-set-shut-out-told",
        "A disk encryption set is said to have no right to its key",
        has=("encryption set", " des ", "datenträgerverschlüsselungssatz"),
        pattern=rf"{_SET}[^;!?]{{0,60}}?\b(?:lost|loses|lacks?|lacked|has no|had no|without|no longer has|missing|"
        rf"misses|(?:can|could)(?:not|n['’]t| not)|does ?n[o'’]t have|did ?n[o'’]t have|hat keine?|kann)\b[^.;"
        rf"!?]{{0,50}}?"
        rf"\b(?:access|rights?|permissions?|roles?|read|use|unwrap|reach|rechte?|zugriff)\b|"
        rf"\b(?:removed|revoked|dropped|deleted)\b[^.;!?]{{0,40}}?\b(?:access(?: policy)?|rights?|permissions?|"
        rf"role(?: assignment)?s?|identity)\b[^.;!?]{{0,40}}?{_SET}|"
        rf"\b{_KEY}\b[^.;!?]{{0,40}}?\bno (?:longer )?(?:access|role|permission|right)s?\b[^.;!?]{{0,30}}?{_SET}",
        without=("has access", "has the right", "has its rights"),
        gives={"des.has_access": False},
        source=RESTORE_POINT_PAGE.section("KeyVaultAccessForbidden"),
        example="Since the change the disk encryption set has no access to its key.",
        silent="The disk encryption set can read its key.",
    ),
    _told(
        "on-demand-count-told",
        "Many backups on demand of one day are told of",
        has=("backup now", "on-demand", "on demand", "ad-hoc", "ad hoc", "manual backup", "manually", "jetzt sichern"),
        pattern=r"\b(?:backup now|on[- ]demand(?: backups?)?|ad[- ]?hoc(?: backups?)?|manual(?: backups?|ly)|jetzt "
        r"sichern)\b[^.;!?]{0,50}?\b(?:[1-9]\d|nine|ten|a dozen|dozens|twelve|fifteen|twenty|many|countless|several|"
        r"zehn|zigmal|mehrmals) ?(?:of )?(?:times|mal|x|tries|attempts|runs)?\b[^.;!?]{0,30}?\b(?:today|same day|"
        r"this (?:morning|afternoon)|within|in (?:a|one) day|heute|an einem tag)\b|"
        r"\b(?:[1-9]\d|nine|ten|a dozen|twelve|fifteen|twenty) (?:on[- ]demand|ad[- ]?hoc|manual) (?:backups?|"
        r"runs?|jobs?)"
        r"\b[^.;!?]{0,30}?\b(?:today|same day|a day|one day)",
        without=("successful", "succeeded", "all worked"),
        gives="signs.on_demand_often_told",
        source=THREADS.section("Limits of operations in a day"),
        example="I started Backup now about twelve times today, and now it is refused.",
        silent="I started Backup now today, and it is refused.",
    ),
)
