"""One message ready to be sent: the article as HTML with its pictures in it, and in plain text beside it.

It is a draft (`X-Unsent: 1`, which Outlook and Thunderbird open for writing): who sends it, to whom, and when
is not known here and not invented; a mail program adds its own `From`, `To`, `Date` and `Message-ID`. Nothing
in it is fetched: a picture that has to be loaded tells a server who reads, so one from elsewhere is a link.
"""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

from digestcli.exporters import Assets
from digestcli.exporters.web import head
from digestcli.exporters.web.afar import leading
from digestcli.exporters.web.inlining import inlined
from digestcli.exporters.web.showing import MIME, found, in_words
from digestcli.exporters.web.simple import simple, without_folders
from digestcli.exporters.web.styles import style
from digestcli.markup.element import Element, Node, Nodes, changed, el, to_html
from digestcli.markup.flat_page import article
from digestcli.markup.html import FORMULA, formula_text
from digestcli.markup.page import Article
from digestcli.markup.pictures import is_local
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series

if TYPE_CHECKING:
    from email.message import EmailMessage

    from digestcli.files.pictures import Picture

SHOWN = ("png", "jpg", "gif")  # what every mail program shows
CLIPPED = 102 * 1024  # bytes of HTML after which Gmail shows no more
LARGEST = 20 * 1000 * 1000  # bytes; many servers take no larger message
_WIDEST = 600  # pixels: Outlook knows no max-width


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.eml` an issue."""
    for digest in without_folders(series).digests:
        mail = _Mail(digest, series, assets)
        yield Artifact(f"{digest.key}.eml", mail.render, mail.remarks)


class _Mail:
    def __init__(self, digest: Digest, series: Series, assets: Assets) -> None:
        self._digest = digest
        self._language = head.lang(series.language)
        self._assets = assets
        self._pictures: dict[str, Picture] = {}  # by the id that the page names them by
        self._left: list[str] = []  # pictures that are words here, and why

    def render(self) -> bytes:
        from email.policy import SMTP  # noqa: PLC0415 - one format of many writes mail

        return self._message().as_bytes(policy=SMTP)

    def remarks(self) -> Iterator[str]:
        size = len(self._page.encode())  # once the page is made, it is known what is left out
        yield from self._left
        if size > CLIPPED:
            message = _("its page has {size} kB, and Gmail cuts a message off after 102: divide the issue")
            yield message.format(size=-(-size // 1024))
        whole = sum(len(picture.data) for picture in self._pictures.values()) * 4 // 3 + size
        if whole > LARGEST:
            message = _("it has {size} MB, and many servers take no more than 20: save pictures smaller")
            yield message.format(size=-(-whole // 1_000_000))

    def _message(self) -> "EmailMessage":
        from email.message import EmailMessage  # noqa: PLC0415 - as above
        from email.policy import SMTP  # noqa: PLC0415 - as above

        message = EmailMessage(policy=SMTP)
        message["Subject"] = head.title(self._digest)
        message["X-Unsent"] = "1"
        plain = article(self._digest, _not_here)
        message.set_content(plain, cte="base64")
        message.add_alternative(self._page, subtype="html", cte="base64")
        *_plain, page = message.iter_parts()
        for number, (name, picture) in enumerate(self._pictures.items(), 1):
            kind = MIME[picture.ending].removeprefix("image/")
            file = f"{self._digest.key}-{number}.{picture.ending}"
            page.add_related(
                picture.data, "image", kind, cid=f"<{name}>", filename=file, disposition="inline"
            )
        name = sha256(f"{plain}{self._page}".encode()).hexdigest()[:24]
        for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
            part.set_boundary(f"=_{name}_{number}")  # `=_` stands in no line of base64
        return message

    @cached_property
    def _page(self) -> str:
        changes = {**simple("div"), FORMULA: formula_text, "img": self._image, "a": _link}
        seen = changed((Article(self._digest).whole(),), changes)
        page = el(
            "html",
            el(
                "head",
                el("meta", charset="utf-8"),
                el("meta", name="viewport", content="width=device-width, initial-scale=1"),
                el("meta", name="color-scheme", content="light"),
                el("title", head.title(self._digest)),
            ),
            *inlined((el("body", el("div", *seen, class_="page")),), style("email")),
            lang=self._language,
        )
        return f"<!DOCTYPE html>\n{to_html(page)}\n"

    def _image(self, image: Element) -> Node:
        source = image.get("src")
        if not is_local(source):
            message = _("{address} is a link in it: to load it would tell who reads")
            self._left.append(message.format(address=source))
            return in_words(image)
        picture = found(self._assets, source)
        if picture is None:
            return in_words(image)
        if picture.ending not in SHOWN:
            message = _("{name} is left out, as few mail programs show {kind}: save it as PNG")
            self._left.append(message.format(name=source, kind=picture.ending.upper()))
            return in_words(image)
        name = f"{sha256(picture.data).hexdigest()[:24]}@digest.invalid"
        self._pictures[name] = picture
        width = str(min(picture.width or _WIDEST, _WIDEST))
        return el("img", src=f"cid:{name}", alt=image.get("alt"), width=width)


def _not_here(path: str) -> str:
    """Files beside the issue are not beside the message."""
    return "" if is_local(path) else path


def _link(link: Element) -> Node | Nodes:
    """A link; one within the page is its words, as few mail programs can follow it."""
    return link.children if link.get("href").startswith("#") else leading(link)
