"""Pictures named in Markdown prose."""

import re
from collections.abc import Callable, Iterator

# What is no picture first: escaped marks, blocks and spans of code. Each is walked along once.
_CODE_OR_PICTURE = re.compile(
    r"(?P<other>\\."
    r"|^(?P<fence>`{3,}+|~{3,}+)[^\n]*\n(?:.*\n)*?(?P=fence)[^\n]*$"
    r"|(?<!`)(?P<ticks>`++)(?:[^`\n]++|\n(?!\n)|(?!(?P=ticks)(?!`))`++)*+(?P=ticks))"
    r"|(?P<before>!\[(?:[^\[\]\\\n]|\\.)*+\]\([ \t]*+)(?P<path><[^<>\n]*>|[^()\s<>]+)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\\\\")  # to Windows, \\host\file is on another machine


def is_local(path: str) -> bool:
    """Whether `path` names a file beside the issue, not an address or a place of its own."""
    return bool(path) and _ADDRESS.match(path) is None


def local_paths(prose: str) -> Iterator[str]:
    """The paths of the local pictures in `prose`, as they are written."""
    for match in _CODE_OR_PICTURE.finditer(prose):
        if match["other"] is None and is_local(path := _bare(match["path"])):
            yield path


def _bare(path: str) -> str:
    return path[1:-1] if path.startswith("<") else path


def repointed(prose: str, repoint: Callable[[str], str]) -> str:
    """`prose` with every local picture's path changed by `repoint`; addresses and code stay as they are."""

    def one(match: re.Match[str]) -> str:
        if match["other"] is not None:
            return match[0]
        path = match["path"]
        inside = _bare(path)
        if not is_local(inside):
            return match[0]
        new = repoint(inside)
        return match["before"] + (f"<{new}>" if path.startswith("<") or " " in new or not new else new)

    return _CODE_OR_PICTURE.sub(one, prose)
