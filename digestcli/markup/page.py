"""An issue as the one article that all HTML-like formats share: masthead, lead, 目录, papers, radio lists.

The tree is as neutral as its prose (see `markup.html`); a format picks the parts it wants, changes formulas
and pictures into what its readers can see, and gives the whole its style.
"""

from collections.abc import Iterator

from digestcli.markup import lines
from digestcli.markup.element import Element, Node, Nodes, changed, el, text
from digestcli.markup.html import FORMULA, facts, formula_text, line, link, prose
from digestcli.markup.lines import Said
from digestcli.markup.plain import clean, one_line
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation
from digestcli.model.issue import Passage
from digestcli.model.text import Text
from digestcli.words import Printed


class Article:
    """The parts of one issue, each made when it is asked for."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self._words = digest.words
        self._read: dict[tuple[str, str], Nodes] = {}

    def whole(self) -> Element:
        """All of it, in the order it is printed."""
        return el("article", self.masthead(), *self.opening(), *self.body())

    def masthead(self) -> Element:
        digest = self.digest
        said = [one_line(each) for each in (issue_number(digest), digest.date, digest.byline) if each]
        return el(
            "header",
            el("h1", *self.title()),
            el("p", " · ".join(said), class_="byline") if said else None,
            el("p", self._words.draft, class_="draft", role="alert") if digest.draft else None,
        )

    def title(self) -> Nodes:
        return line(self.digest.title) if self.digest.title else (str(self.digest.key),)

    def opening(self) -> Iterator[Element]:
        """The lead and the 目录."""
        if self.digest.lead:
            yield el("section", *self._prose(self.digest.lead, "lead"), class_="lead")
        if contents := self.contents():
            yield contents

    def contents(self) -> Element | None:
        """The 目录, each line leading to its section."""
        titles = [
            el("li", el("a", *unlinked(said(title(entry))), href=f"#{anchor(entry)}"))
            for entry in self.digest.entries
        ]
        if not titles:
            return None
        radio = [el("p", el("a", *said(each), href="#radio")) for each in self._radio_line()]
        return el(
            "nav", el("h2", self._words.contents), el("ol", *titles), *radio,
            class_="contents", aria_label=self._words.contents,
        )  # fmt: skip

    def _radio_line(self) -> list[Said]:
        return list(lines.contents(self.digest))[len(self.digest.entries) :]

    def body(self) -> Iterator[Element]:
        """Papers, passages and the radio lists, as sections."""
        for number, part in enumerate(self.digest.body):
            match part:
                case Entry():
                    yield self.entry(part)
                case Radiostation():
                    yield self.radiostation(part)
                case Passage():
                    yield self._passage(part, number)

    def entry(self, entry: Entry) -> Element:
        name = anchor(entry)
        return el(
            "section",
            self._entry_heading(entry),
            self._labelled(entry),
            *self.words_of(entry, name),
            id=name,
            class_="paper",
            aria_labelledby=f"{name}-title",
        )

    def _entry_heading(self, entry: Entry) -> Element:
        number = el("span", lines.heading(entry, self._words), class_="number")
        return el("h2", number, *said(title(entry)), id=f"{anchor(entry)}-title")

    def _labelled(self, entry: Entry) -> Element | None:
        rows = [
            el(
                "div",
                el("dt", f"{each.label}{self._words.colon}"),
                el("dd", *value(each, entry, self._words)),
            )
            for each in lines.labelled(entry, self._words)
        ]
        return el("dl", *rows, class_="facts") if rows else None

    def words_of(self, entry: Entry, name: str) -> Iterator[Element]:
        """The editor's 摘要 and 推荐; `name` begins the ids in them."""
        note = entry.note
        yield from self._part(self._words.summary, note.summary, "summary", name)
        yield from self._part(self._words.recommendation, note.recommendation, "recommendation", name)

    def plain_words(self, entry: Entry) -> str:
        """The same in one line of plain words, as they are looked for."""
        name = anchor(entry)
        parts = ((entry.note.summary, "summary"), (entry.note.recommendation, "recommendation"))
        return " ".join(
            in_one_line(self._prose(words.value, f"{name}-{kind}")) for words, kind in parts if words
        )

    def _part(self, label: str, words: Text | None, kind: str, name: str) -> Iterator[Element]:
        if words:
            blocks = behind(f"{label}{self._words.colon}", self._prose(words.value, f"{name}-{kind}"))
            yield el("div", *blocks, class_=kind)

    def _passage(self, passage: Passage, number: int) -> Element:
        words = self._prose(passage.text.value, f"passage-{number}") if passage.text else ()
        heading = el("h2", *line(passage.heading.value))
        return el("section", heading, *words, id=f"passage-{number}", class_="passage")

    def radiostation(self, radio: Radiostation) -> Element:
        words = self._prose(radio.text, "radio") if radio.text else ()
        lists = (self.programme(each, number) for number, each in enumerate(radio.lists, 1))
        return el("section", el("h2", *line(radio.heading)), *words, *lists, id="radio", class_="radio")

    def programme(self, programme: RadioProgramme, number: int) -> Element:
        """One radio list, with its recording."""
        words = self._prose(programme.text, f"radio-{number}") if programme.text else ()
        picks = [el("li", *self._pick(pick)) for pick in programme.entries]
        return el(
            "section",
            el("h3", *line(programme.name)),
            self._recording(programme),
            *words,
            el("ol", *picks) if picks else None,
        )

    def _recording(self, programme: RadioProgramme) -> Element | None:
        if not programme.audio:
            return None
        label = f"{self._words.audio}{self._words.colon}{programme.duration or ''}"
        return el(
            "p",
            el("span", label, class_="label"),
            el("audio", src=programme.audio, controls="", preload="none", aria_label=programme.name),
            class_="recording",
        )

    def _pick(self, pick: RadioEntry) -> Iterator[Node]:
        heading = said(title(pick))
        yield from _as_nodes(link(pick.url, *heading) if pick.url else heading)
        yield lines.full_stop(pick)
        if names := lines.presenters(pick, self._words):
            yield el("span", " (", *said(names), ")", class_="names")

    def _prose(self, words: str, name: str) -> Nodes:
        """Words as blocks; read once, however many pages show them."""
        if (words, name) not in self._read:
            self._read[words, name] = prose(words, self.digest.links, name)
        return self._read[words, name]


