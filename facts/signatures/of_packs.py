"""The known lines of packs, as signatures like ours; each gives a yes-or-no fact of its own, and no other."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from ..added import packs
from ..errors import InputError
from ..references import Reference
from . import places
from .declaration import Place, Signature

if TYPE_CHECKING:
    from ..packdata import Cited, Pack, PackSignature  # models that a run without packs does not need

_AGAIN = ("any-text", "job-text")  # two places of ours have one id: the general one is meant


def pack_signatures(ours: Collection[Signature]) -> Iterator[Signature]:
    """The signatures of the packs in use. Raises InputError where one has the id of one of ours, or a wrong place."""
    known = {signature.id for signature in ours}
    for pack in packs():
        own = {told.id for told in pack.signatures}
        for told in pack.signatures:
            if told.id in known:
                raise InputError(
                    f"the signature {told.id} clashes with the signature {told.id} of backupdx", where=pack.where
                )
            if lost := sorted(set(told.until) - own):
                raise InputError(
                    f"the signature {told.id} is ended by {lost[0]}, which the pack does not have", where=pack.where
                )
            yield _signature(pack, told)


def reference(pack: Pack, cited: Cited) -> Reference:
    """A place in one of the pack's documents, which says that it is of a pack."""
    document = next(source for source in pack.sources if source.id == cited.document)
    return Reference(
        f"{document.title} [pack {pack.name}]", cited.section, document.edition, document.url, document.reviewed
    )


def _signature(pack: Pack, told: PackSignature) -> Signature:
    by_id = _places()
    for name in told.where:
        if name not in by_id:
            raise InputError(
                f"the signature {told.id} stands in {name!r}, which is no place",
                where=pack.where,
                expected=f"one of {', '.join(by_id)}",
            )
    return Signature(
        told.id,
        told.title,
        where=tuple(by_id[name] for name in told.where),
        source=reference(pack, told.source),
        example=told.example,
        silent=told.silent,
        has=told.has,
        beside=told.beside,
        without=told.without,
        until=told.until,
        level=told.level,
        times=told.times,
        context=told.context,
    )


def _places() -> dict[str, Place]:
    found = [place for place in vars(places).values() if isinstance(place, Place)]
    found.sort(key=lambda place: place.id in _AGAIN and place not in (places.ANY_TEXT, places.JOB_TEXT))
    by_id: dict[str, Place] = {}
    for place in found:
        by_id.setdefault(place.id, place)
    return by_id
