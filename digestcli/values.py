"""Frozen dataclasses, made in a third of the time: `@dataclass(frozen=True, slots=True)`, and no others.

A run lasts a tenth of a second, and a fifth of that went into the seven methods that `dataclasses` writes and
compiles anew for each of the classes that every command loads. Here only `__init__` is compiled; the others
are the same functions for all classes. What `dataclasses` itself is to do with such a class (`replace`,
`fields`, `asdict`) it does, and to a type checker this is `dataclasses`: docs/decisions/start-and-end.md.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter, ge, gt, le, lt
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_set = object.__setattr__

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False, order: bool = False) -> Any:
        """A decorator, which makes of a class one with the fields it annotates."""
        if not (frozen and slots):
            raise TypeError("a value is frozen and has slots: take `dataclasses` for others")
        return lambda cls: _made(cls, kw_only=kw_only, order=order)


def _made(cls: type, *, kw_only: bool, order: bool) -> type:
    members = {name: said for name, said in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
    names = tuple(members.get("__annotations__", ()))
    said = {name: members.pop(name) for name in names if name in members}
    compared = [name for name in names if not (isinstance(said.get(name), Field) and not said[name].compare)]
    members |= {
        "__slots__": names,
        "__match_args__": () if kw_only else names,
        "__qualname__": cls.__qualname__,
        "__dataclass_fields__": _Fields(said, kw_only=kw_only),
        "__init__": _init(cls, said, kw_only=kw_only),
        "_compared": attrgetter(*compared) if compared else _nothing,
    }
    return type(cls)(cls.__name__, cls.__bases__, {**_SHARED, **(_ORDER if order else {}), **members})


def _init(cls: type, said: Mapping[str, Any], *, kw_only: bool) -> Callable[..., None]:
    """`__init__`, which sets every field; a default that is made is made for each."""
    kinds = vars(cls).get("__annotations__", {})
    known: dict[str, Any] = {"_set": _set, "_left": MISSING, "__name__": cls.__module__}
    given, lines = ["_value", *(["*"] if kw_only and kinds else [])], []
    for name in kinds:
        value, default = name, said.get(name, MISSING)
        if isinstance(default, Field) and default.default_factory is not MISSING:
            known[f"_make_{name}"] = default.default_factory
            value = f"_make_{name}() if {name} is _left else {name}"
            given.append(f"{name}=_left")
        elif (known_as := default.default if isinstance(default, Field) else default) is not MISSING:
            known[f"_default_{name}"] = known_as
            given.append(f"{name}=_default_{name}")
        else:
            given.append(name)
        lines.append(f" _set(_value, {name!r}, {value})")
    lines.append(" _value.__post_init__()" if "__post_init__" in vars(cls) else " return")
    exec(f"def __init__({', '.join(given)}):\n" + "\n".join(lines), known)  # noqa: S102 - as `dataclasses` does
    init: Callable[..., None] = known["__init__"]
    init.__qualname__, init.__annotations__ = f"{cls.__qualname__}.__init__", kinds | {"return": None}
    return init


class _Fields:
    """`__dataclass_fields__`, made once somebody asks for it."""

    def __init__(self, said: Mapping[str, Any], *, kw_only: bool) -> None:
        self._said, self._kw_only = said, kw_only

    def __get__(self, _value: object, owner: type) -> Mapping[str, Field[Any]]:
        told = [(name, kind, self._said.get(name, MISSING)) for name, kind in owner.__annotations__.items()]
        rows = [row if row[2] is not MISSING else row[:2] for row in told]
        made: Any = dataclasses.make_dataclass(owner.__name__, rows, kw_only=self._kw_only)
        fields: Mapping[str, Field[Any]] = made.__dataclass_fields__
        owner.__dataclass_fields__ = fields  # type: ignore[attr-defined]  # now it is an attribute like others
        return fields


# Any: these are methods of every class made here.
def _nothing(_self: object) -> tuple[()]:
    return ()


def _compared(self: Any) -> Any:
    """The fields by which two values are one, or one comes first."""
    return type(self)._compared(self)  # noqa: SLF001 - `_made` has put it there


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
    return f"{type(self).__qualname__}({said})"


def _eq(self: Any, other: Any) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _compared(self) == _compared(other)


def _hash(self: Any) -> int:
    return hash(_compared(self))


def _frozen(self: Any, name: str, *_value: object) -> None:  # noqa: ARG001 - whatever was to be set
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        _set(self, name, value)


def _ordered(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def method(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(_compared(self), _compared(other))

    return method


_SHARED = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__getstate__": _state,
    "__setstate__": _restore,
}
_ORDER = {f"__{each.__name__}__": _ordered(each) for each in (lt, le, gt, ge)}
