"""The name arXiv gives a paper."""

from typing import Self

from digestcli.values import dataclass


@dataclass(frozen=True, slots=True)
class ArxivId:
    """`2304.02643v1`, or from before April 2007 `hep-th/9901001`; made by `identify`.

    Equality counts the version: `bare` names the paper, a version one of its texts.
    """

    number: str  # "2304.02643"; of an old id "9901001"
    archive: str | None = None  # "hep-th"; None since April 2007
    version: int | None = None

    @property
    def bare(self) -> Self:
        """The paper, whatever its version."""
        return self if self.version is None else self.at(None)

    def at(self, version: int | None) -> Self:
        """This paper's text of `version`."""
        return type(self)(self.number, self.archive, version)

    @property
    def stem(self) -> str:
        """A file name without its ending: `2304.02643`, `hep-th_9901001`; the version is left out."""
        return f"{self.archive}_{self.number}" if self.archive else self.number

    @property
    def url(self) -> str:
        return f"https://arxiv.org/abs/{self}"

    @property
    def pdf_url(self) -> str:
        return f"https://arxiv.org/pdf/{self}"

    def __str__(self) -> str:
        name = f"{self.archive}/{self.number}" if self.archive else self.number
        return name if self.version is None else f"{name}v{self.version}"
