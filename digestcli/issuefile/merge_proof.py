"""A merged text is proved: read again, it holds what the sides hold, where they hold it, and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence

from digestcli.issuefile.blocks import Block, blocks_of, without_gap
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.front_matter import read_front_matter
from digestcli.issuefile.lines import scan
from digestcli.issuefile.merge_order import Key
from digestcli.issuefile.reading import read
from digestcli.issuefile.references import dangling
from digestcli.issuefile.threeway import Stretch, clashes, settled, version
from digestcli.model.key import Key as IssueKey
from digestcli.model.problem import Severity
from digestcli.values import dataclass

_ANY = IssueKey("2000-W01")  # a week, so that no date is missed

Blocks = Sequence[Block]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a merged text is held against: the three versions in blocks, and what became of each block."""

    versions: tuple[Mapping[Key, Block], ...]  # base, ours, theirs
    contents: Mapping[Key, list[Stretch]]
    faults: Counter[str]  # those of ours and theirs

    @classmethod
    def of(cls, versions: tuple[Blocks, Blocks, Blocks], contents: Mapping[Key, list[Stretch]]) -> "Proof":
        by_key = tuple({block.key: block for block in blocks} for blocks in versions)
        return cls(by_key, contents, _faults(versions[1]) | _faults(versions[2]))

    def holds(self, stretches: Sequence[Stretch], side: str, order: Sequence[Key]) -> bool:
        """Whether the text is right where each of its clashes is decided for `side`.

        It must be cut into the very blocks it was made of, in `order`; they must say what they are to say;
        it may have no fault that neither side has; and no line may be lost or made up.
        """
        found = blocks_of(without_gap(version(stretches, side))[0])
        if found is None:
            return False
        meant = [(key, without_gap(version(self.contents[key], side))[0]) for key in order]
        if [(block.key, block.lines) for block in found if block.lines] != [
            each for each in meant if each[1]
        ]:
            return False
        return (
            _faults(found) <= self.faults
            and all(map(self._says_what_it_should, found))
            and all(map(self._accounts_for, self.contents))
        )

    def _says_what_it_should(self, block: Block) -> bool:
        """Whether each thing said is what the side says that changed it; else its lines were merged."""
        if clashes(self.contents[block.key]):
            return True
        base, ours, theirs = (side[block.key].says if block.key in side else {} for side in self.versions)
        for name in {*base, *ours, *theirs, *block.says}:
            clear = settled(base.get(name), ours.get(name), theirs.get(name))
            if clear and block.says.get(name) != clear[0]:
                return False
        return True

    def _accounts_for(self, key: Key) -> bool:
        """Whether every line of a block is there as often as the changes of both sides make it."""
        base, ours, theirs = (Counter(side[key].lines if key in side else ()) for side in self.versions)
        merged = self.contents[key]
        kept = Counter(version(merged, "ours")) | Counter(version(merged, "theirs"))
        if clashes(merged):
            return all(kept[line] for line in filter(str.strip, (ours - base) | (theirs - base)))
        return all(
            _is_right_count(base[line], ours[line], theirs[line], kept[line])
            for line in filter(str.strip, base | ours | theirs | kept)
        )


def _is_right_count(base: int, ours: int, theirs: int, kept: int) -> bool:
    """Both sides' changes count; where both took or gave alike, it may have been the same change."""
    both = ours + theirs - base
    if ours > base and theirs > base:
        return max(ours, theirs) <= kept <= both
    if ours < base and theirs < base:
        return both <= kept <= min(ours, theirs)
    return kept == both


def _faults(blocks: Blocks) -> Counter[str]:
    """The rules the text breaks, and the names in brackets that lead nowhere in it."""
    text = "\n\n".join("\n".join(block.lines) for block in blocks)
    errors = (each.rule for each in read(text, _ANY).problems if each.severity is Severity.ERROR)
    ignored = Faults(text, "")  # they are among the errors
    lines = scan(text, read_front_matter(text, ignored).end, ignored)
    return Counter(errors) + Counter(f"[{name}]" for name in dangling(lines, text))