def in_one_line(blocks: Nodes) -> str:
    """The words of some blocks, formulas in Unicode, pictures left out."""
    plain = changed(blocks, {FORMULA: formula_text})
    return clean(" ".join(" ".join(text(block) for block in plain).split()))


def issue_number(digest: Digest) -> str | None:
    """`第 12 期`; a number that is words already stays as it is."""
    number = digest.number
    return digest.words.issue.format(number=number) if number and number.isdecimal() else number


def anchor(entry: Entry) -> str:
    """The id of a paper's section: the same for as long as the paper is in the issue."""
    return paper_anchor(entry.id) if entry.id else f"paper-{entry.number}"


def paper_anchor(id: ArxivId) -> str:
    """`paper-2304.02643`, `paper-hep-th_9901001`: a name in XML too."""
    return f"paper-{str(id).replace('/', '_')}"


title = lines.title


def said(of: Said) -> Nodes:
    """A line of the issue as nodes; arXiv's words are English, and keep their direction."""
    if of.ours:
        return line(of.value)
    return (el("bdi", *facts(one_line(of.value)), lang="en"),)


def unlinked(nodes: Nodes) -> Nodes:
    """Words that lead somewhere as a whole: a link within them would be a link in a link."""
    return changed(nodes, {"a": lambda inner: inner.children})


def value(of: lines.Line, entry: Entry, words: Printed) -> Nodes:
    """A label's value; one that is an address leads there."""
    told = of.said.value.strip()
    if of.said.ours and " " not in told and told.startswith(("https://", "http://")):
        return _as_nodes(link(told, told))
    if of.label == words.authors and not of.said.ours:
        return tuple(_people(entry, words))
    return said(of.said)


def _people(entry: Entry, words: Printed) -> Iterator[Node]:
    """The names of `lines.authors`."""
    for number, each in enumerate(entry.named):
        if number:
            yield words.name_comma
        yield from person(facts(one_line(each)))
    if entry.others:
        yield f" {words.others}"


def person(words: Nodes) -> Nodes:
    """A name in a row of names: one that is written from right to left leaves the others in their order."""
    return words if text(*words).isascii() else (el("bdi", *words),)


def _as_nodes(of: Node | Nodes) -> Nodes:
    return of if isinstance(of, tuple) else (of,)


def behind(label: str, blocks: Nodes) -> Iterator[Node]:
    """`blocks` with a label before the first words, or on a line of its own before a list or a figure."""
    mark = el("strong", label, class_="label")
    first = blocks[0] if blocks else None
    if isinstance(first, Element) and first.tag == "p" and first.get("class") != "formula":
        yield first.with_children(mark, *first.children)
        yield from blocks[1:]
    else:
        yield el("p", mark)
        yield from blocks
