"""`digest radio add`: papers become lines of a radio list; their facts are fetched and kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from digestcli import issuefile
from digestcli.errors import UsageError
from digestcli.issuefile import NewPick
from digestcli.library import issues, root
from digestcli.markup.escape import literal
from digestcli.messages import _, plural
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.sources import Service
from digestcli.workflow.add import Added, Fate, Opening, Wish, checked
from digestcli.workflow.desk import Desk, Opened, locked, open_if_there
from digestcli.workflow.gather import Gathered, gather
from digestcli.workflow.opening import fresh, left_behind, to_fill
from digestcli.workflow.radio_lists import Station


@dataclass(frozen=True, slots=True)
class Goal:
    """Where the papers go, and whom the one paper is from in the editor's own words."""

    key: Key
    list_name: str  # as it is typed
    at: int | None = None  # the number the first of them gets; None: the end
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picked(Added):
    """What became of the wishes in a radio list."""

    list_name: str = ""
    miscounted: tuple[str, ...] = ()  # lists whose written numbers no longer say what is printed


def add(
    desk: Desk,
    wishes: Sequence[Wish],
    goal: Goal,
    service: Service | None,
    tell: Tell,
    *,
    dry_run: bool = False,
) -> Picked:
    """Lines for `wishes` in a radio list; the list, the part and the issue are opened where there is none.

    A wish that cannot be granted does not fail the others. A paper that nobody tells about, or that nobody is
    asked about where `service` is None, has its line too, and waits for its facts. Raises UsageError where no
    such list or place is meant, Conflict where somebody else changes the issue meanwhile.
    """
    issuefile.refuse_names(goal.names, desk.publication)  # what is wrong is told before anybody is asked
    _inserted(desk, goal, open_if_there(desk, goal.key), (), Gathered())
    new_library = not desk.library.exists
    wishes = [_on_arxiv(wish) for wish in wishes]
    refs = [wish.ref for wish in wishes if wish.ref]
    gathered = gather(desk, refs, service, tell, Opening.of, keep=not dry_run)
    elsewhere = issues.holders(desk.library, refs, desk.publication)
    wishes = [_checked(wish, goal, gathered, elsewhere) for wish in wishes]
    if dry_run or not any(wish.fate is Fate.ADDED for wish in wishes):
        return _inserted(desk, goal, open_if_there(desk, goal.key), wishes, gathered)
    if not desk.library.exists:
        root.init(desk.library.root)
    with locked(desk, tell):
        opened = open_if_there(desk, goal.key)
        added = replace(
            _inserted(desk, goal, opened, wishes, gathered),
            new_library=new_library,
            left_behind=None if opened else left_behind(desk, goal.key),
        )
        if added.after is not None and added.after != added.before:
            seen = opened.seen if opened else None
            issues.write(desk.library, goal.key, added.after.encode(), seen, "radio add")
    return added


def issue_for(desk: Desk) -> Key:
    """This week's issue, which need not be there yet.

    Raises UsageError where it would be opened while another one is being filled: which is meant?
    """
    this_weeks, filled = Key(str(desk.week)), to_fill(desk)
    if filled == this_weeks:
        return this_weeks
    raise UsageError(
        _("for {key}, which is being filled, or for {week}, which is not there yet?").format(
            key=filled, week=this_weeks
        ),
        _("--issue {key}, or --week, which opens {week}").format(key=filled, week=this_weeks),
    )


def _on_arxiv(wish: Wish) -> Wish:
    if wish.ref or wish.fate is Fate.REFUSED:
        return wish
    remark = _("{paper} is not on arXiv").format(paper=wish.asked)
    hint = _("write a line for it into the list, in your own editor")
    return replace(wish, fate=Fate.REFUSED, remark=remark, hint=hint)


