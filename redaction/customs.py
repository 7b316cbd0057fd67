"""Names by how they are made and where they stand by custom: `rg-sales`, `web01`, lists, Ansible's output."""

from __future__ import annotations

import re
from collections.abc import Callable

from .frames import Frame
from .kinds import NameKind

_HELD = "\U000f0000-\U0010ffff"
_NAME = r"[A-Za-z][\w-]{2,62}"
_END = r"(?![\w\\/@=(-]|\.\w|:\S)"
_QUOTE = r"\\{0,9}[\"']"
_SHOWN = rf"[^\s\"'`,;|<>{_HELD}]{{2,90}}"
# What is said to be called so, in the languages of mails.
_CALLED = (
    r"(?:is (?:called|named)|(?:VM|machine|server|computer|host)'?s? name is|hei(?:ß|ss)t|heet|s['’]appelle|"
    r"se llama|se chama|si chiama|nazywa się"
    r"|называется|namens|mit (?:dem )?Namen|met de naam|nommée?|llamad[ao]|chamad[ao]|denominat[ao])"
)
_MACHINE = (
    r"(?:machine(?: virtuelle)?|m[áa]quina(?: virtual)?|macchina(?: virtuale)?|virtuelle[nr]? Maschine|"
    r"maszyn[aęy](?: wirtualn[aąe]j?)?|"
    r"wirtualn[ae]j? maszyn[ay]|sanal makine|виртуальн(?:ая|ой|ую) машин(?:а|ы|у|е)|сервер[ае]?|rechner|serveur|"
    r"servidor|serwer|"
    r"sunucu|servern?|gép|počítač|仮想マシン|サーバー|虚拟机|服务器|가상 머신|serwera)"
)
_GROUP = (
    r"(?:groupe de ressources|grupo de recursos|gruppo(?: di risorse)?|grup(?:a|y|ie|ę) zasobów|kaynak grubu|"
    r"групп(?:а|ы|е|у) ресурсов|"
    r"resursgrupp(?:en)?|ressourcegruppe|skupin[aě] prostředků|erőforráscsoport|"
    r"リソース ?グループ|资源组|資源群組|리소스 그룹)"
)
_VAULT = (
    r"(?:coffre(?: Recovery Services)?|almacén|cofre|insieme di credenziali|magazyn(?:ie)?|kasa|"
    r"хранилищ[ае]|valv|コンテナー|保管库)"
)
_SUBSCRIPTION = (
    r"(?:abonnement|suscripción|assinatura|sottoscrizione|subskrypcj[aęi]|abonelik|подписк[аеи]|"
    r"サブスクリプション|订阅|subscription)"
)


def _frame(*hints: str, pattern: str, telling: bool = False, cased: bool = False) -> Frame:
    return Frame(hints, re.compile(pattern, re.MULTILINE | (0 if cased else re.IGNORECASE)), telling)


