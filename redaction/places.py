"""Names that are words as others are: `thanks, king`, `la vm étoile est arrêtée`, `Assignee: faith`.

Only the place where they stand tells them. A place that words of other sentences have as well hides no word of the
field and no function word.
"""

from __future__ import annotations

from .kinds import words
from .labels import BIG, Label, label

_SMALL = r"(?-i:[^\W\d_A-ZÀ-ÖØ-Þ])[\w'’-]{1,30}"
_LINE = r"(?:^|(?<=\n)|(?<=↵))[> \t]{0,9}"
_NOBODY = words(
    """
    all team everyone everybody support colleagues colleague zusammen kollegen alle allen allerseits allemaal collega
    collegas tous todos todas tutti folks guys sir madam there world ihr you both again and in for so much very once
    together friends people schön sehr vorab nochmals nochmal ihnen euch dir beaucoup bien mille tante desde muchas
    me it this that the a an no not yes ok fine please bitte customer user admin helpdesk desk service equipo équipe
    advance voraus d'avance anticipado from kind best help but if we i on at we're let forward
    """
)
_FIELDS = words(
    """
    yes no none null n/a na unknown unassigned nobody system root admin administrator azure microsoft automatic auto me
    self same see tbd pending open closed new support team ops operations helpdesk it service desk everyone group
    customer owner user all contributor reader default true false required missing local remote
    """
)
_LEVELS = words(
    """
    info warning warn error debug verbose trace critical fatal notice alert emerg crit err status result results note
    update fyi ps re fwd fw vm server host agent backup azure system bot step code message reason cause answer question
    time date start end job log event ok done total summary action next then now here there today yesterday command
    output input exit stderr stdout waagent systemd kernel snapshot extension vault policy disk also todo edit
    failed success succeeded failure started stopped completed running http https
    """
)
_GREETINGS = (
    r"(?:hi|hello|hey|dear|hallo|moin|servus|lieber?|guten (?:tag|morgen)|bonjour|salut|cher|chère|hola|"
    r"querid[oa]|estimad[oa]"
    r"|ciao|buongiorno|car[oa]|oi|olá|prezad[oa]|hoi|dag|beste|goedemorgen)"
)
_ENDS = (
    r"(?:thanks|thank you|thx|cheers|regards|best|mfg|vg|lg|gru(?:ß|ss)|grüße|danke|merci|cordialement|gracias|"
    r"saludos|grazie|saluti"
    r"|obrigad[oa]|abraços?|atenciosamente|groet(?:en|jes)?|bedankt|greetings|rgds|br)"
)
_ROLES = (
    r"(?:reporter|assignee|assigned[ _-]?to|watchers?|operator|caller|requester|requestor|owner|"
    r"contact(?: person)?|engineer"
    r"|technician|approver|author|opened by|reported by|requested by|raised by|melder(?:in)?|bearbeiter(?:in)?|"
    r"ansprechpartner(?:in)?"
    r"|verantwortlich(?:er?)?|zuständig|demandeur|technicien|solicitante|responsable|responsável|richiedente|"
    r"responsabile"
    r"|aanvrager|behandelaar|contactpersoon)"
)
# What stands behind a name that is the subject, and behind no other noun.
_VERB = (
    r"(?:is|isn't|was|wasn't|are|has|hasn't|had|does|doesn't|did|didn't|will|won't|can|can't|cannot|could|"
    r"couldn't|keeps"
    r"|ist|war|wird|wurde|hat|hatte|kann|geht|ging|läuft|lief|meldet|antwortet|steht|hängt|startet"
    r"|est|n'est|était|ne|n'a|es|está|tiene|ha|fue|falla|è|era|é|foi|tem|não|wordt|werd|heeft|kan|staat|doet)"
)
_OF = (
    r"(?:of|for|von|vom|des|du|de|del|di|do|da|van|für|para|per|pour|voor) (?:the |our |la |le |el |il |o |unserem |"
    r"unserer )?(?:customer|client|company|kund(?:e|en|in)|firma|klant|cliente|société|azienda|empresa)"
)
_IN = (
    r"(?:in|im|dans|en|nel|no|na) (?:the |le |la |el |il |de )?(?:rg|resource|ressourcen|groupe|grupo|gruppo|vault|sub)"
)
_MACHINE = (
    r"(?:vms?|server|host|machine|box|computer|laptop|node|maschine|rechner|serveur|ordinateur|servidor|m[áa]quina"
    r"|ordenador|computador|macchina|nodo|hôte)"
)
_GIVEN = (
    r"(?:resource group|rg|ressourcengruppe|resourcegroep|groupe de ressources|grupo de recursos|"
    r"gruppo di risorse|vault"
    r"|tresor|kluis|coffre|subscription|sub|abonnement)"
)
_TITLES = (
    r"(?:frau|hr\.|fr\.|fräulein|miss|madam|señora?|señorita|doña|signor[ae]?|dott(?:oressa)?\.?|monsieur|madame|"
    r"mademoiselle|senhora?|meneer|mevrouw|mijnheer)"
)
_STREET = (
    r"(?:(?:\b[^\W\d_][\w.-]{0,40}(?:straße|strasse|str\.|gasse|allee|platz|damm|ufer|weg|ring|straat|laan|plein|"
    r"gracht)"
    rf"|\b(?-i:(?:Am|An der|An den|Auf dem|Auf der|Im|In der|Zum|Zur|Unter den|Beim) [{BIG}][^\W\d_]{{2,30}})"
    r"|\b(?:street|road|avenue|lane|drive|boulevard))[ ,]{1,2}\d{1,4}[a-z]?(?:-\d{1,4})?"
    r"|\b(?:via|viale|piazza|corso|largo|calle|c/|avenida|av\.|plaza|paseo|rua|travessa|"
    r"praça)\s[^\n,;0-9]{2,40}[ ,]{1,2}\d{1,4}[a-z]?"
    r"|\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|chemin|quai|allée|"
    r"impasse)\s[^\n,;0-9]{2,40})"
)
_NUMBERED = (
    r"(?:cost[ _-]?cent(?:er|re)|kostenstelle|centro (?:de|di) costo?s?|centre de coûts?|kostenplaats|employee|"
    r"staff|badge|"
    r"personal|mitarbeiter|debitor(?:en)?|kreditor(?:en)?|mandant(?:en)?|mitglieds?|member|matricule|matrícula|"
    r"matricola|personeels?|"
    r"acct|a/c|supplier|vendor|lieferant(?:en)?|partner|policy holder|versicherungs?|patient(?:en)?|student)"
)

