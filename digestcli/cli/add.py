"""`digest add`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli import typed
from digestcli.cli.command import DryRun, IssueKey, Patience, Rec, Summary, Week
from digestcli.cli.remarks import partial_remarks
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.cli.view import diff
from digestcli.errors import BadId, BatchError, NetworkError, UsageError
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model.key import Key
from digestcli.workflow import add as verb
from digestcli.workflow.add import Added, Fate, Opening, Wish, Words
from digestcli.workflow.gather import Gathered, nobody_told


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
    offline: Annotated[
        bool, typer.Option("--offline", help=_("Ask nobody; digest fetch completes it later."))
    ] = False,
    dry_run: DryRun = False,
) -> int:
    words = Words(*typed.words(summary, rec, with_ids="-" in (*(papers or ()), str(from_file))))
    wishes = _titled(title, list(_wishes(papers or [], from_file)))
    if words != Words() and len(wishes) != 1:
        raise UsageError(_("--summary and --rec belong to one paper"), _("digest add ID --summary TEXT"))
    desk = session.desk if dry_run else session.desk_to_be
    key = session.named(week, issue) or Key(str(desk.week))
    service = None if offline else session.service(patience)
    added = verb.add(desk, wishes, key, service, session.tell, with_words=words, dry_run=dry_run)
    _report(session, added)
    if dry_run:
        diff(session.out, added.key, added.before, added.after)
    return _exit_code(added)


def _wishes(papers: Iterable[str], from_file: Path | None) -> Iterator[Wish]:
    for paper in papers:
        yield from _listed(typed.standard_input()) if paper == "-" else [verb.understand(paper)]
    if from_file:
        yield from _listed(typed.text_of(from_file))


def _listed(text: str) -> Iterator[Wish]:
    """A line is one id in any form, or several with blanks or commas between."""
    for line in text.split("\n"):
        said = line.partition(" #")[0].strip() if not line.startswith("#") else ""
        if not said:
            continue
        whole = verb.understand(said)
        pieces = said.replace(",", " ").replace("，", " ").replace("、", " ").split()
        yield from (
            [whole] if whole.fate is not Fate.REFUSED or len(pieces) == 1 else map(verb.understand, pieces)
        )


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


def _report(session: Session, added: Added) -> None:
    if added.new_library:
        session.note(_("{path} is a new library").format(path=session.library.root))
    if added.before is None and added.after:
        session.note(_("{key} is a new issue").format(key=added.key))
    if last := added.left_behind:
        session.note(
            _(
                "{key} is not finished yet: digest status --issue {key} tells what it lacks, "
                "digest add --issue {key} adds to it"
            ).format(key=last)
        )
    for wish in added.wishes:
        if wish.fate in {Fate.ADDED, Fate.PRESENT}:
            _granted(session, added.key, wish)
        else:
            session.error(error_line(wish.remark or wish.asked))
            if wish.hint:
                session.error(hint_line(wish.hint))
    openings = [wish.opening for wish in added.wishes if wish.opening]
    deputys = {opening.deputys.id: opening.deputys for opening in openings if opening.deputys}
    for remark in partial_remarks(deputys.values()):
        session.note(remark)
    _report_pending(session, added.wishes, added.gathered)


def _report_pending(session: Session, wishes: Iterable[Wish], gathered: Gathered[Opening]) -> None:
    """What is still to be fetched, and why."""
    number = len({wish.name for wish in wishes if wish.pending})
    if number and gathered.refusals:
        fault = nobody_told(number, gathered.refusals)
        session.error(error_line(fault.message))
        session.error(hint_line(fault.hint or ""))
    elif number:
        what = plural("nobody was asked about {n} paper", "nobody was asked about {n} papers", number)
        session.note(_("{what}; later: {command}").format(what=what, command="digest fetch"))


def _granted(session: Session, key: Key, wish: Wish) -> None:
    name = str(wish.ref or wish.address or "-")
    if wish.remark:
        session.note(wish.remark)
    if wish.fate is Fate.PRESENT:
        said = _("{ref} is already in {key}") if wish.number else _("{ref} is on the bench of {key}")
        session.note(said.format(ref=name, key=key))
    session.out.line("  ".join([str(key), str(wish.number or "-"), name, wish.title or ""]).rstrip())
    if wish.opening and wish.opening.withdrawn:
        session.note(wish.opening.withdrawn)
    for other in wish.elsewhere:
        session.note(_("{name} is in {key} too").format(name=name, key=other))


def _exit_code(added: Added) -> int:
    failed = [wish for wish in added.wishes if wish.fate in {Fate.ABSENT, Fate.REFUSED}]
    if failed and all(wish.fate is Fate.REFUSED for wish in added.wishes):
        return BadId.exit_code
    if any(wish.pending for wish in added.wishes):
        return NetworkError.exit_code
    return BatchError.exit_code if failed else 0
