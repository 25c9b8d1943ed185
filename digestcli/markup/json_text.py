"""JSON that may be printed: Chinese as it is, what a terminal might obey or an eye not see as an escape."""

import json
import re
from collections.abc import Mapping

from digestcli.messages import _

# By range: what Python calls printable changes with its version, and the bytes would change with it.
_UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff"
    "\U000e0000-\U000e0fff]"
)
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def dumps(value: object, indent: int | None = None) -> str:
    """`value` as JSON, without a newline at its end."""
    return _UNSEEN.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def read_marked(data: bytes, schema: str) -> Mapping[str, object]:
    """The object in `data`; raises ValueError saying why where it is none, or bears another mark."""
    try:
        document = json.loads(data.decode())
    except RecursionError:
        raise ValueError(_("it is nested too deeply")) from None
    except ValueError:
        raise ValueError(_("it is no JSON")) from None
    if not isinstance(document, dict) or document.get("schema") != schema:
        raise ValueError(_("it is not marked {schema}").format(schema=schema))
    return document


def in_ascii(document: str) -> str:
    """The same JSON in ASCII: whatever else it holds stands in strings, where an escape is as good."""
    return _BEYOND_ASCII.sub(_escaped, document)


def _escaped(characters: re.Match[str]) -> str:
    return json.dumps(characters[0])[1:-1]
