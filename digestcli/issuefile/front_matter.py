"""The front matter: `key: value` lines between two `---` at the head of an issue."""

import re
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType

from digestcli.issuefile.faults import Faults
from digestcli.issuefile.markers import Conflicts, cure
from digestcli.messages import _
from digestcli.model.text import Span, Text
from digestcli.values import dataclass

PLAIN_KEYS = ("title", "number", "date", "byline", "cover")
_FENCE = re.compile(r"---[ \t]*\r?(?:\n|\Z)")
_KEY = re.compile(r"([^\W\d]\w*(?:-\w+)*)[ \t]*[:：]")
_QUOTED = re.compile("'((?:[^']|'')*)'")
_SPECIAL = (
    re.compile(  # to YAML, as a whole value: a sign, a comment, a key, a word, a number but of a usual kind
        r"[-?:,\[\]{}#&*!|>'\"%@`]|.*(?:[ \t]#|:[ \t]|:$|\t)"
        r"|(?:~|null|true|false|yes|no|on|off|y|n)$"
        r"|(?!(?:0|[1-9][0-9]*|\d{4}-\d\d-\d\d)$)[+.\d][\d_.,:+a-fox-]*$",
        re.IGNORECASE | re.ASCII,
    )
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    plain: Mapping[str, Text] = field(default_factory=dict)  # those of PLAIN_KEYS that have a value
    extra: Mapping[str, object] = field(default_factory=dict)
    end: int = 0  # where the issue itself begins


def read_front_matter(text: str, faults: Faults) -> FrontMatter:
    """What stands between the `---` of line 1 and the next; nothing where line 2 is no `key:`."""
    start = 1 if text.startswith("\ufeff") else 0
    opening = _FENCE.match(text, start)
    if not opening or not begins_key(text, opening.end()):
        return FrontMatter(end=0)
    lines, end = _until_closed(text, opening.end())
    if end is None:
        faults.report(
            "front-matter-open", start, _("this front matter is never closed"), _("close it with a line ---")
        )
        end = lines[-1].end if lines else opening.end()
    return _Reader(text, lines, faults).read(end)


def value_line(key: str, value: str) -> str:
    """`key: value` that every reader of YAML takes for just these words; plain words stay plain."""
    told = value.replace("'", "''")
    return f"{key}: '{told}'" if _SPECIAL.match(value) else f"{key}: {value}"


def begins_key(text: str, at: int, keys: tuple[str, ...] = ()) -> bool:
    """Whether the line at offset `at` reads `key:`, with one of `keys` if any are given."""
    match = _KEY.match(text, at)
    return match is not None and (not keys or match[1].lower() in keys)


def _until_closed(text: str, at: int) -> tuple[list[Span], int | None]:
    """The lines up to the closing `---`, and the offset behind it; without one, the lines that read on."""
    lines: list[Span] = []
    while at < len(text):
        if closing := _FENCE.match(text, at):
            return lines, closing.end()
        end = text.find("\n", at) + 1 or len(text)
        if text.startswith("## ", at):
            break
        lines.append(Span(at, end))
        at = end
    kept = []
    for line in lines:
        if not begins_key(text, line.start):
            break
        kept.append(line)
    return kept, None


class _Reader:
    def __init__(self, text: str, lines: list[Span], faults: Faults) -> None:
        self._text = text
        self._lines = lines
        self._faults = faults
        self._plain: dict[str, Text] = {}
        self._seen: set[str] = set()
        self._conflicts = Conflicts()

    def read(self, end: int) -> FrontMatter:
        others = [line if self._is_other(line) else None for line in self._lines]
        extra = self._extra(others)
        self._check_date()
        return FrontMatter(self._plain, MappingProxyType(extra), end)

    def _is_other(self, line: Span) -> bool:
        """Whether YAML has to read the line; a plain key's value is noted here."""
        if self._conflicts.takes(line.of(self._text).rstrip("\r\n")):
            self._faults.report("conflict", line.start, _("a conflict marker of git"), cure())
            return False
        match = _KEY.match(self._text, line.start)
        key = match[1].lower() if match else ""
        if match is None or key not in PLAIN_KEYS:
            return bool(line.of(self._text).strip())
        if key in self._seen:
            self._faults.report(
                "key-twice", line.start, _("{key} stands twice").format(key=key), _("delete one of the two")
            )
        elif value := self._value(match.end(), line.end):
            self._plain[key] = value
        self._seen.add(key)
        return False

    def _value(self, start: int, end: int) -> Text | None:
        """The text to the line's end, without the quotes YAML would want around it."""
        raw = self._text[start:end]
        value = raw.strip()
        start += len(raw) - len(raw.lstrip())
        for quote in "\"'":
            if len(value) > 1 and value[0] == value[-1] == quote and quote not in value[1:-1]:
                value = value[1:-1]
                start += 1
                break
        else:
            if inner := _QUOTED.fullmatch(value):
                raw = inner[1].replace("''", "'")
                return Text(raw, Span(start + 1, start + len(value) - 1)) if raw.strip() else None
        return Text(value, Span(start, start + len(value))) if value.strip() else None

    def _extra(self, others: list[Span | None]) -> dict[str, object]:
        """The other keys as YAML with every value text; lines keep their numbers for its complaints."""
        if not any(others):
            return {}
        from digestcli.issuefile import plain_yaml  # noqa: PLC0415 - most issues have plain keys only

        source = "".join(self._yaml_line(line) if line else "\n" for line in others)
        try:
            return dict(plain_yaml.load(source))
        except plain_yaml.PlainYamlError as error:
            first = next(number for number, line in enumerate(others) if line)
            line = self._lines[min(error.line or first, len(self._lines) - 1)]
            at = min(line.start + error.column, line.end)
            message = _("the front matter cannot be read here: {why}").format(why=error)
            self._faults.report("front-matter-yaml", at, message, _('put the value in quotes: key: "value"'))
            return {}

    def _yaml_line(self, line: Span) -> str:
        """A full-width colon after a key is read as the colon it was meant to be."""
        raw = line.of(self._text)
        key = _KEY.match(raw)
        return f"{raw[: key.end() - 1]}: {raw[key.end() :]}" if key and raw[key.end() - 1] == "：" else raw

    def _check_date(self) -> None:
        day = self._plain.get("date")
        if day and not is_date(day.value):
            message = _("{date} is no date").format(date=day.value)
            self._faults.report(
                "date-form", day.span.start, message, _("write it as {example}").format(example="2023-04-09")
            )


def is_date(text: str) -> bool:
    """Whether `text` is a day as ISO 8601 writes it."""
    try:
        return _DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False
