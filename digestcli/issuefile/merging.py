"""Two versions of an issue and the one they come from become one, section by section.

Where one side changed a block, its version stands; where both did, their lines are merged; where both
changed the same lines, both versions stand between git's markers. What comes out is read again: unless every
word is where one of the sides put it (`merge_proof`), the whole is merged as plain text, with markers.
"""

from collections.abc import Sequence

from digestcli.issuefile import markers
from digestcli.issuefile.blocks import DEFINITIONS, Block, blocks_of, is_seen, without_gap
from digestcli.issuefile.merge_order import Key, orders
from digestcli.issuefile.merge_proof import Proof
from digestcli.issuefile.threeway import (
    Clash,
    Lines,
    Stretch,
    alike,
    clashes,
    merge_lines,
    settled,
    trimmed,
    version,
)
from digestcli.values import dataclass

_BOM = "\ufeff"
_APART: Lines = ("",)  # an empty line


@dataclass(frozen=True, slots=True)
class Merge:
    text: str
    conflicts: tuple[int, ...]  # the lines of their first markers


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One version of a text: its lines, and how they are written down."""

    lines: Lines
    tail: Lines  # the blank lines at its end; the last one stands for the last newline
    newline: str
    bom: str

    @classmethod
    def of(cls, text: str) -> "_Sheet":
        """A text with both kinds of newlines keeps its CRs as parts of the lines, as git does."""
        bare = text.removeprefix(_BOM)
        newline = "\r\n" if 0 < bare.count("\n") == bare.count("\r\n") else "\n"
        lines, tail = without_gap(bare.replace(newline, "\n").split("\n"))
        return cls(lines, tail, newline, _BOM if bare != text else "")

    def write(self, lines: Sequence[str]) -> str:
        crs = self.newline[:-1]
        whole = [line.removesuffix(crs) for line in (*lines, *self.tail)]
        return self.bom + self.newline.join(whole)


def merge(base: str, ours: str, theirs: str, size: int = markers.LEAST) -> Merge:
    """What `ours` and `theirs` come to, both made from `base`; markers have `size` signs, at least seven."""
    return _merged(base, ours, theirs, size)


def merge_as_text(base: str, ours: str, theirs: str, size: int = markers.LEAST) -> Merge:
    """The same for what is no issue: where both sides changed it there are always markers."""
    return _merged(base, ours, theirs, size, is_issue=False)


def _merged(base: str, ours: str, theirs: str, size: int, *, is_issue: bool = True) -> Merge:
    if clear := settled(base, ours, theirs):
        return Merge(clear[0], ())
    size = max(size, markers.LEAST)
    sheets = _Sheet.of(base), _Sheet.of(ours), _Sheet.of(theirs)
    lines = sheets[0].lines, sheets[1].lines, sheets[2].lines
    if clear_lines := settled(*lines):
        stretches: list[Stretch] = [*clear_lines]
    elif is_issue and (found := _by_section(lines, size)) is not None:
        stretches = found
    else:
        stretches = _as_text(*lines, size)
    return _written(stretches, _paper(*sheets), size)


def _paper(base: _Sheet, ours: _Sheet, theirs: _Sheet) -> _Sheet:
    """How the result is written down: as the side that changed it does; we decide where both did."""
    if not base.lines:
        base = ours
    newline = settled(base.newline, ours.newline, theirs.newline) or (ours.newline,)
    bom = settled(base.bom, ours.bom, theirs.bom) or (ours.bom,)
    tail = settled(base.tail, ours.tail, theirs.tail) or (ours.tail or theirs.tail,)
    return _Sheet((), tail[0], newline[0], bom[0])


def _written(stretches: Sequence[Stretch], paper: _Sheet, size: int) -> Merge:
    lines: list[str] = []
    conflicts = []
    for stretch in stretches:
        if isinstance(stretch, Clash):
            conflicts.append(len(lines) + 1)
        lines += _shown([stretch], size)
    if stretches and isinstance(stretches[-1], Clash) and not paper.tail:
        lines.append("")
    return Merge(paper.write(lines), tuple(conflicts))


def _shown(stretches: Sequence[Stretch], size: int) -> list[str]:
    lines: list[str] = []
    for each in stretches:
        lines += markers.marked(each.ours, each.theirs, size) if isinstance(each, Clash) else each
    return lines


def _as_text(base: Lines, ours: Lines, theirs: Lines, size: int) -> list[Stretch]:
    """A text whose structure is in doubt: never without markers, and with such as a reader is told of."""
    stretches = merge_lines(base, ours, theirs)
    for attempt in (stretches, trimmed(ours, theirs)):
        if (found := clashes(attempt)) and is_seen(_shown(attempt, size), 3 * found):
            return attempt
    return [Clash(ours, theirs)]


def _by_section(versions: tuple[Lines, Lines, Lines], size: int) -> list[Stretch] | None:
    """The merged text; None where its sections cannot be told apart, or cannot be proved."""
    base, ours, theirs = map(blocks_of, versions)
    if base is None or ours is None or theirs is None:
        return None
    merged = _Blocks(base, ours, theirs, size)
    stretches = merged.whole()
    if stretches is None or not is_seen(_shown(stretches, size), 3 * clashes(stretches)):
        return None
    proof = Proof.of((base, ours, theirs), merged.contents)
    is_proved = proof.holds(stretches, "ours", merged.order) and proof.holds(
        stretches, "theirs", merged.other_order
    )
    return stretches if is_proved else None


class _Blocks:
    """The blocks of three versions, merged each for itself."""

    def __init__(
        self, base: Sequence[Block], ours: Sequence[Block], theirs: Sequence[Block], size: int
    ) -> None:
        self._size = size
        self._versions = [{block.key: block for block in side} for side in (base, ours, theirs)]
        self.contents: dict[Key, list[Stretch]] = {}
        for key in dict.fromkeys(key for side in self._versions for key in side):
            if (content := self._content(key)) is not None:
                self.contents[key] = content
        self.order, self.other_order = self._orders()

    def whole(self) -> list[Stretch] | None:
        """All of them in order; where there are two orders, what they differ in stands in both."""
        ours, theirs = self.order, self.other_order
        if ours == theirs:
            return self._joined(ours, _APART)
        start = alike(ours, theirs)
        end = len(ours) - alike(ours[::-1], theirs[::-1])
        if any(clashes(self.contents[key]) for key in ours[start:end]):
            return None
        middle = [version(self._joined(order[start:end], _APART), "ours") for order in (ours, theirs)]
        above, below = self._joined(ours[:start], _APART), self._joined(ours[end:], _APART)
        return [*above, *([_APART] if above else []), Clash(*middle), *([_APART, *below] if below else [])]

    def parts(self) -> list[Stretch] | None:
        """All of them as the parts of one block; None where there are two orders."""
        return self._joined(self.order, ()) if self.order == self.other_order else None

    def _orders(self) -> tuple[list[Key], list[Key]]:
        """The definitions that end a file stay at its end."""
        base, ours, theirs = (
            [key for key in side if key in self.contents and key != DEFINITIONS] for side in self._versions
        )
        parts = {key for side in self._versions for key, block in side.items() if block.opens_part}
        last = [DEFINITIONS] if DEFINITIONS in self.contents else []
        first, second = orders(base, ours, theirs, parts)
        return first + last, second + last

    def _joined(self, keys: Sequence[Key], usual_gap: Lines) -> list[Stretch]:
        stretches: list[Stretch] = []
        for at, key in enumerate(keys):
            stretches += self.contents[key]
            if at + 1 < len(keys):
                gap = self._gap(key, usual_gap if any(self.contents[key]) else ())
                stretches.append(gap or (_APART if keys[at + 1] == DEFINITIONS else ()))
        return [stretch for stretch in stretches if stretch]

    def _gap(self, key: Key, usual: Lines) -> Lines:
        """The blank lines below a block; a side in which nothing follows it says nothing about them."""
        base, ours, theirs = (side[key].gap if key in side else None for side in self._versions)
        if ours is None or theirs is None:
            return next((gap for gap in (ours, theirs, base) if gap is not None), usual)
        clear = None if base is None else settled(base, ours, theirs)
        return clear[0] if clear else max(ours, theirs, key=len)

    def _content(self, key: Key) -> list[Stretch] | None:
        """What becomes of the block; None where it is deleted."""
        base, ours, theirs = (side.get(key) for side in self._versions)
        old, first, second = (block.lines if block else None for block in (base, ours, theirs))
        clear = settled(old, first, second)
        if clear and clear[0] is not None:
            return [clear[0]]
        if ours is None or theirs is None:
            is_deleted = clear and not _is_moved_below(base, ours or theirs)
            return None if is_deleted else [Clash(first or (), second or ())]
        stretches = self._by_parts(base, ours, theirs) or merge_lines(old or (), ours.lines, theirs.lines)
        found = clashes(stretches)
        is_told = not found or is_seen(_shown(stretches, self._size), 3 * found)
        return stretches if is_told else [Clash(ours.lines, theirs.lines)]

    def _by_parts(self, base: Block | None, ours: Block, theirs: Block) -> list[Stretch] | None:
        old = base.parts if base else ()
        if not ours.parts or not theirs.parts or (base and base.lines and not old):
            return None
        return _Blocks(old, ours.parts, theirs.parts, self._size).parts()


def _is_moved_below(base: Block | None, kept: Block | None) -> bool:
    """Whether what one side deleted was put below another heading, such as the bench, by the other."""
    return base is not None and kept is not None and base.says.get("under") != kept.says.get("under")