CUSTOMS: tuple[Frame, ...] = (
    # Other languages: the noun, and what looks like a name behind it.
    _frame(
        "machin", "quina", "macch", "masch", "maszyn", "makine", "маш", "сервер", "rechner", "serv", "serw", "sunucu",
        "gép", "poč", "仮", "サ", "虚", "服", "가",
        pattern=rf"(?<![^\W_]){_MACHINE}[ :「'\"“]{{1,3}}(?P<vm>{_NAME})(?![\w.-]*[\\/:])", telling=True),
    _frame(
        "group", "grup", "kaynak", "груп", "resurs", "ressource", "skupin", "erőforrás", "リ", "资", "資", "리",
        pattern=rf"(?<![^\W_]){_GROUP}[ :：「'\"“]{{1,3}}(?P<group>[\w.()-]{{2,89}}\w)"),
    _frame(
        "coffre", "almacén", "cofre", "insieme", "magazyn", "kasa", "хран", "valv", "コ", "保",
        pattern=rf"(?<![^\W_]){_VAULT}[ :：「'\"“]{{1,3}}(?P<vault>{_NAME})", telling=True),
    _frame(
        "abon", "suscr", "assin", "sotto", "subs", "подп", "サ", "订",
        pattern=rf"(?<![^\W_]){_SUBSCRIPTION}[ :：「'\"“]{{1,3}}(?P<subscription>(?-i:[A-Z][A-Za-z0-9]{{2,"
        rf"30}}(?: [A-Z0-9][A-Za-z0-9]{{1,30}}){{1,3}}))"
        r"(?=[\"'”」]|[,.;)]|$| (?:is|has|to|and|in|was|ist|hat|und|en|et|y)\b)"
        r"(?: to (?P<subscription1>(?-i:[A-Z][A-Za-z0-9]{2,30}(?: [A-Z0-9][A-Za-z0-9]{1,30}){1,3})))?"),
    _frame(
        *("call", "name", "hei", "heet", "appelle", "llama", "chama", "chiama", "nazywa", "назыв", "nomm", "denomin"),
        pattern=rf"(?<![^\W_]){_CALLED} [「'\"“]?(?P<vm>{_NAME})(?![\w.-]*[\\/:])", telling=True),
    # How people number and begin their names.
    _frame("0", pattern=rf"(?<![\w.\\/@:$%&=+#<>-])(?P<host>(?!(?:disk|data|step|line|lun|log|file|snapshot|"
        rf"volume|part|test|page|"
        r"item|image|block|zone|port|"
        r"slot|core|unit|error|event|week|month|year|level|stage|phase|version|release|build|chapter|table|user|"
        r"drive|lvl|"
        r"code|state|case|sample|example|partition|extent|batch|attempt|retry|job|task|run|rule|kb)0)"
        rf"[A-Za-z][A-Za-z-]{{3,30}}0\d{{1,2}}){_END}", telling=True),
    _frame(
        "rg-", "rsv-", "rsv", "kv-", "vnet-", "snet-",
        pattern=r"(?<![\w.\\/@:$%&=+#<>-])(?:(?P<group>rg-(?!\d+\b|lock\b)[a-z0-9][\w-]{1,80})|"
        r"(?P<vault>rsv-?(?!p\b|ault)"
        r"[a-z][\w-]{3,48}))(?![\w\\/@=(])"),
    # Lists of machines, and keys of which one is a machine.
    _frame("domain", "domä", "domein", "dominio", "domaine", pattern=r"\b(?:[Dd]omain|DOMAIN|[Dd]omäne|[Dd]omein"
        r"|[Dd]ominio|[Dd]omaine) (?P<domain>[A-Z][A-Z0-9-]{2,14})(?![\w.\\-])", cased=True),
    _frame("role", pattern=r"\brole[ _]?instance(?:[ _]?name)?[\"']?(?: |\s?[:=]\s?)[\"']?(?:[\w-]{36}\.)"
        r"?_?(?P<vm>[A-Za-z][\w-]{2,62})"),
    _frame("proxy.host", pattern=rf"\bHttpProxy\.Host ?= ?(?P<host>{_SHOWN})"),
    _frame("acct=", pattern=rf"\bacct={_QUOTE}?(?P<user>{_SHOWN})"),
    _frame("--db", "--database", "dbname", " db ", pattern=rf"(?:(?<![\w-])--(?:db|database|dbname)[ =]|"
        rf"\bdbname ?= ?|(?<=[,;] )db ){_QUOTE}?(?P<name>[A-Za-z][\w-]{{2,60}})"),
    _frame(":", pattern=rf"(?<=[{_HELD}]):(?:5432|3306|1433|1521|27017|50000)/"
        rf"(?!(?:admin|postgres|master|mysql|test|local|config|model|msdb)\b)(?P<name>[A-Za-z][\w-]{{1,60}})"
        rf"(?![\w/])"),
    _frame("deviceid=", pattern=rf"\bDeviceId=(?P<name>{_SHOWN})"),
    _frame("\"sub", pattern=rf"{_QUOTE}sub(?:scription(?:_?name)?)?{_QUOTE}\s?:\s?{_QUOTE}(?P<subscription>[^\"'"
        rf"\\\n/{_HELD}]{{2,80}})(?=\\{{0,9}}[\"'])"),
    _frame("$", pattern=r"(?<![\w\\$/{-])(?P<host>(?!ADMIN|IPC|PRINT|FAX|SYSVOL|NETLOGON)[A-Z][A-Z0-9-]{2,14}\$)"
        r"(?![\w{(])", cased=True),
    # Ansible, and configurations of SSH.
    _frame(": [", pattern=r"^(?:ok|changed|fatal|skipping|failed|unreachable|included|rescued)"
        r": \[(?P<host>[\w.-]{2,63})(?: -> (?P<host1>[\w.-]{2,63}))?\]"),
    _frame(": ok=", pattern=r"^(?P<host>[\w.-]{2,63})(?=[ \t]{1,60}: ok=\d)"),
    _frame("ansible_", pattern=r"^(?P<host>[A-Za-z][\w.-]{1,62})(?= (?:\w{1,30}=\S{1,90} )?ansible_)"),
    _frame("hosts:", pattern=r"^[ -]{0,4}hosts: (?!all$|localhost$)(?P<name>[A-Za-z][\w-]{2,62})$"),
    _frame("user ", pattern=r"^\s{2,9}User (?P<user>[\w.-]{2,64})$", cased=True),
    _frame("ansible_user", "ansible_ssh_user", pattern=rf"\bansible_(?:ssh_)?user ?[:=] ?{_QUOTE}?(?P<user>{_SHOWN})"),
)  # fmt: skip

