"""A copy of the package whose knowledge is three times as large, so that what is measured holds while it grows.

`python benchmarks/threefold.py` writes it to `build/threefold/`. Any benchmark or command runs on it with
`PYTHONPATH=build/threefold`: then `import backupdx` finds the copy first.

Each cause, family, error code and signature stands there three times, under other names. The causes are files of their
own, as real ones are, so that a cold start pays for them. A copied cause belongs to the copied codes and families
alone; of the copied families none is a health check. It looks at the signs of the copied signatures, and at the same
other facts as its original. Such a fact speaks for a cause and for its copies: a diagnosis has three times as much to
tell, which is more than growth would bring.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from backupdx.kb.codes import CODES as CODES_TODAY

ROOT = Path(__file__).parents[1]
WHERE = ROOT / "build" / "threefold"
COPIES = 2
FOLDERS = ("commands", "collect", "engine", "facts", "fleet", "kb", "readers", "redaction", "report", "service")

RENAMING = """

# -- added by benchmarks/threefold.py: names of copies


def _copied(name, n):
    return f"{name}-copy{n}" if "-" in name or name.islower() else f"{name}Copy{n}"


"""

CODES = """
from dataclasses import replace as _replace  # noqa: E402


def _opened(name, n):
    '''A family that a code leaves open belongs to its copy; a scope is the same for all.'''
    return name if name in SCOPES or name == EVERY_CAUSE else _copied(name, n)


CODES = (
    *CODES,
    *(
        _replace(
            code,
            code=_copied(code.code, n),
            families=tuple(_copied(f, n) for f in code.families),
            messages=tuple(f"{m}, copy {n}" for m in code.messages),
            title=f"{code.title}, copy {n}",
            aliases=tuple(_copied(a, n) for a in code.aliases),
            numbers=tuple(number + n * 1_000_000 for number in code.numbers),
            leaves_open=tuple(_opened(f, n) for f in code.leaves_open),
        )
        for n in range(1, %(copies)d + 1)
        for code in CODES
    ),
)
"""

FAMILIES = """
_IN_ORDER = (
    *_IN_ORDER,
    *(
        replace(family, id=_copied(family.id, n), health_step=None, title=family.title and f"{family.title}, copy {n}")
        for n in range(1, %(copies)d + 1)
        for family in _IN_ORDER
    ),
)
"""

SIGNATURES = """
from dataclasses import replace as _replace  # noqa: E402

from .declaration import texts as _texts  # noqa: E402


def _copied(signature, n):
    '''The signature under another name, for lines with another literal, and with a fact of its own.'''
    given = signature.gives if isinstance(signature.gives, str) else ""
    return _replace(
        signature,
        id=f"{signature.id}-copy{n}",
        has=tuple(f"{text} no. {n}" for text in _texts(signature.has)),
        gives=f"{given}_copy{n}" if given.startswith(SIGNS) else "",
        until=tuple(f"{name}-copy{n}" for name in _texts(signature.until)),
    )


SIGNATURES = (*SIGNATURES, *(_copied(s, n) for n in range(1, %(copies)d + 1) for s in SIGNATURES))
"""

CAUSE = """
from ...copies import copied as _copied  # noqa: E402

CAUSE = _copied(CAUSE, %(n)d)
"""

COPIES_MODULE = '''"""Added by benchmarks/threefold.py: copies of causes, for copies of codes and families."""

from dataclasses import replace

from .codes import CODES

KNOWN = {code.code for code in CODES}
FIRST = {name for name in KNOWN if f"{name}Copy1" in KNOWN}


def copied(cause, n):
    """The cause with the copies of what it names; its id is that of its file."""
    alone = cause.family == cause.id
    return replace(
        cause,
        family=cause.id if alone else f"{cause.family}-copy{n}",
        title=f"{cause.title}, copy {n}",
        leads_to=tuple(f"{c}-copy{n}" for c in cause.leads_to),
        rules=tuple(_rule(rule, n) for rule in cause.rules),
        codes=cause.codes and _codes(cause.codes, n),
    )


def _code(name, n):
    """The copy of a code; a scope is the same for all."""
    return f"{name.partition('Copy')[0] if name not in FIRST else name}Copy{n}" if name in KNOWN else name


def _codes(names, n):
    return tuple(dict.fromkeys(_code(name, n) for name in names))


def _rule(rule, n):
    return replace(rule, conditions=tuple(_condition(c, n) for c in rule.conditions))


def _condition(condition, n):
    if condition.fact.startswith("signs."):
        return replace(condition, fact=f"{condition.fact}_copy{n}")
    if condition.fact != "error.code":
        return condition
    literal = condition.literal
    words = _codes(literal, n) if isinstance(literal, tuple) else _code(literal, n)
    return replace(condition, literal=words)
'''


def make(where: Path = WHERE) -> Path:
    """Write the copy anew; returns the folder that has it, for PYTHONPATH."""
    package = where / "backupdx"
    shutil.rmtree(where, ignore_errors=True)
    package.mkdir(parents=True)
    for name in FOLDERS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, package / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ROOT.glob("*.py"):
        shutil.copy(file, package)
    kb = package / "kb"
    codes = re.compile("|".join(rf"\b{code.code}\b" for code in CODES_TODAY))
    _append(kb / "codes" / "__init__.py", RENAMING + CODES)
    _append(kb / "families.py", RENAMING + FAMILIES)
    _append(package / "facts" / "signatures" / "__init__.py", SIGNATURES)
    (kb / "copies.py").write_text(COPIES_MODULE)
    for file in sorted(kb.glob("causes/*/[!_]*.py")):
        for n in range(1, COPIES + 1):
            copy = file.with_name(f"{file.stem}_copy{n}.py")
            copy.write_text(file.read_text() + CAUSE % {"n": n})
            examples = file.with_suffix(".yaml").read_text()
            copy.with_suffix(".yaml").write_text(codes.sub(rf"\g<0>Copy{n}", examples))
    return where


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text % {"copies": COPIES})


if __name__ == "__main__":
    print(make())
