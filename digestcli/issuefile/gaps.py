"""Where words are still to be written: the line an editor wants to find the cursor on."""

from digestcli.issuefile.faults import Faults
from digestcli.issuefile.labels import Part
from digestcli.issuefile.reading import Parts, Reading, parts_of
from digestcli.issuefile.sections import lay_out
from digestcli.issuefile.wording import beside_pictures, is_written
from digestcli.model.issue import Note


def gap_of(text: str, reading: Reading, note: Note) -> int:
    """The line of the empty 摘要 of `note`, else of its empty 推荐, else its heading's."""
    faults = Faults(text, reading.path)
    return _gap(faults, parts_of(text, reading.publication, faults), note)


def first_gap(text: str, reading: Reading) -> int:
    """The line of the first paper that lacks words, else where the lead is to stand, else 1."""
    faults = Faults(text, reading.path)
    parts = parts_of(text, reading.publication, faults)
    for note in reading.issue.notes:
        if not is_written(note):
            return _gap(faults, parts, note)
    if reading.issue.lead is None:
        return faults.place(parts.front.end)[0]
    return 1


def _gap(faults: Faults, parts: Parts, note: Note) -> int:
    section = parts.section_of(note)
    layout = lay_out(section.lines)
    for part in Part:
        for piece in layout.of(part):
            if piece.label and not beside_pictures(piece.words):
                return faults.place(piece.lines[0].start)[0]
    return faults.place(section.heading.line.start)[0]
