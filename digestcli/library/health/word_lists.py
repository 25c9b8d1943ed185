"""The glossary and the pronunciations: what is wrong in them, told as `check` tells it."""

from collections.abc import Iterator

from digestcli.library import glossary, pronunciation
from digestcli.library.health.stock import Stock
from digestcli.model.finding import Finding


def words(stock: Stock) -> Iterator[Finding]:
    """Lines that are as if they were not there, and files that cannot be read."""
    for _words, faults in (glossary.load(stock.library), pronunciation.load(stock.library)):
        yield from map(Finding.of, faults)
