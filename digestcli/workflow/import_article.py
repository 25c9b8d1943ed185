"""`digest import`: published articles become issue files; nobody is asked for anything."""

from collections.abc import Iterator

from digestcli import importers, issuefile
from digestcli.errors import Conflict, UsageError
from digestcli.importers import Imported
from digestcli.library import issues, root
from digestcli.messages import _
from digestcli.model.event import Tell
from digestcli.model.key import Key
from digestcli.model.problem import Problem, Severity
from digestcli.values import dataclass
from digestcli.workflow.desk import Desk, locked


@dataclass(frozen=True, slots=True)
class Brought:
    """An article as an issue of the library."""

    key: Key
    path: str  # of the issue, as the user would type it in the library
    imported: Imported
    problems: tuple[Problem, ...]  # what is told of the article, by its own lines
    new_library: bool

    @property
    def has_errors(self) -> bool:
        """Whether the issue file holds errors: it is written, as nothing of an article is dropped."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def import_article(
    desk: Desk, data: bytes, path: str, key: Key | None, tell: Tell, *, dry_run: bool = False
) -> Brought:
    """The article of `path` as the issue `key`, or the one it says it is.

    Raises FileError for what is no text, UsageError where nothing says which issue it is, and Conflict where
    there is such an issue: it is left as it is.
    """
    imported = importers.bring(data, path, desk.publication)
    key = key or imported.key or _ask(path)
    if key in issues.keys(desk.library):
        raise _taken(key, path)
    problems = (*imported.told, *_errors(desk, imported, key, path))
    new_library = not desk.library.exists
    brought = Brought(key, issues.name(key), imported, problems, new_library)
    if not dry_run:
        if new_library:
            root.init(desk.library.root)
        with locked(desk, tell):
            if key in issues.keys(desk.library):
                raise _taken(key, path)
            issues.write(desk.library, key, imported.text.encode(), None, "import")
    return brought


def _errors(desk: Desk, imported: Imported, key: Key, path: str) -> Iterator[Problem]:
    """What is wrong with the issue file, at the article's lines."""
    for problem in issuefile.read(imported.text, key, desk.publication).problems:
        if problem.severity is Severity.ERROR:
            yield Problem(
                path=path,
                line=imported.source(problem.line),
                column=1,
                rule=problem.rule,
                severity=problem.severity,
                message=problem.message,
                hint=problem.hint,
            )


def _ask(path: str) -> Key:
    raise UsageError(
        _("{path} does not say which issue it is").format(path=path),
        _("digest import {path} --week 2023-W14, or --issue KEY").format(path=path),
    )


def _taken(key: Key, path: str) -> Conflict:
    return Conflict(
        _("there is an issue {key} already; it was left as it is").format(key=key),
        _("digest import {path} --issue {key}-2 gives it another name").format(path=path, key=key),
    )
