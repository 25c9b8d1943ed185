"""`digest add`."""

from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Offline, Patience, Rec, Summary, Week
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.cli.wishes import exit_code, tell, tell_known, wished
from digestcli.errors import UsageError
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.workflow import add as verb
from digestcli.workflow.add import Fate, Wish, Words


def add(
    session: Session,
    papers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[ID|URL]..."),
            help=_("arXiv ids or addresses in any form; - reads them."),
            show_default=False,
        ),
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--from", metavar=_("FILE"), help=_("Ids from a file, one a line; # begins a remark.")),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar=_("TEXT"), help=_("A paper that is not on arXiv."))
    ] = None,
    summary: Summary = None,
    rec: Rec = None,
    patience: Patience = 60,
    offline: Offline = False,
    dry_run: DryRun = False,
) -> int:
    words = Words(*typed.words(summary, rec, with_ids="-" in (*(papers or ()), str(from_file))))
    wishes = _titled(title, list(wished(papers or [], from_file)))
    if words != Words() and len(wishes) != 1:
        raise UsageError(_("--summary and --rec belong to one paper"), _("digest add ID --summary TEXT"))
    desk = session.desk if dry_run else session.desk_to_be
    key = session.named(week, issue) or Key(str(desk.week))
    service = None if offline else session.service(patience)
    added = verb.add(desk, wishes, key, service, session.tell, with_words=words, dry_run=dry_run)
    tell(session, added, lambda wish: _granted(session, added.key, wish))
    if dry_run:
        diff(session.out, added.key, added.before, added.after)
    return exit_code(added.wishes)


def _titled(title: str | None, wishes: list[Wish]) -> list[Wish]:
    """The wishes with --title, which names one paper that arXiv does not have."""
    if title is None:
        if not wishes:
            raise UsageError(_("no paper to add"), "digest add 2304.02643")
        return wishes
    if len(wishes) > 1 or any(wish.ref or wish.fate is Fate.REFUSED for wish in wishes):
        raise UsageError(
            _("--title is for one paper that is not on arXiv"), _("leave it out: arXiv knows the title")
        )
    if not typed.is_text(title):
        raise UsageError(_("the title is not UTF-8 text"))
    address = wishes[0].address if wishes else None
    return [Wish(address or title, title=one_line(title), address=address)]


def _granted(session: Session, key: Key, wish: Wish) -> None:
    name = str(wish.ref or wish.address or "-")
    if wish.remark:
        session.note(wish.remark)
    if wish.fate is Fate.PRESENT:
        said = _("{ref} is already in {key}") if wish.number else _("{ref} is on the bench of {key}")
        session.note(said.format(ref=name, key=key))
    session.out.line("  ".join([str(key), str(wish.number or "-"), name, wish.title or ""]).rstrip())
    tell_known(session, wish)
