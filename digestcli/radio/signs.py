"""What a paper says of itself beside its subject: where its code is, and where it was accepted.

Only what can mean nothing else is taken for a sign: a venue that a paper was sent to has not taken it.
"""

import re
from dataclasses import dataclass

from digestcli.model.paper import Paper

_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_CODE = re.compile(
    rf"(?<![\w@./=&%-])(?:https?://)?(?:www\.)?("
    rf"(?:github\.com|gitlab\.com|bitbucket\.org)/{_NAME}/{_NAME}"
    rf"|(?:huggingface\.co|hf\.co)/(?!(?:papers|docs|blog|learn|models)\b)"
    rf"(?:(?:datasets|spaces|collections)/)?{_NAME}(?:/{_NAME})?"
    rf"|anonymous\.4open\.science/r/{_NAME}"
    rf"|[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.(?:github|gitlab)\.io(?:/{_NAME})?)",
    re.ASCII | re.IGNORECASE,
)
_END_OF_SENTENCE = re.compile(r"(?:\.git)?[._-]*\Z")
_HOSTS = (("github.com", "GitHub"), ("gitlab.com", "GitLab"), ("bitbucket.org", "Bitbucket"), ("h", "HF"))

# The name that is told, and how comments spell it: capitals count, and `NAACL` is no `ACL`.
_VENUES = {
    "ACL": r"ACL|Annual Meeting of the Association for Computational Linguistics",
    "EMNLP": r"EMNLP|Empirical Methods in Natural Language Processing",
    "NAACL": r"NAACL(?:-HLT)?",
    "EACL": r"EACL|European Chapter of the Association for Computational Linguistics",
    "AACL": r"AACL(?:-IJCNLP)?|IJCNLP(?:-AACL)?",
    "COLING": r"COLING",
    "CoNLL": r"CoNLL",
    "LREC": r"LREC(?:-COLING)?",
    "TACL": r"TACL|Transactions of the Association for Computational Linguistics",
    "COLM": r"COLM|Conference on Language Modeling",
    "ICLR": r"ICLR|International Conference on Learning Representations",
    "ICML": r"ICML|International Conference on Machine Learning(?! and| Tech)",
    "NeurIPS": r"NeurIPS|NIPS|Neural Information Processing Systems",
    "AAAI": r"AAAI",
    "IJCAI": r"IJCAI(?:-ECAI)?",
    "AISTATS": r"AISTATS",
    "UAI": r"UAI",
    "COLT": r"COLT",
    "TMLR": r"TMLR|Transactions on Machine Learning Research",
    "JMLR": r"JMLR|Journal of Machine Learning Research",
    "CVPR": r"CVPR|Computer Vision and Pattern Recognition",
    "ICCV": r"ICCV|International Conference on Computer Vision(?! \w| &)",
    "ECCV": r"ECCV|European Conference on Computer Vision",
    "WACV": r"WACV|Winter Conference on Applications of Computer Vision",
    "BMVC": r"BMVC|British Machine Vision Conference",
    "3DV": r"3DV",
    "MICCAI": r"MICCAI",
    "TPAMI": r"T-?PAMI|Transactions on Pattern Analysis and Machine Intelligence",
    "IJCV": r"IJCV|International Journal of Computer Vision",
    "TIP": r"IEEE TIP|Transactions on Image Processing",
    "SIGGRAPH": r"SIGGRAPH(?: Asia)?",
    "ACM MM": r"ACM ?MM|ACM Multimedia|ACM International Conference on Multimedia(?! \w)",
    "KDD": r"(?:SIG)?KDD",
    "WWW": r"WWW|Web Conference",
    "SIGIR": r"SIGIR(?! Conference on Human)",
    "WSDM": r"WSDM",
    "CIKM": r"CIKM",
    "ICDM": r"ICDM",
    "ICASSP": r"ICASSP",
    "Interspeech": r"Interspeech|INTERSPEECH",
    "ICRA": r"ICRA",
    "IROS": r"IROS",
    "CoRL": r"CoRL|Conference on Robot Learning",
}
_EVERY_VENUE = "|".join(f"({spelled})" for spelled in _VENUES.values())
# A year may be written together with its venue: `AAAI26`, `WWW2026`.
_NAMED = re.compile(rf"(?<![\w@/-])(?:{_EVERY_VENUE})(?![A-Za-z]|\d(?!\d(?:\d\d)?(?!\d)))")
_YEAR = re.compile(r"(?<!\d)(?:20(\d\d)|(?<=[A-Z'’-])(\d\d))(?!\d)", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE = re.compile(r"[.;]\s+|\n")
_NOT_TAKEN = re.compile(
    r"submi|under (?:peer )?review|in review|reject|\b(?:prepar|format|template|style|exten[ds]|ARR\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?i:\bworkshops?\b|\bdemo\b|\btutorial\b|doctoral|student abstract)")
_NEAR = 16  # characters between a venue and its year: `ACL Findings 2026`, `(2026) ICLR`


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a paper was accepted; `is_aside`: beside the conference itself, at a workshop."""

    name: str
    year: int | None
    is_aside: bool


def code(paper: Paper) -> str | None:
    """The first address of code, or of a project's page, that the comment or the abstract names."""
    for text in filter(None, (paper.comment, paper.abstract)):
        if ("/" in text or ".io" in text) and (found := _CODE.search(text)):
            return "https://" + _END_OF_SENTENCE.sub("", found[1])
    return None


def host(address: str) -> str | None:
    """Where code lies, in a word; None for a project's page."""
    where = address.removeprefix("https://").casefold()
    if where.startswith("anonymous."):
        return "4open"
    return next((name for begins, name in _HOSTS if where.startswith(begins)), None)


def venue(paper: Paper) -> Venue | None:
    """The first venue of the table that the comment says has taken the paper."""
    for sentence in _SENTENCE.split(_ADDRESS.sub(" ", paper.comment or "")):
        named = _NAMED.search(sentence)
        if named and not _NOT_TAKEN.search(sentence):
            name = list(_VENUES)[(named.lastindex or 1) - 1]
            return Venue(name, _year(sentence, named), _ASIDE.search(sentence) is not None)
    return None


def _year(sentence: str, named: re.Match[str]) -> int | None:
    """The year that stands by a venue's name, behind it rather than before."""
    behind = _YEAR.search(sentence[: named.end() + _NEAR], named.end())
    before = list(_YEAR.finditer(sentence, max(0, named.start() - _NEAR), named.start()))
    found = behind or (before[-1] if before else None)
    return 2000 + int(next(filter(None, found.groups()))) if found else None