PLACES: tuple[Label, ...] = (
    # Who greets, and who is greeted, in small letters.
    label(
        "", pattern=rf"(?P<before>{_LINE}{_GREETINGS},? )(?P<what>{_SMALL})(?=[ ]?(?:[,!.:;–-]|[ ]?\n|[ ]?$|↵))",
        stay=_NOBODY,
    ),
    label(
        "", pattern=rf"(?P<before>(?<![\w-]){_ENDS}(?:[,!.]? |[,!.]?[ ]?\n[ \n]?))(?P<what>{_SMALL}"
        rf"|(?-i:[{BIG}][\w'’-]{{1,30}}))(?=[ ]{{0,3}}[.!]?[ ]{{0,3}}(?:\n|$|↵))",
        stay=_NOBODY,
    ),
    label("thanks", pattern=rf"(?P<before>(?<![\w-])thanks,? )(?P<what>{_SMALL})(?=!)", stay=_NOBODY),
    # Chats, people behind a title, fields of tickets.
    label(
        ":", pattern=rf"(?P<before>{_LINE}\[?\d{{1,2}}:\d\d(?::\d\d)?(?: ?[ap]m)?\]? (?:- )?<?)(?P<what>{_SMALL})"
        r"(?=>?: )",
        stay=_LEVELS,
    ),
    label(
        *("frau", "hr.", "fr.", "fräulein", "miss", "madam", "señor", "doña", "signor", "dott", "monsieur"),
        *("mademoiselle"),
        *("senhor", "meneer", "mevrouw", "mijnheer"),
        pattern=rf"(?P<before>(?<![\w.-]){_TITLES} (?:de |van |von |der )?)(?P<what>[^\W\d_][\w'’-]{{1,30}})",
        stay=words("und and et y e en oder or ou o ist is est es è hat has die der das the"),
    ),
    label(
        "herr", "mr", "mrs", pattern=r"(?P<before>(?<![\w.-])(?:herrn?|"
            r"mrs?)\.? )(?P<what>[^\W\d_A-ZÀ-ÖØ-Þ][\w'’-]{1,30})",
        stay=words("und and oder or ist is der die das"), cased=True,
    ),
    label(
        ":", "=", pattern=rf"(?P<before>(?<![\w-]){_ROLES}\s?[:=]\s?)(?P<what>{_SMALL}(?: {_SMALL})?)"
        r"(?=[ ]{0,9}(?:[|,;.\n]|$|↵))",
        stay=_FIELDS,
    ),
    label(
        *("behalf", "auftrag", "part", "conto", "nome"),
        pattern=r"(?P<before>\b(?:on behalf of|im auftrag von|de (?:la )?part(?:e)? de|per conto di|em nome de)"
        rf" (?!the |our |la |le |dem |den |der )(?:mr |mrs |frau |herrn? )?)(?P<what>{_SMALL}(?: {_SMALL})?)",
        field=False,
    ),
    # Machines and what they lie in.
    label(
        " is ", " ist ", " est ", " es ", " è ", " é ",
        pattern=rf"(?P<before>(?<![\w-])(?:the )?(?:la )?(?:die )?{_MACHINE} (?:is|ist|est|es|è|"
            rf"é) )(?P<what>{_SMALL})"
        rf"(?= (?:{_IN}|{_OF})(?!\w))",
        field=False,
    ),
    label(
        *("vm", "serv", "host", "mach", "box", "computer", "laptop", "nod", "masch", "rechner", "ordi", "orde"),
        *("quina"),
        *("hôte", "computador", "macchina"),
        pattern=rf"(?P<before>(?<![\w-]){_MACHINE} )(?P<what>{_SMALL})(?= (?:{_VERB}|{_OF}|{_IN}|"
            rf"{_GIVEN})(?![\w'’-]))",
        field=False,
    ),
    label(
        *("group", "rg", "ressourcengruppe", "resourcegroep", "grup", "risorse", "vault", "tresor", "kluis", "coffre"),
        *("sub", "abonnement"),
        pattern=rf"(?P<before>(?<![\w-]){_GIVEN} )(?P<what>{_SMALL})(?=[ ]?(?:[,.;:)\n]|$|↵)| (?:{_VERB}|{_IN}|"
            rf"user|utente"
        r"|both|all|fails?|failed|too|also|with|for|after|since|when|because|and|und|et|en|y|e|to|at)(?![\w'’-]))",
        field=False,
    ),
    label(
        "'s ", "’s ",
        pattern=r"(?P<before>)(?<![\w'’-])(?P<what>(?-i:[^\W\d_A-ZÀ-ÖØ-Þ])[\w-]{1,30})(?=['’]s (?:file |new |"
            r"old |own |work )?"
        r"(?:server|laptop|vm|pc|machine|computer|mailbox|account|desk|phone|password|login)(?!\w))",
        stay=words("today yesterday tomorrow tonight customer company client user vendor morning night week month "
            "year "
                   "everyone everybody someone somebody nobody who it that he she let there here what azure "
                   "microsoft"),
        field=False,
    ),
    label(
        ":1521", ":5432", ":3306", ":1433", ":50000",
        pattern=r"(?P<before>(?<=[^\s:]):(?:1521|5432|3306|1433|50000)[:/])(?P<what>[a-z]\w{1,60})(?!\w)",
        stay=words("admin postgres master mysql test local config model msdb orcl xe"),
    ),
    label(
        *("owner", "contact", "caller", "customer", "kunde", "klant", "cliente", "besitzer"),
        pattern=rf"(?P<before>(?:(?<=[;,(|] )|{_LINE})(?:owner|contact|caller|customer|kunde|klant|cliente|"
            rf"besitzer) )"
        rf"(?P<what>{_SMALL})(?=[ ]{{0,3}}(?:[;,.)\n|]|$|↵))",
        stay=_FIELDS, field=False,
    ),
    label(
        "our ", "my ", "unser", "onze ",
        pattern=rf"(?P<before>\b(?:our|my|unser(?:e[nrm]?)?|onze) )(?P<what>{_SMALL})(?= (?:box|vm|server|host|"
            rf"machine|node)(?![\w-]))",
        noun=True,
    ),
    label(
        "rg ", pattern=rf"(?P<before>(?<![\w-])(?:RG|Rg|rg) )(?P<what>[{BIG}][\w-]{{2,40}})(?=[ ]?(?:[,.;:)\n]|$|↵))",
        stay=words("contributor owner reader name id lock azure vm vault and"), cased=True,
    ),
    # Who signs in with what, in other languages.
    label(
        *("usuari", "utente", "utilisat", "utiliz", "gebruiker", "użytk", "käytt", "kullan", "användar", "bruger"),
        *("bruker", "benutzer", "konto", "cuenta", "compte", "conta", "account", "user", "login"),
        pattern=r"(?P<before>(?<![\w-])(?:usu[aá]rio|utente|utilisateur|utilizador|gebruiker|użytkownik|käyttäjä|"
        r"kullanıcı|användare|bruger|bruker|benutzer|konto|cuenta|compte|conta|account|user|login)[ :=]{1,3})"
        r"(?P<what>[^\W\d_][\w.-]{2,40})(?=[ ,;/|]{1,3}(?:(?:and|und|y|e|et|en|i|och|og|ja|ve|mit|con|avec|com|with|z|"
        r"met) )?(?:(?:the|la|le|el|o|a|das|dem|het|its|su|son|sua|your|my) )?(?:pw\b|pwd|pass|kennw|wachtw|mdp\b|"
        r"mot de|contras|clave\b|senha|has[łl]|salas|şifre|lösen|parol|adgangs|code\b|key\b|secret))",
        stay=_FIELDS, field=False,
    ),
    label(
        "host",
        pattern=r"(?P<before>(?<![\w-])[A-Za-z]{1,20}(?:_[A-Za-z]{1,20}){0,2}_host(?:name)?[\"']?[ ]?[:=][ ]?[\"']?)"
        r"(?P<what>[A-Za-z][\w-]{2,62})(?![\w.]|-)",
        stay=words("localhost none null true false local"),
    ),
    label(
        " / ", pattern=r"(?P<before>\b(?:log|sign)(?:ged|ging|s)? (?:in|on)\b[^\n]{0,60}? (?:with|as|using) )"
        r"(?P<what>[^\W\d_][\w.-]{2,40})(?= / )",
        stay=words("root administrator admin azureuser"),
    ),
    label(
        ":*:", ":5432:", pattern=r"(?P<before>:(?:\d{2,5}|\*):[^\s:]{1,63}:)(?P<what>[a-z_][\w.-]{1,62})(?=:\S)",
        stay=words("postgres"),
    ),
    # Accounts, and machines, in what programs print.
    label(
        "-identity", "-samaccount", pattern=r"(?P<before>\s-(?:Identity|SamAccountName)[ :]{1,3}[\"']?)"
        r"(?P<what>[A-Za-z][\w.-]{1,40})(?![\w\\@(])",
        stay=words("administrator guest krbtgt"),
    ),
    label("login as", pattern=r"(?P<before>\blogin as: )(?P<what>[a-z_][\w.@-]{1,60})(?![\\:])",
          stay=words("root azureuser admin administrator ubuntu")),
    label("login: ", pattern=rf"(?P<before>\blogin: )(?P<what>{_SMALL})(?=[ ]{{0,3}}(?:\n|$|↵))", stay=_FIELDS),
    label("pts/", pattern=r"(?P<before>\bpts/\d{1,3}\s{1,9}\d{4}-\d\d-\d\d \d\d:\d\d "
        r"\()(?P<what>[^()\s:]{2,63})(?=\))"),
    label(":x:", pattern=r"(?P<before>:x:[1-9]\d{3,4}:\d{1,6}:)(?P<what>[^:\n\U000f0000-\U0010ffff]{2,60})(?=:)"),
    label(
        ".\\", pattern=r"(?P<before>(?:start_name|account|log ?on as|user(?:name)?|obj|run as)\W{1,9}\.\\{1,2})"
        r"(?P<what>[a-z][\w.-]{1,40})",
    ),
    label("-u:", "/u:", pattern=r"(?P<before>(?<![\w-])[-/]u(?:ser(?:name)?)?:)(?P<what>[a-z][\w.@-]{1,60})(?![\\:])"),
    label(
        "credential",
        pattern=r"(?P<before>\b(?:PS)?Credential(?:\]::new)?\s?\(\s?[\"'])(?P<what>[^\"'\n]{2,80})(?=[\"'])",
    ),
    label(
        "--container-name", "--share-name", pattern=r"(?P<before>\s--(?:container|share)-name[ =]{1,9})"
        r"(?P<what>[a-z0-9][\w-]{2,62})",
    ),
    label(
        "database", "initialcatalog",
        pattern=r"(?P<before>\b(?:databaseName|default_database|initialCatalog)\s?=\s?)(?P<what>[^\s;\"'<>{}]{2,128})",
    ),
    label(
        "user", "konto", "account",
        pattern=r"(?P<before>[\"'](?:admin|vm|os|login|service|sql|backup)_?(?:user(?:_?name)?|"
            r"account)[\"']\s?:\s?[\"'])"
        r"(?P<what>[^\"'\\\n]{2,60})(?=[\"'])",
        stay=words("root azureuser admin administrator ubuntu system"),
    ),
    label(
        "customer", "client", "company", "tenant", "firm", "kunde", "klant", "mandant",
        pattern=r"(?P<before>(?<![a-z])(?:customer|client|company|tenant|firma|kunden?|klant|"
            r"mandanten?)[ _-]?name[\"']?\s?[:=]\s?"
        r"[\"']?)(?P<what>[^\W\d_][^;,\"'\n|<>{}\\\U000f0000-\U0010ffff]{1,60})",
        stay=_FIELDS,
    ),
    label(
        "grant ", "revoke ", "'@'", "`@`",
        pattern=r"(?P<before>\b(?:grant|revoke) [a-z, ]{2,60} on [`\"']?)(?P<what>[a-z]\w{1,60})(?=[`\"']?\.)",
    ),
    label("@", pattern=r"(?P<before>(?<!\w)['`])(?P<what>[a-z_][\w.-]{1,40})(?=['`]@['`%])", stay=words("root mysql")),
    # Numbers of people, and where they live.
    label(
        *("cost", "kosten", "centr", "employee", "staff", "badge", "personal", "mitarb", "debitor", "kreditor"),
        *("mandant"),
        *("mitglied", "member", "matric", "personeel", "supplier", "vendor", "lieferant", "partner", "patient"),
        *("student"),
        *("versicherung", "holder", "acct", "a/c"),
        pattern=rf"(?P<before>(?<![a-z]){_NUMBERED}[. _-]{{0,2}}(?:(?:no|nr|num|number|nummer|id|n[°º])\b\.?)?[\"']?"
        r"(?: ?[:=#] ?| )[\"']?)(?P<what>[A-Z]{0,3}-?\d{4,10})(?![\w/-]|[.:]\d)",
    ),
    label(
        *("am ", "an d", "auf ", "im ", "in d", "zu", "unter", "beim", "str", "gasse", "allee", "platz"),
        *("damm", "ufer", "weg", "ring", "laan", "plein", "gracht", "road", "avenue"),
        *("lane", "drive", "boulevard", "via", "piazza", "corso", "largo", "calle", "c/", "av.", "plaza"),
        *("paseo", "rua"),
        *("trav", "praça", "rue", "bd", "place", "chemin", "quai", "all", "impasse"),
        pattern=rf"(?P<before>{_STREET}(?:,? |,?\n|↵|"
            rf" - )(?:[A-Z]{{1,2}}-)?)(?P<what>\d{{4,5}}(?: ?[A-Z]{{2}}\b)?)(?=,? [^\W\d_])",
    ),
    label(
        *("plz", "postleit", "post", "zip", "code postal", "código postal", "cap", "cep"),
        pattern=r"(?P<before>(?<![\w.-])(?:plz|postleitzahl|post ?code|postcode|zip(?: ?code)?|code postal|"
            r"código postal|"
        r"codice postale|cap|cep) ?[:=]? )(?P<what>(?:[A-Z]{1,2}-)?\d{4,5}(?:-\d{3,4})?(?: [A-Z]{2}\b)?)(?![\w/-]|"
        r"[.:]\d)",
    ),
)  # fmt: skip
