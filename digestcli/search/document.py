"""What is looked through: a paper in an issue, an issue's title and lead, a passage, a line of the radio."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from digestcli.errors import UsageError
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.key import Key
from digestcli.search.fields import CATEGORIES, FIELDS, terms_of_category
from digestcli.search.terms import terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One entry; `said` are its words by the fields they stand in, plain and safe to print."""

    key: Key
    number: int | None = None  # of a paper that is printed
    id: ArxivId | None = None
    ref: str | None = None  # what commands know its section by; None for what is no paper's section
    title: str
    said: Mapping[str, str]
    categories: tuple[str, ...] = ()

    def spaced(self) -> dict[str, str]:
        """The terms of each field, a blank on either side of every one; a field without any is left out."""
        found = {field: terms(words) for field in FIELDS if (words := self.said.get(field))}
        found[CATEGORIES] = list(chain(*map(terms_of_category, self.categories)))
        return {field: f" {' '.join(each)} " for field, each in found.items() if each}

    def packed(self) -> bytes:
        """All of it but the key, in little room."""
        id = self.id and [self.id.archive, self.id.number]
        told = [self.number, id, self.ref, self.title, self.said, self.categories]
        return zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def unpacked(key: str, data: bytes) -> Document:
    """A document as it was `packed`; raises ValueError for anything else."""
    try:
        number, id, ref, title, said, categories = json.loads(zlib.decompress(data))
        return Document(
            key=Key(key),
            number=number,
            id=id and ArxivId(id[1], id[0]),
            ref=ref,
            title=title,
            said=said,
            categories=tuple(categories),
        )
    except (zlib.error, TypeError, LookupError, UsageError) as fault:
        raise ValueError(str(fault)) from fault
