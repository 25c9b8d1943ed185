"""`digest doctor`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from digestcli.cli import installation
from digestcli.cli.session import Session
from digestcli.cli.terminal import error_line, hint_line, warning_line
from digestcli.library import root
from digestcli.library.root import Library
from digestcli.markup.json_text import dumps
from digestcli.markup.plain import one_line
from digestcli.messages import _, plural
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity
from digestcli.workflow import doctor as verb


def doctor(
    session: Session,
    fix: Annotated[
        bool, typer.Option("--fix", help=_("Mend what is certain, and say what was done."))
    ] = False,
    convert: Annotated[
        bool, typer.Option("--convert", help=_("Turn issues into UTF-8 whose encoding is beyond doubt."))
    ] = False,
    online: Annotated[
        bool, typer.Option("--online", help=_("Ask arXiv and DataCite too, once each."))
    ] = False,
    reindex: Annotated[
        bool, typer.Option("--reindex", help=_("Make the index of digest search anew, from all files."))
    ] = False,
    json: Annotated[bool, typer.Option("--json", help=_("As data, a list of what is found."))] = False,
) -> int:
    library = _library(session)
    of_library = [] if library else list(_without_settings(Path.cwd()))
    if library:
        of_library += _mended(library, session.note if json else session.out.line, fix=fix, convert=convert)
        of_library += verb.examine(library)
        if reindex:
            _reindex(session, session.note if json else session.out.line)
    of_program = [*installation.examine(session), *(installation.online(session) if online else ())]
    if json:
        data = [_as_data(finding) for finding in (*of_library, *of_program)]
        session.out.document(f"{dumps(data, indent=2)}\n".encode())
    else:
        _print(session, library, of_library, of_program)
    return 1 if _number(Severity.ERROR, (*of_library, *of_program)) else 0


def _library(session: Session) -> Library | None:
    """The library to look at; None where there is none and none was named."""
    is_nowhere = session.found.is_default and not session.found.library.exists
    return None if is_nowhere else session.library_there


def _without_settings(folder: Path) -> Iterator[Finding]:
    """A folder that looks like a library and is none: commands would work in another one."""
    if (folder / "issues").is_dir():
        yield Finding(
            rule="settings-missing",
            severity=Severity.WARNING,
            message=_("issues/ is here, and no {settings}, which makes a folder a library").format(
                settings=root.SETTINGS
            ),
            hint="digest init",
        )


def _mended(library: Library, done: verb.Done, *, fix: bool, convert: bool) -> list[Finding]:
    """What is asked for is done; what could not be."""
    if convert:
        verb.convert(library, done)
    return verb.mend(library, done) if fix else []


def _reindex(session: Session, done: verb.Done) -> None:
    from digestcli.cli.user import cache_folder  # noqa: PLC0415 - few ask for it
    from digestcli.workflow.search import reindex  # noqa: PLC0415 - the same

    entries, number = reindex(session.desk, cache_folder(), session.tell)
    said = plural("{n} issue", "{n} issues", number)
    done(_("the index holds {entries} entries of {issues}").format(entries=entries, issues=said))


def _print(
    session: Session, library: Library | None, of_library: list[Finding], of_program: list[Finding]
) -> None:
    for finding in sorted((*of_library, *of_program), key=lambda each: list(Severity).index(each.severity)):
        for line in _lines(finding):
            session.out.line(line)
    name = _("library {path}").format(path=library.root) if library else _("no library here")
    told = _("{name}: {verdict}").format(name=name, verdict=_verdict(of_library))
    session.out.line(told if library or of_library else name)
    session.out.line(_("{name}: {verdict}").format(name=_("the program"), verdict=_verdict(of_program)))


def _lines(finding: Finding) -> Iterator[str]:
    """As the problems of an issue are told, the cure below."""
    said = {Severity.ERROR: error_line, Severity.WARNING: warning_line, Severity.HINT: hint_line}
    place = ":".join(str(part) for part in (finding.path, finding.line, finding.column) if part is not None)
    told = said[finding.severity](one_line(finding.message))
    yield f"{one_line(place)}: {told}" if place else told
    for line in (finding.hint or "").split("\n"):
        if line:
            yield f"  {line}"


def _verdict(findings: Sequence[Finding]) -> str:
    errors, warnings = (_number(each, findings) for each in (Severity.ERROR, Severity.WARNING))
    told = [plural("{n} error", "{n} errors", errors)] if errors else []
    if warnings:
        told.append(plural("{n} warning", "{n} warnings", warnings))
    return _("; ").join(told) or _("in good health")


def _number(severity: Severity, findings: Sequence[Finding]) -> int:
    return sum(finding.severity is severity for finding in findings)


def _as_data(finding: Finding) -> dict[str, object]:
    names = ("path", "line", "column", "rule", "severity", "message", "hint")
    return {name: getattr(finding, name) for name in names}
