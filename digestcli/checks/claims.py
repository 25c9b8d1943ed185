"""What is said of a paper and stands in nothing that is known of it: worth a look into the paper itself.

Silent where there is no abstract. See docs/claims.md for how often a hint is worth it.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from digestcli.checks import numbers
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.digest import Entry
from digestcli.model.paper import DATACITE, Paper
from digestcli.model.problem import Severity
from digestcli.model.text import Span
from digestcli.values import dataclass

# A capital inside, or a digit behind letters: what models, datasets and methods are called.
_NAME = re.compile(  # the letter first: an expression is looked for by it
    r"[A-Za-z](?<![A-Za-z0-9].)[A-Za-z0-9]{0,40}(?:[-.+][A-Za-z0-9]{1,20}){0,6}(?![A-Za-z0-9])"
)
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}|[A-Za-z][-.]?\d")
_SHORT = 4
_LETTERS = re.compile(r"[^\W_]+")
_PLURAL = re.compile(r"[A-Z]{2,}s")
_SUFFIX = re.compile(r"-[a-z]+\Z")
_NO_MODELS = frozenset(
    {
        # who they are, and what they are told with
        "openai", "deepmind", "huggingface", "bytedance", "sensetime", "minimax", "eleutherai", "stabilityai",
        "bigscience", "megvii", "shanghaitech", "ai2", "umass", "uiuc", "ethz", "github", "gitlab", "youtube",
        "linkedin", "wechat", "arxiv", "iphone", "ipad", "macos", "ios", "ebay",
        # what they are written and run with
        "pytorch", "tensorflow", "javascript", "typescript", "latex", "bibtex", "jupyter", "numpy", "scipy",
        "opencv", "vscode", "cuda", "mp3", "mp4", "utf8", "sha256", "md5", "h264", "k8s", "web2", "web3",
        # what everybody measures
        "f1", "top1", "top5", "top10", "l1", "l2", "p1", "r1", "r2", "co2", "h2o", "covid19", "phd",
    }
)  # fmt: skip
# Said in passing of nearly everything; a claim only where something is measured against it.
_LANDMARKS = re.compile(
    r"(?:chat)?gpt[1-5]?|gpt35|gpt4o|bert|t5|llama[23]?|dalle[23]?|alphago|alphafold[23]?|word2vec"
    r"|q?lora|u?net|resnet(?:18|34|50|101|152)?|vit(?:b|l|base|large)?(?:16|32)?|(?:layer|batch)norm|adamw?"
    r"|[rg]elu|swiglu|rope|imagenet(?:1k|21k|22k)?|(?:ms)?coco|cifar100?|a100|h100|v100"
)
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
        if found:
            told = numbers.told(f"{said.known} {len(said.paper.authors)} authors")
            first = {each.span.of(page.prose): each for each in reversed(found)}
            unknown = {words for words, each in first.items() if not each.is_told(told)}
            yield from _hints(page, (each.span for each in found), unknown)


@rule("claim-name", Severity.HINT)
def claim_name(page: Page) -> Iterator[Fault]:
    """A model, a dataset or a method that neither the title, the abstract nor the comment names."""
    for said in _said(page):
        found = list(_names(page.prose, said.spans))
        known = "".join(_LETTERS.findall(said.known.casefold())) if found else ""
        first = {each.of(page.prose): each for each in reversed(found)}
        unknown = {words for words, each in first.items() if not _is_in(page, each, known)}
        yield from _hints(page, found, unknown)


def _names(prose: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        for found in _NAME.finditer(prose, span.start, span.end):
            if _CAMEL.search(found[0]) and not _PLURAL.fullmatch(found[0]):
                yield Span(*found.span())


def _is_in(page: Page, span: Span, known: str) -> bool:
    """Whether a name is known, by whatever spelling, or is none that claims anything."""
    name = span.of(page.prose)
    letters = "".join(_LETTERS.findall(_SUFFIX.sub("", name).casefold()))
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
        "TPAMI": r"pami|pattern anal(?:ysis and|\.) mach(?:ine|\.) intell",
        "TACL": r"tacl|trans(?:actions of the|\.) assoc(?:iation for|\.) comput",
        "JMLR": r"jmlr|j(?:ournal of|\.) mach(?:ine|\.) learn(?:ing|\.) res",
        "TMLR": r"tmlr|transactions on machine learning research",
        "Nature": r"nature",
        "Science": r"science",
        "PNAS": r"pnas|proceedings of the national academy|proc\. natl",
    }.items()
}
_BY_NAME = {name.lower(): name for name in _VENUES} | {"nips": "NeurIPS", "pami": "TPAMI"}
_CAPITAL = re.compile(
    r"[A-Z](?<![A-Za-z0-9].)[A-Za-z]{2,10}(?:[ ]?['’]?(?P<year>(?:20)?[0-3]\d)(?![\d.%]))?(?![A-Za-z0-9-])"
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
        found = list(_venues(page.prose, said.spans))
        unknown = {each[0] for each in found if not _is_known(each, said)}
        yield from _hints(page, (Span(*each.span()) for each in found), unknown)


def _venues(prose: str, spans: Iterable[Span]) -> Iterator[re.Match[str]]:
    """The places where a paper is said to have appeared."""
    for span in spans:
        for found in _CAPITAL.finditer(prose, span.start, span.end):
            if _venue(found) and _is_acceptance(prose, found):
                yield found


def _venue(found: re.Match[str]) -> str | None:
    return _BY_NAME.get(found[0].rstrip("0123456789'’ ").lower())


def _is_acceptance(prose: str, found: re.Match[str]) -> bool:
    """Whether it is said that the paper appeared there, and not only that there is such a place."""
    around = prose[max(0, found.start() - 12) : found.end() + 16]
    return _ACCEPTED.search(around) is not None


def _is_known(found: re.Match[str], said: _Said) -> bool:
    known = " ".join(filter(None, (said.known, said.paper.doi)))
    if not _VENUES[_venue(found) or ""].search(known):
        return False
    told = f"{said.paper.comment or ''} {said.paper.journal_ref or ''}"
    years = {year[-2:] for year in _YEAR.findall(told)}
    return not found["year"] or not years or found["year"][-2:] in years


def _hints(page: Page, found: Iterable[Span], unknown: Collection[str]) -> Iterator[Fault]:
    """A hint at the first place of each of the words nobody knows."""
    left = set(unknown)
    for span in found:
        words = span.of(page.prose)
        if words in left:
            left.remove(words)
            message = _("{words}: neither title, abstract nor comment says so")
            yield Fault(span, message.format(words=words), _("look it up in the paper"))
