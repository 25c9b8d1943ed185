"""What a library must say of itself before feeds can tell of it."""

from digestcli.errors import FileError
from digestcli.library.root import SETTINGS, Library
from digestcli.messages import _
from digestcli.model.digest import Series
from digestcli.model.event import Event, Tell


def refuse_unnamed(library: Library, series: Series, tell: Tell) -> None:
    """Raises FileError for a library without an id; one without an address is told what that costs."""
    if series.id is None:
        from digestcli.library.starter import new_id  # noqa: PLC0415 - once in a library's life

        raise FileError(
            _("{path} has no id, and a feed's readers know its issues by it").format(path=library.settings),
            _("put this line above the first [table] in it, and leave it there: {line}").format(
                line=f'id = "{new_id()}"'
            ),
        )
    if series.link is None:
        message = _("{path} has no link: feeds lead nowhere, and their pictures are words")
        tell(Event(message.format(path=SETTINGS), is_important=True))
