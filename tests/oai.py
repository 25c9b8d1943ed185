"""Answers of arXiv's OAI-PMH service in the shape the service of 2025 gives them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Author, Paper
from digestcli.sources.answer import Answer, Believed

NOW = "2026-04-12T22:09:36Z"
TODAY = "2026-04-12"
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Version:
    """One version as a raw record lists it; `moment` is ISO 8601."""

    number: int
    moment: str
    size: str = "22kb"
    source_type: str | None = "D"


class Post:
    """A line that brings one answer for each format, whatever paper is asked for."""

    def __init__(self, record: bytes, raw: bytes, *, status: int = 200, media_type: str = "text/xml") -> None:
        self.asked: list[str] = []
        self._bodies = {"arXiv": record, "arXivRaw": raw}
        self._status = status
        self._media_type = media_type

    def ask(self, url: str, believe: Callable[[Answer], Believed]) -> Believed:
        self.asked.append(url)
        form = parse_qs(urlsplit(url).query)["metadataPrefix"][0]
        return believe(Answer(self._status, self._media_type, self._bodies[form]))


def record(paper: Paper) -> bytes:
    """The record in the format `arXiv`."""
    day = (paper.updated or TODAY)[:10]
    fields = (
        _element("id", paper.id),
        _element("created", day),  # the newest version's, whatever its name says
        _element("updated", day),
        f"        <authors>\n{''.join(map(_author, paper.authors))}        </authors>\n",
        _element("title", paper.title),
        *_rest(paper),
    )
    return _answer(paper.id, "arXiv", _header(paper.id, paper.categories), _metadata("arXiv", fields))


def raw(paper: Paper, versions: Iterable[Version] = ()) -> bytes:
    """The record in the format `arXivRaw`; where no `versions` are given, as many as the paper has."""
    fields = (
        _element("id", paper.id),
        _element("submitter", paper.authors[0].name),
        *map(_version, tuple(versions) or tuple(_versions(paper))),
        _element("title", paper.title),
        _element("authors", ", ".join(author.name for author in paper.authors)),
        *_rest(paper),
    )
    return _answer(paper.id, "arXivRaw", _header(paper.id, paper.categories), _metadata("arXivRaw", fields))


def deleted(ref: ArxivId, form: str = "arXiv") -> bytes:
    """What is left of a paper that was removed."""
    return _answer(ref, form, _header(ref, (), ' status="deleted"'), "")


def error(code: str, words: str) -> bytes:
    """An error, which comes with HTTP 200."""
    return _envelope(
        "    <request>https://oaipmh.arxiv.org/oai</request>\n"
        f"    <error code={quoteattr(code)}>{escape(words)}</error>\n"
    )


def unknown() -> bytes:
    """The error for an id that arXiv never gave out."""
    general = "The value of the identifier argument is unknown or illegal in this repository."
    return error("idDoesNotExist", f"{general} Reason: Nothing found for this ID")


def _answer(ref: ArxivId, form: str, header: str, metadata: str) -> bytes:
    return _envelope(
        f'    <request verb="GetRecord" identifier="oai:arXiv.org:{ref}" metadataPrefix="{form}">'
        "https://oaipmh.arxiv.org/oai</request>\n"
        f"    <GetRecord>\n    <record>\n{header}{metadata}    </record>\n    </GetRecord>\n"
    )


def _envelope(inside: str) -> bytes:
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n\n'
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" \n'
        '         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        '         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/'
        ' http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">\n'
        f"    <responseDate>{NOW}</responseDate>\n"
    )
    return f"{head}{inside}</OAI-PMH>".encode()


def _header(ref: ArxivId, categories: Iterable[str], status: str = "") -> str:
    sets = "".join(_element("setSpec", category.replace(".", ":")) for category in categories)
    return (
        f"    <header{status}>\n{_element('identifier', f'oai:arXiv.org:{ref}')}"
        f"{_element('datestamp', TODAY)}{sets}    </header>\n"
    )


def _metadata(form: str, fields: Iterable[str]) -> str:
    return (
        f'    <metadata>\n    <{form} xmlns="http://arxiv.org/OAI/{form}/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="http://arxiv.org/OAI/{form}/ http://arxiv.org/OAI/{form}.xsd">\n'
        f"{''.join(fields)}    </{form}>\n    </metadata>\n"
    )


def _rest(paper: Paper) -> Iterator[str]:
    """What the two formats have in common, in their order."""
    yield _element("categories", " ".join(paper.categories) or None)
    yield _element("comments", paper.comment)
    yield _element("journal-ref", paper.journal_ref)
    yield _element("doi", paper.doi)
    yield _element("license", paper.license)
    if paper.abstract:
        yield _element("abstract", "  " + paper.abstract.replace("\n\n", "\n  ") + "\n")


def _author(author: Author) -> str:
    given, family, suffix = _parts(author.name)
    places = "".join(_element("affiliation", place) for place in author.affiliations)
    return (
        f"        <author>\n{_element('keyname', family)}{_element('forenames', given or None)}"
        f"{_element('suffix', suffix or None)}{places}        </author>\n"
    )


def _parts(name: str) -> tuple[str, str, str]:
    """A name taken apart: what is given, the family's last word, a suffix."""
    suffix = next((word for word in _SUFFIXES if name.endswith(f" {word}")), "")
    given, _blank, family = name.removesuffix(suffix).rstrip().rpartition(" ")
    return given, family, suffix


def _versions(paper: Paper) -> Iterator[Version]:
    """Versions as they may have been: the first when it was published, the others when it was updated."""
    newest = paper.version or 1
    for number in range(1, newest + 1):
        moment = (paper.published if number == 1 else paper.updated) or NOW
        is_empty = number == newest and paper.withdrawn
        yield Version(number, moment, "0kb", "I") if is_empty else Version(number, moment)


def _version(version: Version) -> str:
    moment = datetime.fromisoformat(version.moment).replace(tzinfo=UTC)
    return (
        f'        <version version="v{version.number}">\n'
        f"{_element('date', format_datetime(moment, usegmt=True))}{_element('size', version.size)}"
        f"{_element('source_type', version.source_type)}        </version>\n"
    )


def _element(name: str, text: object) -> str:
    return "" if text is None else f"        <{name}>{escape(str(text))}</{name}>\n"
