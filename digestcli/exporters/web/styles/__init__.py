"""Style sheets, as plain CSS files that anybody can open, and the icon of pages."""

from functools import cache
from importlib.resources import files


@cache
def style(name: str) -> str:
    """The style sheet `name`, without the remarks in it."""
    import re  # noqa: PLC0415 - for this alone

    css = files(__name__).joinpath(f"{name}.css").read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL).strip() + "\n"


@cache
def icon() -> str:
    """The small picture beside a page's title in a browser, as SVG."""
    return files(__name__).joinpath("icon.svg").read_text(encoding="utf-8")