def _checked(
    wish: Wish, goal: Goal, gathered: Gathered[Opening], elsewhere: Mapping[ArxivId, tuple[Key, ...]]
) -> Wish:
    """What arXiv and the other issues say of the wish; its line has a version where the editor names one."""
    again = f"digest radio add {goal.list_name}"
    return replace(checked(wish, goal.key, gathered, elsewhere, again), ref=wish.ref)


def _inserted(
    desk: Desk, goal: Goal, opened: Opened | None, wishes: Iterable[Wish], gathered: Gathered[Opening]
) -> Picked:
    """The issue's text with a line for every wish that has none yet."""
    if opened:
        text, reading = opened.text, opened.reading
    else:
        page = fresh(desk, goal.key)
        text = page.text + page.rest
        reading = issuefile.read(text, goal.key, desk.publication, issues.name(goal.key))
    station = Station(desk, reading.issue)
    name = station.list_called(goal.list_name)
    at = _place(station, name, goal.at)
    done = _placed(wishes, station, name, at)
    new = [
        NewPick(wish.ref, literal(wish.title or ""), goal.names)
        for wish in done
        if wish.ref and wish.fate is Fate.ADDED
    ]
    after = issuefile.insert_picks(text, reading, name, new, at) if new else text
    before = opened.text if opened else None
    return Picked(
        goal.key,
        tuple(done),
        before,
        after if new else before,
        gathered,
        list_name=name,
        miscounted=issuefile.miscounted(text, reading, after),
    )


def _place(station: Station, name: str, number: int | None) -> int:
    """The place from 0 that has this number."""
    length = station.length(name)
    if number is None:
        return length
    if number > length + 1:
        papers = plural("{key} has {n} paper", "{key} has {n} papers", length).format(key=name)
        raise UsageError(papers, _("--at takes a number up to {last}").format(last=length + 1))
    return number - 1


def _placed(wishes: Iterable[Wish], station: Station, name: str, at: int) -> Sequence[Wish]:
    """The wishes with the numbers they get; those that stand in the issue already are told where."""
    judged = [_unless_elsewhere(wish, station, name) for wish in wishes]
    own = [each.pick.ref.bare for each in station.picks if each.list_name == name and each.pick.ref]
    granted = (wish.ref.bare for wish in judged if wish.ref and wish.fate is Fate.ADDED)
    new = list(dict.fromkeys(ref for ref in granted if ref not in own))
    numbers = {ref: at + place for place, ref in enumerate(new, 1)}
    for each in station.picks:
        if each.list_name == name and each.pick.ref:
            numbers[each.pick.ref.bare] = each.number + (len(new) if each.number > at else 0)
    done: list[Wish] = []
    for wish in judged:
        if wish.fate is not Fate.ADDED or wish.ref is None:
            done.append(wish)
            continue
        is_new = wish.ref.bare in new
        if is_new:
            new.remove(wish.ref.bare)  # a second time it is there
        fate = Fate.ADDED if is_new else Fate.PRESENT
        done.append(replace(wish, fate=fate, number=numbers[wish.ref.bare]))
    return done


def _unless_elsewhere(wish: Wish, station: Station, name: str) -> Wish:
    """The wish, refused where the paper stands in another list, or has a section of its own."""
    if wish.fate is not Fate.ADDED or wish.ref is None:
        return wish
    bare, key = wish.ref.bare, station.key
    for each in station.picks:
        if each.list_name != name and each.pick.ref and each.pick.ref.bare == bare:
            remark = _("{paper} is {place} of {key} already").format(paper=bare, place=each.place, key=key)
            hint = f"digest radio mv {bare} {name} --issue {key}"
            return replace(wish, fate=Fate.REFUSED, remark=remark, hint=hint)
    for number, note in enumerate(station.issue.notes, 1):
        if note.ref and note.ref.bare == bare:
            remark = _("{paper} is paper {number} of {key}").format(paper=bare, number=number, key=key)
            hint = _("to have it in the radio instead: {command}").format(
                command=f"digest rm {bare} --issue {key}"
            )
            return replace(wish, fate=Fate.REFUSED, remark=remark, hint=hint)
    return wish
