"""`digest radio add`."""

from typing import Annotated

import typer

from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Offline, Patience, Week
from digestcli.cli.remarks import miscounted
from digestcli.cli.session import Session
from digestcli.cli.view import diff
from digestcli.cli.wishes import exit_code, tell, tell_known, wished
from digestcli.errors import UsageError
from digestcli.messages import _
from digestcli.model.people import BREAK
from digestcli.workflow import radio_pick as verb
from digestcli.workflow.add import Fate, Wish
from digestcli.workflow.radio_pick import Goal, Picked


def add(
    session: Session,
    radio_list: Annotated[
        str, typer.Argument(metavar=_("LIST"), help=_("A list of the Radiostation, or how its name begins."))
    ],
    papers: Annotated[
        list[str],
        typer.Argument(metavar=_("ID..."), help=_("arXiv ids or addresses in any form; - reads them.")),
    ],
    names: Annotated[
        str | None,
        typer.Option("--from", metavar=_("NAMES"), help=_("Whom the one paper is from, commas between.")),
    ] = None,
    at: Annotated[
        int | None,
        typer.Option("--at", metavar=_("N"), min=1, help=_("The number the first of them gets; else last.")),
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    patience: Patience = 60,
    offline: Offline = False,
    dry_run: DryRun = False,
) -> int:
    wishes = _wishes(papers, names)
    desk = session.desk if dry_run else session.desk_to_be
    key = session.named(week, issue) or verb.issue_for(desk)
    service = None if offline else session.service(patience)
    goal = Goal(key, radio_list, at, _named(names))
    added = verb.add(desk, wishes, goal, service, session.tell, dry_run=dry_run)
    tell(session, added, lambda wish: _granted(session, added, wish))
    for remark in miscounted(added.miscounted):
        session.note(remark)
    if dry_run:
        diff(session.out, key, added.before, added.after)
    return exit_code(added.wishes)


def _wishes(papers: list[str], names: str | None) -> list[Wish]:
    wishes = list(wished(papers))
    if not wishes:
        raise UsageError(_("no paper to add"), "digest radio add NLP 2304.01373")
    if names is not None and len(wishes) != 1:
        raise UsageError(_("--from belongs to one paper"), _('digest radio add NLP ID --from "Ada Lovelace"'))
    return wishes


def _named(said: str | None) -> tuple[str, ...]:
    if said is None:
        return ()
    names = tuple(name.strip() for name in BREAK.split(said) if name.strip())
    if not names or not typed.is_text(said):
        raise UsageError(_("--from names nobody"), _('names with commas between them: --from "Ada Lovelace"'))
    return names


def _granted(session: Session, added: Picked, wish: Wish) -> None:
    place = f"{added.list_name} {wish.number}"
    if wish.remark:
        session.note(wish.remark)
    if wish.fate is Fate.PRESENT:
        session.note(_("{ref} is already in {key}").format(ref=wish.ref, key=added.list_name))
    session.out.line("  ".join([str(added.key), place, str(wish.ref), wish.title or ""]).rstrip())
    tell_known(session, wish)
