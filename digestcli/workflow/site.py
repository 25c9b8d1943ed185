"""`digest site`: the whole archive as static pages, of which only those that changed are written again."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from digestcli import __version__, exporters, files, issuefile
from digestcli.errors import FileError, UsageError
from digestcli.exporters.site import Site, beside
from digestcli.exporters.site.beside import files_of
from digestcli.exporters.site.index import SHAPE, Index, Issued, as_data, from_data, issued, mark
from digestcli.exporters.web import places
from digestcli.exporters.web.sound import script_of
from digestcli.exporters.web.styles import style
from digestcli.files.pictures import Picture
from digestcli.library import figures, issues
from digestcli.library.listings import Listings
from digestcli.library.root import Library
from digestcli.library.site_folder import CLAIMED, Known, SiteFolder
from digestcli.markup.page import Article
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.event import Event, Tell
from digestcli.model.key import Key
from digestcli.values import dataclass
from digestcli.workflow import site_feeds
from digestcli.workflow.desk import Desk, digest_of, open_issue
from digestcli.workflow.export import HasErrors, pictures, series_of
from digestcli.workflow.recordings import heard

ABOUT = "about.md"
_ROOMS = ("issues", "papers", "figures", "audio")  # of a site: a library that is empty yet will have them too
_HELD = 56  # issues in memory at a time: a year's, whose words are searched together


@dataclass(frozen=True, slots=True)
class Built:
    """What became of a site: the names of its files, from its root."""

    folder: Path
    pages: int
    written: tuple[str, ...]
    removed: tuple[str, ...]
    unwritten: tuple[str, ...]  # papers without 摘要 or 推荐, "2023-W14 3 HuggingGPT"
    pending: tuple[str, ...]  # papers whose facts are not there, "2023-W14 2304.02643"


def build(
    desk: Desk,
    output: str | None,
    tell: Tell,
    *,
    draft: bool = False,
    dry_run: bool = False,
    cache: Path | None = None,
) -> Built:
    """The site in the folder `output`, else in `out/site`.

    Raises HasErrors where an issue holds errors and `draft` does not allow them, Conflict where a file that
    is not ours stands in the way; nothing is written then. What was listed is remembered in `cache`.
    """
    _refuse_file(output)
    site = _site(desk, cache, tell, draft=draft)
    folder = SiteFolder(Path(output) if output else desk.library.out / "site")
    known = folder.known()

    def is_there(each: Artifact) -> bool:
        return folder.is_there(each.name, known.get(each.name), each.mark)

    pages = [*site.artifacts(), *site_feeds.artifacts(desk, site, tell, draft=draft)]
    artifacts = [*pages, *_files(desk.library, site, is_there)]
    names = [each.name for each in artifacts]
    _refuse(desk.library, folder, names)
    folder.refuse_foreign(names, known)
    due = [each for each in artifacts if not is_there(each)]
    removed = tuple(sorted(known.keys() - set(names)))
    if not dry_run and (due or removed):
        _write(folder, due, known, tell)
        removed = _take_away(folder, removed, known)
        folder.remember(known)
    written = tuple(each.name for each in due)
    lacking = tuple(site.index.unwritten()), tuple(site.index.pending())
    return Built(folder.root, len(artifacts), written, removed, *lacking)


def _write(folder: SiteFolder, due: Sequence[Artifact], known: dict[str, Known], tell: Tell) -> None:
    """Writes the files; what was written before something failed is remembered, however it ended."""
    if new := [each.name for each in due if each.name not in known]:
        folder.remember({**known, **dict.fromkeys(new, CLAIMED)})
    try:
        for number, artifact in enumerate(due, 1):
            known[artifact.name] = folder.write(artifact)
            if number % 100 == 0:
                tell(Event(_("pages written"), number, len(due)))
    except BaseException:
        with suppress(FileError):  # what has been claimed is enough to go on from
            folder.remember(known)
        raise


def _take_away(folder: SiteFolder, gone: Sequence[str], known: dict[str, Known]) -> tuple[str, ...]:
    """Which of the files that are no pages any more have been removed."""
    removed = tuple(folder.remove(gone, known))
    for name in gone:
        known.pop(name)
    return removed


def _refuse_file(output: str | None) -> None:
    if output == "-" or (output and Path(output).exists() and not Path(output).is_dir()):
        raise UsageError(
            _("a site is many files, and {name} is no folder").format(name=output), "digest site -o DIR"
        )


def _refuse(library: Library, folder: SiteFolder, names: Sequence[str]) -> None:
    firsts = dict.fromkeys((*_ROOMS, *(name.split("/")[0] for name in names)))
    if owned := next((name for name in firsts if library.owns(folder.root / name)), None):
        raise UsageError(
            _("{path} is not for exports: the library keeps its own files there").format(
                path=folder.root / owned
            ),
            _("a site goes into out/site, or anywhere else: -o DIR"),
        )


def _site(desk: Desk, cache: Path | None, tell: Tell, *, draft: bool) -> Site:
    """The site as it is to be; every issue is read once, and listed."""
    about = desk.publication
    keys = issues.in_order(desk.library, about)
    index = Index(list(_listed(desk, keys, cache, tell, draft=draft)))
    words = _about(desk.library)
    named = {name for each in index.issues for name in each.files}
    named.update(files_of(beside.about(words)) if words else ())
    named.update(map(script_of, index.recordings))
    if about.radio_cover and index.recordings:
        named.add(about.radio_cover)
    marks = {name: told for name in named if (told := _mark(desk.library, name))}
    assets = exporters.Assets(
        lambda path: (places.file(path) or "") if path in marks else "", _measures(desk.library, tell)
    )
    is_fed = site_feeds.can_be_made(desk, index, tell)
    return Site(
        series=series_of(desk, ()),
        has_feeds=is_fed,
        has_podcast=is_fed and site_feeds.has_podcast(desk, index, marks, tell),
        index=index,
        article=_reader(desk),
        assets=heard(desk.library, desk.publication.language, assets, tell),
        files=marks,
        about=words,
        program=mark(__version__, style("page"), style("site")),
    )


def _listed(
    desk: Desk, keys: Sequence[Key], cache: Path | None, tell: Tell, *, draft: bool
) -> Iterator[Issued]:
    """What the lists say of each issue; one that has not changed is remembered in `cache`, and not read."""
    listings = Listings(desk.library, cache, f"{SHAPE} {desk.publication.fingerprint}")
    for number, key in enumerate(keys, 1):
        known = listings.of(key)
        yield _read(desk, key, listings, draft=draft) if known is None else from_data(key, known)
        if number % 100 == 0:
            tell(Event(_("issues read"), number, len(keys)))
    listings.keep()


def _read(desk: Desk, key: Key, listings: Listings, *, draft: bool) -> Issued:
    looked = listings.look(key)
    opened = open_issue(desk, key)
    if opened.errors and not draft:
        raise HasErrors(
            _("{path} has errors and was not exported").format(path=opened.path),
            _("mend them; with --draft it is exported as it is, and says so"),
            opened.reading.problems,
        )
    listed = issued(replace(digest_of(desk, opened.issue), draft=bool(opened.errors)))
    if not opened.errors:
        listings.learn(looked, opened.issue, as_data(listed))
    return listed


def _measures(library: Library, tell: Tell) -> Callable[[str], Picture | None]:
    """The library's pictures as the pages need them: without their bytes, of which ten years are many."""

    @cache
    def measured(path: str) -> Picture | None:
        picture = pictures(library, tell)(path)  # asked once, so that nothing keeps it
        return replace(picture, data=b"") if picture else None

    return measured


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


def _files(library: Library, site: Site, is_there: Callable[[Artifact], bool]) -> Iterator[Artifact]:
    """The pictures and recordings, each once; not a picture that is none, which the pages say in words."""
    recordings = site.index.recordings
    scripts = {*map(script_of, recordings)}
    named = {places.file(path): path for path in sorted(site.files) if path not in scripts}
    for name, path in named.items():
        is_recording = path in recordings
        read = partial(_recording if is_recording else _picture, library, path)
        artifact = Artifact(unquote(name or ""), read, mark=site.files[path])
        if is_recording or is_there(artifact) or site.assets.picture(path):
            yield artifact


def _recording(library: Library, path: str) -> bytes:
    return files.read(files.inside(library.issues / path, library.root), limit=2**30).data


def _picture(library: Library, path: str) -> bytes:
    return figures.load(library, path).data
