"""What is said of a paper and stands in nothing that is known of it: worth a look into the paper itself.

Silent where there is no abstract. See docs/claims.md for how often a hint is worth it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from digestcli.checks import numbers
from digestcli.checks.likeness import words as words_of
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.digest import Entry
from digestcli.model.paper import DATACITE, Paper
from digestcli.model.problem import Severity
from digestcli.model.text import Span

# A capital inside, or a digit behind letters: what models, datasets and methods are called.
_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{0,40}(?:[-.+][A-Za-z0-9]{1,20}){0,6}(?![A-Za-z0-9])")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}|[A-Za-z][-.]?\d")
_SHORT = 4
_PLURAL = re.compile(r"[A-Z]{2,}s")
_SUFFIX = re.compile(r"-[a-z]+\Z")
_NO_MODELS = frozenset(
    """
    openai deepmind huggingface github gitlab youtube linkedin arxiv bytedance sensetime iphone ipad
    pytorch tensorflow javascript typescript latex tex jupyter numpy scipy opencv pandas cuda vscode
    ai2 f1 top1 top5 top10 l1 l2 r1 r2 p1 k8s h264 mp3 mp4 sha256 md5 utf8 covid19 web2 web3 co2 h2o
    phd bibtex iclr icml neurips umass uiuc ethz epfl
    """.split()
)
# Said in passing of nearly everything; a claim only where something is measured against it.
_LANDMARKS = re.compile(r"(?:chat)?gpt[1-5]?|gpt35|gpt4o|bert|t5|llama[23]?|dalle2?|alphago|alphafold2?")
_MEASURED = re.compile(
    r"超过|超越|优于|胜过|击败|打败|媲美|相当|持平|接近|高于|低于|快|慢|不如|逊于|比|相较|相比"
)
_CLAUSE = re.compile(r"[^，。；！？、：\n\0（）()]{0,80}")


@dataclass(frozen=True, slots=True)
class _Said:
    """The prose about one paper, and what is known of it."""

    entry: Entry
    paper: Paper
    spans: tuple[Span, ...]

    @property
    def known(self) -> str:
        """All the words that tell of the paper, but the prose itself."""
        paper = self.paper
        people = (part for author in paper.authors for part in (author.name, *author.affiliations))
        fields = (field.value.value for field in self.entry.note.fields)
        facts = (paper.title, paper.abstract, paper.comment, paper.journal_ref, str(paper.id))
        return " \n".join(filter(None, (*facts, *people, *fields)))


def _said(page: Page) -> Iterator[_Said]:
    for entry in page.digest.entries:
        texts = filter(None, (entry.note.summary, entry.note.recommendation))
        if entry.paper and entry.paper.abstract:
            yield _Said(entry, entry.paper, tuple(text.span for text in texts))


@rule("claim-number", Severity.HINT)
def claim_number(page: Page) -> Iterator[Fault]:
    """A number that neither the title, the abstract nor the comment of the paper has."""
    for said in _said(page):
        found = [each for span in said.spans for each in numbers.claimed(page.prose, span.start, span.end)]
        values = numbers.told(said.known) | {float(len(said.paper.authors))} if found else frozenset()
        yield from _each_once(page, (each.span for each in found if not each.is_told(values)))


@rule("claim-name", Severity.HINT)
def claim_name(page: Page) -> Iterator[Fault]:
    """A model, a dataset or a method that neither the title, the abstract nor the comment names."""
    for said in _said(page):
        known = "".join(words_of(said.known))
        yield from _each_once(
            page, (span for span in _names(page.prose, said.spans) if not _in(page, span, known))
        )


def _names(prose: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        for found in _NAME.finditer(prose, span.start, span.end):
            if _CAMEL.search(found[0]) and not _PLURAL.fullmatch(found[0]):
                yield Span(*found.span())


def _in(page: Page, span: Span, known: str) -> bool:
    """Whether a name is known, by whatever spelling, or is none that claims anything."""
    name = span.of(page.prose)
    letters = "".join(words_of(_SUFFIX.sub("", name)))
    if letters in _NO_MODELS or letters in known or letters.removesuffix("s") in known:
        return True
    if len(letters) < _SHORT and letters.isalpha():  # ViT, CoT: what everybody says
        return True
    return _LANDMARKS.fullmatch(letters) is not None and not _is_measured(page.prose, span)


def _is_measured(prose: str, span: Span) -> bool:
    """Whether the clause around a name measures something against it."""
    before = prose[max(0, span.start - 30) : span.start]
    after = _CLAUSE.match(prose, span.end)
    clause = re.split(r"[，。；！？：\n\0]", before)[-1] + (after[0] if after else "")
    return _MEASURED.search(clause) is not None


_VENUES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "CVPR": r"cvpr|computer vision and pattern recognition",
        "ICCV": r"iccv|international conference on computer vision",
        "ECCV": r"eccv|european conference on computer vision",
        "NeurIPS": r"neurips|nips|neural information processing systems",
        "ICML": r"icml|international conference on machine learning",
        "ICLR": r"iclr|learning representations",
        "ACL": r"\bacl\b|association for computational linguistics",
        "EMNLP": r"emnlp|empirical methods in natural language",
        "NAACL": r"naacl|north american chapter",
        "COLING": r"coling|conference on computational linguistics",
        "AAAI": r"aaai",
        "IJCAI": r"ijcai|joint conference on artificial intelligence",
        "KDD": r"kdd|knowledge discovery",
        "SIGIR": r"sigir|information retrieval",
        "SIGGRAPH": r"siggraph|transactions on graphics|\btog\b",
        "ICASSP": r"icassp|acoustics,? speech",
        "INTERSPEECH": r"interspeech",
        "ICRA": r"icra|robotics and automation",
        "IROS": r"iros|intelligent robots and systems",
        "CoRL": r"corl|conference on robot learning",
        "WACV": r"wacv|applications of computer vision",
        "MICCAI": r"miccai|medical image computing",
        "TPAMI": r"pami|pattern analysis and machine intelligence",
        "TACL": r"tacl|transactions of the association for computational",
        "JMLR": r"jmlr|journal of machine learning research",
        "TMLR": r"tmlr|transactions on machine learning research",
        "Nature": r"nature",
        "Science": r"science",
        "PNAS": r"pnas|proceedings of the national academy|proc\. natl",
    }.items()
}
_OTHER_NAMES = {"nips": "NeurIPS", "pami": "TPAMI"}
_VENUE = re.compile(
    rf"(?<![A-Za-z0-9])(?P<venue>{'|'.join((*_VENUES, *_OTHER_NAMES))})"
    r"(?:[ ]?['’]?(?P<year>(?:20)?[0-3]\d)(?![\d.%]))?(?![A-Za-z0-9-])",
    re.IGNORECASE,
)
_ACCEPTED = re.compile(
    r"接收|录用|收录|发表|入选|中稿|刊登|最佳论文|获奖|[Oo]ral|[Ss]potlight|[Hh]ighlight|投稿"
)
_YEAR = re.compile(r"(?<!\d)20[0-3]\d(?!\d)|(?<=['’])\d\d(?!\d)")


@rule("claim-venue", Severity.HINT)
def claim_venue(page: Page) -> Iterator[Fault]:
    """A conference or a journal, or its year, that neither the comment nor anything else names."""
    for said in _said(page):
        if said.paper.source == DATACITE:  # which tells no comment
            continue
        unknown = (
            Span(*found.span())
            for span in said.spans
            for found in _VENUE.finditer(page.prose, span.start, span.end)
            if _is_acceptance(page.prose, found) and not _is_known(found, said)
        )
        yield from _each_once(page, unknown)


def _is_acceptance(prose: str, found: re.Match[str]) -> bool:
    """Whether it is said that the paper appeared there, and not only that there is such a place."""
    around = prose[max(0, found.start() - 12) : found.end() + 16]
    return _ACCEPTED.search(around) is not None


def _is_known(found: re.Match[str], said: _Said) -> bool:
    name = found["venue"].lower()
    venue = _OTHER_NAMES.get(name) or next(each for each in _VENUES if each.lower() == name)
    known = " ".join(filter(None, (said.known, said.paper.doi)))
    if not _VENUES[venue].search(known):
        return False
    years = {year[-2:] for year in _YEAR.findall(known)}
    return not found["year"] or not years or found["year"][-2:] in years


def _each_once(page: Page, spans: Iterable[Span]) -> Iterator[Fault]:
    seen: set[str] = set()
    for span in spans:
        words = span.of(page.text)
        if words not in seen:
            seen.add(words)
            message = _("{words}: neither title, abstract nor comment says so")
            yield Fault(span, message.format(words=words), _("look it up in the paper"))
