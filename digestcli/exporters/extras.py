"""What an extra brings, and whether it is here: `pip install 'digestcli[NAME]'`."""

from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec

# extra: the modules that its packages bring, by the names they are imported by
MODULES: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx",),
    "pdf": ("typst",),
}


def lacking(
    needs: Mapping[str, str | None],
    modules: Mapping[str, tuple[str, ...]] = MODULES,
    is_there: Callable[[str], object] = find_spec,
) -> dict[str, str]:
    """Those of `needs` whose extra is not all there, each with its extra; None needs nothing."""
    return {
        name: extra
        for name, extra in needs.items()
        if extra is not None and not all(map(is_there, modules[extra]))
    }


def install(extras: Iterable[str]) -> str:
    """The command that brings them, as a shell takes it."""
    return f"pip install 'digestcli[{','.join(sorted(set(extras)))}]'"
