"""Files read once and written whole: atomic, durable, guarded against foreign changes, locked."""

from digestcli.files.disk import discard
from digestcli.files.locking import alone, claim, holder, lock
from digestcli.files.reading import LIMIT, Missing, Seen, cause, holds, read
from digestcli.files.writing import create, inside, put, put_all, put_pieces, remove, replace, set_aside

__all__ = [
    "LIMIT",
    "Missing",
    "Seen",
    "alone",
    "cause",
    "claim",
    "create",
    "discard",
    "holder",
    "holds",
    "inside",
    "lock",
    "put",
    "put_all",
    "put_pieces",
    "read",
    "remove",
    "replace",
    "set_aside",
]
