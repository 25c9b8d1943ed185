"""Words between structure: what of some lines is printed, where it stands, and the pictures in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from digestcli.issuefile.faults import Faults
from digestcli.issuefile.headings import heading_of
from digestcli.issuefile.labels import label_of
from digestcli.issuefile.lines import Line
from digestcli.messages import _
from digestcli.model.issue import Figure
from digestcli.model.text import Span, Text

_SEPARATOR = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*")
_PICTURE = re.compile(
    r"""!\[([^\[\]]*)\]                                     # ![alt]
        (?:\([ \t]*(?:<([^<>]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))   # (path, with () in pairs
           (?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)           # "title")
         | \[([^\[\]]*)\])?                                 # or [name of a link definition]
    """,
    re.VERBOSE,
)
_DEFINITION = re.compile(
    r"""[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(?:<([^<>]*)>|(\S+))   # [name]: address
        (?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*            # "title"
    """,
    re.VERBOSE,
)
# Markdown that only begins at a line's beginning, and so not behind a label.
_BLOCK = re.compile(
    r"[ \t]|[-*+][ \t]|\d{1,9}[.)][ \t]|[>|#]|`{3}|~{3}|\$\$|!\[|<[a-z/]|\[[^\[\]]*\]:", re.IGNORECASE
)
_Shown = Sequence[tuple[Line, str]]  # lines and what is printed of each


def words(lines: Sequence[Line], column: int = 0, *, closing: bool = True) -> Text | None:
    """What is printed of `lines` from `column` of the first one on, trimmed; None where that is nothing.

    Link definitions that end them serve the file and are no words. With `closing`, a heading or the file's
    end follows: `---` before it is a separator and not printed.
    """
    shown = [
        (line, line.text[column:] if at == 0 else line.text)
        for at, line in enumerate(lines)
        if not line.hidden
    ]
    end = _end_of_words(shown, closing=closing)
    begin = next((at for at in range(end) if shown[at][1].strip()), end)
    if all(_is_no_word(line, text) for line, text in shown[begin:end]):
        return None
    line, text = shown[begin]
    first, last = _unindented(text), shown[end - 1][0]
    value = "\n".join([first, *(text for _line, text in shown[begin + 1 : end])])
    start = line.offset(len(line.text) - len(first))
    return Text(value.rstrip(), Span(start, last.offset(len(last.text.rstrip()) - 1) + 1))


def _end_of_words(shown: _Shown, *, closing: bool) -> int:
    """How many of the lines there are up to the last one of words."""
    end = len(shown)
    while end:
        line, text = shown[end - 1]
        if not text.strip() or (closing and is_separator(line)):
            end -= 1
        elif (above := _above_definitions(shown, end)) < end:
            end = above
        else:
            break
    return end


def _is_no_word(line: Line, text: str) -> bool:
    return not text.strip() or is_separator(line) or (line.free and _DEFINITION.fullmatch(text) is not None)


def _above_definitions(shown: _Shown, end: int) -> int:
    """`end` without the definitions before it; those that go on a paragraph are words of it."""
    at = end
    while at and shown[at - 1][0].free and _DEFINITION.fullmatch(shown[at - 1][1]):
        at -= 1
    return at if at == 0 or not shown[at - 1][1].strip() else end


def _unindented(text: str) -> str:
    """The first line of some words without the blanks before it, unless those make it what it is."""
    bare = text.lstrip()
    if bare == text:
        return text
    line = Line(0, len(bare), bare)
    is_code = text.expandtabs(4).startswith(" " * 4)
    return text if is_code or begins_block(bare) or heading_of(line) or label_of(line) else bare


def begins_block(words: str) -> bool:
    """Whether `words` begin with a list, a quote, code or the like, which behind a label would be lost."""
    return _BLOCK.match(words) is not None


def is_separator(line: Line) -> bool:
    return line.free and _SEPARATOR.fullmatch(line.text) is not None


def is_blank(line: Line) -> bool:
    """Whether the line is empty; one of nothing but a comment is not."""
    return not line.hidden and not line.text.strip()


def is_definition(line: Line) -> bool:
    """Whether the line is a link definition, behind a label or not."""
    return _definition(line) is not None


def definitions(lines: Sequence[Line], faults: Faults) -> dict[str, tuple[str, str]]:
    """The link definitions, address and line, by the form of a name Markdown compares; the first counts."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines:
        if (match := _definition(line)) is None:
            continue
        address = match[2] or match[3] or ""
        first, _written = found.setdefault(link_name(match[1]), (address, match[0].strip()))
        if first != address:
            message = _("[{name}] leads to {address} already").format(name=match[1], address=first)
            faults.report(
                "link-twice", line.offset(match.start()), message, _("give one of the two another name")
            )
    return found


def _definition(line: Line) -> re.Match[str] | None:
    if not line.free or "]:" not in line.text:
        return None
    label = label_of(line)
    return _DEFINITION.fullmatch(line.text, label.column if label else 0)


def link_name(name: str) -> str:
    """A link's name as names are compared."""
    return " ".join(name.split()).casefold()


def figures(lines: Sequence[Line], links: Mapping[str, str]) -> Iterator[Figure]:
    """The pictures that stand alone on their lines, each with the all-`*…*` paragraph under it."""
    shown = [line for line in lines if not line.hidden]
    for at, line in enumerate(shown):
        if not line.free or "![" not in line.text:
            continue
        pictures = list(_pictures(line, links))
        for figure in pictures[:-1]:
            yield figure
        for figure in pictures[-1:]:
            yield Figure(figure.path, figure.alt, _caption(shown, at + 1), figure.span)


def beside_pictures(lines: Sequence[Line]) -> str:
    """What is printed of `lines` but for the pictures that stand alone, and their captions."""
    shown = [line for line in lines if not line.hidden]
    ours = {at for first, end in _alone(shown, {}) for at in range(first, end)}
    return "\n".join(line.text for at, line in enumerate(shown) if at not in ours).strip()


def apart(lines: Sequence[Line], links: Mapping[str, str]) -> Iterator[tuple[Span, set[str]]]:
    """What is no running text: pictures that stand alone, with their captions, and link definitions.

    Each with its place and what it names: the pictures' paths, or `[name]`.
    """
    shown = [line for line in lines if not line.hidden]
    pictures = dict(_alone(shown, links))
    at = end = 0
    while at < len(shown):
        first, line = at, shown[at]
        at = pictures.get(first, first + 1)
        if first in pictures:
            yield _place(line, shown[at - 1]), {figure.path for figure in _pictures(line, links)}
        elif is_definition(line) and (end == first or not shown[first - 1].text.strip()):
            yield _place(line, line), _defined(line)
        else:
            continue
        end = at


def named(lines: Sequence[Line], links: Mapping[str, str]) -> set[str]:
    """The paths of all pictures in `lines`, wherever they stand, and each `[name]` they define."""
    found: set[str] = set()
    for line in lines:
        if line.free:
            found.update(figure.path for figure in _pictures_within(line, links))
            found |= _defined(line)
    return found


def _defined(line: Line) -> set[str]:
    match = _definition(line)
    return {f"[{link_name(match[1])}]"} if match else set()


def _place(first: Line, last: Line) -> Span:
    """From the first line to the last, without the blanks around them."""
    start = first.offset(len(first.text) - len(first.text.lstrip()))
    return Span(start, last.offset(len(last.text.rstrip()) - 1) + 1)


def _alone(shown: Sequence[Line], links: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """From which line to which a picture that stands alone reaches, its caption included."""
    for first, line in enumerate(shown):
        if line.free and "![" in line.text and any(_pictures(line, links)):
            end = first + 1
            if _caption(shown, end):
                while not shown[end].text.strip():
                    end += 1
                while end < len(shown) and shown[end].text.strip():
                    end += 1
            yield first, end


def _pictures(line: Line, links: Mapping[str, str]) -> Iterator[Figure]:
    """The pictures of a line that holds nothing else; none of any other line."""
    if not _PICTURE.sub("", line.text).strip():
        yield from _pictures_within(line, links)


def _pictures_within(line: Line, links: Mapping[str, str]) -> Iterator[Figure]:
    for match in _PICTURE.finditer(line.text):
        path = match[2] or match[3] or links.get(link_name(match[4] or match[1]))
        if path:
            yield Figure(path, match[1], None, line.span(*match.span()))


def _caption(shown: Sequence[Line], at: int) -> str | None:
    """The paragraph that begins at or below line `at`, if it is all in `*…*`."""
    while at < len(shown) and shown[at].free and not shown[at].text.strip():
        at += 1
    paragraph = []
    while at < len(shown) and shown[at].free and shown[at].text.strip() and not is_separator(shown[at]):
        paragraph.append(shown[at].text.strip())
        at += 1
    text = "\n".join(paragraph)
    inside = text[1:-1]
    return inside.strip() or None if text == f"*{inside}*" and "*" not in inside else None
