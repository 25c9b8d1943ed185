r"""Facts as Markdown: whatever a title holds, it stays the words it is.

Written for every reader of Markdown: CommonMark, GitHub, pandoc, kramdown, and for the template languages of
site generators (Hugo, Jekyll, Jinja), which look for `{{` and `{%` before Markdown is read. `&lt;` stands
where CommonMark alone would be content with `\<`: it also keeps `<!--` from opening a comment in an issue.
"""

import re

from digestcli.markup.plain import one_line

_SPECIAL = re.compile(
    r"^(?:[#>]|[-+:%](?= |$)|-(?=-)|=(?==*$)|[0-9]+(?=[.)](?: |$)))"  # opens a block at a line's start
    r"|[\\`*\[\]|$~{]"
    r"|(?<=\{)[%#]"  # `\{%` would still be a template's
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is a letter to everybody
    r"|<(?! )"
    r"|(?<=--)>"
    r"|&(?=#?\w+;)"
    r"|(?<= )#(?=#*$)"  # closes a heading
)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_WRITTEN = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:lt|gt|amp);")
_CHARACTERS = {entity: character for character, entity in _ENTITIES.items()}


def literal(text: str) -> str:
    """`text` cleaned, on one line, as Markdown that renders to just its words; plain words stay plain."""
    return escaped(one_line(text))


def escaped(line: str) -> str:
    """The same for a line whose every character is to stay as it is."""
    return _SPECIAL.sub(_escaped, line)


def uncommented(text: str) -> str:
    """`text` with nothing in it that opens or closes a comment of Markdown."""
    return text.replace("-->", "--&gt;").replace("<!--", "&lt;!--")


def unescape(text: str) -> str:
    """The line that `literal` wrote as `text`."""
    return _WRITTEN.sub(lambda mark: mark[1] or _CHARACTERS[mark[0]], text)


def _escaped(mark: re.Match[str]) -> str:
    special = mark[0]
    if special[0].isdigit():
        return f"{special}\\"  # the dot after the number takes the backslash
    return _ENTITIES.get(special) or f"\\{special}"
