"""A stranger's library published in every format, each payload once, for tests and tables to look at."""

import json
from base64 import b64encode
from functools import cache, cached_property
from pathlib import Path

from digestcli import exporters, issuefile
from digestcli.compose import compose
from digestcli.exporters import Assets
from digestcli.exporters.paper.press import _data
from digestcli.exporters.paper.sheets import sheets
from digestcli.exporters.pdf import _about
from digestcli.exporters.web.simple import without_folders
from digestcli.files.id3 import Mark
from digestcli.files.mp3 import Recording
from digestcli.library import papers, settings
from digestcli.library.root import Library
from digestcli.markup.page import Article
from digestcli.model.digest import Digest, Series
from digestcli.model.event import Event, silent
from digestcli.model.key import Week
from digestcli.model.script import Chapter, Script
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import pictures, rendered, series_of
from digestcli.workflow.site import build
from tests import pictures as images
from tests.threat_pages import Seen
from tests.threat_readers import READERS
from tests.threats import ARXIVS, EDITORS, ID, LINK, PAYLOADS, Payload, facts, ids, issue, stored

_IN_PAGES = {*EDITORS, "fact", "author"}
_OFF_ARXIV = {"own", "fact", "author"}
# Which places a format prints; in Markdown the editor's words are looked for by a test of their own.
PRINTED = {
    **dict.fromkeys(("html", "wechat", "email", "pdf", "docx", "epub", "rss", "atom", "jsonfeed"), _IN_PAGES),
    "podcast": {"title", "byline", "radio", "pick", "presenter", "fact"},
    "md": {"byline", "fact", "author"},
    "txt": _IN_PAGES - {"byline"},
    "json": _IN_PAGES | {"abstract", "comment"},
    "bib": _OFF_ARXIV | {"journal"},
    "csl": _OFF_ARXIV | {"abstract", "journal"},
    "ris": _OFF_ARXIV | {"abstract"},
    "csv": _OFF_ARXIV
    | {
        "summary", "recommendation", "item", "quote", "cell", "code", "alt", "caption", "strong", "link",
        "radio", "pick", "presenter",
    },
    "site": {*EDITORS, *ARXIVS},
}  # fmt: skip
_SHARED = ("index.html", "about.html", "archive/2023.html", "categories/index.html", "search/2023.js")


EVIL = {
    "page.png": b"<!DOCTYPE html><script>alert(1)</script>",
    "evil.svg": images.svg("<script>alert(1)</script>"),
    "loads.svg": images.svg('<image href="http://169.254.169.254/"/>'),
}
SECRET = images.JPEG  # a picture outside the library, which is in none of what is published


def library(folder: Path, payloads: tuple[Payload, ...] = PAYLOADS) -> Library:
    """A library with an issue for each payload, in `folder`, and beside it what it must not reach."""
    made = Library(folder / "library")
    for each in (made.issues, made.figures, folder / "away"):
        each.mkdir(parents=True)
    made.settings.write_text(
        f'title = "{"<script>x</script> {{7*7}} =1 周报"}"\nid = "{ID}"\nlink = "{LINK}"\n', encoding="utf-8"
    )
    for name, data in {**EVIL, "ok.png": images.PNG}.items():
        (made.figures / name).write_bytes(data)
    for place in (folder / "secret.png", folder / "away" / "secret.png"):
        place.write_bytes(SECRET)
    (made.figures / "out.png").symlink_to(folder / "secret.png")
    (made.figures / "away").symlink_to(folder / "away")
    for payload in payloads:
        file = made.issues / f"{payload.key}.md"
        file.write_text(issue(payload), encoding="utf-8", newline="")
        for paper in facts(payload, stored(payload)):
            papers.save(made, paper)
    return made


class Threatened:
    def __init__(self, folder: Path, payloads: tuple[Payload, ...] = PAYLOADS) -> None:
        self.folder = folder
        self.library = library(folder, payloads)
        self.publication, self.problems = settings.load(self.library)
        self.told: list[Event] = []
        self.seen = cache(self._seen)
        self.data = cache(self._data)
        self._picture = pictures(self.library, silent)

    @classmethod
    def small(cls, folder: Path) -> "Threatened":
        """A library with one issue."""
        return cls(folder, PAYLOADS[:1])

    def digest(self, payload: Payload, *, by_hand: bool = True) -> Digest:
        """Its issue, with facts that say more than a library would take."""
        reading = issuefile.read(issue(payload, by_hand=by_hand), payload.key, self.publication)
        known = {paper.id: paper for paper in facts(payload, payload.words)}
        return compose(reading.issue, known, self.publication)

    def series(self, *digests: Digest) -> Series:
        return series_of(self.desk, digests)

    @cached_property
    def desk(self) -> Desk:
        return Desk(self.library, self.publication, Week(2023, 1).monday)

    @cached_property
    def site(self) -> Path:
        """The whole site, built once."""
        build(self.desk, str(self.folder / "site"), self.told.append, draft=True)
        return self.folder / "site"

    def _seen(self, payload: Payload, name: str) -> Seen:
        return READERS[name](self.data(payload, name))

    def _data(self, payload: Payload, name: str) -> bytes:
        if name == "site":
            return self._pages(payload)
        if name == "pdf":
            return self._given_to_typst(self.digest(payload))
        if name == "podcast":
            return self._podcast(payload)
        series = self.series(self.digest(payload, by_hand=name != "md"))
        (artifact,) = rendered(self.library, [name], series, self.library.out)
        return artifact.render()

    def _podcast(self, payload: Payload) -> bytes:
        """Of a recording that is there, and says what the payload says."""
        digest = self.digest(payload)
        recorded = exporters.moved(self.series(digest), lambda _path: "../audio/ok.mp3")
        marks = (Mark(0, 1, payload.words, payload.words), Mark(1, 2, payload.words))
        script = Script(payload.words, (Chapter(payload.words, None, (payload.words,)),))
        assets = Assets(
            str,
            self._picture,
            recording=lambda _path: Recording(1, 2, "", marks),
            script=lambda _path: script,
        )
        (artifact,) = exporters.export("podcast", recorded, assets)
        return artifact.render()

    def _pages(self, payload: Payload) -> bytes:
        own = [f"issues/{payload.key}.html", *(f"papers/{id}.html" for id in ids(payload))]
        # What all payloads share is read with the first of them.
        names = (*own, *(_SHARED if payload is PAYLOADS[0] else ()))
        return json.dumps({name: (self.site / name).read_text("utf-8") for name in names}).encode()

    def _given_to_typst(self, digest: Digest) -> bytes:
        series = without_folders(self.series(digest))
        (moved,) = series.digests
        made = sheets(Article(moved).whole(), Assets(str, self._picture), lambda _name, _picture: None)
        held = {name: b64encode(each.data).decode() for name, each in made.pictures.items()}
        given = {**_about(moved, series), "article": _data(made.article), "pictures": held}
        return json.dumps(given).encode()


def formats() -> list[str]:
    """Every format there is, and the site."""
    return [*exporters.formats(), "site"]
