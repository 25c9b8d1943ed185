"""Which paper a pasted text names: every form arXiv and its mirrors write an id in, and none by guess."""

import re
import unicodedata
from functools import lru_cache
from typing import NoReturn

from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.values import dataclass

_LONGEST_TEXT = 2000  # an address with its query
_LONGEST_NAME = 64

# Archives that gave out ids before April 2007, the later subsumed ones among them.
_ARCHIVES = frozenset({
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn",
    "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex",
    "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th",
    "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "supr-con",
})  # fmt: skip
_FIRST_OLD, _FIRST_NEW, _FIRST_FIVE_DIGITS = (1991, 7), (2007, 4), (2015, 1)
_NINETIES = 91  # the two digits 91 to 99 of a year are of the last century

_ARXIV_PAGES = frozenset({"abs", "pdf", "html", "src", "e-print", "format", "ps", "tb", "bibtex"})
_PAGES = (
    dict.fromkeys((f"{sub}arxiv.org" for sub in ("", "www.", "export.", "browse.", "cn.")), _ARXIV_PAGES)
    | dict.fromkeys(("ar5iv.labs.arxiv.org", "ar5iv.org", "www.ar5iv.org"), frozenset({"html", "abs"}))
    | dict.fromkeys(("alphaxiv.org", "www.alphaxiv.org"), frozenset({"abs", "pdf", "overview", "html"}))
    | dict.fromkeys(("huggingface.co", "www.huggingface.co", "hf.co"), frozenset({"papers"}))
    | dict.fromkeys(("semanticscholar.org", "www.semanticscholar.org", "scirate.com"), frozenset({"arxiv"}))
)
_DOI_HOSTS = frozenset({"doi.org", "www.doi.org", "dx.doi.org"})
_ENDINGS = (".pdf", ".html", ".md", ".gz", ".tar", ".ps")  # taken off in this order: .tar.gz, .ps.gz

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_TYPED = str.maketrans({"。": ".", "\u2010": "-"})  # what an input method or a PDF writes for . and -
_AROUND = " <>()[]{}\"'`*“”‘’《》「」【】,;.:!?|＜＞（）［］｛｝，；．：！？、。"

