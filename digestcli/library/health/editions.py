"""What was published, in `published/`: whether every byte of it is still there."""

from collections.abc import Iterator

from digestcli.errors import FileError
from digestcli.library import published
from digestcli.library.health.stock import Stock
from digestcli.messages import _
from digestcli.model.finding import Finding
from digestcli.model.problem import Severity


def damaged(stock: Stock) -> Iterator[Finding]:
    """Editions whose account or files are not what `freeze` has written."""
    for key in published.keys(stock.library):
        for number in published.numbers(stock.library, key):
            try:
                edition = published.edition(stock.library, key, number)
            except FileError as fault:
                yield _told(fault)
                continue
            for stored in edition.files:
                try:
                    published.data_of(stock.library, edition, stored)
                except FileError as fault:
                    yield _told(fault)


def unfinished(stock: Stock) -> Iterator[Finding]:
    """Editions without their account, which is written last: a freeze did not end, or somebody deleted it.

    What lies there makes room for a new `freeze`, and is kept.
    """
    for key in published.keys(stock.library):
        there = published.numbers(stock.library, key)
        for path in sorted((stock.library.published / str(key)).iterdir()):
            if path.is_dir() and path.name.isdecimal() and int(path.name) not in there:
                account = f"{path.name}.json"
                yield Finding(
                    rule="edition-unfinished",
                    severity=Severity.WARNING,
                    message=_("this edition was not kept to its end, or its {account} is lost").format(
                        account=account
                    ),
                    hint=_("get {account} back from git or a copy; if there never was one: {command}").format(
                        account=account, command=f"digest freeze --issue {key}"
                    ),
                    path=f"{stock.library.name(path)}/",
                )


def _told(fault: FileError) -> Finding:
    return Finding(rule="published", severity=Severity.ERROR, message=fault.message, hint=fault.hint)
