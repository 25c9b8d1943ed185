"""The issue as data: the document `digest/1`, and `digest-series/1` for several.

What stands in them, field by field, is told by `digestcli/schema/digest-1.json`. Fields are only ever added.
"""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets, Repoint
from digestcli.markup import lines
from digestcli.markup.json_text import dumps
from digestcli.markup.pictures import repointed
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation, Series
from digestcli.model.issue import Figure, Passage
from digestcli.model.paper import Paper
from digestcli.model.text import Text

Document = dict[str, object]


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.json` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.json", partial(_render, series, digest, assets.path))


def _render(series: Series, digest: Digest, repoint: Repoint) -> bytes:
    return text(document(series, digest, repoint)).encode()


def text(document: Document) -> str:
    """A document as it is printed and stored."""
    return dumps(document, indent=2) + "\n"


def only_document(series: Series, repoint: Repoint) -> Document:
    """The one document of a series: the issue itself, or all of them where there are several."""
    if len(series.digests) == 1:
        return document(series, series.digests[0], repoint)
    return {
        "schema": "digest-series/1",
        "digests": [document(series, digest, repoint) for digest in series.digests],
    }


def document(series: Series, digest: Digest, repoint: Repoint) -> Document:
    """One issue of the series; what is unwritten or unknown is None."""
    week, radio = digest.key.week, digest.radio
    return {
        "schema": "digest/1",
        "publication": {"title": series.title, "link": series.link, "language": series.language},
        "key": str(digest.key),
        "week": str(week) if week else None,
        "title": digest.title,
        "number": digest.number,
        "date": digest.date,
        "byline": digest.byline,
        "cover": digest.cover,
        "draft": digest.draft,
        "extra": dict(digest.extra),
        "lead": _prose(digest.lead, repoint),
        "entries": [_entry(entry, digest, repoint) for entry in digest.entries],
        "passages": list(_passages(digest, repoint)),
        "radio_heading": radio.heading if radio else None,
        "radio_text": _prose(radio.text, repoint) if radio else None,
        "radio": [_programme(each, digest, repoint) for each in (radio.lists if radio else ())],
        "links": dict(digest.links),
    }


def _prose(words: str | None, repoint: Repoint) -> str | None:
    """The editor's Markdown, its pictures named from where the document goes."""
    return repointed(words, repoint) if words else None


def _value(words: Text | None, repoint: Repoint) -> str | None:
    return _prose(words.value, repoint) if words else None


def _entry(entry: Entry, digest: Digest, repoint: Repoint) -> Document:
    note, paper, people = entry.note, entry.paper, lines.authors(entry, digest.words)
    return {
        "number": entry.number,
        "id": str(entry.id) if entry.id else None,
        "version": paper.version if paper else None,
        "title": lines.title(entry).plain if entry.title else None,
        "title_tex": entry.title,
        "authors": lines.names(entry),
        "authors_line": people.plain if people else None,
        "url": entry.url,
        "pdf_url": entry.id.pdf_url if entry.id else None,
        **_record(paper),
        "summary": _value(note.summary, repoint),
        "recommendation": _value(note.recommendation, repoint),
        "fields": [[label, value] for label, value in entry.extra],
        "figures": [_figure(figure, repoint) for figure in note.figures],
        "source": paper.source if paper else None,
        "pending": entry.pending,
        "partial": entry.partial,
        "facts": _overridden(entry),
    }


def _record(paper: Paper | None) -> Document:
    return {
        "primary_category": paper.primary_category if paper else None,
        "categories": list(paper.categories) if paper else [],
        "published": paper.published if paper else None,
        "updated": paper.updated if paper else None,
        "comment": paper.comment if paper else None,
        "doi": paper.doi if paper else None,
        "license": paper.license if paper else None,
        "abstract": paper.abstract if paper else None,
    }


def _overridden(entry: Entry) -> Document:
    """What arXiv says where the editor says something else."""
    if entry.paper is None:
        return {}
    facts: Document = {}
    if entry.title_is_ours:
        facts["title"] = entry.paper.title
    if entry.authors_text:
        facts["authors"] = [author.name for author in entry.paper.authors]
    if entry.id and entry.url != entry.id.url:
        facts["url"] = entry.id.url
    return facts


def _figure(figure: Figure, repoint: Repoint) -> Document:
    return {"path": repoint(figure.path), "alt": figure.alt, "caption": figure.caption}


def _passages(digest: Digest, repoint: Repoint) -> Iterator[Document]:
    """Each passage with the number of the paper it follows, 0 before the first."""
    after, after_radio = 0, False
    for part in digest.body:
        match part:
            case Entry():
                after = part.number
            case Passage():
                yield {
                    "heading": part.heading.value,
                    "level": part.level,
                    "text": _value(part.text, repoint),
                    "after": after,
                    "after_radio": after_radio,
                }
            case Radiostation():
                after_radio = True


def _programme(programme: RadioProgramme, digest: Digest, repoint: Repoint) -> Document:
    return {
        "name": programme.name,
        "text": _prose(programme.text, repoint),
        "audio": programme.audio,
        "audio_label": digest.words.audio,
        "duration": programme.duration,
        "picks": [_pick(pick, digest) for pick in programme.entries],
    }


def _pick(pick: RadioEntry, digest: Digest) -> Document:
    people = lines.presenters(pick, digest.words)
    return {
        "number": pick.number,
        "id": str(pick.id) if pick.id else None,
        "title": lines.title(pick).plain if pick.title else None,
        "from": [lines.Said(name, pick.names_are_ours).plain for name in pick.names],
        "from_line": people.plain if people else None,
        "url": pick.url,
    }
