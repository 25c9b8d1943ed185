"""What comes back from the network before anybody believes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; `body` is decoded of any compression."""

    status: int
    media_type: str  # lower case, without parameters
    body: bytes


class Disbelief(Exception):
    """Why an answer, or its absence, is not believed; `again`: whether asking once more may help."""

    def __init__(self, why: str, *, again: bool = True, hint: str | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.again = again
        self.hint = hint
