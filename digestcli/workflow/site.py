"""`digest site`: the whole archive as static pages, of which only those that changed are written again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from digestcli import exporters, files, issuefile
from digestcli.errors import FileError, UsageError
from digestcli.exporters.site import Site
from digestcli.exporters.site.index import Index, Issued, issued, mark
from digestcli.exporters.web import places
from digestcli.exporters.web.styles import style
from digestcli.library import figures, issues, published
from digestcli.library.root import Library
from digestcli.library.site_folder import Known, SiteFolder
from digestcli.markup.page import Article
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series
from digestcli.model.event import Event, Tell
from digestcli.model.key import Key
from digestcli.workflow.desk import Desk, digest_of, open_issue
from digestcli.workflow.export import HasErrors, pictures, ready, series_of
from digestcli.workflow.feeds import refuse_unnamed

ABOUT = "about.md"
_FEEDS = ("rss", "atom", "jsonfeed")
_HELD = 56  # issues in memory at a time: a year's, whose words are searched together


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a site: the names of its files, from its root."""

    folder: Path
    pages: int
    written: tuple[str, ...]
    removed: tuple[str, ...]


def build(desk: Desk, output: str | None, tell: Tell, *, draft: bool = False, dry_run: bool = False) -> Built:
    """The site in the folder `output`, else in `out/site`.

    Raises HasErrors where an issue holds errors and `draft` does not allow them, Conflict where a file that
    is not ours stands in the way; nothing is written then.
    """
    site = _site(desk, tell, draft=draft)
    artifacts = [*site.artifacts(), *_files(desk.library, site), *_feeds(desk, site, draft=draft)]
    folder = SiteFolder(Path(output) if output else desk.library.out / "site")
    known = folder.known()
    _refuse(desk.library, folder, [each.name for each in artifacts])
    folder.refuse_foreign((each.name for each in artifacts), known)
    due = [each for each in artifacts if not folder.is_there(each.name, known.get(each.name), each.mark)]
    gone = known.keys() - {each.name for each in artifacts}
    if dry_run:
        return Built(folder.root, len(artifacts), tuple(each.name for each in due), tuple(sorted(gone)))
    _write(folder, due, known, tell)
    removed = tuple(folder.remove(sorted(gone), known))
    for name in gone:
        known.pop(name)
    if due or gone:
        folder.remember(known)
    return Built(folder.root, len(artifacts), tuple(each.name for each in due), removed)


def _write(folder: SiteFolder, due: Sequence[Artifact], known: dict[str, Known], tell: Tell) -> None:
    """Writes the files; what was written before something failed is remembered."""
    try:
        for number, artifact in enumerate(due, 1):
            known[artifact.name] = folder.write(artifact)
            if number % 100 == 0:
                tell(Event(_("pages written"), number, len(due)))
    except BaseException:
        if folder.root.is_dir():
            folder.remember(known)
        raise


def _refuse(library: Library, folder: SiteFolder, names: Sequence[str]) -> None:
    firsts = dict.fromkeys(name.split("/")[0] for name in names)
    if owned := next((name for name in firsts if library.owns(folder.root / name)), None):
        raise UsageError(
            _("{path} is not for exports: the library keeps its own files there").format(
                path=folder.root / owned
            ),
            _("a site goes into out/site, or anywhere else: -o DIR"),
        )


def _site(desk: Desk, tell: Tell, *, draft: bool) -> Site:
    """The site as it is to be; every issue is read once, and listed."""
    about = desk.publication
    keys = issues.in_order(desk.library, about)
    index = Index(list(_listed(desk, keys, tell, draft=draft)))
    named = {name for each in index.issues for name in each.files}
    return Site(
        series=series_of(desk, ()),
        has_feeds=_has_feeds(desk, index, tell),
        index=index,
        article=_reader(desk),
        assets=exporters.Assets(lambda path: places.file(path) or "", pictures(desk.library, tell)),
        files={name: told for name in named if (told := _mark(desk.library, name))},
        about=_about(desk.library),
        program=mark(version("digestcli"), style("page"), style("site")),
    )


def _listed(desk: Desk, keys: Sequence[Key], tell: Tell, *, draft: bool) -> Iterator[Issued]:
    for number, key in enumerate(keys, 1):
        opened = open_issue(desk, key)
        if opened.errors and not draft:
            raise HasErrors(
                _("{path} has errors and was not exported").format(path=opened.path),
                _("mend them; with --draft it is exported as it is, and says so"),
                opened.reading.problems,
            )
        digest = replace(digest_of(desk, opened.issue), draft=bool(opened.errors))
        yield issued(digest)
        if number % 100 == 0:
            tell(Event(_("issues read"), number, len(keys)))


def _reader(desk: Desk) -> Callable[[Key], Article]:
    @lru_cache(maxsize=_HELD)
    def read(key: Key) -> Article:
        opened = open_issue(desk, key)
        return Article(replace(digest_of(desk, opened.issue), draft=bool(opened.errors)))

    return read


def _about(library: Library) -> str | None:
    """What the editor wrote about the publication, in `about.md`."""
    try:
        seen = files.read(library.root / ABOUT, limit=1024 * 1024)
    except files.Missing:
        return None
    return issuefile.decode(seen.data, ABOUT)


def _mark(library: Library, path: str) -> str | None:
    """A file's size and when it was changed; None for one that is not there, or not on the site."""
    if "\0" in path or not places.file(path):
        return None
    try:
        told = files.inside(library.issues / path, library.root).stat()
    except (OSError, FileError):
        return None
    return f"{told.st_size} {told.st_mtime_ns}"


def _files(library: Library, site: Site) -> Iterator[Artifact]:
    """The pictures and recordings, each once."""
    named = {places.file(path): path for path in sorted(site.files)}
    for name, path in named.items():
        if name:
            yield Artifact(unquote(name), _reading(library, path), mark=site.files[path])


def _reading(library: Library, path: str) -> Callable[[], bytes]:
    """A picture, as the pages show it, or a recording, as it is."""

    def read() -> bytes:
        if path.lower().endswith((".mp3", ".m4a", ".ogg", ".opus", ".wav")):
            return files.read(files.inside(library.issues / path, library.root), limit=2**30).data
        return figures.load(library, path).data

    return read


def _feeds(desk: Desk, site: Site, *, draft: bool) -> Iterator[Artifact]:
    """The feeds of the newest issues, where the publication has an id that tells them from all others."""
    if not site.has_feeds:
        return
    newest = site.index.issues[-desk.publication.feed_length :]
    keys = [each.key for each in newest]

    @cache
    def series() -> Series:
        return ready(desk, keys, draft=draft).series

    def render(name: str) -> bytes:
        (made,) = exporters.export(name, series(), exporters.Assets(str, site.assets.picture))
        return made.render()

    editions = (published.numbers(desk.library, key) for key in keys)
    said = mark(site.program, repr(site.series), *(each.mark for each in newest), *map(str, editions))
    for name in _FEEDS:
        yield Artifact(exporters.formats()[name].file, partial(render, name), mark=said)


def _has_feeds(desk: Desk, index: Index, tell: Tell) -> bool:
    """Whether feeds can be made; what they lack is told."""
    try:
        refuse_unnamed(desk.library, series_of(desk, ()), tell)
    except FileError as fault:
        tell(Event(_("no feeds: {why}").format(why=f"{fault.message}; {fault.hint}"), is_important=True))
        return False
    return bool(index.issues)
