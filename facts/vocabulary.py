"""The vocabulary: what can be observed of one failed backup, topic by topic, and how each fact is declared.

`Observed` holds the observations alone; `Case` (case.py) adds where they come from, and what they imply.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from .declaration import FactSpec, Topic, nearest
from .errors import UnknownFact
from .topics.agent import AgentFacts, ExtensionFacts
from .topics.backup import BackupFacts
from .topics.derived import DerivedFacts
from .topics.guest import NetworkFacts
from .topics.keys import EncryptionSetFacts, KeyVaultFacts
from .topics.linux import LinuxFacts
from .topics.pack import PackFacts
from .topics.platform import PlatformFacts, PolicyFacts
from .topics.signs import SignFacts
from .topics.storage import DiskFacts, LockFacts, RestorePointFacts
from .topics.vault import CallerFacts, VaultFacts
from .topics.vm import ErrorFacts, VmFacts
from .topics.windows_checks import WindowsCheckedFacts


def _number(value: Any) -> Any:
    """A schema version as YAML gives it, as text."""
    return int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 5 else value


class Observed(BaseModel):
    """What was observed of one failed backup of one VM. Every fact is optional; None is unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)  # it is built as a part of Case

    schema_version: Annotated[Literal[1], BeforeValidator(_number)] = 1
    id: str | None = Field(default=None, max_length=500, title="Your name for the case, as a ticket number")
    failed_at: datetime | None = Field(default=None, title="When the backup failed")
    error: ErrorFacts = ErrorFacts.model_construct()
    vm: VmFacts = VmFacts.model_construct()
    agent: AgentFacts = AgentFacts.model_construct()
    extensions: ExtensionFacts = ExtensionFacts.model_construct()
    windows: WindowsCheckedFacts = WindowsCheckedFacts.model_construct()
    linux: LinuxFacts = LinuxFacts.model_construct()
    network: NetworkFacts = NetworkFacts.model_construct()
    disks: DiskFacts = DiskFacts.model_construct()
    locks: LockFacts = LockFacts.model_construct()
    restore_points: RestorePointFacts = RestorePointFacts.model_construct()
    keyvault: KeyVaultFacts = KeyVaultFacts.model_construct()
    des: EncryptionSetFacts = EncryptionSetFacts.model_construct()
    policy: PolicyFacts = PolicyFacts.model_construct()
    platform: PlatformFacts = PlatformFacts.model_construct()
    backup: BackupFacts = BackupFacts.model_construct()
    vault: VaultFacts = VaultFacts.model_construct()
    caller: CallerFacts = CallerFacts.model_construct()
    signs: SignFacts = SignFacts.model_construct()
    pack: PackFacts = PackFacts.model_construct()

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What is known of the case, as a person wants to see it in a notebook or a log."""
        for name, value in super().__repr_args__():
            if value not in (None, {}, ()) and not (isinstance(value, Topic) and not value.model_fields_set):
                yield name, value

    def stated(self) -> Iterator[tuple[str, Any]]:
        """The facts that stand in the case itself, rows included, as (path, value); no summaries."""
        given = self.model_fields_set
        for topic in TOPICS:
            if topic in given:  # most topics of a case say nothing
                told = getattr(self, topic)
                for name, value in chain(vars(told).items(), (told.model_extra or {}).items()):
                    if value is not None:
                        yield f"{topic}.{name}", value


TOPICS: tuple[str, ...] = tuple(
    name
    for name, info in Observed.model_fields.items()
    if isinstance(info.annotation, type) and issubclass(info.annotation, Topic)
)


@cache
def vocabulary() -> dict[str, FactSpec]:
    """Every fact by its path, in the order of declaration; derived ones come last."""
    specs: dict[str, FactSpec] = {}
    for topic in TOPICS:
        model = Observed.model_fields[topic].annotation
        assert isinstance(model, type) and issubclass(model, Topic)
        specs.update((s.path, s) for s in model.specs(topic))
    specs.update((s.path, s) for s in DerivedFacts.specs("derived"))
    return specs


def spec_of(path: str) -> FactSpec:
    """The declaration of a fact. Raises UnknownFact that names the nearest valid path."""
    spec = vocabulary().get(path)
    if spec is None or path.startswith("derived."):
        paths = [p for p in vocabulary() if not p.startswith("derived.")]
        guess = nearest(path, paths) or nearest(path, [p.split(".")[1] for p in paths])
        hint = f"did you mean {guess}?" if guess else "`backupdx kb facts` lists those that facts/topics/ declares"
        raise UnknownFact(f"unknown fact {path!r}", hint=hint)
    return spec
