"""The version a paper's heading names: the one the words below it were written for."""

import re
from collections.abc import Iterator
from dataclasses import replace

from digestcli.errors import UsageError
from digestcli.issuefile.ids import ids_in
from digestcli.issuefile.proof import prove, with_note
from digestcli.issuefile.reading import Reading
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.issue import Note
from digestcli.model.text import Edit, Span

_COMMENT = re.compile("<!--.*?-->")


def set_version(text: str, reading: Reading, note: Note, ref: ArxivId) -> str:
    """`text` with the version of `ref` on the id in the heading of `note`, proved; every other byte stays.

    Raises UsageError where the heading does not spell the id as arXiv does, and so is for a hand to change.
    """
    spans = list(_spelled(text, note, ref))
    if not spans:
        raise UsageError(
            _("the heading of {id} does not spell its id").format(id=ref.bare),
            _("begin it by hand with {words}").format(words=f"## {ref}"),
        )
    new = text
    for span in reversed(spans):
        new = Edit(span, str(ref)).apply(new)
    prove(reading, new, with_note(reading.issue, note, replace(note, ref=ref)))
    return new


def _spelled(text: str, note: Note, ref: ArxivId) -> Iterator[Span]:
    """Where the heading has the id, with its version if it names one: twice in a link, in no comment."""
    heading = note.heading.of(text)
    comments = [comment.span() for comment in _COMMENT.finditer(heading)]
    for found in ids_in(heading):
        name = str(found.id)
        at = heading.lower().find(name.lower(), found.start, found.end)
        is_hidden = any(start <= found.start < end for start, end in comments)
        if found.id.bare == ref.bare and at >= 0 and not is_hidden:
            yield Span(note.heading.start + at, note.heading.start + at + len(name))
