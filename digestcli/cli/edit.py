"""`digest edit`."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from digestcli import files
from digestcli.cli import editors
from digestcli.cli.command import IssueKey, Week
from digestcli.cli.session import Session
from digestcli.cli.view import near, problem_lines
from digestcli.errors import FileError
from digestcli.messages import _
from digestcli.model.key import Key
from digestcli.workflow import edit as verb
from digestcli.workflow.edit import Choice, Problems

_AT_ONCE = 1.0  # seconds in which nobody has read anything


def edit(
    session: Session,
    ref: Annotated[
        str | None, typer.Argument(metavar=_("[REF]"), help=_("An id, a number, or how a title begins."))
    ] = None,
    week: Week = None,
    issue: IssueKey = None,
    discard: Annotated[
        bool, typer.Option("--discard", help=_("Drop the copy that is left from another time."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would be done, do nothing."))
    ] = False,
) -> None:
    key = session.current(week, issue)
    if discard:
        _discard(session, key, dry_run=dry_run)
        return
    person = _AtTheTerminal(session)
    if dry_run:
        session.out.line(_joined(person.command(*verb.place(session.desk, key, ref))))
        return
    edited = verb.edit(session.desk, key, ref, person, session.tell)
    if edited.after == edited.before:
        _tell_unchanged(session, key, edited)
        person.asks_for_patience()
        return
    session.out.line(f"{key}  {_counted(edited.before.decode(), edited.after.decode())}")
    for line in problem_lines(edited.problems):
        session.note(line)


def _tell_unchanged(session: Session, key: Key, edited: verb.Edited) -> None:
    message = _("{key} was not changed")
    if edited.is_overtaken:
        message = _(
            "{key} was changed by somebody else meanwhile, and stays so: the copy of it was not changed"
        )
    session.note(message.format(key=key))


def _discard(session: Session, key: Key, *, dry_run: bool) -> None:
    if aside := verb.discard(session.desk, key, dry_run=dry_run):
        session.out.line(_("dropped; should you miss it: {path}").format(path=near(aside)))
    else:
        session.note(_("no copy of {key} is left from another time").format(key=key))


class _AtTheTerminal:
    """The user, their program, and the questions they can answer; nobody answers from a pipe."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._editor = editors.chosen(session.user.editor, os.environ)
        self._seconds = _AT_ONCE

    def command(self, copy: Path, line: int) -> list[str]:
        return editors.command(self._editor, copy, line)

    def writes(self, copy: Path, line: int) -> int:
        import subprocess  # noqa: PLC0415 - nobody else starts a program

        self._session.out.flush()
        begun = monotonic()
        command = self.command(copy, line)
        try:
            with _ctrl_c_is_the_programs():
                code = subprocess.call(command)  # noqa: S603 - the user's own, without a shell
        except OSError as error:  # no program after all
            raise FileError(
                _("{path} cannot be started: {cause}").format(path=command[0], cause=files.cause(error))
            ) from error
        self._seconds = monotonic() - begun
        return code

    def asks_for_patience(self) -> None:
        """Where the program came back before anybody can have read anything, it may still be open."""
        if self._seconds < _AT_ONCE:
            self._session.note(
                _("if your editor is still open, give it the option that makes it wait: it came back at once")
            )

    def resumes(self, key: Key) -> Choice:
        self._session.error(_("what you wrote in {key} another time is still there").format(key=key))
        question = _("Enter: go on with it; d: put it aside and begin anew; q: leave it there")
        return self._answer(question, {"": Choice.GO_ON, "d": Choice.ANEW}, Choice.GO_ON)

    def decides(self, faults: Problems, *, may_save: bool) -> Choice:
        for line in problem_lines(faults):
            self._session.error(line)
        if may_save:
            question = _("Enter: open it there; s: save it as it is; q: leave it in the copy")
            return self._answer(question, {"": Choice.GO_ON, "s": Choice.SAVE}, Choice.LEAVE)
        return self._answer(
            _("Enter: open it there; q: leave it in the copy"), {"": Choice.GO_ON}, Choice.LEAVE
        )

    def _answer(self, question: str, choices: Mapping[str, Choice], unasked: Choice) -> Choice:
        """What the user chooses; q and the end of their input are LEAVE."""
        if not sys.stdin.isatty():
            return unasked
        while True:
            self._session.error(question)
            line = sys.stdin.readline()
            answer = line.strip().casefold()
            if not line or answer == "q":
                return Choice.LEAVE
            if answer in choices:
                return choices[answer]


@contextmanager
def _ctrl_c_is_the_programs() -> Iterator[None]:
    """Ctrl-C and its like reach the program that has the terminal; we go on waiting for it."""
    import signal  # noqa: PLC0415 - as above

    heard = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    # Not SIG_IGN, which the program would inherit; what a background job ignores, it ignores as well.
    before = {each: signal.getsignal(each) for each in heard if signal.getsignal(each) != signal.SIG_IGN}
    for each in before:
        signal.signal(each, lambda _signal, _frame: None)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _joined(words: list[str]) -> str:
    if sys.platform == "win32":
        from subprocess import list2cmdline as join  # noqa: PLC0415 - as above
    else:
        from shlex import join  # noqa: PLC0415 - the same
    return join(words)


def _counted(before: str, after: str) -> str:
    """`+3 -1`: lines that are new, and lines that are gone."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only here

    changes = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).get_opcodes()
    new = sum(end - start for kind, _a, _b, start, end in changes if kind != "equal")
    gone = sum(end - start for kind, start, end, _c, _d in changes if kind != "equal")
    return f"+{new} -{gone}"
