"""The editor's words and nothing else, each character where it stands in the file.

Rules on words are regular expressions over this one string: a match's place is its place in the file, and
what is no prose (addresses, code, formulas, comments, marks of Markdown, names of authors) is NUL, which
matches nothing and which no expression looks across.
"""

import re
from collections.abc import Iterator

from digestcli import words
from digestcli.checks.letters import HAN
from digestcli.issuefile.lines import code_spans
from digestcli.model.issue import Issue, Note, Passage, Radio
from digestcli.model.text import Text

NO_PROSE = "\0"

_LETTERS = re.compile("[A-Za-z]+")
_HAN = re.compile(f"[{HAN}]")
_SENTENCE = 6  # words; fewer may be names in Chinese words

_BLOCK = re.compile(
    r"<!--.*?(?:-->|\Z)|^[ \t>]*+(?P<fence>`{3,}+|~{3,}+).*?(?:^[ \t>]*+(?P=fence)[^\n]*+|\Z)",
    re.DOTALL | re.MULTILINE,
)
# All is bounded, or runs to an end that is looked for once: a long line costs no more than its length.
_APART = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]                                          # escaped: kept, and opens nothing
    | \$\$[^$]{1,4000}\$\$
    | \$(?![\s$])[^$\n]{1,400}?(?<![\s\\])\$(?!\d)
    | <[A-Za-z/][^<>\n]{0,400}>                                  # an address; HTML, printed as it is
    | ^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[^\n]*+                       # [name]: address
    | \[\^[^\]\s]{1,200}\]                                       # a footnote's mark
    | !?\[(?=[^\[\]]{0,400}\](?:[(]|\[))                         # what a link's words stand in
    | \](?:\([^()\n]{0,1000}(?:\([^()\n]{0,400}\)[^()\n]{0,1000}){0,4}\)|\[[^\[\]\n]{0,200}\])
    | (?:https?|ftp)://[!-~]++(?:(?<=[/=_-])[^\x00-\x7f\s“”‘’—…\u3000-\u303f\uff00-\uffef]++[!-~]*+)?
    | (?:https?|ftp)://[^\x00-\x20\x7f“”‘’—…\u3000-\u303f\uff00-\uffef]++       # its host in 汉字
    | \bwww\.[!-~]++ | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}
    | \*{1,3} | ~~ | (?<![A-Za-z0-9])_{1,2} | _{1,2}(?![A-Za-z0-9])
    """,
    re.VERBOSE | re.MULTILINE,
)


def prose(text: str, issue: Issue) -> str:
    """`text`, as long as it is, with NUL in place of every character that is not the editor's prose."""
    pieces: list[str] = []
    at = 0
    for span in sorted(text.span for text in texts(issue)):
        if span.start < at:  # a title that stands in another's words is read once
            continue
        pieces += (NO_PROSE * (span.start - at), _alone(span.of(text)))
        at = span.end
    pieces.append(NO_PROSE * (len(text) - at))
    return "".join(pieces)


def chinese(prose: str, *, is_english: bool) -> str:
    """`prose` with NUL in place of its English lines, in which 汉字 are only quoted and marks are Western.

    In an English publication (`is_english`) a line of few words is English sooner.
    """
    if not _LETTERS.search(prose):
        return prose
    lines = prose.split("\n")
    return "\n".join(
        NO_PROSE * len(line) if _is_english(line, is_english=is_english) else line for line in lines
    )


def _is_english(line: str, *, is_english: bool) -> bool:
    """Whether there are more English words in a line than 汉字."""
    letters = len(line) - line.count(NO_PROSE)
    others = len(line) - len(line.encode("ascii", "ignore"))
    if letters < 2 * others or not others:  # nearly every line of a Chinese issue is known by this
        return False
    words = len(_LETTERS.findall(line))
    return words > len(_HAN.findall(line)) // (3 if is_english else 1) and (is_english or words >= _SENTENCE)


def texts(issue: Issue) -> Iterator[Text]:
    """All prose that is printed: title, lead, 摘要, 推荐, 导语 phrases, passages with their headings."""
    yield from filter(None, (issue.title, issue.lead))
    for part in issue.body:
        match part:
            case Note():
                yield from filter(None, (part.summary, part.recommendation, part.field(words.LEAD_PHRASE)))
            case Passage():
                yield from filter(None, (part.heading, part.text))
            case Radio():
                yield from filter(None, (part.text, *(each.text for each in part.lists)))


def _alone(raw: str) -> str:
    """The prose of `raw`, which is all Markdown."""
    return _APART.sub(_blank, unhidden(raw))


def unhidden(raw: str) -> str:
    """`raw`, as long as it is, with NUL in place of comments and code."""
    words = _BLOCK.sub(_blank, raw) if "<!--" in raw or "```" in raw or "~~~" in raw else raw
    return "\n".join(map(_without_code, words.split("\n"))) if "`" in words else words


def _without_code(line: str) -> str:
    """A line without the code in it."""
    pieces: list[str] = []
    at = 0
    for start, end in sorted(code_spans(line).items()):
        if start >= at and line[start:end].strip("`"):  # a row that opens no code is words
            pieces += (line[at:start], NO_PROSE * (end - start))
            at = end
    return "".join((*pieces, line[at:]))


def _blank(match: re.Match[str]) -> str:
    found = match[0]
    return found if found[0] == "\\" else NO_PROSE * len(found)
