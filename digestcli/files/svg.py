"""SVG, which is a program as much as a picture: taken only if it draws, and asks nobody for anything."""

import re
from xml.parsers import expat

from digestcli.messages import _

_NAMESPACE = "http://www.w3.org/2000/svg"
_OF_PAGES = "http://www.w3.org/1999/xhtml"
_ENCODINGS = frozenset({"utf-8", "us-ascii", "iso-8859-1"})  # those that expat and every browser read alike
_BEGINNING = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg|<[\w-]+:svg)[\s>]?")
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"})
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
_BOX = re.compile(r"[\s,]*+[-+.\de]++[\s,]++[-+.\de]++[\s,]++([\d.]++)[\s,]++([\d.]++)[\s,]*+")
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_LOADED = re.compile(
    r"""url\(\s*+['"]?+\s*+(?!\#|data:image/(?:png|jpeg|gif|webp)[;,])
        | \b(?:image-set|image|src)\(\s*['"]
        | @import
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Unsafe(Exception):
    """A drawing that does more than draw; its message says what."""


def is_one(data: bytes) -> bool:
    """Whether the bytes begin as an SVG does, or as XML that `size` has a look at."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf")
    return _BEGINNING.match(start) is not None and b"svg" in data[:65536]


def size(data: bytes) -> tuple[int, int] | tuple[None, None]:
    """Width and height in pixels, if it says them; raises EOFError where it is not whole, or Unsafe."""
    drawing = _Drawing()
    try:
        drawing.parser.Parse(data, True)  # noqa: FBT003 - expat knows no names
    except expat.ExpatError:
        raise EOFError from None
    return drawing.size


class _Drawing:
    """What one walk through the elements finds."""

    def __init__(self) -> None:
        self.size: tuple[int, int] | tuple[None, None] = (None, None)
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.XmlDeclHandler = self._declaration
        self.parser.StartElementHandler = self._element
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.CharacterDataHandler = self._text
        self._is_begun = False
        self._depth_of_style = 0
        self._style: list[str] = []

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in _ENCODINGS:
            raise Unsafe(_("it is written in {encoding}, not in UTF-8").format(encoding=encoding))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _blank, bare = name.rpartition(" ")
        if not self._is_begun:
            if (namespace, bare) != (_NAMESPACE, "svg"):
                raise EOFError
            self._is_begun = True
            self.size = _size(attributes)
        if bare.casefold() in _ACTIVE or namespace == _OF_PAGES:
            raise Unsafe(_("it holds <{name}>").format(name=bare))
        self._depth_of_style += bare.casefold() == "style"
        for qualified, value in attributes.items():
            _check(bare.casefold(), qualified.rpartition(" ")[2].casefold(), value)

    def _end(self, name: str) -> None:
        """Looks at a style once it is whole: what stands between its words is not there for a browser."""
        if name.rpartition(" ")[2].casefold() == "style":
            self._depth_of_style -= 1
            style = "".join(self._style)
            if _LOADED.search(style) or "\\" in style:
                raise Unsafe(_("its style loads something from elsewhere"))

    def _text(self, text: str) -> None:
        if self._depth_of_style:
            self._style.append(text)

    def _entity(self, name: str, *_declared: object) -> None:
        raise Unsafe(_("it declares the entity {name}").format(name=name))

    def _instruction(self, target: str, _said: str) -> None:
        if target.casefold() == "xml-stylesheet":
            raise Unsafe(_("its style loads something from elsewhere"))


def _check(element: str, attribute: str, value: str) -> None:
    if attribute.startswith("on"):
        raise Unsafe(_("its {name} runs a script").format(name=attribute))
    if attribute in {"href", "src"}:
        is_link = element == "a" and value.strip().casefold().startswith(("https://", "http://"))
        if not is_link and not _INSIDE.match(value.strip()):
            raise Unsafe(_("it loads {address}").format(address=value[:60]))
    elif attribute in {"base", "srcset"}:
        raise Unsafe(_("it loads {address}").format(address=value[:60]))
    elif attribute == "attributename" and value.rpartition(":")[2].strip().casefold() == "href":
        raise Unsafe(_("it changes an address while it is shown"))
    elif _LOADED.search(value) or ("\\" in value and (attribute == "style" or "(" in value)):
        raise Unsafe(_("its {name} loads something from elsewhere").format(name=attribute))


def _size(attributes: dict[str, str]) -> tuple[int, int] | tuple[None, None]:
    """What the root says in pixels, else what its box holds."""
    lengths = [_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return _pixels(lengths[0][1], lengths[1][1])
    if box := _BOX.fullmatch(attributes.get("viewBox", "")):
        return _pixels(box[1], box[2])
    return None, None


def _pixels(width: str, height: str) -> tuple[int, int] | tuple[None, None]:
    try:
        return round(float(width)), round(float(height))
    except (ValueError, OverflowError):  # 1.2.3, or more than a number can hold
        return None, None
