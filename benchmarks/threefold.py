"""A copy of the package whose knowledge is three times as large, so that what is measured holds while it grows.

`python benchmarks/threefold.py` writes it to `build/threefold/`. Any benchmark or command runs on it with
`PYTHONPATH=build/threefold`: then `import backupdx` finds the copy first.

Each cause, family and error code stands there three times, under other names. The causes are files of their own, as
real ones are, so that a cold start pays for them. A copied cause looks at the same facts as its original, and belongs
to the copied codes and families alone; of the copied families none is a health check. A fact that speaks for a cause
speaks for its copies too: a diagnosis has three times as much to tell, which is more than growth would bring.
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
            **({"leaves_open": tuple(_opened(f, n) for f in code.leaves_open)} if hasattr(code, "leaves_open") else {}),
        )
        for n in range(1, %(copies)d + 1)
        for code in CODES
    ),
)
"""

OPENED = '''
def _opened(name, n):
    """A family that a code leaves open belongs to its copy; a scope is the same for all."""
    from ..families import FAMILIES

    return _copied(name, n) if name in {f.id for f in FAMILIES} else name

'''

FAMILIES = """
from dataclasses import replace as _replace  # noqa: E402

FAMILIES = (
    *FAMILIES,
    *(
        _replace(family, id=_copied(family.id, n), health_step=None, title=f"{family.title}, copy {n}")
        for n in range(1, %(copies)d + 1)
        for family in FAMILIES
    ),
)
"""

CAUSE = """
from dataclasses import replace as _replace  # noqa: E402

from ...copies import copied_rule as _rule  # noqa: E402

CAUSE = _replace(
    CAUSE,
    id=f"{CAUSE.id.partition('-copy')[0]}-copy%(n)d",
    family=f"{CAUSE.family}-copy%(n)d",
    title=f"{CAUSE.title}, copy %(n)d",
    leads_to=tuple(f"{c}-copy%(n)d" for c in CAUSE.leads_to),
    rules=tuple(_rule(rule, %(n)d) for rule in CAUSE.rules),
    **({"codes": CAUSE.codes and tuple(_scope(c, %(n)d) for c in CAUSE.codes)} if hasattr(CAUSE, "codes") else {}),
)
"""

COPIES_MODULE = '''"""Added by benchmarks/threefold.py: what copied causes look at, in place of their originals."""

from dataclasses import replace

from .codes import CODES

KNOWN = {code.code for code in CODES}


def copied_scope(name, n):
    """The copy of a code; a scope is the same for all."""
    return f"{name}Copy{n}" if name in KNOWN else name


def copied_rule(rule, n):
    """The rule with the copies of the codes that it names; one that excludes by the code excludes all others too."""
    return replace(rule, conditions=tuple(_condition(c, n, rule.kind == "rules_out") for c in rule.conditions))


def _condition(condition, n, excludes):
    if condition.fact != "error.code":
        return condition
    if not isinstance(condition.literal, tuple):
        return replace(condition, literal=copied_scope(condition.literal, n))
    words = tuple(copied_scope(word, n) for word in condition.literal)
    if excludes and condition.operator == "in" and len(words) > 1:
        words += tuple(sorted(c for c in KNOWN if not c.endswith(f"Copy{n}")))
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
    _append(kb / "codes" / "__init__.py", RENAMING + OPENED + CODES)
    _append(kb / "families.py", RENAMING + FAMILIES)
    (kb / "copies.py").write_text(COPIES_MODULE)
    for file in sorted(kb.glob("causes/*/[!_]*.py")):
        for n in range(1, COPIES + 1):
            copy = file.with_name(f"{file.stem}_copy{n}.py")
            scope = "from ...copies import copied_scope as _scope  # noqa: E402\n"
            copy.write_text(file.read_text() + "\n" + scope + CAUSE % {"n": n})
            examples = file.with_suffix(".yaml").read_text()
            copy.with_suffix(".yaml").write_text(codes.sub(rf"\g<0>Copy{n}", examples))
    return where


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text() + text % {"copies": COPIES})


if __name__ == "__main__":
    print(make())
