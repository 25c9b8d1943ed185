"""The neutral tree of an issue becomes one that its readers can see: each picture put somewhere."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from digestcli.exporters import Assets
from digestcli.files.pictures import Picture
from digestcli.markup.element import Change, Element, Node, Nodes, el
from digestcli.markup.html import address, link
from digestcli.markup.pictures import is_local

MIME = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
Place = Callable[[Picture], str]
"""Where a page finds a picture: an address for its `src`."""


def data_uri(picture: Picture) -> str:
    """The picture within the page itself."""
    return f"data:{MIME[picture.ending]};base64,{b64encode(picture.data).decode('ascii')}"


def pictures(assets: Assets, place: Place, lost: Callable[[Element], Node] | None = None) -> Change:
    """What becomes of an `img`: the library's own go where `place` says, those on https stay where they are.

    One that cannot be had, and any other address, is its words; an address that may be followed leads there.
    """
    words = lost or in_words

    def shown(image: Element) -> Node:
        source = image.get("src")
        if not is_local(source):
            return image if source.lower().startswith("https://") else words(image)
        picture = found(assets, source)
        return words(image) if picture is None else _of(picture, place(picture), image)

    return shown


def named(assets: Assets, where: Callable[[str], str | None], **more: str) -> Change:
    """The same for pages that lie beside their pictures: `where` gives the address of a file, if it has one.

    `more` is what else their elements say.
    """

    def shown(image: Element) -> Node:
        source = image.get("src")
        at = where(unquote(source)) if is_local(source) else None
        picture = found(assets, source) if at else None
        if at and picture:
            return _of(picture, at, image, **more)
        return image if source.lower().startswith("https://") else in_words(image)

    return shown


def _of(picture: Picture, src: str, image: Element, **more: str) -> Element:
    """The element with the picture's own measures, so that nothing jumps when it comes."""
    width, height = (str(side) if side else None for side in (picture.width, picture.height))
    return el("img", src=src, alt=image.get("alt"), width=width, height=height, **more)


def recordings(where: Callable[[str], str | None]) -> Change:
    """What becomes of an `audio`: as with pictures. One that cannot be played where it stands is its name."""

    def shown(audio: Element) -> Node | Nodes:
        source = audio.get("src")
        if not is_local(source):
            led = link(source, source)
            return audio if source.lower().startswith("https://") else led
        at = where(source)
        if at:
            return replace(audio, attributes={**audio.attributes, "src": at})
        return el("span", PurePosixPath(source).name, class_="lost")

    return shown


def found(assets: Assets, source: str) -> Picture | None:
    """The picture that a page's `src` names: percent-encoded, as all addresses of Markdown are."""
    return assets.picture(unquote(source))


def in_words(image: Element) -> Node:
    """A picture that is not there, said in words; in brackets, as in plain text."""
    href = address(image.get("src"))
    said = f"［图］{image.get('alt')}"
    return el("a", said, href=href) if href else el("span", said, class_="lost")
