"""Pages as a browser saves them, from WeChat or a blog."""

import re

from digestcli.importers.article.lines import Article
from digestcli.importers.article.recognise import Recognised, recognise
from digestcli.importers.article.told import Told
from digestcli.messages import _
from digestcli.model.publication import Publication

_PAGE = re.compile(
    r"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|section|article|main|table|p|h[1-6]|span|a|img|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_CLOSES = re.compile(r"</(?:html|body|div|section|article|p|h[1-6]|table|ul|ol|span)\s*>", re.IGNORECASE)


def recognises(text: str, path: str) -> bool:
    """Whether a page begins; Markdown may hold a tag, and a page has more of them than that."""
    if not _PAGE.match(text[:100_000]):
        return False
    return path.lower().endswith((".html", ".htm", ".xhtml")) or len(_CLOSES.findall(text, 0, 1_000_000)) > 1


def read(text: str, told: Told, publication: Publication) -> Recognised:
    """The issue file of the article in a page."""
    from digestcli.importers.page.tree import page_of  # noqa: PLC0415 - it loads a parser
    from digestcli.importers.page.walk import lines_of  # noqa: PLC0415 - the same

    page = page_of(text, told)
    if page.is_part:
        message = _("read of the page: its {tag}; what stands around it is left out")
        told.tell("left-out", page.line, message.format(tag=page.name))
    for rule, said, what in (
        ("taken-as-title", page.title, _("taken as the title: {words}")),
        ("taken-as-byline", page.byline, _("taken as the byline: {words}")),
        ("taken-as-date", page.date, _("taken as the date: {words}")),
    ):
        if said:
            told.tell(rule, 1, what.format(words=said))
    lines = lines_of(page.article, told, page.read)
    article = Article(lines, title=page.title, byline=page.byline, date=page.date, front=page.front)
    return recognise(article, told, publication)
