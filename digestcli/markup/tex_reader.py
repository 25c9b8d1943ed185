"""TeX read token by token, and told in Unicode as far as Unicode can say it."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from digestcli.markup import tex_tables as tables

_LONGEST_FORMULA = 2_000
_DEEPEST = 20  # braces within braces
_TOKEN = re.compile(r"\\operatorname\*|\\[A-Za-z]+|\\.|\$\$?|\s+|.", re.DOTALL)
_FORMULAS = {"$": "$", "$$": "$$", r"\(": r"\)", r"\[": r"\]"}
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")


class _Unknown(Exception):
    """Unicode cannot say this."""


class Reader:
    """Each method reads at `at`, never past `end`, and gives the Unicode and where it stopped reading."""

    def __init__(self, text: str) -> None:
        self.tokens = _TOKEN.findall(text)
        self.closes = _closes(self.tokens)

    def text(self) -> str:
        """All of it in Unicode."""
        return self.words(0, len(self.tokens), 0)

    def pieces(self) -> Iterator[tuple[str, str | None]]:
        """All of it, formulas that Unicode can say apart, each with its source."""
        at = 0
        words = ""
        while at < len(self.tokens):
            begun = at
            part, at = self._word(at, len(self.tokens), 0)
            source = self._source(begun, at)
            if self.tokens[begun] in _FORMULAS and at > begun + 1 and part != source:
                yield from ((words, None), (part, source))
                words = ""
            else:
                words += part
        yield words, None

    def words(self, at: int, end: int, depth: int) -> str:
        """Text outside formulas; what is not understood stays as it is."""
        parts = []
        while at < end:
            part, at = self._word(at, end, depth)
            parts.append(part)
        return "".join(parts)

    def _word(self, at: int, end: int, depth: int) -> tuple[str, int]:
        sign = self.tokens[at]
        close = self.closes.get(at, end)
        if sign in _FORMULAS:
            return self._formula(at, close) if close < end else (sign, at + 1)
        if sign == "{" and close < end:
            return self._group(at, close, depth), close + 1
        if not _is_macro(sign):
            return sign, at + 1
        try:
            return self._macro(at, end, depth, in_formula=False)
        except _Unknown:
            return self._source_of_macro(at, end)

    def _group(self, at: int, close: int, depth: int) -> str:
        """A group loses its braces only if there was TeX in it."""
        source = self._source(at + 1, close)
        inside = self.words(at + 1, close, depth + 1) if depth < _DEEPEST else source
        return inside if inside != source else f"{{{source}}}"

    def _formula(self, at: int, close: int) -> tuple[str, int]:
        source = self._source(at, close + 1)
        follows = self.tokens[close + 1 : close + 2]
        if self.tokens[at] == "$" and not _is_formula(source[1:-1], "".join(follows)):
            return "$", at + 1
        if len(source) <= _LONGEST_FORMULA:
            try:
                return self.formula(at + 1, close, 0).strip() or source, close + 1
            except _Unknown:
                pass
        return source, close + 1

    def formula(self, at: int, end: int, depth: int) -> str:
        """The inside of a formula; raises _Unknown where Unicode has no words for it."""
        if depth > _DEEPEST:
            raise _Unknown
        written = ""
        operator = False  # `log` and its like keep off the letters beside them
        while at < end:
            sign = self.tokens[at]
            part, at = self._term(at, end, depth)
            if sign in ("^", "_"):
                written += part  # and an operator goes on: log₂ n
                continue
            beside = operator and part[:1].isalnum()
            operator = _is_operator(sign, part)
            if beside or (operator and written[-1:].isalnum()):
                written += " "
            if _ends_at_blanks(sign) and not operator and not written.endswith(" "):
                at = self._past_blanks(at, end)
            written += part
        return written

    def _term(self, at: int, end: int, depth: int) -> tuple[str, int]:
        sign = self.tokens[at]
        if sign in ("^", "_"):
            argument, at = self._argument(at + 1, end, depth, in_formula=True)
            return tables.script(sign, argument), at
        if sign == "{":
            return self._argument(at, end, depth, in_formula=True)
        if sign in ("}", "$", "$$"):
            raise _Unknown
        if _is_macro(sign):
            return self._macro(at, end, depth, in_formula=True)
        if sign.isspace():
            return " ", at + 1
        return {"~": " ", "'": "′"}.get(sign, sign), at + 1

    def _argument(self, at: int, end: int, depth: int, *, in_formula: bool) -> tuple[str, int]:
        """What a macro or a script takes: a group, a macro with its own arguments, or one character."""
        at = self._past_blanks(at, end)
        if at >= end:
            raise _Unknown
        if self.tokens[at] == "{":
            close = self.closes.get(at, end)
            if close >= end or depth >= _DEEPEST:
                raise _Unknown
            read = self.formula if in_formula else self.words
            return read(at + 1, close, depth + 1), close + 1
        if _is_macro(self.tokens[at]):
            return self._macro(at, end, depth + 1, in_formula=in_formula)
        if self.tokens[at] in "}^_$":
            raise _Unknown
        return self.tokens[at], at + 1

    def _macro(self, at: int, end: int, depth: int, *, in_formula: bool) -> tuple[str, int]:
        if depth > _DEEPEST:
            raise _Unknown
        name = self.tokens[at][1:]
        if name in tables.SWITCHES:
            at = self._past_blanks(at + 1, end)
            hidden = name in ("left", "right") and at < end and self.tokens[at] == "."
            return "", at + hidden
        if name in tables.LETTERS:
            return tables.LETTERS[name], self._past_blanks(self._past_empty_group(at + 1, end), end)
        if name in tables.ACCENTS or name in tables.FORMULA_ACCENTS:
            return self._accent(name, at + 1, end, depth, in_formula=in_formula)
        if name in tables.WITH_ARGUMENTS:
            return self._with_arguments(name, at + 1, end, depth, in_formula=in_formula)
        text = tables.symbol(name)
        if text is None:
            raise _Unknown
        return text, self._past_empty_group(at + 1, end)

    def _accent(self, name: str, at: int, end: int, depth: int, *, in_formula: bool) -> tuple[str, int]:
        if not name.isalpha() and at < end and self.tokens[at].isspace():
            raise _Unknown
        base, at = self._argument(at, end, depth, in_formula=in_formula)
        if not base and name in ("~", "^"):
            return name, at
        if name in tables.ACCENTS:
            mark, base = tables.ACCENTS[name], tables.DOTLESS.get(base, base)
            fits = base[:1].isalpha()
        else:
            mark = tables.FORMULA_ACCENTS[name]
            fits = len(base) == 1 and base != " "
            if name in tables.LINES and base.isalnum():
                return normalize("NFC", "".join(f"{letter}{mark}" for letter in base)), at
        if not fits:
            raise _Unknown
        return normalize("NFC", base[0] + mark + base[1:]), at

    def _with_arguments(
        self, name: str, at: int, end: int, depth: int, *, in_formula: bool
    ) -> tuple[str, int]:
        if not in_formula and self.tokens[at : at + 1] != ["{"]:
            raise _Unknown  # outside formulas nobody leaves out the braces
        argument, at = self._argument(at, end, depth, in_formula=in_formula and name not in tables.WORDS)
        if name in tables.ALPHABETS:
            return tables.styled(name, argument), at
        if name in tables.FRACTIONS:
            below, at = self._argument(at, end, depth, in_formula=in_formula)
            return f"{_in_brackets(argument)}/{_in_brackets(below)}", at
        if name == "sqrt":
            if argument == "[":
                raise _Unknown
            return f"√{_in_brackets(argument)}", at
        if name in ("textsuperscript", "textsubscript"):
            return tables.script("^" if name == "textsuperscript" else "_", argument), at
        return argument, at

    def _past_blanks(self, at: int, end: int) -> int:
        return at + 1 if at < end and self.tokens[at].isspace() else at

    def _past_empty_group(self, at: int, end: int) -> int:
        return at + 2 if at + 1 < end and self.tokens[at : at + 2] == ["{", "}"] else at

    def _source(self, at: int, end: int) -> str:
        return "".join(self.tokens[at:end])

    def _source_of_macro(self, at: int, end: int) -> tuple[str, int]:
        """A macro nobody knows, with the groups after it."""
        stop = at + 1
        while stop < end and self.tokens[stop] == "{" and self.closes.get(stop, end) < end:
            stop = self.closes[stop] + 1
        return self._source(at, stop), stop


def _closes(tokens: list[str]) -> dict[int, int]:
    """Where each group and each possible formula closes."""
    closes: dict[int, int] = {}
    groups: list[int] = []
    formulas: dict[str, int] = {}  # the latest opener of a kind still open
    for at, sign in enumerate(tokens):
        if sign == "{":
            groups.append(at)
        elif sign == "}" and groups:
            closes[groups.pop()] = at
        if sign in _FORMULAS.values() and sign in formulas:
            closes[formulas.pop(sign)] = at
        if sign in _FORMULAS:
            formulas[_FORMULAS[sign]] = at
    return closes


def _is_macro(sign: str) -> bool:
    return sign[0] == "\\" and len(sign) > 1


def _ends_at_blanks(sign: str) -> bool:
    """Whether the blanks after a macro only end its name, and are none of the formula's."""
    return _is_macro(sign) and sign[1].isalpha() and sign[1:] not in tables.WITH_ARGUMENTS


def _is_operator(sign: str, text: str) -> bool:
    r"""Whether `text` is an operator's name: `\log`, not `\text{GPT}`."""
    is_name = _ends_at_blanks(sign) or sign[1:] in tables.OPERATORS
    return is_name and len(text) > 1 and text.isascii() and text.isalpha()


def _is_formula(inside: str, follows: str) -> bool:
    """Whether what stands between two dollars is a formula (`J0100$+$2802`) and no prices (`$5-$10`)."""
    if not inside.strip():
        return False
    if re.search(r"[\\^_{]", inside):
        return True
    if inside[0].isspace() or inside[-1].isspace() or (inside[0].isdigit() and follows[:1].isdigit()):
        return False
    return " " not in inside or not _TWO_LETTERS.search(inside)


def _in_brackets(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"
