"""The page an editor publishes from: the article as it is pasted, a button that copies it, what to mind.

It is the one page with a script, which is in it, puts words on the clipboard and does nothing else; the
page's security policy names it by its hash, and lets nothing be loaded. What it says to the editor is in the
library's language, so that the same issue gives the same bytes to everybody.
"""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import unquote

from digestcli.exporters.account.article import Pasted, Shown
from digestcli.exporters.account.preflight import Result, Say, picture_fault
from digestcli.exporters.web import head
from digestcli.exporters.web.showing import data_uri
from digestcli.exporters.web.styles import style
from digestcli.markup.element import Element, el, to_html
from digestcli.markup.flat_page import article
from digestcli.markup.pictures import is_local


def page(pasted: Pasted, results: list[Result], language: str, say: Say) -> str:
    """The whole page."""
    made = el("html", _head(pasted, say), el("body", *_body(pasted, results, say)), lang=head.lang(language))
    return f"<!DOCTYPE html>\n{to_html(made)}\n"


def _head(pasted: Pasted, _: Say) -> Element:
    css = style("preview")
    rules = {
        "default-src": "'none'",
        "script-src": _hash(_script()),
        "style-src-elem": _hash(css),
        "style-src-attr": "'unsafe-inline'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    policy = "; ".join(f"{name} {allowed}" for name, allowed in rules.items())
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{head.title(pasted.digest)} · {_('preview for WeChat')}"),
        el("style", css),
    )


def _body(pasted: Pasted, results: list[Result], _: Say) -> Iterator[Element]:
    status = el(
        "output",
        id="status",
        data_done=_("Copied: paste it into the editor."),
        data_failed=_("The browser did not copy; press Ctrl+C or ⌘C, all of it is selected."),
    )
    buttons = _button(_("Copy the article"), id="copy"), _button(_("Copy the title"), data_of="title")
    yield el(
        "header",
        el("p", _("preview for WeChat"), class_="kind"),
        el("h1", head.title(pasted.digest), id="title"),
        el("p", *buttons, status),
    )
    yield el("main", el("div", *pasted.preview(), id="article"))
    yield el(
        "aside",
        el("h2", _("Before you publish")),
        el("ul", *map(_told, results), class_="results"),
        *_about(pasted, _),
        *_pictures(pasted, _),
    )
    yield el("template", article(pasted.digest, _not_here), id="plain")
    yield el("script", _script())


def _button(words: str, id: str | None = None, data_of: str | None = None) -> Element:
    return el("button", words, type="button", id=id, data_of=data_of)


def _told(result: Result) -> Element:
    mark = el("span", "✓" if result.is_good else "!", class_="mark", aria_hidden="true")
    return el("li", mark, " ", result.said, class_="good" if result.is_good else "bad")


def _about(pasted: Pasted, _: Say) -> Iterator[Element]:
    if about := head.description(pasted.digest):
        yield el("h2", _("Abstract"))
        yield el("p", about, id="about")
        yield el("p", _button(_("Copy the abstract"), data_of="about"))


def _pictures(pasted: Pasted, _: Say) -> Iterator[Element]:
    if pasted.pictures:
        yield el("h2", _("Pictures to upload, in their order"))
        yield el("ol", *(_picture(shown, _) for shown in pasted.pictures.values()), class_="pictures")


def _picture(shown: Shown, _: Say) -> Element:
    """Name, kind and size, and whether WeChat takes it."""
    picture, fault = shown.picture, picture_fault(shown, _)
    name = PurePosixPath(unquote(shown.source)).name if is_local(shown.source) else shown.source
    sides = f" · {picture.width} × {picture.height}" if picture and picture.width else ""
    size = f" · {picture.ending.upper()} · {-(-len(picture.data) // 1024)} kB{sides}" if picture else ""
    return el(
        "li",
        el("img", src=data_uri(picture), alt="") if picture else None,
        el("p", el("strong", name), size),
        el("p", fault or _("WeChat takes it"), class_="bad" if fault else "good"),
    )


def _not_here(path: str) -> str:
    return "" if is_local(path) else path


def _hash(of: str) -> str:
    return f"'sha256-{b64encode(sha256(of.encode()).digest()).decode('ascii')}'"


@cache
def _script() -> str:
    return files(__package__).joinpath("copy.js").read_text(encoding="utf-8")
