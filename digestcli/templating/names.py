"""What a template's name says: what it writes, and whether that is a page whose words are to be escaped."""

ENDINGS = (".jinja", ".j2")
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg", ".opf", ".rss", ".atom")


def is_template(name: str) -> bool:
    """Whether a file's name says that it is a template for exports: `newsletter.md.jinja`."""
    return name.endswith(ENDINGS) and written(name).strip(".") != ""


def written(name: str) -> str:
    """The name of what it writes, behind the issue's key: `newsletter.md`."""
    for ending in ENDINGS:
        name = name.removesuffix(ending)
    return name


def is_markup(name: str) -> bool:
    """Whether what it writes is HTML or XML, where `<` and `&` in a word have to stay words."""
    return written(name).lower().endswith(_MARKUP)
