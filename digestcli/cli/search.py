"""`digest search`."""

from collections.abc import Iterator, Sequence
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.text import Text

from digestcli.cli import weeks
from digestcli.cli.prose import wrap
from digestcli.cli.session import Session
from digestcli.cli.terminal import warning_line
from digestcli.cli.user import cache_folder
from digestcli.cli.view import padded
from digestcli.errors import UsageError
from digestcli.library import issues
from digestcli.markup.json_text import dumps
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model.key import Key
from digestcli.search.fields import FIELDS
from digestcli.search.hit import Hit, Marked
from digestcli.search.query import Query, Weeks, parse
from digestcli.workflow import search as verb

_NOTHING = 1  # the exit code where nothing is found, as grep's
_MARGIN = "    "  # of a hit's words below its line
_MARK, _DIM = "bold", "dim"
_SHORT = "hqvL"  # the options of one letter
_MOST = 5  # entries that are shown where one is to be chosen


def search(
    session: Session,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar=_("QUERY..."),
            help=_('Words that all are to be there; "a phrase", author: cat: week: field:, -not.'),
        ),
    ],
    limit: Annotated[
        int, typer.Option("--limit", metavar=_("N"), min=1, help=_("At most N, the best ones."))
    ] = 20,
    open_: Annotated[
        bool, typer.Option("--open", help=_("Open the best one in your editor, as edit does."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=_("As data, one of each hit."))] = False,
) -> int:
    if open_ and json:
        raise UsageError(
            _("--open and --json exclude each other"),
            _("look with --json, then open one: digest edit --help"),
        )
    wanted = _query(session, " ".join(query))
    most = max(limit, _MOST) if open_ else limit
    found = verb.search(session.desk, wanted, most, cache_folder(), session.tell)
    for key in found.unread:
        name = issues.name(Key(key))
        session.note(warning_line(_("{path} cannot be read: digest doctor tells why").format(path=name)))
    if json:
        session.out.document(f"{dumps([_as_data(hit) for hit in found.hits], indent=2)}\n".encode())
    elif open_ and found.hits:
        _open(session, found)
        return 0
    else:
        session.out.page(_lines(found.hits, session.out.width))
        _tell(session, found)
    return 0 if found.hits else _NOTHING


def arranged(args: Sequence[str]) -> list[str]:
    """What is typed; the words of a query that begin with a hyphen are no options, and stand last."""
    words, unwanted = list[str](), list[str]()
    for place, word in enumerate(args):
        if word == "--":
            return [*words, "--", *unwanted, *args[place + 1 :]]
        (unwanted if _is_unwanted(word) else words).append(word)
    return [*words, "--", *unwanted] if unwanted else words


def _is_unwanted(word: str) -> bool:
    if word[:1] != "-" or word[1:2] in {"", "-"}:
        return False
    is_option = word[1] in _SHORT and (len(word) == 2 or "/" in word or "\\" in word)
    return not is_option


def _query(session: Session, text: str) -> Query:
    def weeks_of(said: str) -> Weeks:
        today = session.desk.today
        try:
            return weeks.span(said, today) or (weeks.week(said, today),) * 2
        except UsageError as fault:
            raise UsageError(
                _("{word} in the query names no week").format(word=f"week:{said}"),
                _("week:last, week:14, week:2023-W14 or week:2023-W01..2023-W26"),
            ) from fault

    return parse(text, weeks_of)


def _tell(session: Session, found: verb.Results) -> None:
    if not found.hits:
        session.note(_("nothing found"))
    elif found.total > len(found.hits):
        message = _("the best {n} of {total}: --limit {total} shows them all")
        session.note(message.format(n=len(found.hits), total=found.total))


def _open(session: Session, found: verb.Results) -> None:
    """The best of all, in the editor; where several are as good, none."""
    from digestcli.cli.edit import edit  # noqa: PLC0415 - few searches end there

    best, *others = found.hits
    equals = [hit for hit in others if hit.score == best.score]
    if equals:
        session.out.page(_lines([best, *equals], session.out.width))
        commands = dict.fromkeys(map(_command, (best, *equals)))
        count = plural("{n} entry", "{n} entries", len(equals) + 1)
        if len(equals) + 1 == len(found.hits) < found.total:  # those that were not looked at may be as good
            count = _("at least {n} entries").replace("{n}", str(len(found.hits)))
        raise UsageError(
            _("{count} match equally well: which is to be opened?").format(count=count), "\n".join(commands)
        )
    edit(session, best.ref, issue=best.key.value)


def _command(hit: Hit) -> str:
    """What opens an entry. No title stands in it or beside it: whoever pastes the line would run it."""
    name = hit.number or (hit.id if hit.ref else None)
    return f"digest edit {name} --issue {hit.key}" if name else f"digest edit --issue {hit.key}"


def _lines(hits: Sequence[Hit], width: int | None) -> Iterator[Text]:
    """A line for each, its title below where there is no room beside the rest; then what was found there."""
    rows = [_cells(hit) for hit in hits]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for hit, row in zip(hits, rows, strict=True):
        cells = "".join(padded(cell, room + 2) for cell, room in zip(row, widths, strict=True) if room)
        title = _text(hit.title)
        if width is None or cell_len(cells) + title.cell_len <= width:
            yield Text.assemble((cells, _DIM), title) if title else Text(cells.rstrip(), _DIM)
        else:
            yield Text(cells.rstrip(), _DIM)
            yield from wrap(title, width, first=_MARGIN, rest=_MARGIN)
        if hit.snippet.text and not _is_shown(hit):
            yield from wrap(_text(hit.snippet), width, first=_MARGIN, rest=_MARGIN)


def _is_shown(hit: Hit) -> bool:
    """Whether its line says already what was found; an entry may have more titles than the printed one."""
    return hit.field == "id" or (hit.field == "title" and bool(hit.title.marks))


def _cells(hit: Hit) -> tuple[str, str, str, str]:
    """Where it stands, and what it was found in."""
    field = _(FIELDS[hit.field].said) if hit.field else ""
    return hit.key.value, str(hit.number or ""), one_line(str(hit.id or "")), field


def _text(marked: Marked) -> Text:
    """With what was looked for in bold, where that can be seen. It is clean as it was found."""
    text = Text(marked.text)
    for start, end in marked.marks:
        text.stylize(_MARK, start, end)
    return text


def _as_data(hit: Hit) -> dict[str, object]:
    return {
        "key": hit.key.value,
        "number": hit.number,
        "id": str(hit.id) if hit.id else None,
        "title": hit.title.text,
        "field": hit.field,
        "snippet": hit.snippet.text,
        "score": hit.score,
    }
