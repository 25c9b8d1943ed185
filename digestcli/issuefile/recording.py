"""The line of a radio list that names its recording: put there, or its value replaced."""

from collections.abc import Sequence
from dataclasses import replace

from digestcli.errors import DigestError, UsageError
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.lines import Line
from digestcli.issuefile.proof import prove
from digestcli.issuefile.radio import AudioLine, audio_line, mark_of
from digestcli.issuefile.reading import Reading, parts_of
from digestcli.issuefile.sections import Section
from digestcli.issuefile.wording import newline_of, set_apart
from digestcli.messages import _
from digestcli.model.issue import Issue, Radio, RadioList
from digestcli.model.text import Edit, Span, Text


def set_audio(text: str, reading: Reading, list_name: str, path: str, duration: str) -> str:
    """`text` with the recording of one list: `- 音频：../audio/2023-W14-nlp.mp3（20:13）`, proved.

    A line that names one already keeps its label, its marks and the words of its link; where it stands is
    left to the editor. A new one is the first of its list. Raises UsageError where there is no such list.
    """
    radio_list = _list(reading, list_name)
    section = section_of(text, reading, radio_list)
    found = _audio_lines(reading, section)
    words = reading.publication.words
    if found:
        edits = _replaced(text, reading, found, path, duration)
    else:
        told = f"{words.audio}{words.colon}{path}{words.length.format(duration=duration)}"
        edits = [_first(text, radio_list, section, told)]
    new = text
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        new = edit.apply(new)
    said = replace(radio_list, audio=Text(path, Span(0, 0)), duration=duration)
    try:
        prove(reading, new, with_list(reading.issue, radio_list, said))
    except UsageError:
        raise
    except DigestError as fault:
        hint = _("something around the line would be read otherwise: write it in your own editor")
        raise UsageError(fault.message, hint) from fault
    return new


def _list(reading: Reading, name: str) -> RadioList:
    lists = reading.issue.radio.lists if reading.issue.radio else ()
    if found := next((each for each in lists if each.name == name), None):
        return found
    raise UsageError(
        _("{path} has no radio list {name}").format(path=reading.path, name=name),
        f"digest radio add {name} ID",
    )


def section_of(text: str, reading: Reading, radio_list: RadioList) -> Section:
    """The section that `radio_list` was read from."""
    sections = parts_of(text, reading.publication, Faults(text, reading.path)).outline.sections
    return next(each for each in sections if each.span.start == radio_list.span.start)


def with_list(issue: Issue, old: RadioList, new: RadioList) -> Issue:
    """The issue with `new` in place of `old`."""

    def changed(part: Radio) -> Radio:
        return replace(part, lists=tuple(new if each is old else each for each in part.lists))

    return replace(
        issue, body=tuple(changed(part) if isinstance(part, Radio) else part for part in issue.body)
    )


def _audio_lines(reading: Reading, section: Section) -> list[tuple[Line, AudioLine]]:
    found = ((line, audio_line(line.text, reading.publication)) for line in section.lines if line.free)
    return [(line, audio) for line, audio in found if audio]


def _replaced(
    text: str, reading: Reading, found: Sequence[tuple[Line, AudioLine]], path: str, duration: str
) -> list[Edit]:
    """The value of the first line that has one, else a value for the first line."""
    length = reading.publication.words.length.format(duration=duration)
    line, audio = next((each for each in found if each[1].path[0] < each[1].path[1]), found[0])
    if audio.path[0] == audio.path[1]:
        return [Edit.insert(_behind(line, audio.value), f"{path}{length}")]
    place = line.span(*audio.path)
    if "<!--" in place.of(text):
        raise UsageError(
            _("{path}: a comment stands inside {recording}").format(
                path=reading.path, recording=place.of(text)
            ),
            _("take the comment out first"),
        )
    changed = Edit(place, path)
    if audio.duration:
        return [changed, Edit(line.span(*audio.duration), duration)]
    return [changed, Edit.insert(_behind(line, len(line.text.rstrip())), length)]


def _behind(line: Line, column: int) -> int:
    """Right behind the printed character before `column`."""
    return line.offset(column - 1) + 1


def _first(text: str, radio_list: RadioList, section: Section, words: str) -> Edit:
    """The line above the picks where they come first, in their marks; else apart, below the heading."""
    line = _written(section.lines)
    if line and any(pick.span.start == line.start for pick in radio_list.picks):
        mark = mark_of(line.text)
        if mark.strip() in {"-", "*", "+"}:
            return Edit.insert(line.start, f"{mark}{words}{newline_of(text)}")
    below = text.find("\n", section.heading.line.end)
    return set_apart(text, below + 1 if below >= 0 else len(text), f"- {words}")


def _written(lines: Sequence[Line]) -> Line | None:
    """The first line that is not blank; one of nothing but a comment is one."""
    return next((line for line in lines if line.hidden or line.text.strip()), None)
