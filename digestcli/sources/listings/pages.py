"""What arXiv's API announces in a week, asked for by pages: all of it, each paper once, or nothing.

The API lists what was submitted, not what was announced; papers of the week that are held back come later.
A listing is not asked for elsewhere where the API fails: nobody else keeps one.
"""

from collections.abc import Sequence
from functools import partial

import arxiv

from digestcli.errors import UsageError
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Event, Tell
from digestcli.model.paper import Paper
from digestcli.sources.answer import Answer, Disbelief, Line, is_plausible
from digestcli.sources.arxiv_api import Carrier, results
from digestcli.sources.faults import Fault
from digestcli.sources.listings.question import Question
from digestcli.sources.proof import Feed, MalformedId, Told, prove

PAGE = 500  # papers in a request, two megabytes or less
MOST = 10_000  # papers: further down, the service has been seen to fail


class Moved(Disbelief):
    """Pages that do not belong together: papers came or went between one and the next."""


class Announced:
    """The pages of one answer to `question`, as far as they have come."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self.total: int | None = None
        self.seen: set[ArxivId] = set()
        self.wanted: set[ArxivId] = set()
        self.strangers: list[ArxivId] = []

    def believe(self, answer: Answer) -> Feed:
        """The page that follows those believed before; a page that is not believed leaves no trace."""
        try:
            feed = prove(answer)
        except MalformedId as fault:  # and we have sent none
            raise Disbelief(
                _("it calls the id {id} malformed").format(id=fault.id[:40]), Fault.REFUSED
            ) from fault
        self._fits(feed)
        strangers = [paper.id.bare for paper in feed.papers if self._is_strange(paper)]
        if feed.total > MOST:
            _doubt(strangers, len(feed.papers))  # where it has passed over the question, so does its number
            raise _too_many(feed.total)
        wanted = [paper for paper in feed.papers if self._question.is_of(paper.published, paper.categories)]
        for paper in wanted:
            if not paper.primary:
                raise Disbelief(_("it does not say which category {id} is in first").format(id=paper.id))
        self.total = feed.total
        self.seen.update(ref.bare for ref in feed.ids)
        self.wanted.update(paper.id.bare for paper in wanted)
        self.strangers += strangers
        return feed

    def _fits(self, feed: Feed) -> None:
        """Raises Disbelief where the page is not the next one of these."""
        papers = {ref.bare for ref in feed.ids}
        if feed.start != len(self.seen):
            raise Disbelief(_("it sends another page than the one asked for"))
        if len(papers) != len(feed.ids) or (feed.total > feed.start and not papers):
            raise Disbelief(_("it sends a part of the answer, or a paper twice"))
        if self.total not in {None, feed.total}:
            raise Moved(
                _("it spoke of {before} papers, and now of {now}").format(before=self.total, now=feed.total)
            )
        if twice := papers & self.seen:
            raise Moved(_("it sends {id} on two pages").format(id=min(map(str, twice))))

    def _is_strange(self, paper: Told) -> bool:
        return not self._question.may_bring(paper.published, paper.categories)


class Pages:
    """arXiv's API, asked for what it announced."""

    def __init__(self, base_url: str, line: Line, tell: Tell) -> None:
        self._base_url = base_url
        self._line = line
        self._tell = tell

    def ask(self, question: Question) -> tuple[Paper, ...]:
        """All the papers a question asks for; raises Disbelief where the answer is not whole.

        That there is none is believed when it is said twice, as silence is no answer.
        """
        try:
            papers = self._read(question) or self._read(question)
        except Moved as fault:
            self._tell(Event(_("{why}: reading the listing again from its beginning").format(why=fault.why)))
            papers = self._read(question)
        for paper in papers:
            if not is_plausible(paper):
                raise Disbelief(_("what it tells of {id} is too long to be true").format(id=paper.id))
        return papers

    def _read(self, question: Question) -> tuple[Paper, ...]:
        announced = Announced(question)
        carrier = Carrier(self._line, partial(self._believe, announced, str(question.window.week)))
        search = arxiv.Search(
            query=question.search,
            max_results=MOST,
            sort_by=arxiv.SortCriterion.SubmittedDate,
            sort_order=arxiv.SortOrder.Ascending,
        )
        papers = tuple(results(self._base_url, search, PAGE, carrier))
        if len(papers) != announced.total:
            raise Disbelief(_("it sends a part of the answer, or a paper twice"))
        self._tell_of(announced.strangers, len(papers))
        return tuple(paper for paper in papers if paper.id in announced.wanted)

    def _believe(self, announced: Announced, week: str, answer: Answer) -> Feed:
        feed = announced.believe(answer)
        news = _("{week}: reading what arXiv announced").format(week=week)
        self._tell(Event(news, done=len(announced.seen), total=feed.total))
        return feed

    def _tell_of(self, strangers: Sequence[ArxivId], number: int) -> None:
        """Papers nobody asked for are left out and told of; raises Disbelief where most are such."""
        _doubt(strangers, number)
        if strangers:
            news = plural(
                "{n} paper in arXiv's answer is of another week or category, and left out: {id}",
                "{n} papers in arXiv's answer are of another week or category, and left out: {id} and others",
                len(strangers),
            )
            self._tell(Event(news.format(id=strangers[0]), is_important=True))


def _doubt(strangers: Sequence[ArxivId], number: int) -> None:
    """Raises Disbelief where most of so many papers are strangers: they answer another question."""
    if 2 * len(strangers) > number:
        raise Disbelief(_("it sends {id}, which nobody asked for").format(id=strangers[0]))


def _too_many(total: int) -> UsageError:
    return UsageError(
        _("arXiv has {total} papers for this listing, and gives out {most} at most").format(
            total=total, most=MOST
        ),
        _("ask for fewer categories, or narrow it with --query"),
    )
