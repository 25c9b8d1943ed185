"""Digests become finished files: one file per format, one line in the table below; no disk, no clock."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series

Repoint = Callable[[str], str]
"""From a picture's path as the issue has it to the path the finished file must use."""


@dataclass(frozen=True, slots=True)
class Format:
    """What `digest export -f NAME` makes."""

    help: str
    needs: str | None = None  # the extra that brings its libraries


def formats() -> dict[str, Format]:
    """Every format by name, in the order help lists them."""
    return {
        "md": Format(_("the finished article in Markdown")),
        "txt": Format(_("the finished article in plain text")),
        "json": Format(_("the whole issue as data, schema digest/1")),
    }


def export(name: str, series: Series, repoint: Repoint) -> Iterator[Artifact]:
    """The artifacts of one format; `name` is a key of `formats()`."""
    yield from import_module(f"{__name__}.{name}").artifacts(series, repoint)
