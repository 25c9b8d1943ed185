"""What the shells ask when Tab is pressed, in the words of the scripts that typer installs.

The question is in the environment, the answer on standard output. A prompt is no place for errors: what goes
wrong here is not seen, and completes nothing. Titles are untrusted, and zsh evaluates what it is answered.
"""

import os
import shlex
import sys
from collections.abc import Callable

from digestcli.cli.candidates import Candidate, candidates
from digestcli.markup.plain import one_line
from digestcli.values import dataclass

_LONGEST = 80  # characters of what a word stands for
_MEANINGLESS = " ,.-+/=%@_;?()[]&"  # between double quotes


@dataclass(frozen=True, slots=True)
class _Asked:
    words: list[str]  # behind `digest`, before the cursor
    current: str
    prefix: str = ""  # what of `current` the shell counts as words of their own: bash does `--issue` and `=`


def answer(instruction: str) -> int:
    """Print what `instruction`, such as `complete_zsh`, asks for; the exit code."""
    shell = instruction.removeprefix("complete_")
    asked, written = _SHELLS[shell]
    question = asked()
    found = candidates(question.words, question.current)
    known = None if found is None else list(found)
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 1 if known is None else 0  # 1: fish offers files
    said = written(known, question)
    sys.stdout.write(f"{said}\n" if said else "")
    return 0


def _asked_by_bash() -> _Asked:
    """COMP_WORDS as bash parts them: `--issue=2023` is three."""
    place = int(os.environ["COMP_CWORD"])
    typed = os.environ["COMP_WORDS"].split("\n")[1 : place + 1]
    words: list[str] = []
    is_joined = is_equals = False
    for word in typed:
        is_joined = bool(words) and words[-1].startswith("--") and (word == "=" or is_equals)
        is_equals = is_joined and word == "="
        if is_joined:
            words[-1] += word
        else:
            words.append(word)
    *before, current = map(_unquoted, words)
    return _Asked(before, current, current.partition("=")[0] + "=" if is_joined else "")


def _asked_in_one_line() -> _Asked:
    """_TYPER_COMPLETE_ARGS is all that was typed, up to the cursor."""
    line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
    words = _split(line)[1:]
    is_begun = bool(words) and not line.endswith(" ")
    return _Asked(words[:-1], words[-1]) if is_begun else _Asked(words, "")


def _asked_by_powershell() -> _Asked:
    words = _split(os.environ.get("_TYPER_COMPLETE_ARGS", ""))[1:]
    current = os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    return _Asked(words[:-1] if current else words, current)


def _split(line: str) -> list[str]:
    """The words of a line whose last quotation may be open."""
    lexer = shlex.shlex(line, posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        while (word := lexer.get_token()) is not None:
            words.append(word)
    except ValueError:  # what was read of the open quotation
        words.append(lexer.token)
    return words


def _unquoted(word: str) -> str:
    return "".join(_split(word))


def _for_bash(found: list[Candidate] | None, asked: _Asked) -> str:
    """Words alone; where there is none, bash offers files."""
    return "\n".join(each.word.removeprefix(asked.prefix) for each in found or ())


def _for_zsh(found: list[Candidate] | None, _asked: _Asked) -> str:
    """A call that the script evaluates, and _arguments once more: no character may mean anything to it."""
    if found is None:
        return "_files"
    words = (each.word.replace(":", r"\\:") for each in found)  # a colon ends a word, read twice
    helps = (f':"{_inert(each.help)}"' if each.help else "" for each in found)
    said = (f'"{word}"{what}' for word, what in zip(words, helps, strict=True))
    return f"_arguments '*: :(({' '.join(said)}))'" if found else ""


def _inert(text: str) -> str:
    """What a shell might obey stands in its full-width form, which it does not know."""
    return "".join(
        sign if not sign.isascii() or sign.isalnum() or sign in _MEANINGLESS else chr(ord(sign) + 0xFEE0)
        for sign in _short(text).replace("'", "’")
    )


def _for_fish(found: list[Candidate] | None, _asked: _Asked) -> str:
    return "\n".join(f"{each.word}\t{_short(each.help)}".rstrip() for each in found or ())


def _for_powershell(found: list[Candidate] | None, _asked: _Asked) -> str:
    return "\n".join(f"{each.word}:::{_short(each.help) or ' '}" for each in found or ())


def _short(text: str) -> str:
    line = one_line(text).replace(":::", ": :")
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_Written = Callable[[list[Candidate] | None, _Asked], str]

_SHELLS: dict[str, tuple[Callable[[], _Asked], _Written]] = {
    "bash": (_asked_by_bash, _for_bash),
    "zsh": (_asked_in_one_line, _for_zsh),
    "fish": (_asked_in_one_line, _for_fish),
    "powershell": (_asked_by_powershell, _for_powershell),
    "pwsh": (_asked_by_powershell, _for_powershell),
}
