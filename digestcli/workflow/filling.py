"""`digest export --template`: issues are filled into a template that the editor may use."""

import json
import os
from collections.abc import Iterator
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from digestcli import exporters
from digestcli.errors import DigestError, UsageError
from digestcli.library import templates
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series
from digestcli.templating import Press, Template, gathered, is_template, written
from digestcli.values import dataclass

SEPARATORS = {"/", os.sep}


@dataclass(frozen=True, slots=True)
class Trust:
    """The libraries whose templates the user lets run, and the file in which that is said."""

    libraries: tuple[Path, ...]
    settings: Path

    def covers(self, library: Path) -> bool:
        real = os.path.realpath(library)
        return any(os.path.realpath(each) == real for each in self.libraries)

    def cure(self, library: Path) -> str:
        """What the user would write to let this library's templates run as well."""
        every = dict.fromkeys((*map(str, self.libraries), os.path.realpath(library)))
        line = f"trusted = [{', '.join(json.dumps(each, ensure_ascii=False) for each in every)}]"
        return _("if you trust whoever writes there, put this line into {path}:\n{line}").format(
            path=self.settings, line=line
        )


def template(library: Library, named: str, trust: Trust) -> Template:
    """The template of that name in the library, or the file of that path, with all it includes.

    Raises UsageError where there is none or are several, and DigestError where it lies in a library that the
    user does not trust.
    """
    path = _path(library, named)
    if not written(path.name).strip("."):
        raise UsageError(
            _("{path} has no name for what it writes").format(path=named), _("call it newsletter.md.jinja")
        )
    for each in templates.libraries_of(path):
        if not trust.covers(each):
            raise DigestError(
                _("{path} was not used: it lies in {library}, which you do not trust").format(
                    path=named, library=each
                ),
                trust.cure(each),
            )
    told = library.name(path) if path.is_relative_to(library.root) else named
    return gathered(told, path.name, templates.text(path), partial(templates.beside, path))


def _path(library: Library, named: str) -> Path:
    if SEPARATORS & set(named):
        return Path(named)
    known = [name for name in templates.names(library) if is_template(name)]
    found = [named] if named in known else [name for name in known if _is_called(name, named)]
    if len(found) > 1:
        raise UsageError(
            _("{name!r} names several templates").format(name=named),
            _("name one: {names}").format(names=", ".join(found)),
        )
    if found:
        return templates.folder(library) / found[0]
    if Path(named).is_file():
        return Path(named)
    raise _unknown(named, known)


def _is_called(name: str, said: str) -> bool:
    """`newsletter` and `newsletter.md` name newsletter.md.jinja."""
    return said in {written(name), written(name).partition(".")[0]}


def _unknown(named: str, known: list[str]) -> UsageError:
    near = get_close_matches(named, [*known, *(name.partition(".")[0] for name in known)], 1)
    hint = _("digest templates lists those that are there; digest templates new NAME makes one")
    return UsageError(
        _("there is no template {name!r}, and no such file").format(name=named),
        _("is it {near}?").format(near=near[0]) if near else hint,
    )


def filled(template: Template, series: Series, repoint: exporters.Repoint) -> Iterator[Artifact]:
    """What the template makes of each issue, made already: a fault is known before anything is written."""
    from digestcli.exporters import json as data  # noqa: PLC0415 - loaded on use, as every format is

    series = exporters.moved(series, repoint)
    with Press(template) as press:
        for digest in series.digests:
            text = press.fill(data.document(series, digest, repoint))
            yield Artifact(f"{digest.key}.{written(template.name)}", partial(bytes, text.encode()))
