"""What WeChat is going to say to an article, found out before it is pasted: lengths, sizes, pictures.

The limits are those of its interface for drafts, which counts every character of an article's HTML, tags and
styles too, after its pictures are uploaded: an address of some 130 characters stands for each.
"""

from collections.abc import Callable, Iterator

from digestcli.exporters.account import formula as formulas
from digestcli.exporters.account.article import MOST, UPLOADED, Pasted, Shown
from digestcli.exporters.web import head
from digestcli.markup.element import to_html
from digestcli.markup.pictures import is_local
from digestcli.values import dataclass

Say = Callable[[str], str]
"""`messages._`, or what says the same in the language of a library."""

HEAVIEST = 1_000_000  # bytes of an article
TITLE, AUTHOR, ABOUT = 32, 16, 128  # characters
PICTURE = 10_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was looked at."""

    said: str
    is_good: bool = True


def results(pasted: Pasted, _: Say) -> Iterator[Result]:
    """All that was looked at, good or not."""
    digest = pasted.digest
    yield _length(_("title"), head.title(digest), TITLE, _)
    if digest.byline:
        yield _length(_("author"), digest.byline, AUTHOR, _)
    if about := head.description(digest):
        yield _length(_("abstract (the first paragraph of the lead)"), about, ABOUT, _)
    else:
        yield Result(_("there is no lead: WeChat takes the beginning of the article for its abstract"))
    yield from _sizes(pasted, _)
    yield from _pictures(pasted, _)
    yield from _formulas(pasted, _)
    yield from _recordings(pasted, _)


def _length(name: str, words: str, most: int, _: Say) -> Result:
    if len(words) <= most:
        said = _("{name}: {length} of {most} characters").format(name=name, length=len(words), most=most)
        return Result(said)
    said = _("{name}: {length} characters, {over} more than the {most} WeChat takes")
    return Result(said.format(name=name, length=len(words), most=most, over=len(words) - most), is_good=False)


def _sizes(pasted: Pasted, _: Say) -> Iterator[Result]:
    article = pasted.uploaded()
    length, size = len(article), len(article.encode())
    if length < MOST:
        said = _("article: {length} characters with tags and styles, less than {most}")
        yield Result(said.format(length=length, most=MOST))
    else:
        said = _("article: {length} characters with tags and styles, {over} too many; the longest: {parts}")
        parts = _(", ").join(f"{name} {length}" for name, length in pasted.sizes()[:3])
        yield Result(said.format(length=length, over=length - MOST + 1, parts=parts), is_good=False)
    if size >= HEAVIEST:
        said = _("article: {size} kB, WeChat takes less than 1000")
        yield Result(said.format(size=size // 1000), is_good=False)


def _pictures(pasted: Pasted, _: Say) -> Iterator[Result]:
    faults = [fault for shown in pasted.pictures.values() if (fault := picture_fault(shown, _))]
    yield from (Result(fault, is_good=False) for fault in faults)
    if pasted.pictures and not faults:
        said = _("pictures: {number}, of kinds and sizes that WeChat takes")
        yield Result(said.format(number=len(pasted.pictures)))


def picture_fault(shown: Shown, _: Say) -> str | None:
    """Why WeChat does not take a picture; None where it does."""
    picture, name = shown.picture, shown.source
    if picture is None:
        if is_local(name):
            return _("{name}: the library does not have it").format(name=name)
        return _("{name}: WeChat shows none from elsewhere; copy it into the library").format(name=name)
    if picture.ending not in UPLOADED:
        kind = picture.ending.upper()
        return _("{name}: WeChat does not take {kind}; save it as PNG").format(name=name, kind=kind)
    if len(picture.data) > PICTURE:
        size = -(-len(picture.data) // 1_000_000)
        return _("{name}: {size} MB, WeChat takes 10; save it smaller").format(name=name, size=size)
    return None


def _formulas(pasted: Pasted, _: Say) -> Iterator[Result]:
    wanted = pasted.wanted
    if not wanted:
        return
    if not formulas.can_draw():
        said = _("formulas in Unicode that could be drawn: {number}; pip install 'digestcli[wechat]'")
        yield Result(said.format(number=len(wanted)), is_good=False)
        return
    drawn = [each for each in wanted if to_html(each) in pasted.drawn]
    cost = sum(map(formulas.cost, drawn))
    if drawn:
        said = _("formulas drawn: {number}, in {cost} characters")
        yield Result(said.format(number=len(drawn), cost=cost))
    if left := sum(formulas.cost(each) > 0 for each in wanted) - len(drawn):
        said = _("formulas in Unicode for want of room: {number}")
        yield Result(said.format(number=left), is_good=False)


def _recordings(pasted: Pasted, _: Say) -> Iterator[Result]:
    radio = pasted.digest.radio
    for programme in radio.lists if radio else ():
        if programme.audio:
            said = _("{name}: insert the recording {audio} in the editor")
            yield Result(said.format(name=programme.name, audio=programme.audio), is_good=False)
