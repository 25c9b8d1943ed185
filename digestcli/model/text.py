"""Where hand-written words stand, and changes to them."""

from typing import Self

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to `end` of an issue file's text, counted with its BOM and its CRs."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` this span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Text:
    """Words the editor wrote: `value` is what is printed, comments cut out; `span` where they stand."""

    value: str
    span: Span

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of `span`; nothing else changes."""

    span: Span
    text: str

    @classmethod
    def insert(cls, at: int, text: str) -> Self:
        return cls(Span(at, at), text)

    def apply(self, whole: str) -> str:
        return whole[: self.span.start] + self.text + whole[self.span.end :]
