"""An issue file, as `digest export --md` writes it or an editor has it: it stays as it is, less its 目录."""

import re
from collections.abc import Sequence

from digestcli import issuefile, words
from digestcli.importers.article.contents import find_contents, listed, loose
from digestcli.importers.article.lines import Line
from digestcli.importers.article.masthead import Masthead
from digestcli.importers.article.recognise import Recognised, radio_line
from digestcli.importers.article.sheet import Sheet
from digestcli.importers.article.told import Told
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import heading_of
from digestcli.issuefile.ids import first_word, is_meant_as_id
from digestcli.issuefile.lines import Line as IssueLine
from digestcli.issuefile.lines import scan
from digestcli.messages import _
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication

_LIKELY = re.compile(r"^##? ", re.MULTILINE)
_EXPORTED = re.compile(
    rf"^\*\*(?:{'|'.join(words.CONTENTS)})\*\*\n\n1\. .*(?:\n\d+\. .*)*\n\n(?:___\n\n)?##? ", re.MULTILINE
)
_NUMBERED = re.compile(rf"(?:{'|'.join(words.PAPER)}) \d+(?:：|: )")
# What says that the lines mean more than they are read as.
_MISREAD = frozenset(
    {
        *("field-mark", "label-late", "label-inside", "label-colon", "heading-inside", "heading-mark"),
        *("heading-level", "paper-unnamed"),
    }
)
_BARE = re.compile(
    rf"^(?:\*\*)?(?:{'|'.join(words.PAPER)})[ ]*\d{{1,3}}[ ]*(?:\*\*)?[：:]", re.MULTILINE
)  # no heading
_KEY = Key("import")


def recognises(text: str, path: str) -> bool:  # noqa: ARG001 - it is told by its words
    """Whether it reads as an issue without an error: our own export, or one whose sections begin with ids."""
    if not _LIKELY.search(text) or _BARE.search(text):
        return False
    reading = issuefile.read(text, _KEY)
    if any(problem.severity is Severity.ERROR for problem in reading.problems):
        return False
    notes = reading.issue.notes
    if _EXPORTED.search(text):
        return all(_NUMBERED.match(_heading(text, note)) for note in notes)
    has_ids = any(note.ref and is_meant_as_id(first_word(_heading(text, note))[0]) for note in notes)
    return has_ids and not _MISREAD & {problem.rule for problem in reading.problems}


def read(text: str, told: Told, publication: Publication) -> Recognised:
    """The same text, without a 目录 that says what the headings say."""
    reading = issuefile.read(text, _KEY, publication)
    issue = reading.issue
    raws = text.split("\n")
    gone = {*_contents(text, issue, told), *_banner(raws, told)}
    sheet = Sheet()
    for at, raw in enumerate(raws[:-1] if not raws[-1] else raws):
        if at not in gone:
            sheet.copy(raw, at + 1)
    said = (issue.title, issue.byline, issue.date)
    title, byline, date = (each.value if each else None for each in said)
    lists = len(issue.radio.lists) if issue.radio else 0
    front = tuple(f"{key}: {value}" for key, value in issue.extra.items() if key == "key")
    return Recognised(sheet, Masthead(title, byline, date, ()), front, len(issue.notes), lists)


def _heading(text: str, note: Note) -> str:
    return note.heading.of(text).lstrip("# ")


def _contents(text: str, issue: Issue, told: Told) -> Sequence[int]:
    """The lines of a 目录 that says what the headings say, those behind it that are empty too."""
    scanned = scan(text, 0, Faults(text, ""))
    lines = [_line(at, each) for at, each in enumerate(scanned, 1)]
    contents = find_contents(lines, (), lambda _line: False)
    if contents is None:
        return ()
    wanted = [*(_title(note) for note in issue.notes), *_radio(issue)]
    names = [loose(listed(item)) for item in contents.items]
    if [name for name in names if name not in wanted] or len(names) < len(issue.notes):
        message = _("the 目录 says something else than the headings: it is kept, and not read")
        told.tell("contents-differ", contents.title.number, message)
        return ()
    end = contents.places.stop
    while end < len(lines) and not lines[end].text and not lines[end].fixed:
        end += 1
    return range(contents.places.start, end)


def _line(number: int, line: IssueLine) -> Line:
    """A line as the 目录 is looked for in it."""
    if not line.free:
        return Line(number, "", fixed=True)
    heading = heading_of(line)
    return Line(number, heading.text if heading else line.text.strip(), level=heading.level if heading else 0)


def _title(note: Note) -> str:
    title = note.field(words.TITLE) or note.title or note.reminder
    return loose(Line(1, title.value).plain) if title else loose(f"arXiv:{note.ref}" if note.ref else "")


def _radio(issue: Issue) -> list[str]:
    if not issue.radio:
        return []
    names = [each.name for each in issue.radio.lists]
    heading = issue.radio.heading.value
    return [loose(radio_line(heading, names, words.printed(each))) for each in ("zh", "en")]


def _banner(raws: Sequence[str], told: Told) -> Sequence[int]:
    """The line that an export with errors begins with: the program's own words."""
    banners = {f"> {words.printed(each).draft}" for each in ("zh", "en")}
    at = next((at for at, raw in enumerate(raws) if raw in banners), None)
    if at is None:
        return ()
    told.tell(
        "left-out", at + 1, _("{words}: the words of an export, not of its editor").format(words=raws[at])
    )
    return range(at, at + 2)
