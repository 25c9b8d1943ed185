"""What `radio find` has found: tables for people, one document for programs."""

from collections.abc import Iterator

from rich.text import Text

from digestcli.cli.prose import wrap
from digestcli.cli.radio.ranked_table import table
from digestcli.cli.session import Session
from digestcli.markup.json_text import dumps
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.radio.ranking import Ranked
from digestcli.workflow.radio_find import Finding, Found


def show(session: Session, finding: Finding, when: str, limit: int | None, *, is_cross: bool) -> None:
    """A table for each list, and one for those cross-listed to it; `when` is when they were announced."""
    width = session.out.width
    session.out.page(
        line
        for place, found in enumerate(finding.lists)
        for line in (*([Text()] if place else []), *_tables(found, when, limit, width, is_cross=is_cross))
    )
    shown = [found.own for found in finding.lists] + [found.cross for found in finding.lists if is_cross]
    if any(len(_first(each, limit)) < len(each) for each in shown):
        session.note(_("all of them: --limit 0"))
    if not is_cross and any(found.cross for found in finding.lists):
        session.note(_("those cross-listed too: --cross"))


def give(session: Session, finding: Finding, limit: int | None, *, is_cross: bool) -> None:
    """The same as one JSON document."""
    document = [
        _data(found.list_name, each)
        for found in finding.lists
        for ranked in (found.own, found.cross if is_cross else ())
        for each in _first(ranked, limit)
    ]
    session.out.document(f"{dumps(document, indent=2)}\n".encode())


def _tables(
    found: Found, when: str, limit: int | None, width: int | None, *, is_cross: bool
) -> Iterator[Text]:
    others = plural("{n} cross-listed", "{n} cross-listed", len(found.cross)) if found.cross else None
    yield from _heading(
        width, found.list_name, " ".join(found.categories), when, _counted(found.own, limit), others
    )
    yield from table(_first(found.own, limit), width)
    if is_cross and found.cross:
        yield Text()
        yield from _heading(width, found.list_name, _("cross-listed"), _counted(found.cross, limit))
        yield from table(_first(found.cross, limit), width)


def _heading(width: int | None, *said: str | None) -> list[Text]:
    return wrap(Text(one_line(" · ".join(filter(None, said))), "bold cyan"), width)


def _counted(ranked: tuple[Ranked, ...], limit: int | None) -> str:
    papers = plural("{n} paper", "{n} papers", len(ranked))
    shown = len(_first(ranked, limit))
    if shown == len(ranked):
        return papers
    return _("the first {limit} of {papers}").format(limit=shown, papers=papers)


def _first(ranked: tuple[Ranked, ...], limit: int | None) -> tuple[Ranked, ...]:
    """Those to choose from, `limit` of them, and between them what is picked already."""
    left = [place for place, each in enumerate(ranked, 1) if not each.picked]
    return ranked if limit is None or len(left) <= limit else ranked[: left[limit - 1]]


def _data(list_name: str, ranked: Ranked) -> dict[str, object]:
    paper, picked = ranked.candidate.paper, ranked.picked
    return {
        "list": list_name,
        "id": str(paper.id),
        "title": paper.title,
        "authors": [author.name for author in paper.authors],
        "primary_category": paper.primary_category,
        "cross": ranked.candidate.is_cross,
        "score": ranked.score,
        "reasons": [{"kind": each.kind, "points": each.points, "what": each.what} for each in ranked.reasons],
        "picked": picked and {"issue": str(picked.key), "list": picked.list_name, "number": picked.number},
    }
