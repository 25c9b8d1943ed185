"""An issue laid out for reading in a terminal: lead, 目录, papers, passages, radio lists."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from digestcli.cli import prose
from digestcli.markup import lines
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model import text as model
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation
from digestcli.model.issue import Passage
from digestcli.words import Printed

Line = Text

_TITLE, _HEADING, _LABEL, _DIM = "bold", "bold cyan", "green", "dim"


def issue(digest: Digest, width: int | None) -> Iterator[Line]:
    """The whole issue; None as width lets every paragraph be one line."""
    yield from _masthead(digest, width)
    if digest.lead:
        yield Text()
        yield from prose.render(digest.lead, width)
    yield from _contents(digest, width)
    for part in digest.body:
        yield Text()
        match part:
            case Entry():
                yield from _entry(part, digest.words, width)
            case Radiostation():
                yield from _radiostation(part, digest.words, width)
            case Passage():
                yield from _passage(part, width)


def entries(chosen: Iterable[Entry], words: Printed, width: int | None) -> Iterator[Line]:
    """Some of an issue's papers."""
    for place, entry in enumerate(chosen):
        if place:
            yield Text()
        yield from _entry(entry, words, width)


def _masthead(digest: Digest, width: int | None) -> Iterator[Line]:
    if digest.title:
        yield from prose.wrap(_styled(digest.title, _TITLE), width)
    number = _("no. {number}").format(number=digest.number) if digest.number else None
    papers = plural("{n} paper", "{n} papers", len(digest.entries))
    facts = (str(digest.key), number, digest.date, digest.byline, papers)
    yield from prose.wrap(_styled(" · ".join(filter(None, facts)), _DIM), width)


def _contents(digest: Digest, width: int | None) -> Iterator[Line]:
    titles = list(lines.contents(digest))
    if not titles:
        return
    yield Text()
    yield _styled(digest.words.contents, _HEADING)
    for number, title in enumerate(titles, 1):
        yield from prose.wrap(_styled(title.plain), width, first=f"{number:>2}. ", rest="    ")


def _entry(entry: Entry, words: Printed, width: int | None) -> Iterator[Line]:
    yield from prose.wrap(
        _styled(f"{lines.heading(entry, words)}{lines.title(entry).plain}", _HEADING), width
    )
    if entry.pending:
        yield from prose.wrap(
            _styled(_("facts not fetched yet: digest add {id}").format(id=entry.id), _DIM), width
        )
    for line in lines.labelled(entry, words):
        label = Text(f"{line.label}{words.colon}", _LABEL)
        yield from prose.wrap(Text.assemble(label, _styled(line.said.plain)), width)
    yield from _part(words.summary, words, entry.note.summary, width)
    yield from _part(words.recommendation, words, entry.note.recommendation, width)


def _part(label: str, words: Printed, said: model.Text | None, width: int | None) -> Iterator[Line]:
    yield Text()
    lead = Text(f"{label}{words.colon}", _LABEL)
    if said is None:
        yield Text.assemble(lead, (_("not written yet"), _DIM))
        return
    first, *rest = prose.render(said.value, width, lead=lead)
    yield first
    yield from rest


def _passage(passage: Passage, width: int | None) -> Iterator[Line]:
    yield from prose.wrap(_styled(passage.heading.value, _HEADING), width)
    if passage.text:
        yield Text()
        yield from prose.render(passage.text.value, width)


def _radiostation(radio: Radiostation, words: Printed, width: int | None) -> Iterator[Line]:
    yield from prose.wrap(_styled(radio.heading, _HEADING), width)
    if radio.text:
        yield Text()
        yield from prose.render(radio.text, width)
    for programme in radio.lists:
        yield Text()
        yield from _programme(programme, words, width)


def _programme(programme: RadioProgramme, words: Printed, width: int | None) -> Iterator[Line]:
    yield from prose.wrap(_styled(programme.name, _TITLE), width)
    if programme.audio:
        audio = _styled(lines.audio(programme.audio, programme.duration))
        yield from prose.wrap(Text.assemble((f"{words.audio}{words.colon}", _LABEL), audio), width)
    if programme.text:
        yield from prose.render(programme.text, width)
    for pick in programme.entries:
        yield from prose.wrap(_pick(pick), width, first=f"{pick.number:>2}. ", rest="    ")


def _pick(pick: RadioEntry) -> Text:
    title, names = lines.title(pick).plain, lines.presenters(pick)
    line = _styled(f"{title}{lines.full_stop(title)}")
    for aside in (f"({names.plain})" if names else "", str(pick.id or "")):
        if aside:
            line = Text.assemble(line, " ", _styled(aside, _DIM))
    return line


def _styled(text: str, style: str = "") -> Text:
    return Text(one_line(text), style)
