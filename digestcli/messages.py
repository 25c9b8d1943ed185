"""What the program says to its user, in Chinese or English.

The English text is the key; `locale/zh/LC_MESSAGES/digestcli.po` holds the Chinese.
A test asks that every key has its translation.
"""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from struct import unpack_from

_CATALOGUES = Path(__file__).parent / "locale"
_LANGUAGES = ("zh",)  # that there is a catalogue of; all others are English
_catalogue: "Catalogue | None" = None


class Catalogue:
    """A compiled catalogue, sorted as GNU gettext has them, in which a message is looked for when it is said.

    Of a thousand messages a run says fifty: to read all of them, as Python's `gettext` does, takes 6 ms.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._said: dict[str, str | None] = {}
        self._number, self._keys, self._values = unpack_from("<8x3I", data) if data else (0, 0, 0)

    def find(self, key: str) -> str | None:
        """The translation of a message; of one with a plural, whose key is both with a NUL between."""
        if key not in self._said:
            self._said[key] = self._found(key.encode())
        return self._said[key]

    def _found(self, wanted: bytes) -> str | None:
        low, high = 0, self._number
        while low < high:
            middle = (low + high) // 2
            if (known := self._text(self._keys, middle)) == wanted:
                return self._text(self._values, middle).decode()
            low, high = (middle + 1, high) if known < wanted else (low, middle)
        return None

    def _text(self, table: int, place: int) -> bytes:
        length, start = unpack_from("<2I", self._data, table + 8 * place)
        return self._data[start : start + length]


@cache
def _in(language: str) -> Catalogue:
    if language not in _LANGUAGES:
        return Catalogue()
    return Catalogue((_CATALOGUES / language / "LC_MESSAGES" / "digestcli.mo").read_bytes())


def speak(language: str | None) -> None:
    """Use `language` ("zh", "en") from now on; None asks DIGEST_LANG, then the locale."""
    global _catalogue  # noqa: PLW0603 - one process speaks one language
    name = (language or _environment()).replace("-", "_").split("_")[0].split(".")[0].lower()
    _catalogue = _in(name)


def language() -> str:
    """The language that is spoken: `zh` or `en`."""
    return next((name for name in _LANGUAGES if _spoken() is _in(name)), "en")


def _environment() -> str:
    for variable in ("DIGEST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, "").split(":")[0]:
            return value
    import locale  # noqa: PLC0415 - most systems say it in the environment

    return locale.getlocale()[0] or "en"


def _spoken() -> Catalogue:
    if _catalogue is None:
        speak(None)
    return _catalogue or Catalogue()


def _(text: str) -> str:
    """`text` in the user's language."""
    return _spoken().find(text) or text


@cache
def speaking(language: str) -> Callable[[str], str]:
    """`_` in a language of its own: for what stands in a file, and must not depend on who exports it."""
    find = _in("en" if language.lower().startswith("en") else "zh").find
    return lambda text: find(text) or text


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """`text` itself, marked for translation: whoever prints it asks `_`."""
    return text


def plural(one: str, many: str, number: int) -> str:
    """The form of a message that fits `number`; `{n}` in it is the number."""
    # Chinese has one form; a language with more would need its own rule here.
    form = _spoken().find(f"{one}\0{many}") or (one if number == 1 else many)
    return form.replace("{n}", str(number))
