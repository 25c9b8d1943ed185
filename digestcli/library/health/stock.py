"""A library read once, for all the checks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from digestcli import files, issuefile
from digestcli.errors import FileError
from digestcli.library import issues, settings
from digestcli.library.root import SETTINGS, Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.finding import Finding
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication


@dataclass(frozen=True, slots=True)
class Held:
    """One issue as it was read; `fault` is why its text is not known."""

    key: Key
    path: str
    seen: files.Seen | None
    text: str
    reading: issuefile.Reading | None
    fault: FileError | None = None


@dataclass(frozen=True)
class Stock:
    library: Library
    publication: Publication
    faults: tuple[Finding, ...]  # of digest.toml, and of a folder of issues that is none
    issues: tuple[Held, ...]
    is_listed: bool  # whether all the issues are among them

    @classmethod
    def of(cls, library: Library) -> Self:
        """All there is to look at; what cannot be read is told by the checks."""
        publication, faults = _settings(library)
        keys: tuple[Key, ...] = ()
        is_listed = True
        try:
            keys = issues.keys(library)
        except FileError as fault:
            is_listed = False
            faults.append(_told("issues-folder", "issues", fault))
        held = tuple(_held(library, key, publication) for key in keys)
        return cls(library, publication, tuple(faults), held, is_listed)

    @property
    def readable(self) -> Iterator[tuple[Held, issuefile.Reading]]:
        yield from ((held, held.reading) for held in self.issues if held.reading)

    @cached_property
    def refs(self) -> frozenset[ArxivId]:
        """Every paper that some issue names."""
        return frozenset(ref.bare for _held, reading in self.readable for ref in reading.issue.refs())

    @property
    def is_all_read(self) -> bool:
        """Whether what no issue names is really named by none."""
        return self.is_listed and all(held.reading for held in self.issues)


def _settings(library: Library) -> tuple[Publication, list[Finding]]:
    try:
        publication, problems = settings.load(library)
    except FileError as fault:
        return Publication(), [_told("settings-file", SETTINGS, fault)]
    return publication, [Finding.of(problem) for problem in problems]


def _told(rule: str, path: str, fault: FileError) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        message=fault.message,
        hint=fault.hint,
        path=path,
        line=1,
        column=1,
    )


def _held(library: Library, key: Key, publication: Publication) -> Held:
    path = issues.name(key)
    seen = None
    try:
        seen = issues.read(library, key)
        text = issuefile.decode(seen.data, path)
    except FileError as fault:
        return Held(key, path, seen, "", None, fault)
    return Held(key, path, seen, text, issuefile.read(text, key, publication, path))
