"""In what an issue is no longer what was published, in words."""

from collections.abc import Iterator, Mapping, Sequence

from digestcli.cli.session import Session
from digestcli.markup.plain import one_line
from digestcli.messages import N_, _
from digestcli.model.edition import Departure, Edition, Kind
from digestcli.workflow.drift import Frozen, thaw_command

_PARTS: Mapping[str, str] = {
    "title": N_("title"),
    "number": N_("number"),
    "date": N_("date"),
    "byline": N_("byline"),
    "cover": N_("cover"),
    "lead": N_("lead"),
    "passages": N_("passages"),
    "radio": N_("radio"),
    "links": N_("link definitions"),
    "version": N_("version"),
    "authors": N_("authors"),
    "url": N_("link"),
    "summary": N_("summary"),
    "recommendation": N_("recommendation"),
    "lines": N_("further lines"),
}
_KINDS: Mapping[Kind, str] = {
    Kind.WORDS: N_("{parts} edited"),
    Kind.FACTS: N_("facts have changed: {parts}"),
    Kind.ADDED: N_("added"),
    Kind.REMOVED: N_("removed"),
    Kind.MOVED: N_("in another order"),
    Kind.PICTURE_CHANGED: N_("the picture has changed"),
    Kind.PICTURE_GONE: N_("the picture is not there"),
}


def name_of(edition: Edition) -> str:
    """Which edition it is, and since when."""
    if edition.number == 1:
        return _("frozen on {date}").format(date=edition.date)
    return _("edition {number}, frozen on {date}").format(number=edition.number, date=edition.date)


def tell_frozen(session: Session, frozen: Frozen) -> None:
    """What differs from what was published, and what can be done about it; nothing where nothing does."""
    if not frozen.departures:
        return
    tell_departures(session, frozen.edition, frozen.departures)
    key = frozen.edition.key
    session.note(
        _("what was published: {command}").format(command=f"digest export --as-published --issue {key}")
    )
    session.note(_("to publish a correction: {command}").format(command=thaw_command(key)))


def tell_departures(session: Session, edition: Edition, departures: Sequence[Departure]) -> None:
    """A line for each place where the issue is not what this edition of it was."""
    session.note(_("{key}, {edition}, has changed since:").format(key=edition.key, edition=name_of(edition)))
    for line in _lines(departures):
        session.note(f"  {line}")


def _lines(departures: Sequence[Departure]) -> Iterator[str]:
    """One line for each place, with all that is told of it."""
    told: dict[str, list[str]] = {}
    for each in departures:
        parts = _(", ").join(map(_part, each.parts))
        told.setdefault(each.place, []).append(_(_KINDS[each.kind]).format(parts=parts))
    for place, what in told.items():
        sentence = _("; ").join(what)
        yield _("{name}: {what}").format(name=one_line(place), what=sentence) if place else sentence


def _part(name: str) -> str:
    """What differs, in the user's language; a name that no program of ours has written stands as it is."""
    return _(_PARTS[name]) if name in _PARTS else one_line(name)
