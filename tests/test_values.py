"""A value is what a frozen dataclass with slots is: the two are held against each other."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from typing import Any

import pytest

from digestcli import values
from digestcli.model.key import Week
from digestcli.model.publication import Publication

Theirs: Any = dataclass
Ours: Any = values.dataclass


# Any: the same class is made twice, by decorators that a checker takes for one.
def _point(made: Any) -> Any:
    @made(frozen=True, slots=True)
    class Point:
        """A place, and what lies there."""

        x: int
        y: int = 2
        names: list[str] = field(default_factory=list)
        note: str = field(default="", compare=False)
        self: str | None = None

        @property
        def both(self) -> int:
            return self.x + self.y

    return Point


def _version(made: Any) -> Any:
    @made(frozen=True, slots=True, order=True)
    class Version:
        major: int
        minor: int = 0

        def __post_init__(self) -> None:
            if self.major < 0:
                raise ValueError(self.major)

    return Version


def _named(made: Any) -> Any:
    @made(frozen=True, slots=True, kw_only=True)
    class Named:
        name: str = "a"
        age: int

        def __repr__(self) -> str:
            return f"<{self.name}>"

    return Named


def _empty(made: Any) -> Any:
    @made(frozen=True, slots=True)
    class Empty:
        pass

    return Empty


OF_EACH: dict[Any, list[tuple[Any, ...]]] = {
    _point: [(1,), (1, 3), (1, 2, ["a"], "!")],
    _version: [(1, 2), (2,)],
    _empty: [()],
}


@pytest.mark.parametrize("make", OF_EACH, ids=lambda make: make.__name__)
def test_it_says_and_compares_what_a_dataclass_does(make: Any) -> None:
    ours: Any = make(Ours)
    theirs: Any = make(Theirs)
    for given in OF_EACH[make]:
        mine, other = ours(*given), theirs(*given)
        assert repr(mine).rpartition(".")[2] == repr(other).rpartition(".")[2]
        assert mine == ours(*given)
        assert mine != other
        assert dataclasses.astuple(mine) == dataclasses.astuple(other)
        assert dataclasses.asdict(mine) == dataclasses.asdict(other)
        assert copy.deepcopy(mine) == copy.copy(mine) == dataclasses.replace(mine) == mine
        assert not hasattr(mine, "__dict__")
    assert ours.__match_args__ == theirs.__match_args__
    assert [(each.name, each.type, each.default) for each in dataclasses.fields(ours)] == [
        (each.name, each.type, each.default) for each in dataclasses.fields(theirs)
    ]
    assert set(vars(theirs)) - set(vars(ours)) <= {"__dataclass_params__"}


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_it_is_frozen_hashed_and_ordered(made: Any) -> None:
    # Any: the classes are made anew.
    point: Any = _point(made)
    version: Any = _version(made)
    named: Any = _named(made)
    one = point(1)
    with pytest.raises(FrozenInstanceError, match="x"):
        one.x = 2
    with pytest.raises(FrozenInstanceError, match="x"):
        del one.x
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        one.other = 1
    assert point(1, note="a") == point(1, note="b")
    assert point(1).names is not point(1).names
    assert point(1).both == 3
    assert {version(1), version(1, 0), version(2)} == {version(2), version(1)}
    assert sorted([version(2), version(1, 3), version(1)])[1] == version(1, 3)
    assert version(1) <= version(1) < version(1, 1) >= version(1)
    with pytest.raises(TypeError):
        assert version(1) < 1
    with pytest.raises(ValueError, match="-1"):
        version(-1)
    assert repr(named(age=1)) == "<a>"
    for kind, given, more in (
        (named, ("a",), {"age": 1}),
        (named, (), {}),
        (point, (), {}),
        (point, (1,), {"z": 1}),
    ):
        with pytest.raises(TypeError, match="__init__"):
            kind(*given, **more)


def test_what_the_program_has_can_be_pickled_and_told() -> None:
    for each in (Week(2023, 14), Publication(title="周刊")):
        assert pickle.loads(pickle.dumps(each)) == each  # noqa: S301 - our own
    assert dataclasses.replace(Week(2023, 14), number=15) == Week(2023, 15)
    assert [each.name for each in dataclasses.fields(Week)] == ["year", "number"]
    assert Week.__init__.__annotations__ == {"year": int, "number": int, "return": None}


def test_others_are_refused() -> None:
    for given in ({"frozen": False, "slots": True}, {"frozen": True, "slots": False}):
        with pytest.raises(TypeError, match="frozen"):
            Ours(**given)