# A list of machines in JSON: the names in it are found one by one.
LISTED = re.compile(
    rf"({_QUOTE}(?:configuration_?items?|vm_?names?|vms|virtual_?machines|servers?|server_?names?|hosts?|"
    rf"host_?names?|machines?|"
    rf"computers?|computer_?names?|affected_?(?:cis?|servers?|vms?)|nodes?){_QUOTE}\s{{0,9}}:\s{{0,9}}\[\s{{0,20}})"
    rf"((?:{_QUOTE}[^\"'\n\[\]{{}}{_HELD}]{{2,90}}{_QUOTE}\s{{0,9}}(?:,\s{{0,20}}|(?=\]))){{1,200}})",
    re.IGNORECASE,
)
QUOTED = re.compile(rf"({_QUOTE})([^\"'\\\n]{{2,90}})(?=\\{{0,9}}[\"'])")
# Machines one after the other behind a noun: `affected servers: a01, b02`.
AFTER_COLON = re.compile(
    rf"(\b(?:servers?|vms?|virtual machines?|machines?|hosts?|computers?|nodes?|serveurs?|rechner|systeme?)"
    rf"[ ]?: ?)({_NAME}(?:(?:, ?| and | und | en | et | y ){_NAME}){{1,50}})",
    re.IGNORECASE,
)
# What stands below a home, a share or a site, and the parts of it without their suffixes.
BEHIND = re.compile(rf"(?<=[{_HELD}])(?:\\{{1,2}}|/)[^\s\"'<>|?*{_HELD}]{{3,300}}")
STEM = re.compile(r"(?<!\w)[A-Za-z][\w-]{2,80}(?=\.\w{1,5}(?![\w.])|[\\/]|$)")
_IN_ADDRESS = re.compile(r"https?:(?://|\\/\\/)")


def behind(found: re.Match[str], name: Callable[[NameKind, str], str], is_telling: Callable[[str], bool]) -> str | None:
    """A match of BEHIND with the parts replaced that look like names; None where there is none, or on a page."""
    if _IN_ADDRESS.search(found.string, max(0, found.start() - 10), found.start()):
        return None
    shown = STEM.sub(lambda each: name("dir", each[0]) if is_telling(each[0]) else each[0], found.group())
    return shown if shown != found.group() else None
