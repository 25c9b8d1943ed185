"""One source after another is asked, until every paper is there or nobody is left to ask."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from digestcli.errors import NetworkError
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Event, Tell
from digestcli.model.paper import ARXIV_API, DATACITE, OAI, SOURCE_NAMES, Paper
from digestcli.sources.answer import Absence, Disbelief, Fetched, Raw, Refusal, Unclear, is_plausible
from digestcli.sources.arxiv_api import ArxivApi
from digestcli.sources.datacite import DataCite
from digestcli.sources.faults import REMEDIES, Fault
from digestcli.sources.lines import JSON, XML, Lines
from digestcli.sources.oai import Oai
from digestcli.sources.service import Service

if TYPE_CHECKING:
    from digestcli.sources import Source

_DATACITE_INTERVAL = 1.0  # seconds: it allows a hundred times more in five minutes


class Chain:
    """Every source there is, with what has become of them in this run; a failed one is not asked again."""

    def __init__(self, service: Service, tell: Tell, *, api_only: bool = False) -> None:
        self._service = service
        self._tell = tell
        self._lines = Lines(service, tell)
        arxiv = self._lines.to(ARXIV_API, service.api, service.interval, XML)
        self._api = ArxivApi(service.api.url, arxiv)
        self._oai = Oai(service.oai.url, arxiv) if service.oai else None
        self._deputies: dict[str, tuple[Source, float]] = {}  # with the seconds between two requests
        if self._oai and not api_only:
            self._deputies[OAI] = (self._oai, service.interval)
        if service.datacite and not api_only:
            interval = min(_DATACITE_INTERVAL, service.interval)
            datacite = self._lines.to(DATACITE, service.datacite, interval, JSON)
            self._deputies[DATACITE] = (DataCite(service.datacite.url, datacite), interval)
        self._then = REMEDIES[Fault.REFUSED].then  # who is asked for what the API does not tell
        self._refusals: dict[str, Refusal] = {}
        self._announced: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.__exit__(kind, fault, trace)

    def fetch(self, ids: Iterable[ArxivId]) -> Iterator[Fetched]:
        """The newest version of every paper `ids` name, whatever versions they name, as they arrive.

        Every paper comes up once: with its facts, as absent, or as pending when nobody could tell.
        """
        wanted = tuple(dict.fromkeys(ref.bare for ref in ids))
        for start in range(0, len(wanted), self._api.most):
            batch = wanted[start : start + self._api.most]
            news = plural("fetching {n} paper", "fetching {n} papers", len(batch))
            self._tell(Event(news, done=start, total=len(wanted)))
            yield from self._batch(batch)

    def raw_records(self, ids: Iterable[ArxivId]) -> Iterator[tuple[ArxivId, Raw | Absence]]:
        """What only arXiv's raw records tell, licence and withdrawal, with one request for each paper.

        Raises NetworkError when arXiv gives no believable answer; what came before it is good.
        """
        if self._oai is None:
            return
        wanted = tuple(dict.fromkeys(ref.bare for ref in ids))
        for done, ref in enumerate(wanted):
            news = _("{id}: asking for its licence").format(id=ref)
            self._tell(Event(news, done=done, total=len(wanted)))
            try:
                yield ref, self._oai.raw(ref)
            except Disbelief as fault:
                why = _("no licences from {name}: {why}").format(name=_(SOURCE_NAMES[OAI]), why=fault.why)
                raise NetworkError(why, fault.hint or _("give the same command again later")) from fault

    def reach(self, ref: ArxivId) -> Iterator[tuple[str, Refusal | None]]:
        """The API and DataCite by their names, asked for one paper each, with why one did not tell of it."""
        deputies = (self._deputies[name][0] for name in (DATACITE,) if name in self._deputies)
        for source in (self._api, *deputies):
            name = _(SOURCE_NAMES[source.name])
            try:
                is_told = ref in source.ask((ref,))
            except (Disbelief, Unclear) as fault:
                yield source.name, Refusal(name, fault.why, getattr(fault, "hint", None))
            else:
                why = _("it does not have {id}").format(id=ref)
                yield source.name, None if is_told else Refusal(name, why, None)

    def _batch(self, wanted: Sequence[ArxivId]) -> Iterator[Fetched]:
        left = dict.fromkeys(wanted)
        doubts: list[Refusal] = []
        for fetched in self._from_everybody(left, doubts):
            papers = {ref: paper for ref, paper in fetched.papers.items() if is_plausible(paper)}
            for ref, paper in fetched.papers.items() - papers.items():
                why = _("what it tells of {id} is too long to be true").format(id=ref)
                doubts.append(Refusal(_(SOURCE_NAMES[paper.source]), why, None))
            for ref in (*papers, *fetched.absent):
                del left[ref]
            yield Fetched(papers, fetched.absent)
        if left:
            yield Fetched(pending=tuple(left), refusals=(*self._refusals.values(), *doubts))

    def _from_everybody(self, left: Mapping[ArxivId, None], doubts: list[Refusal]) -> Iterator[Fetched]:
        """What each source says of the papers still `left` when it is asked; why it does not, in `doubts`."""
        if ARXIV_API not in self._refusals:
            try:
                yield from self._from_api(tuple(left), doubts)
            except Disbelief as fault:
                self._then = REMEDIES[fault.fault].then
                self._give_up(ARXIV_API, fault)
        for name in self._then:
            if left and self._is_worth_asking(name, len(left)):
                self._announce(name, doubts)
                try:
                    yield from self._from_deputy(name, tuple(left))
                except Disbelief as fault:
                    self._give_up(name, fault)
                else:
                    if left:
                        why = _("it does not have {id}").format(id=", ".join(map(str, left)))
                        doubts.append(Refusal(_(SOURCE_NAMES[name]), why, None))

    def _from_api(self, wanted: Sequence[ArxivId], doubts: list[Refusal]) -> Iterator[Fetched]:
        """What a good answer lacks is asked for once more, alone, before it is called absent."""
        try:
            papers = self._api.ask(wanted)
        except Unclear as fault:
            doubts.append(Refusal(_(SOURCE_NAMES[fault.name]), fault.why, None))
            return
        yield Fetched({ref: papers[ref] for ref in wanted if ref in papers})
        for ref in (ref for ref in wanted if ref not in papers):
            self._tell(Event(_("{id} was not in the answer: asking for it once more").format(id=ref)))
            try:
                found = self._api.ask((ref,))
                yield Fetched(found) if found else self._lacking(ref)
            except Unclear as fault:
                doubts.append(Refusal(_(SOURCE_NAMES[fault.name]), fault.why, None))

    def _lacking(self, ref: ArxivId) -> Fetched:
        """A paper the API does not have, twice: arXiv's other interface may know why, or know better."""
        if self._oai is None:
            return Fetched(absent={ref: Absence.UNKNOWN})
        try:
            said = self._oai.witness(ref)
        except Disbelief as fault:
            raise Unclear(OAI, fault.why) from fault
        return Fetched({ref: said}) if isinstance(said, Paper) else Fetched(absent={ref: said})

    def _from_deputy(self, name: str, wanted: Sequence[ArxivId]) -> Iterator[Fetched]:
        """What a deputy has; what it lacks may just be too new for it."""
        source, _interval = self._deputies[name]
        for start in range(0, len(wanted), source.most):
            yield Fetched(source.ask(wanted[start : start + source.most]))

    def _is_worth_asking(self, name: str, number: int) -> bool:
        """Whether a deputy is there and answers; a slow one is passed over while there is a quicker one."""
        if name in self._refusals or name not in self._deputies:
            return False
        seconds = self._seconds(name, number)
        others = [self._seconds(other, number) for other in self._deputies if other not in self._refusals]
        if seconds <= self._lines.patience.left or seconds == min(others):
            return True
        news = _("{name} would take {seconds} s, more than --patience allows").format(
            name=_(SOURCE_NAMES[name]), seconds=round(seconds)
        )
        self._tell(Event(news, is_important=True))
        return False

    def _seconds(self, name: str, number: int) -> float:
        """How long the pace makes it take to ask a deputy for so many papers."""
        source, interval = self._deputies[name]
        return source.requests(number) * interval

    def _give_up(self, name: str, fault: Disbelief) -> None:
        self._refusals[name] = Refusal(_(SOURCE_NAMES[name]), fault.why, fault.hint)

    def _announce(self, name: str, doubts: Sequence[Refusal]) -> None:
        """Tells why a deputy is asked, when it is for the first time."""
        if name in self._announced:
            return
        self._announced.add(name)
        refusal = [*self._refusals.values(), *doubts][-1]
        news = _("{name}: {why}; asking {other} instead")
        told = news.format(name=refusal.name, why=refusal.why, other=_(SOURCE_NAMES[name]))
        self._tell(Event(told, is_important=True))
