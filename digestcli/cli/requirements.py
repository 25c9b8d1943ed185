"""Whether what we depend on is there, in the versions our package asks for."""

import re
from collections.abc import Iterator
from importlib import metadata
from operator import eq, ge, gt, le, lt, ne

from digestcli.values import dataclass

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_BOUND = re.compile(r"(>=|<=|==|!=|>|<)\s*([0-9][0-9.]*)")
_HOLDS = {">=": ge, "<=": le, "==": eq, "!=": ne, ">": gt, "<": lt}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One package, the bounds of its version, and the version that is there; None: it is not."""

    name: str
    bounds: str
    found: str | None

    @property
    def is_met(self) -> bool:
        return self.found is not None and within(self.found, self.bounds)


def requirements() -> Iterator[Requirement]:
    """What our package needs, extras left out."""
    for line in metadata.requires("digestcli") or ():
        said, _semicolon, condition = line.partition(";")
        name = _NAME.match(said)
        if name and "extra" not in condition:
            yield Requirement(name[0], ",".join(bound[0] for bound in _BOUND.finditer(said)), _found(name[0]))


def within(version: str, bounds: str) -> bool:
    """Whether a version's numbers keep all the bounds; what follows its numbers (`rc1`) is not looked at."""
    return all(_HOLDS[sign](*_aligned(version, bound)) for sign, bound in _BOUND.findall(bounds))


def _aligned(*versions: str) -> list[tuple[int, ...]]:
    numbers = [tuple(map(int, re.findall(r"\d+", re.match(r"[\d.]*", each)[0]))) for each in versions]  # type: ignore[index]
    longest = max(map(len, numbers))
    return [each + (0,) * (longest - len(each)) for each in numbers]


def _found(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
