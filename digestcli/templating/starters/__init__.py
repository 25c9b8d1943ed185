"""Templates to begin with: the files beside this one."""

from importlib.resources import files

from digestcli.messages import _


def starters() -> dict[str, tuple[str, str]]:
    """Each by its name: the file, and what it makes."""
    return {
        "newsletter": ("newsletter.md.jinja", _("a newsletter in Markdown")),
        "page": ("page.html.jinja", _("a plain HTML page")),
        "post": ("post.txt.jinja", _("a short post for social media, in Chinese")),
    }


def starter(name: str) -> str:
    """The text of one, by its name."""
    return (files(__name__) / starters()[name][0]).read_text(encoding="utf-8")
