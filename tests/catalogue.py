"""The messages in the code and their Chinese: `python -m tests.catalogue` brings the catalogue up to date.

It keeps every translation, adds new messages empty, drops those nobody says any more, and compiles what
`gettext` loads. The tests fail while a translation is empty or the compiled file is behind.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from digestcli import checks

CODE = Path(__file__).parents[1] / "digestcli"
PO = CODE / "locale" / "zh" / "LC_MESSAGES" / "digestcli.po"
MO = PO.with_suffix(".mo")


def said() -> Catalog:
    """Every message of the code, untranslated."""
    catalogue = Catalog()
    found = extract_from_dir(CODE, [("**.py", "python")], keywords={"_": None, "N_": None, "plural": (1, 2)})
    for path, line, message, comments, context in found:
        catalogue.add(message, None, [(path, line)], auto_comments=comments, context=context)
    for rule in checks.rules().values():  # told by their docstrings
        catalogue.add(rule.text)
    return catalogue


def translated() -> Catalog:
    """The catalogue as it is committed."""
    if not PO.exists():
        return Catalog(locale="zh")
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """What `gettext` loads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def refresh() -> Catalog:
    """Bring PO and MO up to date; the catalogue as it is then."""
    catalogue = translated()
    made = catalogue.creation_date
    catalogue.update(said(), no_fuzzy_matching=True)
    catalogue.creation_date = made  # or every run would change the files
    catalogue.obsolete.clear()
    catalogue.header_comment = "# What digest says, in Chinese."
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, no_location=True, omit_header=False, sort_output=True)
    MO.write_bytes(compiled(catalogue))
    return catalogue


if __name__ == "__main__":
    for message in refresh():
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(forms):
            print(message.id)  # noqa: T201 - the list of what is to be translated
