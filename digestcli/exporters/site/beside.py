"""Pictures and recordings that lie beside the pages, under the names they have in the library."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from digestcli.exporters import Assets
from digestcli.exporters.web import places
from digestcli.exporters.web.showing import found, in_words
from digestcli.markup.element import Change, Element, Node, Nodes, changed, el
from digestcli.markup.html import FORMULA
from digestcli.markup.mathml import mathml
from digestcli.markup.pictures import is_local, local_paths
from digestcli.model.digest import Digest, Entry, Radiostation
from digestcli.model.issue import Passage


def shown(nodes: Nodes, assets: Assets, start: str, **more: Change) -> Nodes:
    """The nodes as the page `start` shows them; `assets.path` says where on the site files are.

    `more` is what else becomes of elements, by their tags.
    """

    def picture(image: Element) -> Node:
        source = image.get("src")
        if not is_local(source):
            return image if source.lower().startswith("https://") else in_words(image)
        seen, place = found(assets, source), assets.path(unquote(source))
        if not seen or not place:
            return in_words(image)
        width, height = (str(side) if side else None for side in (seen.width, seen.height))
        where = places.relative(place, start)
        return el("img", src=where, alt=image.get("alt"), width=width, height=height, loading="lazy")

    def recording(audio: Element) -> Node | Nodes:
        source = audio.get("src")
        if not is_local(source):
            return audio if source.lower().startswith("https://") else ()
        place = assets.path(source)
        where = places.relative(place, start)
        return replace(audio, attributes={**audio.attributes, "src": where}) if place else ()

    return changed(nodes, {FORMULA: mathml, "img": picture, "audio": recording, **more})


def local_files(digest: Digest) -> list[str]:
    """The pictures and recordings of an issue that are files, as the issue names them, each once."""
    return list(dict.fromkeys(filter(is_local, _named(digest))))


def _named(digest: Digest) -> Iterator[str]:
    if digest.cover:
        yield digest.cover
    for words in filter(None, _prose(digest)):
        if "![" in words:
            yield from map(unquote, local_paths(words))
    yield from map(unquote, digest.links.values())
    for programme in digest.radio.lists if digest.radio else ():
        if programme.audio:
            yield programme.audio


def _prose(digest: Digest) -> Iterator[str | None]:
    yield digest.lead
    for part in digest.body:
        match part:
            case Entry():
                yield from (said.value for said in (part.note.summary, part.note.recommendation) if said)
            case Passage():
                yield part.text.value if part.text else None
            case Radiostation():
                yield from (part.text, *(each.text for each in part.lists))
