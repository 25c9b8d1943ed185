"""The version a paper's heading names: the one the words below it were written for."""

from dataclasses import replace

from digestcli.errors import UsageError
from digestcli.issuefile.ids import ids_in
from digestcli.issuefile.proof import prove, with_note
from digestcli.issuefile.reading import Reading
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Note
from digestcli.model.text import Edit, Span


def set_version(text: str, reading: Reading, note: Note, ref: ArxivId) -> str:
    """`text` with the version of `ref` on the id in the heading of `note`, proved; every other byte stays.

    Raises UsageError where the heading does not spell the id as arXiv does, and so is for a hand to change.
    """
    span = _spelled(text, note, ref)
    if span is None:
        raise UsageError(
            _("the heading of {id} does not spell its id").format(id=ref.bare),
            _("begin it by hand with {words}").format(words=f"## {ref}"),
        )
    new = Edit(span, str(ref)).apply(text)
    prove(reading, new, with_note(reading.issue, note, replace(note, ref=ref)))
    return new


def _spelled(text: str, note: Note, ref: ArxivId) -> Span | None:
    """Where the heading has the id, with its version if it has one; of several places the first."""
    heading = note.heading.of(text)
    for found in ids_in(heading):
        name = str(found.id)
        at = heading.find(name, found.start, found.end)
        if found.id.bare == ref.bare and at >= 0:
            return Span(note.heading.start + at, note.heading.start + at + len(name))
    return None
