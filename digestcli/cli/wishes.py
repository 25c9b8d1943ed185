"""Papers that are asked for by their ids, and what is told of each: for `add` and `radio add`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from digestcli.cli import typed
from digestcli.cli.remarks import partial_remarks
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line
from digestcli.errors import BadId, BatchError, NetworkError
from digestcli.messages import _, plural
from digestcli.workflow.add import Added, Fate, Wish, understand
from digestcli.workflow.gather import nobody_told

_BETWEEN = str.maketrans(dict.fromkeys(",，、;；", " "))


def wished(papers: Iterable[str], from_file: Path | None = None) -> Iterator[Wish]:
    """What was typed, and what stands in a file or comes in; `-` reads it."""
    for paper in papers:
        yield from _listed(typed.standard_input()) if paper == "-" else _understood(paper)
    if from_file:
        yield from _listed(typed.text_of(from_file))


def _listed(text: str) -> Iterator[Wish]:
    """A line is one id in any form, or several with blanks or commas between."""
    for line in text.split("\n"):
        said = line.partition(" #")[0].strip() if not line.startswith("#") else ""
        if not said:
            continue
        yield from _understood(said)


def _understood(said: str) -> Sequence[Wish]:
    """What is said as a whole, else its pieces, where one of them at least is a paper."""
    whole = understand(said)
    if whole.fate is not Fate.REFUSED:
        return [whole]
    pieces = [understand(piece) for piece in said.translate(_BETWEEN).split()]
    return pieces if any(piece.fate is not Fate.REFUSED for piece in pieces) else [whole]


def tell(session: Session, added: Added, granted: Callable[[Wish], None]) -> None:
    """What was made, and what became of each wish; `granted` tells it of those that are in the issue now."""
    if added.new_library:
        session.note(_("{path} is a new library").format(path=session.library.root))
    if added.is_new:
        session.note(_("{key} is a new issue").format(key=added.key))
    if added.left_behind:
        session.note(
            _(
                "{key} is not finished yet: digest status --issue {key} tells what it lacks, "
                "digest add --issue {key} adds to it"
            ).format(key=added.left_behind)
        )
    for wish in added.wishes:
        if wish.fate in {Fate.ADDED, Fate.PRESENT}:
            granted(wish)
        else:
            session.error(error_line(wish.remark or wish.asked))
            if wish.hint:
                session.error(hint_line(wish.hint))
    openings = [wish.opening for wish in added.wishes if wish.opening]
    deputys = {opening.deputys.id: opening.deputys for opening in openings if opening.deputys}
    for remark in partial_remarks(deputys.values()):
        session.note(remark)
    _tell_pending(session, added)


def _tell_pending(session: Session, added: Added) -> None:
    """What is still to be fetched, and why."""
    number = len({wish.name for wish in added.wishes if wish.pending})
    if number and added.gathered.refusals:
        fault = nobody_told(number, added.gathered.refusals)
        session.error(error_line(fault.message))
        session.error(hint_line(fault.hint or ""))
    elif number:
        what = plural("nobody was asked about {n} paper", "nobody was asked about {n} papers", number)
        session.note(_("{what}; later: {command}").format(what=what, command="digest fetch"))


def tell_known(session: Session, wish: Wish) -> None:
    """What became of the paper on arXiv, and which other issues have it."""
    if wish.opening and wish.opening.withdrawn:
        session.note(wish.opening.withdrawn)
    for other in wish.elsewhere:
        session.note(_("{name} is in {key} too").format(name=wish.ref, key=other))


def exit_code(wishes: Sequence[Wish]) -> int:
    failed = [wish for wish in wishes if wish.fate in {Fate.ABSENT, Fate.REFUSED}]
    if failed and all(wish.fate is Fate.REFUSED for wish in wishes):
        return BadId.exit_code
    if any(wish.pending for wish in wishes):
        return NetworkError.exit_code
    return BatchError.exit_code if failed else 0
