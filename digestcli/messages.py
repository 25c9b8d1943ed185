"""What the program says to its user, in Chinese or English.

The English text is the key; `locale/zh/LC_MESSAGES/digestcli.po` holds the Chinese.
A test asks that every key has its translation.
"""

import gettext
import locale
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

_CATALOGUES = Path(__file__).parent / "locale"
_translations: gettext.NullTranslations | None = None


def speak(language: str | None) -> None:
    """Use `language` ("zh", "en") from now on; None asks DIGEST_LANG, then the locale."""
    global _translations  # noqa: PLW0603 - one process speaks one language
    name = (language or _environment()).replace("-", "_").split("_")[0].split(".")[0].lower()
    _translations = gettext.translation("digestcli", _CATALOGUES, languages=[name], fallback=True)


def language() -> str:
    """The language that is spoken: `zh` or `en`."""
    if _translations is None:
        speak(None)
    return (_translations.info() if _translations else {}).get("language", "en")


def _environment() -> str:
    for variable in ("DIGEST_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable, "").split(":")[0]:
            return value
    return locale.getlocale()[0] or "en"


def _(text: str) -> str:
    """`text` in the user's language."""
    if _translations is None:
        speak(None)
    return _translations.gettext(text) if _translations else text


@cache
def speaking(language: str) -> Callable[[str], str]:
    """`_` in a language of its own: for what stands in a file, and must not depend on who exports it."""
    name = "en" if language.lower().startswith("en") else "zh"
    return gettext.translation("digestcli", _CATALOGUES, languages=[name], fallback=True).gettext


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """`text` itself, marked for translation: whoever prints it asks `_`."""
    return text


def plural(one: str, many: str, number: int) -> str:
    """The form of a message that fits `number`; `{n}` in it is the number."""
    if _translations is None:
        speak(None)
    form = _translations.ngettext(one, many, number) if _translations else many
    return form.replace("{n}", str(number))
