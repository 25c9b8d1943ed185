"""How the two processes speak: pieces of bytes, each behind its length."""

from typing import IO

_LENGTH = 8  # bytes


class TooLong(ValueError):
    """A piece that is longer than anybody asked for."""


def send(stream: IO[bytes], data: bytes) -> None:
    """One piece."""
    stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    stream.flush()


def receive(stream: IO[bytes], limit: int) -> bytes | None:
    """The next piece; None where the other end is gone. Raises TooLong, nothing read, over `limit` bytes."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    if length > limit:
        raise TooLong
    data = stream.read(length)
    return data if len(data) == length else None
