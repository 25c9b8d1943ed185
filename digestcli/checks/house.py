"""What no eye sees in a file, and every reader's program stumbles over."""

import re
from collections.abc import Iterator

from digestcli.checks.page import Page
from digestcli.checks.prose import NO_PROSE, unhidden
from digestcli.checks.rule import Fault, rule
from digestcli.markup.plain import CONTROL, DIRECTION, EMOJI, ZERO_WIDTH
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

_BREAKS = "\r\x0b\x0c\x85"  # end a line for some program; without one, two lines were one
_CONTROL = re.compile(rf"[{CONTROL}](?<!\r(?=\n))")
# Marks of direction reorder what is read (CVE-2021-42574); tags and annotation marks hide words.
_DIRECTION = re.compile(f"[{DIRECTION}]")
# A joiner belongs to emoji, and to the letters of Persian and of India; a BOM to a file's beginning.
_UNSEEN = re.compile(
    rf"[{ZERO_WIDTH}\u00ad](?<!\A\ufeff)"
    rf"(?<![{EMOJI}\ufe0f]\u200d)(?<![\u0600-\u0dff\u1000-\u109f\u1780-\u18af][\u200c\u200d])"
)
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,400}\]\([^()\n]{0,1000}\)")
# UTF-8 read as something else, and back: the marks of GBK's and of Latin 1's readings.
_MOJIBAKE = re.compile(r"\ufffd|锟斤拷|烫烫烫|屯屯屯|â€[™œ\u009d\u0153\u2122]|Ã[©¨¤¶¼]|ï»¿|ä¸\xad|鈥[檛渋]")


@rule("control-character", Severity.ERROR, mends=True)
def control_character(page: Page) -> Iterator[Fault]:
    """A control character, which a terminal obeys and no web page may hold."""
    for found, fix in _each(_CONTROL, page):
        message = _("a control character, {name}, stands here").format(name=_name(found[0]))
        yield Fault(Span(*found.span()), message, fix=None if found[0] in _BREAKS else fix)


@rule("hidden-direction", Severity.WARNING)
def hidden_direction(page: Page) -> Iterator[Fault]:
    """An invisible mark that turns the direction of writing, or hides words."""
    for found in _DIRECTION.finditer(page.text):
        message = _("{name} is invisible and changes what readers see").format(name=_name(found[0]))
        yield Fault(Span(*found.span()), message, _("delete it, unless the words are Arabic or Hebrew"))


@rule("unseen-character", Severity.WARNING, mends=True)
def unseen_character(page: Page) -> Iterator[Fault]:
    """An invisible character in the middle of words."""
    for found, fix in _each(_UNSEEN, page):
        message = _("{name} is invisible, and no search finds the word it stands in").format(
            name=_name(found[0])
        )
        yield Fault(Span(*found.span()), message, fix=fix)


def _each(pattern: re.Pattern[str], page: Page) -> Iterator[tuple[re.Match[str], str | None]]:
    """What is found, and what to put in its place: nothing, but in code, a comment or a file's name."""
    words = None
    for found in pattern.finditer(page.text):
        if words is None:
            words = unhidden(_PICTURE.sub(lambda each: NO_PROSE * len(each[0]), page.text.replace("\0", " ")))
        yield found, None if words[found.start()] == NO_PROSE else ""


@rule("wrong-encoding", Severity.WARNING)
def wrong_encoding(page: Page) -> Iterator[Fault]:
    """Characters that come of text read in the wrong encoding."""
    for found in _MOJIBAKE.finditer(page.text):
        message = _("{words} looks like text that was read in a wrong encoding").format(words=found[0])
        yield Fault(Span(*found.span()), message, _("copy these words again from where they came from"))


@rule("line-ends", Severity.HINT)
def line_ends(page: Page) -> Iterator[Fault]:
    """Some lines end as on Windows and some as elsewhere."""
    windows = page.text.count("\r\n")
    others = page.text.count("\n") - windows
    if windows and others:
        rare = "\r\n" if windows < others else "\n"
        place = re.search(r"\r\n" if rare == "\r\n" else r"(?<!\r)\n", page.text)
        start = place.start() if place else 0
        message = _("{windows} lines end as on Windows, and {others} as elsewhere").format(
            windows=windows, others=others
        )
        yield Fault(
            Span(start, start), message, _("let your editor save the file with one kind of line ends")
        )


def _name(character: str) -> str:
    return f"U+{ord(character):04X}"