_SCHEME = re.compile(r"https?://", re.ASCII)
_PREFIX = re.compile(r"arxiv ?: ?|arxiv |oai:arxiv\.org:", re.ASCII)
_DOI = re.compile(r"(?:doi ?: ?|doi )?(10\.\d{4,9}/.+)", re.ASCII)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.ASCII)
_FTP = re.compile(r"([a-z-]+)/papers/\d{4}/(.+)", re.ASCII)
_STAMP = re.compile(r"\[[a-z-]{2,8}(?:\.[a-z-]{2,8})?(?:\](?: \d{1,2} [a-z]{3} \d{4})?)?", re.ASCII)
_PLAIN = re.compile(r"\d{4}\.\d{4,5}(?:v\d{1,3})?", re.ASCII)
_NEW = re.compile(r"(\d+)\.(\d+)(?:v(\w*))?", re.ASCII)
_OLD = re.compile(r"([a-z-]+)(?:\.[a-z-]+)?/(\d+)(?:v(\w*))?", re.ASCII)
_MEANT = re.compile(
    r"(?:\d{4}\.\d{3,7}|\d{3,5}\.\d{5}|[a-z-]+(?:\.[a-z-]+)?/\d{6,8})(?:v\w*)?"
    r"|arxiv ?:.*|arxiv \d.*|oai:arxiv.*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Identified:
    """The id a text names; `remark` tells the user how the text was understood, where that needs saying."""

    id: ArxivId
    remark: str | None = None


def identify(text: str) -> Identified:
    """The one arXiv paper `text` names: an id, an address, a DOI, the stamp on a PDF's margin.

    Raises BadId that says what was expected; nothing is ever completed or corrected by guess.
    """
    read, name, paper = _understood(text)
    superfluous_zero = paper.archive is None and not name.startswith(paper.number)
    if superfluous_zero or read != " ".join(text.split()).strip(_AROUND):
        return Identified(paper, _("{text} was read as {id}").format(text=_shown(text), id=paper))
    return Identified(paper)


@lru_cache(maxsize=1_000)  # a paper is named in its feed, its heading and wherever an edit is proved
def _understood(text: str) -> tuple[str, str, ArxivId]:
    """What the text was read as, the id's own letters in it, and the id."""
    if _PLAIN.fullmatch(text):  # nearly every one, and there is nothing to be understood in it
        return text, text, _parse(text)
    read = _read(text)
    name = _name_in(read.lower())
    return read, name, _parse(name)


def looks_like_id(text: str) -> bool:
    """Whether one word or address is plainly meant as an arXiv id, right or wrong (`2304.0264`)."""
    try:
        identify(text)
    except BadId:
        return len(text) <= _LONGEST_TEXT and _is_meant(_read(text).lower())
    return True


def _is_meant(plain: str) -> bool:
    scheme = _SCHEME.match(plain)
    host, path = _host_and_path(plain[scheme.end() :] if scheme else plain)
    if scheme or ("." in host and path and not host.startswith("10.")):
        return "arxiv" in host
    return bool(_MEANT.fullmatch(_without_ending(plain)))


def _read(text: str) -> str:
    """The text as it was meant: full-width forms, invisible characters and brackets around it gone."""
    if len(text) > _LONGEST_TEXT:
        raise BadId(_("{text} is too long to name an arXiv paper").format(text=_shown(text)), _one_id())
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_TYPED)
    return " ".join(plain.split()).strip(_AROUND)


def _name_in(plain: str) -> str:
    """The id's own letters out of any form it is pasted in; what it is told is lower case."""
    if scheme := _SCHEME.match(plain):
        return _name_in_address(plain[scheme.end() :])
    if _host_and_path(plain)[0] in _PAGES.keys() | _DOI_HOSTS:
        return _name_in_address(plain)
    if doi := _DOI.fullmatch(plain):
        return _name_in_doi(doi[1])
    prefix = _PREFIX.match(plain)
    name, _blank, rest = plain[prefix.end() if prefix else 0 :].partition(" ")
    if rest and not _STAMP.fullmatch(rest):
        raise BadId(_("{text} is more than one arXiv id").format(text=_shown(plain)), _one_id())
    return _without_ending(name)


def _host_and_path(address: str) -> tuple[str, str]:
    """Whatever stands before the first slash is the host, so `arxiv.org@elsewhere` is not arXiv's."""
    host, _slash, path = re.split(r"[?#]", address, maxsplit=1)[0].partition("/")
    return host, path


def _name_in_address(address: str) -> str:
    host, path = _host_and_path(address)
    path = path.replace("%2f", "/").replace("%3a", ":").strip("/")
    if host in _DOI_HOSTS:
        return _name_in_doi(path)
    if host not in _PAGES:
        raise BadId(_("{host} is not a site of arXiv papers").format(host=_shown(host)), _one_id())
    page, _slash, rest = path.partition("/")
    ftp = _FTP.fullmatch(rest) if page == "ftp" and host.endswith("arxiv.org") else None
    if ftp:
        rest = ftp[2] if ftp[1] == "arxiv" else f"{ftp[1]}/{ftp[2]}"
    elif page not in _PAGES[host] or not rest:
        raise BadId(
            _("{address} is no single paper's page").format(address=_shown(address)),
            _("a paper's page reads {example}").format(example="https://arxiv.org/abs/2304.02643"),
        )
    prefix = _PREFIX.match(rest)
    return _without_ending(rest[prefix.end() :] if prefix else rest)


