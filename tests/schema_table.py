"""The tables of fields in `docs/json.md`: `python -m tests.schema_table` writes them from the schema."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from digestcli.cli.formats import SCHEMA

PAGE = Path(__file__).parents[1] / "docs" / "json.md"
BEGIN, END = "<!-- fields: written by `python -m tests.schema_table` -->\n", "<!-- end of the fields -->\n"

Schema = dict[str, Any]  # Any: JSON

_CALLED = {"string": "text", "boolean": "true or false", "integer": "number", "object": "table"}


def written() -> str:
    """The page as it should be."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    _old, after = rest.split(END)
    return "".join((before, BEGIN, *(f"{line}\n" for line in _tables()), END, after))


def _tables() -> Iterator[str]:
    for name, what in json.loads(SCHEMA.read_bytes())["$defs"].items():
        if properties := what.get("properties"):
            yield f"\n### {name}\n" if what["title"] == name else f"\n### `{what['title']}`\n"
            yield "| field | | |"
            yield "|---|---|---|"
            for field, schema in properties.items():
                yield f"| `{field}` | {_type(schema)} | {_cell(schema['description'])} |"
    yield ""


def _type(schema: Schema) -> str:
    """What stands there, in a few words."""
    if "$ref" in schema:
        return _linked(schema["$ref"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema["type"] == "array":
        items = schema["items"]
        if "$ref" in items:
            return f"list of {_linked(items['$ref'])}"
        return "list of texts" if items["type"] == "string" else "list of pairs of texts"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(_CALLED.get(each, str(each)) for each in types)


def _linked(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name if name != 'digest' else 'digest1'})"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
