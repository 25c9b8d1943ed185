"""What a library tells git: which files are nobody's, which it may not touch a byte of, and who merges."""

from collections.abc import Callable, Iterator
from functools import partial

from digestcli import files
from digestcli.library import git, starter
from digestcli.library.health.stock import Stock
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity


def ignored(stock: Stock) -> Iterator[Finding]:
    """Lines that `.gitignore` lacks: without them, locks and exports would be committed."""
    yield from _lacking(stock.library, ".gitignore", lambda line: line.strip("/"))


def attributes(stock: Stock) -> Iterator[Finding]:
    """Lines that `.gitattributes` lacks: without them, git may rewrite line ends, and merges line by line."""
    yield from _lacking(stock.library, ".gitattributes", lambda line: " ".join(line.split()))


def driver(stock: Stock) -> Iterator[Finding]:
    """A clone that was not told how issues are merged by section, or that git does not look into."""
    found = git.driver(stock.library) if _is_shared(stock.library) else None
    if found and found.state is git.DriverState.MISSING:
        yield Finding(
            rule="git-driver",
            severity=Severity.WARNING,
            message=_("in this clone git merges issues line by line"),
            hint="digest doctor --fix",
            mend=partial(_configure, stock.library),
        )
    elif found and found.state is git.DriverState.REFUSED:
        yield Finding(
            rule="git-driver",
            severity=Severity.WARNING,
            message=_("git does not say how it merges issues here: {cause}").format(cause=found.said),
            hint="git status",
        )


def _configure(library: Library) -> str:
    git.configure(library)
    return _("this clone of git now merges issues by section: {command}").format(command=git.COMMAND)


def _lacking(library: Library, name: str, as_meant: Callable[[str], str]) -> Iterator[Finding]:
    if not _is_shared(library):
        return
    text = _text(library, name)
    if "\0" in text:
        message = _("git does not read this: it is UTF-16, or no text")
        hint = _("save it as UTF-8")
        yield Finding(rule="git-lines", severity=Severity.WARNING, message=message, hint=hint, path=name)
        return
    said = {as_meant(line.strip()) for line in text.split("\n")}
    wanted = starter.texts("zh")[name].split("\n")
    lacking = [line for line in wanted if line and as_meant(line) not in said]
    if lacking:
        yield Finding(
            rule="git-lines",
            severity=Severity.WARNING,
            message=_("it lacks: {lines}").format(lines=_(", ").join(lacking)),
            hint="digest doctor --fix",
            path=name,
            mend=partial(_append, library, name, lacking),
        )


def _is_shared(library: Library) -> bool:
    """Whether the library lies in a working tree of git."""
    folder = library.root.resolve()
    return any((each / ".git").exists() for each in (folder, *folder.parents))


def _text(library: Library, name: str) -> str:
    try:
        return files.read(library.root / name).data.decode(errors="replace")
    except files.Missing:
        return ""


def _append(library: Library, name: str, lines: list[str]) -> str:
    """The lines stand at the file's end; nothing else in it changes."""
    path = library.root / name
    try:
        seen = files.read(path)
    except files.Missing:
        files.create(path, "".join(f"{line}\n" for line in lines).encode(), root=library.root)
    else:
        newline = "\r\n" if b"\r\n" in seen.data else "\n"
        begun = newline if seen.data and not seen.data.endswith(b"\n") else ""
        added = begun + "".join(line + newline for line in lines)
        files.replace(seen, seen.data + added.encode(), root=library.root)
    return _("{name} has {lines} now").format(name=name, lines=_(", ").join(lines))
