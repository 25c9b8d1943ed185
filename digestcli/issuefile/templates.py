"""A fresh issue's text from the editor's template, which holds words and three names in braces."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from digestcli.errors import FileError
from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import heading_of
from digestcli.issuefile.lines import Line
from digestcli.issuefile.proof import said
from digestcli.issuefile.reading import Reading, parts_of, read
from digestcli.issuefile.references import defined, led_elsewhere
from digestcli.issuefile.wording import newline_of
from digestcli.messages import _
from digestcli.model.issue import Issue, Note
from digestcli.model.key import Key
from digestcli.model.problem import Severity
from digestcli.model.publication import Publication
from digestcli.values import dataclass

_NAMED = re.compile(r"\{(number|date|title)\}")
_TITLE = re.compile(r"^\ufeff?title[ \t]*[:：]", re.MULTILINE | re.IGNORECASE)
_PAPER = "## 论文 1：\n\n"  # stands for the papers that are still to come

_USUAL = Publication()
_Fault = tuple[int, str, str | None]  # line, message, hint


@dataclass(frozen=True, slots=True)
class Page:
    """An issue that takes papers: the text they are put into, and what a new one has below them."""

    text: str
    rest: str = ""
    path: str = ""  # of the template it is from
    publication: Publication = _USUAL

    def joined(self, text: str, key: Key) -> str:
        """The whole issue, whose first papers are in `text`: they and the template are read as each alone.

        Raises FileError where they would not be, and where a name in brackets would lead elsewhere.
        """
        if not self.rest:
            return text
        newline = newline_of(text)
        whole = text + ("" if text.endswith(newline * 2) else newline) + self.rest
        papers, template, issue = (
            read(each, key, self.publication, self.path).issue for each in (text, self._alone, whole)
        )
        if said(papers.notes) != said(issue.notes) or _without_papers(template) != _without_papers(issue):
            raise FileError(
                _("{path} would change what is read of the papers; nothing was written").format(
                    path=self.path
                ),
                _("look at what stands below its first # heading"),
            )
        if name := self._led_elsewhere(text, papers.notes, whole):
            raise FileError(
                _("[{name}] would lead elsewhere in {path}; nothing was written").format(
                    name=name, path=self.path
                ),
                _("give it another name first, where it is defined and where it is used"),
            )
        return whole

    @property
    def _alone(self) -> str:
        """The template, with a paper where they come: a heading below is the title while there is none."""
        return f"{self.text}{_PAPER}{self.rest}"

    def _led_elsewhere(self, text: str, notes: Iterable[Note], whole: str) -> str | None:
        """A name that leads elsewhere in `whole`, in the papers or in the template; or is defined in both."""
        lines, own = (_lines(each, self.publication) for each in (text, self._alone))
        papers = [line for line in lines if any(n.span.start <= line.start < n.span.end for n in notes)]
        there, after = defined(own, self._alone), defined(_lines(whole, self.publication), whole)
        return (
            led_elsewhere(papers, defined(lines, text), after)
            or led_elsewhere(own, there, after)
            or next((name for name in there if there[name].address != after[name].address), None)
        )


def named_in(template: str) -> frozenset[str]:
    """Which of `number`, `date` and `title` the template asks for."""
    return frozenset(_NAMED.findall(template))


def fill(template: str, values: Mapping[str, str], key: Key, publication: Publication, path: str) -> Page:
    """The template of `path` with `values` for `{number}`, `{date}` and `{title}`, else the same to the byte.

    Other braces are words. Raises FileError, naming the line, where the issue would have an error in it from
    the start or a paper: what is in the template would be in every issue.
    """
    text = _NAMED.sub(lambda match: values.get(match[1], ""), template)
    at = _first_part(text, publication)
    with_paper = f"{text[:at]}{_PAPER}{text[at:]}" if at else text
    reading = read(with_paper, key, publication, path)
    added = with_paper.count("\n") - text.count("\n")
    for place, message, hint in chain(_errors(reading), _papers(reading, with_paper, at)):
        is_below = at and place > with_paper.count("\n", 0, at) + added
        line = place - added if is_below else place
        is_title = template.split("\n")[line - 1].strip("\ufeff#＃ \t\r") == "{title}"
        raise FileError(
            _("{path}, line {line}: {message}; nothing was written").format(
                path=path, line=line, message=message
            ),
            _("{title} is the title in digest.toml, and there is none") if is_title else hint,
        )
    if not at:
        return Page(text)
    page = Page(text[:at], text[at:], path, publication)
    page.joined(f"{page.text}{_PAPER}", key)
    return page


def _first_part(text: str, publication: Publication) -> int:
    """Where the first `#` heading stands, if the front matter says that it is not the title; else 0.

    The papers go above it. It would be read as the title while there is none.
    """
    parts = parts_of(text, publication, Faults(text, ""))
    if not _TITLE.search(text, 0, parts.front.end):
        return 0
    headings = (line for line in parts.lines if (heading := heading_of(line)) and heading.level == 1)
    return next((line.start for line in headings), 0)


def _errors(reading: Reading) -> Iterator[_Fault]:
    for problem in reading.problems:
        if problem.severity is Severity.ERROR:
            yield problem.line, problem.message, problem.hint


def _papers(reading: Reading, text: str, ours: int) -> Iterator[_Fault]:
    """Those beside the one at `ours`."""
    for note in (*reading.issue.notes, *reading.issue.bench):
        if not ours or note.heading.start != ours:
            line, _column = Faults(text, reading.path).place(note.heading.start)
            yield (
                line,
                _("a paper stands in the template"),
                _("delete it there: papers are added to each issue"),
            )


def _without_papers(issue: Issue) -> object:
    """What an issue says beside its papers."""
    return said(replace(issue, body=tuple(part for part in issue.body if not isinstance(part, Note))))


def _lines(text: str, publication: Publication) -> Sequence[Line]:
    return parts_of(text, publication, Faults(text, "")).lines
