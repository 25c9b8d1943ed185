"""The neutral tree of an issue becomes one that its readers can see: each picture put somewhere."""

from base64 import b64encode
from collections.abc import Callable
from urllib.parse import unquote

from digestcli.exporters import Assets
from digestcli.files.pictures import Picture
from digestcli.markup.element import Change, Element, Node, el
from digestcli.markup.html import address
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
        if picture is None:
            return words(image)
        width, height = (str(side) if side else None for side in (picture.width, picture.height))
        return el("img", src=place(picture), alt=image.get("alt"), width=width, height=height)

    return shown


def found(assets: Assets, source: str) -> Picture | None:
    """The picture that a page's `src` names: percent-encoded, as all addresses of Markdown are."""
    return assets.picture(unquote(source))


def in_words(image: Element) -> Node:
    """A picture that is not there, said in words; in brackets, as in plain text."""
    href = address(image.get("src"))
    said = f"［图］{image.get('alt')}"
    return el("a", said, href=href) if href else el("span", said, class_="lost")
