"""SVG, which is a program as much as a picture: taken only if it draws, and asks nobody for anything."""

import re
from xml.parsers import expat

from digestcli.messages import _

_NAMESPACE = "http://www.w3.org/2000/svg"
_BEGINNING = re.compile(rb"\s*(?:<\?xml|<!--|<!DOCTYPE\s+svg|<svg|<[\w-]+:svg)[\s>]?")
_ACTIVE = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler"})
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")
_BOX = re.compile(r"[\s,]*+[-+.\de]++[\s,]++[-+.\de]++[\s,]++([\d.]++)[\s,]++([\d.]++)[\s,]*+")
_INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_LOADED = re.compile(r"url\(\s*['\"]?\s*(?!#|data:image/(?:png|jpeg|gif|webp)[;,])|@import|\\", re.IGNORECASE)


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
        self.parser.StartElementHandler = self._element
        self.parser.EntityDeclHandler = self._entity
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.CharacterDataHandler = self._text
        self.parser.buffer_text = True
        self._is_begun = False
        self._depth_of_style = 0
        self.parser.EndElementHandler = self._end

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _blank, bare = name.rpartition(" ")
        if not self._is_begun:
            if (namespace, bare) != (_NAMESPACE, "svg"):
                raise EOFError
            self._is_begun = True
            self.size = _size(attributes)
        if bare.casefold() in _ACTIVE:
            raise Unsafe(_("it holds <{name}>").format(name=bare))
        self._depth_of_style += bare.casefold() == "style"
        for qualified, value in attributes.items():
            _check(bare.casefold(), qualified.rpartition(" ")[2].casefold(), value)

    def _end(self, name: str) -> None:
        self._depth_of_style -= name.rpartition(" ")[2].casefold() == "style"

    def _text(self, text: str) -> None:
        if self._depth_of_style and _LOADED.search(text):
            raise Unsafe(_("its style loads something from elsewhere"))

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
    elif attribute == "attributename" and value.strip().casefold() in {"href", "xlink:href"}:
        raise Unsafe(_("it changes an address while it is shown"))
    elif _LOADED.search(value) and ("url(" in value.casefold() or attribute == "style"):
        raise Unsafe(_("its {name} loads something from elsewhere").format(name=attribute))


def _size(attributes: dict[str, str]) -> tuple[int, int] | tuple[None, None]:
    """What the root says in pixels, else what its box holds."""
    lengths = [_LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return round(float(lengths[0][1])), round(float(lengths[1][1]))
    if box := _BOX.fullmatch(attributes.get("viewBox", "")):
        try:
            return round(float(box[1])), round(float(box[2]))
        except ValueError:  # 1.2.3
            return None, None
    return None, None
