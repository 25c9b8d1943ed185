"""What a template can do with an issue's words beside what Jinja has: pure functions, null stays nothing."""

import re
from collections.abc import Callable, Mapping, Sequence

from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from digestcli import words
from digestcli.markup import escape, flat, plain, tex

Filter = Callable[..., object]

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[0-9:]+Z)?", re.ASCII)


def _text(value: object, name: str) -> str:
    """What a filter was given, if that is words; null is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    raise TemplateRuntimeError(f"{name} takes words, and was given {type(value).__name__}")


def _links(context: Context) -> Mapping[str, str]:
    """The issue's link definitions, which all of its Markdown may use."""
    links: Mapping[str, str] = context.get("links", {})
    return links


@pass_context
def plain_text(context: Context, value: object) -> str:
    """The editor's Markdown as plain text: no marks, an address behind its words."""
    return flat.flat(_text(value, "plain"), _links(context))


@pass_context
def words_of(context: Context, value: object) -> str:
    """Markdown of one line, a title say, as its words alone."""
    return flat.words_of(_text(value, "words"), _links(context))


@pass_context
def html(context: Context, value: object) -> Markup:
    """The editor's Markdown as HTML: paragraphs, lists, pictures, formulas as MathML; nothing that runs."""
    return _written(_text(value, "html"), _links(context), is_line=False)


@pass_context
def html_line(context: Context, value: object) -> Markup:
    """The same for Markdown of one line: no paragraph around it."""
    return _written(_text(value, "html_line"), _links(context), is_line=True)


def _written(markdown: str, links: Mapping[str, str], *, is_line: bool) -> Markup:
    from digestcli.markup import html as pages  # noqa: PLC0415 - where HTML is written
    from digestcli.markup.element import changed, to_html  # noqa: PLC0415 - the same
    from digestcli.markup.mathml import mathml  # noqa: PLC0415 - the same

    nodes = pages.line(markdown, links) if is_line else pages.prose(markdown, links)
    return Markup(to_html(*changed(nodes, {pages.FORMULA: mathml})))  # noqa: S704 - to_html escapes each word


def md(value: object) -> str:
    """Plain words as Markdown that gives just those words: a title of arXiv's may hold a `*` or a `<`."""
    return escape.literal(_text(value, "md"))


def address(value: object) -> str:
    """An address that may be followed, http, https or mailto; nothing for any other."""
    from digestcli.markup.html import address as followed  # noqa: PLC0415 - it loads the parser

    return followed(_text(value, "address")) or ""


def unicode_of(value: object) -> str:
    """TeX as arXiv has it (`title_tex`, `abstract`), in Unicode."""
    return plain.clean(tex.to_unicode(_text(value, "tex")))


@pass_context
def names(context: Context, value: Sequence[object], most: int = 0) -> str:
    """Names as an issue prints them, `A、B 等`; `names(2)` leaves out all but two."""
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TemplateRuntimeError("names takes a list of names, such as entry.authors")
    said = words.printed(str(context.get("publication", {}).get("language", "zh")))
    every = [_text(each, "names") for each in value]
    line = said.name_comma.join(every[: most or None])
    return f"{line} {said.others}" if 0 < most < len(every) else line


def cn_date(value: object) -> str:
    """`2023-04-09` as 2023 年 4 月 9 日; what is no day stays as it is."""
    text = _text(value, "cn_date")
    day = _DAY.fullmatch(text)
    return f"{day[1]} 年 {int(day[2])} 月 {int(day[3])} 日" if day else text


OURS: Mapping[str, Filter] = {
    "plain": plain_text,
    "words": words_of,
    "html": html,
    "html_line": html_line,
    "address": address,
    "md": md,
    "tex": unicode_of,
    "names": names,
    "cn_date": cn_date,
}

_SAMPLE = "*甲* $x^2$"  # Markdown and a formula: all that a filter loads, it loads for these


def load(used: frozenset[str]) -> None:
    """Whatever the filters `used` load on their first use is loaded now: later no file can be opened."""
    markdown: Mapping[str, Callable[[Mapping[str, str]], object]] = {
        "plain": lambda links: flat.flat(_SAMPLE, links),
        "words": lambda links: flat.words_of(_SAMPLE, links),
        "html": lambda links: _written(_SAMPLE, links, is_line=False),
        "html_line": lambda links: _written(_SAMPLE, links, is_line=True),
        "address": lambda _links: address("https://example.org/甲"),
        "tex": lambda _links: unicode_of(_SAMPLE),
    }
    for name in used & markdown.keys():
        markdown[name]({"a": "https://example.org"})
