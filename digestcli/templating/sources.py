"""A template with all the files it names, gathered before it is filled in: there it can read none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

# Whatever looks like it: a name too many does no harm, a name too few is told as missing where it is needed.
_NAMED = re.compile(r"\{%[-+]?[ \t]*(?:include|import|extends|from)[ \t]+[\"']([^\"'\n]*)[\"']")
_NAME = re.compile(r"\w[\w.-]*")  # of a file in the same folder: no slash, no `..`
_MOST = 50  # files


@dataclass(frozen=True, slots=True)
class Template:
    """`path` is what the editor calls it, `sources` the text of the template and of what it includes."""

    path: str
    name: str
    sources: Mapping[str, str]


def gathered(path: str, name: str, text: str, beside: Callable[[str], str | None]) -> Template:
    """The template with what it includes, and what that includes; `beside` reads one of the same folder.

    What is not there, and what has a path for a name, is left out: the line that wants it will be told.
    """
    sources = {name: text}
    wanted = [name]
    while wanted and len(sources) < _MOST:
        for each in _NAMED.findall(sources[wanted.pop()]):
            if _NAME.fullmatch(each) and each not in sources and (found := beside(each)) is not None:
                sources[each] = found
                wanted.append(each)
    return Template(path, name, sources)
