"""arXiv's own listings: asked once a day, politely, and whole or not at all."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import NoReturn, Self, TypeVar
from zoneinfo import ZoneInfo

from digestcli.errors import NetworkError
from digestcli.messages import _, plural
from digestcli.model.candidate import Candidate
from digestcli.model.event import Event, Tell
from digestcli.model.paper import ARXIV_API
from digestcli.model.window import EASTERN, Window
from digestcli.sources.answer import Disbelief
from digestcli.sources.lines import XML, Lines
from digestcli.sources.listings.kept import Kept
from digestcli.sources.listings.pages import Pages
from digestcli.sources.listings.question import Question, asked
from digestcli.sources.listings.rss import Rss
from digestcli.sources.listings.scope import Categories, candidates
from digestcli.sources.service import Service

Told = TypeVar("Told")


class Listings:
    """What arXiv announces, for as long as one command asks; to be closed, as a context, when it is done.

    `now` is the moment the command is given. API and feeds are asked at one pace, on one line.
    """

    def __init__(self, service: Service, tell: Tell, now: datetime) -> None:
        self._service = service
        self._now = now.astimezone(UTC)
        self._day = now.astimezone(ZoneInfo(EASTERN)).date()
        self._tell = tell
        self._noted: set[str] = set()
        self._lines = Lines(service, tell)
        line = self._lines.to(ARXIV_API, service.api, service.interval, XML)
        self._pages = Pages(service.api.url, line, tell)
        self._rss = Rss(service.rss.url, line) if service.rss else None
        folder = service.cache / "announced" if service.cache else None
        self._kept = Kept(folder, self._day)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.__exit__(kind, fault, trace)

    def week(
        self, categories: Sequence[str], window: Window, query: str | None = None
    ) -> tuple[Candidate, ...]:
        """What was announced in some categories in a week: their own papers, then those cross-listed to them.

        `query` narrows it, in the language of arXiv's API. Both parts are sorted by id. Raises UsageError for
        a category or query that can be none, NetworkError where arXiv does not tell all of it.
        """
        question = asked(Categories.of(categories), window, query)
        if window.begins > self._now:
            self._note(_("{week}: nothing is submitted for it yet").format(week=window.week))
            return ()
        announced = self._week(question)
        if window.whole_from > self._now:
            news = _(
                "{week}: arXiv is still announcing it; it is whole at {moment} in New York, holidays aside"
            )
            moment = f"{window.whole_from.astimezone(ZoneInfo(EASTERN)):%Y-%m-%d %H:%M}"
            self._note(news.format(week=window.week, moment=moment))
        elif not query and (silent := question.categories.without(announced)):
            news = _("{week}: arXiv announced nothing in {names}: is that how arXiv spells it?")
            self._note(news.format(week=window.week, names=", ".join(silent)))
        return announced

    def _week(self, question: Question) -> tuple[Candidate, ...]:
        name, week = f"{self._service.api.url} {question.search}", str(question.window.week)
        if (kept := self._recall(name, week)) is not None:
            return kept
        papers = _answered(lambda: self._pages.ask(question), week)
        announced = candidates(papers, question.categories)
        self._kept.keep(name, announced)
        return announced

    def today(self, categories: Sequence[str]) -> tuple[Candidate, ...]:
        """What today's listing, by arXiv's calendar, announces in some categories, ordered as by `week`.

        Empty where there is no listing. A feed tells less: no dates, and the primary category only where a
        paper has no other. Raises as `week` does.
        """
        asked_for = Categories.of(categories)
        if self._rss is None or self._service.rss is None:
            raise NetworkError(
                _("there are no feeds of a stand-in for arXiv"), _("set DIGEST_RSS_URL to their address")
            )
        rss, name = self._rss, f"{self._service.rss.url} {' '.join(asked_for.names)}"
        if (kept := self._recall(name, str(self._day))) is not None:
            return kept
        told = _answered(lambda: rss.ask(asked_for), _("today"))
        news = plural(
            "arXiv's listing of {day} for {names}: {n} paper; replacements left out: {replaced}",
            "arXiv's listing of {day} for {names}: {n} papers; replacements left out: {replaced}",
            len(told.announced),
        )
        names = " ".join(asked_for.names)
        self._note(news.format(day=told.day, names=names, replaced=told.replaced))
        if told.announced and told.day == self._day:  # any other feed will soon be another
            self._kept.keep(name, told.announced)
        return told.announced

    def _recall(self, name: str, when: str) -> tuple[Candidate, ...] | None:
        """What arXiv has answered today, if that is known; that it is not asked again is told."""
        kept = self._kept.recall(name)
        if kept is not None:
            news = _("{when}: arXiv was asked already, and has nothing new before midnight in New York")
            self._note(news.format(when=when))
        return kept

    def _note(self, said: str) -> None:
        """Told whatever else is, and once for however many lists."""
        if said not in self._noted:
            self._noted.add(said)
            self._tell(Event(said, is_important=True))


def _answered(ask: Callable[[], Told], when: str) -> Told:
    """What is answered; raises NetworkError where that is not to be believed, or nothing."""
    try:
        return ask()
    except Disbelief as fault:
        _refused(fault, when)


def _refused(fault: Disbelief, when: str) -> NoReturn:
    again = _("give the same command again tomorrow, or a file of records: --from FILE")
    hint = f"{fault.hint}\n{again}" if fault.hint else again
    message = _("arXiv does not tell what it announced ({when}): {why}").format(when=when, why=fault.why)
    raise NetworkError(message, hint) from fault
