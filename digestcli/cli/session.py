"""What a command works with: flags, environment and settings merged, the library opened when it is needed."""

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from digestcli.cli import terminal, weeks
from digestcli.cli.flags import Flags
from digestcli.cli.user import UserSettings, cache_folder, config_file
from digestcli.cli.view import problem_lines
from digestcli.errors import FileError, UsageError
from digestcli.library import issues, root, settings
from digestcli.library.root import Found, Library
from digestcli.messages import _
from digestcli.model.event import Event
from digestcli.model.key import Key, Week
from digestcli.workflow.basis import Desk

if TYPE_CHECKING:
    from digestcli.sources import Service
    from digestcli.workflow.filling import Trust


class Session:
    """One run of the program."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.out = terminal.out(no_color=flags.no_color)
        self._err = terminal.err(no_color=flags.no_color)

    def note(self, message: str) -> None:
        """Tell the user something that is not the result; --quiet silences it."""
        if not self.flags.quiet:
            self.error(message)

    def error(self, message: str) -> None:
        """Tell the user of something that failed; nothing silences it."""
        self.out.flush()  # in a shared pipe the two streams keep their order
        self._err.line(message)
        self._err.flush()

    def tell(self, event: Event) -> None:
        """Progress: on a terminal, or on demand; never in a pipe, unless it is important."""
        if event.is_important or self.flags.verbose or sys.stderr.isatty():
            share = f" ({event.done}/{event.total})" if event.total else ""
            self.note(f"{event.message}{share}")

    @cached_property
    def user(self) -> UserSettings:
        user, warnings = UserSettings.load()
        for warning in warnings:
            self.note(terminal.warning_line(warning))
        return user

    @cached_property
    def found(self) -> Found:
        """Where the library is, or would be; nothing is said of it."""
        return root.find(self.flags.library, os.environ.get("DIGEST_LIBRARY"), Path.cwd())

    @cached_property
    def library(self) -> Library:
        if self.found.is_default:
            self.note(_("library: {path}").format(path=self.found.library.root))
        return self.found.library

    @property
    def library_there(self) -> Library:
        """The library; raises FileError where there is none."""
        if not self.library.exists:
            raise FileError(
                _("{path} is no library").format(path=self.library.root),
                _("digest init {path}").format(path=self.library.root),
            )
        return self.library

    @cached_property
    def desk(self) -> Desk:
        """The library, which is there; raises FileError where it is not."""
        _there = self.library_there  # raises
        return self.desk_to_be

    @cached_property
    def desk_to_be(self) -> Desk:
        """The library, or where the first `add` will make one."""
        publication, problems = settings.load(self.library)
        for line in problem_lines(problems):
            self.note(line)
        return Desk(self.library, publication, weeks.today(publication))

    @property
    def trust(self) -> "Trust":
        """Whose templates the user lets run."""
        from digestcli.workflow.filling import Trust  # noqa: PLC0415 - few commands fill any in

        return Trust(self.user.trusted, config_file())

    def service(self, patience: float) -> "Service":
        """Who is asked for papers, who is asking, and the seconds there are to wait for those in trouble."""
        from digestcli.sources.service import ARXIV_API_URL, Service  # noqa: PLC0415 - readers ask nobody

        return Service(
            api_url=self.user.arxiv_url or ARXIV_API_URL,
            oai_url=self.user.oai_url,
            datacite_url=self.user.datacite_url,
            rss_url=self.user.rss_url,
            interval=self.user.seconds("interval"),
            contact=self.user.contact,
            patience=patience,
            silence=self.user.seconds("timeout"),
            deadline=3 * self.user.seconds("timeout"),
            cache=cache_folder(),
        )

    def named(self, week: str | None, issue: str | None) -> Key | None:
        """The issue that --week or --issue names; None without either."""
        if week is not None and issue is not None:
            raise UsageError(_("--week and --issue name one issue each"), _("leave one of them out"))
        if issue is not None:
            return Key(issue.removesuffix(".md"))
        return None if week is None else Key(str(weeks.week(week, self.desk_to_be.today)))

    def called(self, said: str) -> Key:
        """The issue that one word names: by its key if there is such an issue, else as --week does."""
        name = said.removesuffix(".md")
        if weeks.takes(said) and name not in map(str, issues.keys(self.library)):
            return Key(str(weeks.week(said, self.desk.today)))
        return Key(name)

    def chosen(self, week: str | None, issue: str | None, *, every: bool) -> list[Key]:
        """Every issue, oldest first, or those of a range of weeks, or the one that is named or current."""
        if week and not every and not issue and (span := weeks.span(week, self.desk.today)):
            return self._between(week, *span)
        if not every:
            return [self.current(week, issue)]
        if week is not None or issue is not None:
            raise UsageError(_("--all is every issue"), _("leave out --week and --issue"))
        return issues.in_order(self.library, self.desk.publication)

    def _between(self, said: str, first: Week, last: Week) -> list[Key]:
        found = issues.between(self.library, self.desk.publication, first, last)
        if not found:
            raise FileError(
                _("there is no issue in {weeks}").format(weeks=said),
                _("digest list names the issues there are"),
            )
        return found

    def latest(self, number: int) -> list[Key]:
        """The last `number` issues, oldest first; all of them for 0. Raises FileError where there is none."""
        from digestcli.workflow.desk import current  # noqa: PLC0415 - what reads issues is loaded on use

        current(self.desk)
        return issues.in_order(self.library, self.desk.publication)[-number:]

    def current(self, week: str | None, issue: str | None) -> Key:
        """The issue named, else the current one; where that is not this week's, it is said."""
        if key := self.named(week, issue):
            return key
        from digestcli.workflow.desk import current  # noqa: PLC0415 - the same

        key = current(self.desk)
        if key.value != str(self.desk.week):
            self.note(_("no issue for {week} yet: this is {key}").format(week=self.desk.week, key=key))
        return key
