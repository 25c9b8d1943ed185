"""What is still to be written, drawn or listed before an issue goes out."""

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.issuefile import beside_pictures
from digestcli.markup.pictures import is_local
from digestcli.messages import _, plural
from digestcli.model.issue import Figure, Issue
from digestcli.model.problem import Severity
from digestcli.model.text import Span

# What people leave behind to come back to. No 待定, nor 待 in a sentence: 待定系数, 待补偿的误差, 尚待完善。
_TODO = re.compile(
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME|XXX)(?!-?[A-Za-z])"
    r"|待(?<![等期有尚仍还亟急]待)(?:补充?|写|完善)(?![^\s\0，。：；、！？…（）【】〔〕「」])"
    r"|〔待[^〕]*〕|【待[^】]*】|（待[填查]）"
)


@rule("title-missing", Severity.WARNING)
def title_missing(page: Page) -> Iterator[Fault]:
    """The issue has no title."""
    if not (page.issue.title and page.issue.title.value):
        yield Fault(Span(0, 0), _("the issue has no title"), "digest lead --write")


@rule("lead-missing", Severity.WARNING)
def lead_missing(page: Page) -> Iterator[Fault]:
    """The issue has no lead."""
    if page.issue.lead is None:
        yield Fault(Span(0, 0), _("the issue has no lead"), "digest lead --write")


@rule("summary-missing", Severity.WARNING)
def summary_missing(page: Page) -> Iterator[Fault]:
    """A paper has no summary."""
    for note in page.issue.notes:
        if not beside_pictures(note.summary):
            yield Fault(note.heading, _("this paper has no summary"))


@rule("recommendation-missing", Severity.WARNING)
def recommendation_missing(page: Page) -> Iterator[Fault]:
    """A paper has no recommendation."""
    for note in page.issue.notes:
        if not beside_pictures(note.recommendation):
            yield Fault(note.heading, _("this paper has no recommendation"))


@rule("todo", Severity.WARNING)
def todo(page: Page) -> Iterator[Fault]:
    """Words say that something is still to be done."""
    for found in _TODO.finditer(page.prose):
        message = _("{words} is left in what will be printed").format(words=found[0])
        yield Fault(Span(*found.span()), message)


@rule("picture-lost", Severity.ERROR)
def picture_lost(page: Page) -> Iterator[Fault]:
    """The file of a picture is not there."""
    for figure in _figures(page.issue):
        names = {figure.path, unquote(figure.path)}  # Markdown may write a blank as %20
        if is_local(figure.path) and not any(map(page.is_there, names)):
            yield Fault(figure.span, _("{path} is not there").format(path=figure.path))


@rule("alt-missing", Severity.WARNING)
def alt_missing(page: Page) -> Iterator[Fault]:
    """A picture has no words for those who cannot see it."""
    for figure in _figures(page.issue):
        if not figure.alt.strip():
            yield Fault(
                figure.span, _("this picture says nothing to readers who cannot see it"), "![...](...)"
            )


@rule("caption-missing", Severity.HINT)
def caption_missing(page: Page) -> Iterator[Fault]:
    """A picture has no caption."""
    for figure in _figures(page.issue):
        if not figure.caption:
            yield Fault(
                figure.span, _("this picture has no caption"), _("below it, on a line of its own: *...*")
            )


@rule("radio-length", Severity.WARNING)
def radio_length(page: Page) -> Iterator[Fault]:
    """A list of the Radiostation is not as long as the others: ten papers, or `radio.length`."""
    wanted = page.publication.radio_length
    for each in page.issue.radio.lists if page.issue.radio and wanted else ():
        if len(each.picks) != wanted:
            papers = plural("{n} paper", "{n} papers", len(each.picks))
            message = _("{name} names {papers}, and not {n}").format(name=each.name, papers=papers, n=wanted)
            yield Fault(each.span, message)


# git keeps no recording, so that a clone lacks them all: a lost one is no error, as a lost picture is.
@rule("audio-lost", Severity.WARNING)
def audio_lost(page: Page) -> Iterator[Fault]:
    """The file of a recording is not there."""
    for each in page.issue.radio.lists if page.issue.radio else ():
        if each.audio and is_local(each.audio.value) and not page.is_there(each.audio.value):
            yield Fault(
                each.audio.span,
                _("{path} is not there").format(path=each.audio.value),
                f"digest radio audio {each.name} --issue {page.key}",
            )


@rule("audio-length", Severity.HINT)
def audio_length(page: Page) -> Iterator[Fault]:
    """The line of a recording does not say how long it is."""
    for each in page.issue.radio.lists if page.issue.radio else ():
        if each.audio and each.duration is None:
            message = _("nothing says how long this recording is")
            yield Fault(each.audio.span, message, _("behind its name: （20:13）"))


@rule("pick-twice", Severity.ERROR)
def pick_twice(page: Page) -> Iterator[Fault]:
    """The Radiostation names a paper that stands in the issue already."""
    seen = {note.ref.bare for note in page.issue.notes if note.ref}
    for each in page.issue.radio.lists if page.issue.radio else ():
        for pick in each.picks:
            if pick.ref and pick.ref.bare in seen:
                message = _("{paper} stands in this issue already").format(paper=pick.ref.bare)
                yield Fault(pick.span, message)
            if pick.ref:
                seen.add(pick.ref.bare)


def _figures(issue: Issue) -> Iterator[Figure]:
    return chain.from_iterable(note.figures for note in issue.notes)