def _name_in_doi(doi: str) -> str:
    if found := _ARXIV_DOI.fullmatch(doi):
        return found[1]
    raise BadId(
        _("the DOI {doi} is not arXiv's").format(doi=_shown(doi)),
        _("arXiv's begin with 10.48550/arXiv. : look up the paper on arxiv.org and give its id"),
    )


def _without_ending(name: str) -> str:
    for ending in _ENDINGS:
        name = name.removesuffix(ending)
    return name


def _parse(name: str) -> ArxivId:
    if len(name) <= _LONGEST_NAME:
        if new := _NEW.fullmatch(name):
            return _new_id(name, new[1], new[2], new[3])
        if old := _OLD.fullmatch(name):
            return _old_id(name, old[1], old[2], old[3])
        if name.isascii() and name.isdigit() and len(name) == len("9901001"):
            raise BadId(
                _("{name} lacks its archive").format(name=name),
                _("an id from before April 2007 reads {example}").format(example="hep-th/9901001"),
            )
    raise BadId(_("{text} names no arXiv paper").format(text=_shown(name) or "''"), _one_id())


def _new_id(name: str, month: str, number: str, version: str | None) -> ArxivId:
    first = _month(name, month)
    if not _FIRST_NEW <= first < (2000 + _NINETIES, 1):
        _refuse(name, _("ids of this form begin in April 2007, with 0704"))
    digits = 5 if first >= _FIRST_FIVE_DIGITS else 4
    if digits == 4 and len(number) == 5 and number.startswith("0"):
        number = number[1:]
    if len(number) != digits:
        _refuse(
            name,
            _("of {month} on, arXiv's ids have {digits} digits after the dot; here are {given}").format(
                month="1501" if digits == 5 else "0704", digits=digits, given=len(number)
            ),
        )
    if not int(number):
        _refuse(name, _("arXiv counts its papers from 1"))
    return ArxivId(f"{month}.{number}", version=_version(name, version))


def _old_id(name: str, archive: str, number: str, version: str | None) -> ArxivId:
    if archive not in _ARCHIVES:
        near = next(
            (known for known in _ARCHIVES if known.replace("-", "") == archive.replace("-", "")), None
        )
        _refuse(
            name,
            _("arXiv has no archive {archive} with ids of this form").format(archive=archive),
            _("is it {example}?").format(example=near) if near else None,
        )
    if len(number) != 7:
        _refuse(
            name, _("seven digits are expected after the slash; here are {given}").format(given=len(number))
        )
    if not _FIRST_OLD <= _month(name, number[:4]) < _FIRST_NEW:
        _refuse(name, _("ids of this form run from July 1991 (9107) to March 2007 (0703)"))
    if not int(number[4:]):
        _refuse(name, _("arXiv counts its papers from 1"))
    return ArxivId(number, archive, _version(name, version))


def _month(name: str, digits: str) -> tuple[int, int]:
    """The year and month an id begins with."""
    if len(digits) != 4:
        _refuse(name, _("four digits are expected before the dot, the year and the month"))
    year, month = int(digits[:2]), int(digits[2:])
    if not 1 <= month <= 12:
        _refuse(name, _("{month} is no month").format(month=digits[2:]))
    return (1900 if year >= _NINETIES else 2000) + year, month


def _version(name: str, digits: str | None) -> int | None:
    if digits is None:
        return None
    if not digits.isdigit() or digits.startswith("0") or len(digits) > 3:
        _refuse(name, _("after v a version is expected, counted from 1"))
    return int(digits)


def _refuse(name: str, why: str, hint: str | None = None) -> NoReturn:
    raise BadId(_("{id} is not an arXiv id: {why}").format(id=name, why=why), hint or _one_id())


def _one_id() -> str:
    return _("an arXiv id reads {new} or {old}; the address of the paper's page will do").format(
        new="2304.02643", old="hep-th/9901001"
    )


def _shown(text: str) -> str:
    text = " ".join(text[:_LONGEST_TEXT].split())
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"
