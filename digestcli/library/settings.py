"""`digest.toml`: what a publication says about itself, every word of it checked.

A library is shared and therefore untrusted: it names no command, no host to ask and no place to write to.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from digestcli import files
from digestcli.issuefile.encoding import decode
from digestcli.library import toml
from digestcli.library.root import SETTINGS, Library
from digestcli.messages import _
from digestcli.model.problem import Problem, Severity
from digestcli.model.publication import LIBRARY, THEMES, Publication
from digestcli.values import dataclass
from digestcli.words import USUAL_LABELS

LIMIT = 16 * 1024  # bytes: ten times the settings with all their remarks, and few enough for tomllib

_LANGUAGE = re.compile(r"(zh|en)([-_][A-Za-z]+)*", re.ASCII)
_TABLES = ("radio", "check", "feed", "wechat")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_TURN = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)
_CATEGORY = re.compile(r"[a-z]+(-[a-z]+)*(\.[A-Za-z]+(-[A-Za-z]+)*)?", re.ASCII)
_COVER = re.compile(r"figures/[^\\:*?\"<>|\x00-\x1f\x7f-\x9f]+\.(?:png|jpe?g)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[^\W_]|[ ](?=[^\W_])){0,11}")  # as the labels of an issue are read


def load(library: Library) -> tuple[Publication, tuple[Problem, ...]]:
    """The settings and the faults in them; a faulty one has its default, like one that is not there.

    Raises FileError for a file that is no TOML. A library without the file has all the defaults.
    """
    try:
        data = files.read(library.settings, limit=LIMIT).data
    except files.Missing:
        return Publication(), ()
    text = decode(data, SETTINGS).removeprefix("\ufeff")
    said = dict(_flat(toml.parsed(text, SETTINGS, 'title = "..."')))
    settings = _settings()
    good = [name for name, value in said.items() if name in settings and settings[name].accepts(value)]
    fields = {settings[name].field: settings[name].value(said[name]) for name in good}
    faulty = [name for name in said if name not in good]
    places = _places(text) if faulty else {}
    return Publication(**fields), tuple(_problem(name, places.get(name, (1, 1)), settings) for name in faulty)


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """`[radio]` with `lists` is `radio.lists`; tables that nobody knows are left whole."""
    for name, value in table.items():
        if name in _TABLES and isinstance(value, dict):
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())
        else:
            yield name, value


@dataclass(frozen=True, slots=True)
class _Setting:
    """One key: the field of Publication it fills, what it takes, and how to say so."""

    field: str
    accepts: Callable[[object], bool]
    expected: str
    value: Callable[[Any], Any] = lambda value: value


def _settings() -> dict[str, _Setting]:
    names = _("a list of words in quotes: {example}")
    return {
        "id": _Setting("id", _is_id, _("a UUID in quotes, in small letters, as `digest init` makes one")),
        "title": _Setting("title", _is_line, _("words in quotes, on one line")),
        "link": _Setting(
            "link", _is_address, _("an address in quotes: {example}").format(example='"https://..."')
        ),
        "language": _Setting("language", _is_language, '"zh", "en"'),
        "timezone": _Setting(
            "timezone", _is_zone, _("a name like {example}").format(example='"Asia/Shanghai"')
        ),
        "week_turns": _Setting(
            "week_turns", _is_turn, _("a day and a time: {example}").format(example='"Sun 20:00"')
        ),
        "authors": _Setting("authors", _is_count, _("a number, 0 for all of them")),
        "labels": _Setting("labels", _are_lines, names.format(example='["Video", "Talk"]'), _with_usual),
        "check.off": _Setting("check_off", _are_lines, names.format(example='["todo"]'), frozenset),
        "check.spacing": _Setting("spacing", _is_spacing, '"wide", "tight", "any"'),
        "wechat.theme": _Setting("theme", _is_theme, ", ".join(f'"{name}"' for name in (*THEMES, LIBRARY))),
        "feed.length": _Setting("feed_length", _is_count, _("a number, 0 for all of them")),
        **_radio_settings(),
    }


def _radio_settings() -> dict[str, _Setting]:
    names = _("a list of words in quotes: {example}")
    return {
        "radio.heading": _Setting("radio_heading", _is_line, _("words in quotes, on one line")),
        "radio.lists": _Setting("radio_lists", _are_lines, names.format(example='["NLP", "CV"]'), tuple),
        "radio.length": _Setting("radio_length", _is_count, _("a number, 0 for any")),
        "radio.categories": _Setting(
            "radio_categories",
            _are_categories,
            _("arXiv's categories of each list: {example}").format(example='ML = ["cs.LG", "stat.ML"]'),
            _with_usual_categories,
        ),
        "radio.known": _Setting("radio_known", _are_lines, names.format(example='["Yann LeCun"]'), tuple),
        "radio.from": _Setting("radio_from", _is_label, _("one or two words in quotes, without punctuation")),
        "radio.audio": _Setting(
            "radio_audio", _is_label, _("one or two words in quotes, without punctuation")
        ),
        "radio.cover": _Setting(
            "radio_cover",
            _is_cover,
            _("a PNG or JPEG of the library: {example}").format(example='"figures/radio.png"'),
            "../{}".format,
        ),
    }


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not re.search(r"[\x00-\x1f\x7f-\x9f]", value)


def _are_lines(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_line, value))


def _is_label(value: object) -> bool:
    return isinstance(value, str) and _LABEL.fullmatch(value) is not None


def _is_cover(value: object) -> bool:
    return isinstance(value, str) and _COVER.fullmatch(value) is not None and ".." not in value.split("/")


def _are_categories(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(each, list) and all(isinstance(name, str) and _CATEGORY.fullmatch(name) for name in each)
        for each in value.values()
    )


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _is_language(value: object) -> bool:
    return isinstance(value, str) and _LANGUAGE.fullmatch(value) is not None


def _is_spacing(value: object) -> bool:
    return value in ("wide", "tight", "any")


def _is_theme(value: object) -> bool:
    return value in (*THEMES, LIBRARY)


def _is_turn(value: object) -> bool:
    return isinstance(value, str) and _TURN.fullmatch(value) is not None


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0  # True would be an int too


def _is_zone(value: object) -> bool:
    """Whether such a zone is known; a machine that knows none cannot tell, and is itself at fault."""
    return isinstance(value, str) and (_is_known_zone(value) or not _is_known_zone("UTC"))


def _is_known_zone(name: str) -> bool:
    import zoneinfo  # noqa: PLC0415 - not where no zone is named

    try:
        return bool(zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # unknown, a path, a folder of zones
        return False


def _with_usual(labels: list[str]) -> frozenset[str]:
    return frozenset((*USUAL_LABELS, *labels))


def _with_usual_categories(said: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    usual = dict(Publication().radio_categories)
    return tuple((usual | {name: tuple(each) for name, each in said.items()}).items())


def _problem(name: str, place: tuple[int, int], settings: Mapping[str, _Setting]) -> Problem:
    line, column = place
    if setting := settings.get(name):
        return Problem(
            path=SETTINGS,
            line=line,
            column=column,
            rule="settings-value",
            severity=Severity.ERROR,
            message=_("{name} is not what it should be").format(name=name),
            hint=_("expected: {expected}").format(expected=setting.expected),
        )
    import difflib  # noqa: PLC0415 - for this hint alone

    near = difflib.get_close_matches(name, settings, 1)
    return Problem(
        path=SETTINGS,
        line=line,
        column=column,
        rule="settings-key",
        severity=Severity.WARNING,
        message=_("{name} is not a setting").format(name=name),
        hint=_("is it {near}?").format(near=near[0])
        if near
        else _("known are {names}").format(names=", ".join(settings)),
    )


def _places(text: str) -> dict[str, tuple[int, int]]:
    """Line and column of each key and table, as far as lines tell: tomllib does not say."""
    places: dict[str, tuple[int, int]] = {}
    table = ""
    for line, column, name, is_table in toml.names(text):
        places.setdefault(name if is_table else table + name, (line, column))
        table = f"{name}." if is_table else table
    return places
