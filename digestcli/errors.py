"""The ways an action can fail. Faults in an editor's file are not here: they are `Problem` values.

DigestError
├── UsageError      2  the words of the command do not make sense
├── BadId           2  a text that names no arXiv paper
├── BatchError      3  part of a batch failed, the rest is done
├── Conflict        4  the file changed, or somebody holds the lock
├── NetworkError    5  no believable answer from a source
├── Pending         5  facts are still to be fetched
└── FileError       1  a file that cannot be read or written
"""

from typing import ClassVar


class DigestError(Exception):
    """An action that failed: what, which file or id, why, and the next command to type."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(DigestError):
    exit_code = 2


class BadId(DigestError):
    exit_code = 2


class BatchError(DigestError):
    exit_code = 3


class Conflict(DigestError):
    exit_code = 4


class NetworkError(DigestError):
    exit_code = 5


class Pending(DigestError):
    exit_code = 5


class FileError(DigestError):
    exit_code = 1
