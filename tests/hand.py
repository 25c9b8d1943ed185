"""Somebody who writes in an issue with a program of their own, and the issue they have."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from digestcli.library import editing, issues
from digestcli.library.root import Library
from digestcli.model.event import Event
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow import edit as verb
from digestcli.workflow.desk import Desk
from digestcli.workflow.edit import Choice, Edited, Problems

KEY = Key("2023-W14")
SECTIONS = "## 2304.02643\n\n摘要：甲。\n\n推荐：\n\n# 备选\n\n## 2209.14610\n"
OLD = f"\ufeff---\ntitle:\n---\n\n{SECTIONS}".replace("\n", "\r\n").encode()
NEW = OLD.replace("推荐：".encode(), "推荐：好。".encode())
FAULTY = NEW + b"\r\n## 2304.0264\r\n"
GBK = "## 2304.02643\n\n摘要：甲。\n".encode("gb18030")


Save = bytes | Callable[[Path], object] | None


@dataclass
class Writer:
    """Somebody who saves each of `saves` in turn, ends their program with `code`, and answers with `says`."""

    saves: list[Save]
    says: list[Choice] = field(default_factory=list)
    code: int = 0
    lines: list[int] = field(default_factory=list)
    asked: list[Key | tuple[list[int], bool]] = field(default_factory=list)

    def writes(self, copy: Path, line: int) -> int:
        self.lines.append(line)
        act = self.saves.pop(0)
        if callable(act):
            act(copy)
        elif act is not None:
            copy.write_bytes(act)
        return self.code

    def resumes(self, key: Key) -> Choice:
        self.asked.append(key)
        return self.says.pop(0)

    def decides(self, faults: Problems, *, may_save: bool) -> Choice:
        self.asked.append(([each.line for each in faults], may_save))
        return self.says.pop(0)


def desk_at(folder: Path) -> Desk:
    """A library that holds OLD."""
    library = Library(folder)
    library.issues.mkdir()
    library.settings.touch()
    issues.path(library, KEY).write_bytes(OLD)
    return Desk(library, Publication(), date(2023, 4, 9))


def nobody(_event: Event) -> None:
    """Tell nobody."""


def edited(desk: Desk, *saves: Save, ref: str | None = None) -> Edited:
    return verb.edit(desk, KEY, ref, Writer([*saves]), nobody)


def held(desk: Desk) -> bytes:
    return issues.path(desk.library, KEY).read_bytes()


def left(desk: Desk) -> bytes | None:
    """What is in the copy and has not reached the issue."""
    found = editing.kept(desk.library, KEY)
    return found.data if found else None
