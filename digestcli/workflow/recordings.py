"""What formats are told of a library's recordings and scripts; one that cannot be had is told, once."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from digestcli.errors import FileError
from digestcli.exporters import Assets
from digestcli.exporters.web import places
from digestcli.exporters.web.sound import script_of, tells_chapters
from digestcli.files.mp3 import Recording
from digestcli.library import recordings as store
from digestcli.library.root import Library
from digestcli.markup.pictures import is_local
from digestcli.messages import _
from digestcli.model.digest import Series
from digestcli.model.event import Event, Tell
from digestcli.model.script import Script

_HELD = 64  # scripts in memory at a time: an issue's are asked for together


def for_podcast(library: Library, series: Series, assets: Assets, tell: Tell) -> Assets:
    """What a podcast needs; raises FileError where the publication has no address for players to ask."""
    if series.link is None:
        raise FileError(
            _("{path} has no link, and a podcast names its recordings by whole addresses").format(
                path=library.settings
            ),
            _("put this line above the first [table] in it: {line}").format(line='link = "https://..."'),
        )
    return heard(library, series.language, assets, tell)


def heard(library: Library, language: str, assets: Assets, tell: Tell) -> Assets:
    """The same, with the library's recordings and scripts."""
    return replace(assets, recording=_recordings(library, tell), script=_scripts(library, language, tell))


def _recordings(library: Library, tell: Tell) -> Callable[[str], Recording | None]:
    """Each recording measured once; one that lies elsewhere has no length that anybody here could know."""

    @cache
    def recording(path: str) -> Recording | None:
        why = _out_of_reach(path)
        if why is None:
            try:
                return store.load(library, path)
            except FileError as fault:
                why = fault.message
        _left_out(tell, why)
        return None

    return recording


def _out_of_reach(path: str) -> str | None:
    """Why no player could be told of a recording, whatever it is like."""
    if not is_local(path):
        return _("{path} lies elsewhere, and its length is not known").format(path=path)
    if not tells_chapters(path):
        return _("{path} is no MP3").format(path=path)
    if not places.file(path):
        return _("{path} is not in the audio/ of the library, and so not on the site").format(path=path)
    return None


def _left_out(tell: Tell, why: str) -> None:
    tell(Event(_("a recording is left out: {why}").format(why=why), is_important=True))


def _scripts(library: Library, language: str, tell: Tell) -> Callable[[str], Script | None]:
    """What is read aloud in each recording, by the recording's path."""
    from digestcli.radio.script import read  # noqa: PLC0415 - few issues have recordings

    @lru_cache(maxsize=_HELD)
    def script(path: str) -> Script | None:
        try:
            words = store.script(library, script_of(path))
        except FileError as fault:
            tell(Event(_("a script is left out: {why}").format(why=fault.message), is_important=True))
            return None
        return None if words is None else read(words, language)

    return script
