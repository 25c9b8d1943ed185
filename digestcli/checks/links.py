"""Addresses: whether they can lead anywhere, lead there straight, and lead there once."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from digestcli import words
from digestcli.checks.addresses import Address, Kind, host_of, parts_of
from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.checks.tracking import untracked
from digestcli.errors import BadId
from digestcli.messages import _
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.identify import identify
from digestcli.model.probe import Outcome
from digestcli.model.problem import Severity

# Sites that answer over https whatever they are asked; the sites below them are not meant but for the last.
_HTTPS = frozenset(
    {
        "arxiv.org", "www.arxiv.org", "export.arxiv.org", "github.com", "www.github.com", "gist.github.com",
        "raw.githubusercontent.com", "gitlab.com", "huggingface.co", "openreview.net", "doi.org",
        "dx.doi.org", "aclanthology.org", "www.aclweb.org", "proceedings.mlr.press",
        "openaccess.thecvf.com",
        "proceedings.neurips.cc", "papers.nips.cc", "www.nature.com", "www.science.org", "dl.acm.org",
        "ieeexplore.ieee.org", "www.biorxiv.org", "www.medrxiv.org", "www.semanticscholar.org",
        "mp.weixin.qq.com", "www.zhihu.com", "zhuanlan.zhihu.com", "www.bilibili.com", "pan.baidu.com",
        "www.youtube.com", "youtu.be", "twitter.com", "x.com", "medium.com", "en.wikipedia.org",
        "zh.wikipedia.org", "colab.research.google.com", "drive.google.com", "www.kaggle.com",
    }
)  # fmt: skip
_HTTPS_BELOW = (".github.io", ".gitee.io", ".readthedocs.io", ".huggingface.co", ".hf.space")
_WRAPPERS = {
    "link.zhihu.com": "target",
    "www.google.com": "q",
    "l.facebook.com": "u",
    "link.juejin.cn": "target",
    "link.csdn.net": "target",
    "www.jianshu.com": "url",
}
_DOUBLED = re.compile(r"(https?:/{1,3})(?=https?:/)", re.IGNORECASE)
_SCHEMES = frozenset({"http://", "https://", "ftp://"})
_NO_HOST_LETTER = re.compile(r"[^\w.:\[\]-]")
_WIDE = re.compile("[\uff01-\uff5e。]")


@rule("link-malformed", Severity.ERROR, mends=True)
def link_malformed(page: Page) -> Iterator[Fault]:
    """An address that can lead nowhere: two schemes, no host, or letters no host has."""
    for each in page.addresses:
        if why := _malformed(each):
            fix = _mended(each.url)
            is_certain = fix != each.url and not _malformed_parts(fix, each.kind)
            yield Fault(each.span, why, fix if is_certain else None, fix if is_certain else None)


def _malformed(each: Address) -> str | None:
    if each.kind is Kind.BARE and not (each.parts.host and each.parts.scheme):
        return None  # words about addresses: `https://`
    return _malformed_parts(each.url, each.kind)


def _malformed_parts(url: str, kind: Kind) -> str | None:
    """Why an address is none."""
    scheme, host, *_rest = parts_of(url)
    if _DOUBLED.match(url):
        return _("this address has two beginnings")
    if scheme.lower() not in _SCHEMES:
        return _("an address does not begin with {scheme}").format(scheme=scheme)
    if not host:
        return _("this address names no site")
    if "@" in host:
        return _("this address leads to {host}: what stands before @ is a user").format(
            host=host.rpartition("@")[2]
        )
    is_wide = _WIDE.search(host) is not None
    return _("{host} is no name of a site").format(host=host) if is_wide or _is_odd(host, kind) else None


def _is_odd(host: str, kind: Kind) -> bool:
    """Whether no site has this name; among words it may stand for any: `https://{host}/`."""
    if kind is Kind.BARE:
        return False
    name = host.partition(":")[0]
    has_dots = ".." in name or name.startswith(".") or name.endswith(".")
    is_local = "." not in name and name != "localhost" and not name.startswith("[")
    return has_dots or is_local or _NO_HOST_LETTER.search(host) is not None


def _mended(url: str) -> str:
    """The address that was certainly meant; the same one where that is not certain."""
    doubled = _DOUBLED.match(url)
    if doubled and url.lower().startswith(doubled[1].lower(), doubled.end()):
        return url[doubled.end() :]
    scheme, host, *_rest = parts_of(url)
    after = url[len(scheme) + len(host) :]
    name = scheme.lower().rstrip("/:：")
    if "@" in host or not host or name not in {"http", "https"}:
        return url
    plain = unicodedata.normalize("NFKC", host).replace("。", ".")
    return f"{name}://{plain}{after}" if plain.isascii() else url


@rule("link-end", Severity.WARNING, mends=True)
def link_end(page: Page) -> Iterator[Fault]:
    """Punctuation sticks to the end of an address and is taken for a part of it."""
    for each in page.addresses:
        if each.tail and each.kind is not Kind.BARE:
            span = type(each.span)(each.span.end, each.span.end + len(each.tail))
            yield Fault(span, _("{marks} is taken for a part of the address").format(marks=each.tail), fix="")


@rule("link-stuck", Severity.HINT, mends=True)
def link_stuck(page: Page) -> Iterator[Fault]:
    """Chinese follows a bare address without a blank: some readers take it for a part of it."""
    for each in page.addresses:
        if each.tail and each.kind is Kind.BARE and each.parts.host and not _malformed(each):
            message = _("{mark} behind a bare address is taken for a part of it by GitHub and others")
            yield Fault(each.span, message.format(mark=each.tail), f"<{each.url}>", f"<{each.url}>")


@rule("link-tracking", Severity.WARNING, mends=True)
def link_tracking(page: Page) -> Iterator[Fault]:
    """An address tells who passed it on: utm_source, spm, chksm and their like."""
    for each in page.addresses:
        plain = untracked(each.url)
        if plain != each.url:
            yield Fault(each.span, _("this address tells who passed it on"), plain, plain)


@rule("link-http", Severity.WARNING, mends=True)
def link_http(page: Page) -> Iterator[Fault]:
    """An address without encryption leads to a site that has it."""
    for each in page.addresses:
        scheme, host, *_rest = each.parts
        is_known = host.lower() in _HTTPS or host.lower().endswith(_HTTPS_BELOW)
        if scheme.lower() == "http://" and is_known:
            fix = f"https://{each.url[len(scheme) :]}"
            yield Fault(each.span, _("{host} is at home under https").format(host=host), fix, fix)


@rule("link-roundabout", Severity.HINT)
def link_roundabout(page: Page) -> Iterator[Fault]:
    """A link goes through another site, or to a file instead of the page about it."""
    for each in page.addresses:
        if (name := _WRAPPERS.get(host_of(each.url))) and (target := _wrapped(each.parts.query, name)):
            yield Fault(each.span, _("the link goes through {host}").format(host=host_of(each.url)), target)
        elif each.label in words.LINK and (id := _arxiv_file(each)):
            yield Fault(each.span, _("the page of {id} says more than this").format(id=id), id.url)


def _wrapped(query: str, name: str) -> str | None:
    """Where a link that goes through another site leads in the end."""
    for part in query.lstrip("?").split("&"):
        key, _equals, value = part.partition("=")
        if key == name and unquote(value).startswith(("http://", "https://")):
            return unquote(value)
    return None


def _arxiv_file(each: Address) -> ArxivId | None:
    """The paper whose file, or copy elsewhere, an address leads to instead of its page."""
    if host_of(each.url) in {"doi.org", "www.doi.org", "dx.doi.org"} or "/abs/" in each.url:
        return None
    try:
        return identify(each.url).id
    except BadId:
        return None


@rule("link-again", Severity.HINT)
def link_again(page: Page) -> Iterator[Fault]:
    """One address stands twice under a paper."""
    seen: dict[tuple[int, str], Address] = {}
    for each in _fields(page):
        first = seen.setdefault((each.paper or 0, _same(each.url)), each)
        if first is not each:
            yield Fault(each.span, _("this is the address of {label} as well").format(label=first.label))


@rule("paper-link-shared", Severity.WARNING)
def paper_link_shared(page: Page) -> Iterator[Fault]:
    """Two papers of an issue have one and the same address."""
    yield from _shared(page, is_papers=True)


@rule("link-shared", Severity.HINT)
def link_shared(page: Page) -> Iterator[Fault]:
    """Two papers of an issue have code, data or a project at one address."""
    yield from _shared(page, is_papers=False)


def _shared(page: Page, *, is_papers: bool) -> Iterator[Fault]:
    """Every field whose address another paper has before it; a paper that stands twice is told by its id."""
    names = {entry.number: entry.id or entry.number for entry in page.digest.entries}
    seen: dict[str, Address] = {}
    for each in _fields(page):
        if (each.label in words.LINK) is not is_papers or not each.parts.path.strip("/"):
            continue
        first = seen.setdefault(_same(each.url), each)
        if names.get(first.paper or 0) != names.get(each.paper or 0):
            message = _("{label} of paper {number} leads there too")
            yield Fault(each.span, message.format(label=first.label, number=first.paper))


def _fields(page: Page) -> Iterator[Address]:
    return (each for each in page.addresses if each.kind is Kind.FIELD and each.paper)


def _same(url: str) -> str:
    """What two addresses of one place have in common."""
    parts = parts_of(untracked(url))
    path = parts.path.rstrip("/").removesuffix(".git")
    return parts.host.lower().removeprefix("www.") + path + parts.query


@rule("link-dead", Severity.ERROR)
def link_dead(page: Page) -> Iterator[Fault]:
    """With --online: a site says that there is nothing at an address."""
    for each, outcome in _outcomes(page):
        if outcome.is_gone:
            message = _("there is nothing at this address (HTTP {status})").format(status=outcome.status)
            yield Fault(each.span, message)


@rule("link-unasked", Severity.HINT)
def link_unasked(page: Page) -> Iterator[Fault]:
    """With --online: nobody could tell whether an address leads anywhere."""
    for each, outcome in _outcomes(page):
        if not outcome.is_there and not outcome.is_gone:
            why = outcome.why or f"HTTP {outcome.status}"
            yield Fault(each.span, _("this address could not be asked: {why}").format(why=why))


def _outcomes(page: Page) -> Iterator[tuple[Address, Outcome]]:
    if page.probe:
        yield from ((each, page.probe(each.url)) for each in _asked(page))


def to_ask(page: Page) -> tuple[str, ...]:
    """The addresses that --online asks for, each once."""
    return tuple(dict.fromkeys(each.url for each in _asked(page)))


def _asked(page: Page) -> Iterator[Address]:
    """Addresses that can be asked; where facts were fetched, arXiv has told that the paper is there."""
    for each in page.addresses:
        if (
            each.parts.scheme.lower() in {"http://", "https://"}
            and not _malformed(each)
            and not _is_known(page, each)
        ):
            yield each


def _is_known(page: Page, each: Address) -> bool:
    try:
        return identify(each.url).id.bare in page.facts
    except BadId:
        return False
