"""The style sheet that articles for WeChat are given: one of ours, or the library's own, looked through."""

from collections.abc import Collection
from dataclasses import replace

from digestcli.errors import DigestError, UsageError
from digestcli.exporters.account.theme import faults
from digestcli.exporters.web.styles import style
from digestcli.library import templates
from digestcli.library.root import Library
from digestcli.messages import _
from digestcli.model.digest import Series
from digestcli.model.event import Event, Tell
from digestcli.model.problem import Severity
from digestcli.model.publication import LIBRARY, THEMES


def themed(series: Series, theme: str, formats: Collection[str]) -> Series:
    """The series in `theme`; raises UsageError for a theme that is none."""
    if "wechat" not in formats:
        raise UsageError(_("--theme is for articles for WeChat"), _("add --wechat, or leave it out"))
    if theme not in (*THEMES, LIBRARY):
        raise UsageError(
            _("no theme {name!r}").format(name=theme),
            _("themes: {names}").format(names=", ".join((*THEMES, LIBRARY))),
        )
    return replace(series, theme=theme)


def css(library: Library, theme: str, tell: Tell) -> str:
    """The style sheet of `theme`; raises DigestError for a library's own with what must not stand in it."""
    if theme != LIBRARY:
        return style(f"wechat-{theme}")
    text = templates.wechat(library)
    errors = []
    for fault in faults(text, templates.WECHAT):
        said = f"{fault.path}:{fault.line}:{fault.column}: {fault.message}"
        if fault.severity is Severity.ERROR:
            errors.append(said)
        else:
            tell(Event(said, is_important=True))
    if errors:
        raise DigestError("\n".join(errors), _("what may stand in a theme: docs/wechat.md"))
    return text
