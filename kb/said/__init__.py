"""How people put each cause in their own words: an index of likeness reads this beside what a cause says of itself.

A module for each folder of causes. Phrases are separated by semicolons; two words that follow each other in one count
together as well. They are what administrators, tickets and forums call a thing that our titles name otherwise, with the
names of programs, files, settings and numbers that stand beside it. They prove nothing: they order what is possible
(engine/likeness.py). Other languages are translated word by word (kb/meanings.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from . import agent, configuring, disks, extension, freeze, keys, network, restore_points, vault, vm, vss

_AREAS = (agent, configuring, disks, extension, freeze, keys, network, restore_points, vault, vm, vss)
SAID: Mapping[str, str] = {cause: phrases for area in _AREAS for cause, phrases in area.SAID.items()}
