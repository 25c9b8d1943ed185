"""What an issue begins with that is opened by a command."""

from digestcli import issuefile


def fresh() -> str:
    """The text of a new issue, ready for its first paper."""
    return issuefile.write_new()
