"""TOML that an editor writes: understood or told why not, and where each of its names stands."""

import re
from collections.abc import Iterator, Mapping

from digestcli.errors import FileError
from digestcli.messages import _

# Possessive, so that a long line is walked along once.
_HEADER = re.compile(r"[ \t]*+\[{1,2}+[ \t]*+([^\s\[\]]++)")
_ASSIGNED = re.compile(r"""[ \t]*+("[^"\n]*+"|'[^'\n]*+'|[^\s=#"']++)[ \t]*+=""")
_DOTS = 200  # in a line: tomllib takes as long as their square


def parsed(text: str, path: str, example: str) -> Mapping[str, object]:
    """What the text says; raises FileError, with `example` for a line of it, where it is no TOML."""
    import tomllib  # noqa: PLC0415 - not where there is no file

    try:
        if line := next(
            (line for line, words in enumerate(text.split("\n"), 1) if words.count(".") > _DOTS), 0
        ):
            raise ValueError(_("too many dots in line {line}").format(line=line))  # noqa: TRY301 - told below
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # a TOMLDecodeError is a ValueError and names the line
        raise FileError(
            _("{path} cannot be understood: {fault}").format(path=path, fault=fault),
            _("every line of it reads: {example}").format(example=example),
        ) from fault


def names(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Line, column and name of each key and table, as far as lines tell; whether it is a table."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _HEADER.match(line):
            yield number, found.start(1) + 1, found[1], True
        elif found := _ASSIGNED.match(line):
            yield number, found.start(1) + 1, found[1].strip("\"'"), False
