"""What narrows a list: words of titles and abstracts, or a query in the language of arXiv's API."""

import re

from digestcli.model.paper import Paper

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_OF_THE_API = re.compile(r"\b(?:AND|OR|ANDNOT)\b|\b[a-z]{2,5}:|[()\[\]]")  # `ti:`, `abs:`


class Query:
    """Plain words are all to be in the title or the abstract of a paper; `"in quotes"`, side by side.

    They are looked for in the whole listing, which is gathered once a day and by which papers are ranked;
    arXiv is sent only what it alone understands.
    """

    def __init__(self, said: str) -> None:
        self._said = said
        self._phrases = [" ".join((a or b).casefold().split()) for a, b in _PHRASE.findall(said)]

    @property
    def for_api(self) -> str | None:
        """What is for arXiv to understand; None for plain words."""
        return self._said if _OF_THE_API.search(self._said) else None

    def matches(self, paper: Paper) -> bool:
        """Whether the words are in a paper, beginnings of words too; true of what arXiv has looked for."""
        if self.for_api:
            return True
        text = " ".join(f"{paper.title} {paper.abstract or ''}".casefold().split())
        return all(re.search(rf"(?<!\w){re.escape(phrase)}", text) for phrase in self._phrases)
