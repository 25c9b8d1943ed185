"""Jinja as our templates have it: sandboxed, strict, the same words for the same issue."""

from collections.abc import Mapping
from typing import Any, NoReturn

from jinja2 import DictLoader, StrictUndefined, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from digestcli.templating.filters import OURS
from digestcli.templating.names import is_markup

# `safe`: a word is never markup; `random` and `pprint`: not the same twice.
_LEFT_OUT = ("safe", "random", "pprint")
_LARGEST_POWER = 4096  # bits


class Misspelt(UndefinedError):
    """A name that stands for nothing; `known` are those that would."""

    def __init__(self, name: str, known: tuple[str, ...] | None) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


class _Undefined(StrictUndefined):
    """Says which name it was and what it was looked for in; `is defined` and `default` still work."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = UndefinedError
    ) -> None:
        if exc is UndefinedError and isinstance(name, str):
            known = None if obj is missing else tuple(obj) if isinstance(obj, dict) else ()

            def exc(_message: str | None) -> Misspelt:
                return Misspelt(name, known)

        super().__init__(hint, obj, name, exc)


class TooLarge(TemplateRuntimeError):
    """A number or a text that would fill the memory."""


class Environment(ImmutableSandboxedEnvironment):
    """What templates are compiled and filled in with; `sources` are all the files there are.

    Whether words are escaped is said by the template's own name, for what it includes too.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, name: str, sources: Mapping[str, str], largest: int) -> None:
        super().__init__(
            loader=DictLoader(sources),
            undefined=_Undefined,
            autoescape=is_markup(name),
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            extensions=["jinja2.ext.loopcontrols"],
        )
        self._largest = largest
        self.filters = {name: f for name, f in self.filters.items() if name not in _LEFT_OUT} | dict(OURS)
        del self.globals["lipsum"]  # not the same twice

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`entry.title` is the field of that name, and only then a method of Python's."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Products and powers that stay small: one alone could take all the memory, or all the time."""
        if operator == "**" and _bits(left) * abs(right) > _LARGEST_POWER:
            raise TooLarge(f"{left} ** {right}")
        if operator == "*" and _length(left, right) > self._largest:
            raise TooLarge(f"... * {right}")
        return super().call_binop(context, operator, left, right)

    def handle_exception(self, source: str | None = None) -> NoReturn:  # noqa: ARG002 - where it came from is told by faults.py
        raise  # noqa: PLE0704 - called where an exception is being handled


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 64


def _length(left: Any, right: Any) -> int:
    """How long a product would be: of a text or a list in pieces, of numbers in bits."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, str | list | tuple) and isinstance(other, int):
            return len(one) * max(other, 0)
    return _bits(left) + _bits(right)


def _printed(value: Any) -> Any:
    """Null is nothing; a function was meant to be called."""
    if value is None:
        return ""
    if callable(value) and not isinstance(value, StrictUndefined):
        raise TemplateRuntimeError("this is a function: () calls it")
    return value


def filters_in(environment: Environment, source: str) -> frozenset[str]:
    """The filters that a template uses."""
    from jinja2 import nodes  # noqa: PLC0415 - loaded by then

    return frozenset(each.name for each in environment.parse(source).find_all(nodes.Filter))


def names_in(environment: Environment, source: str) -> set[str]:
    """The names that a template gives something itself: loops, `set`, macros."""
    from jinja2 import nodes  # noqa: PLC0415 - the same

    tree = environment.parse(source)
    stored = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
    return stored | {each.name for each in tree.find_all(nodes.Macro)}
