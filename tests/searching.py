"""How arXiv's API searches, as far as a listing asks it to: categories, a window, some words."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from digestcli.model.paper import Paper

_SEARCH = re.compile(
    r"\((?P<cats>cat:\S+(?: OR cat:\S+)*)\) AND submittedDate:\[(?P<begin>\d{12}) TO (?P<end>\d{12})\]"
    r"(?: AND \((?P<words>.*)\))?"
)
_WORD = re.compile(r'(?:\w+:)?(?:"([^"]*)"|(\w+))')


def found(papers: Iterable[Paper], search: str, params: Mapping[str, str]) -> list[Paper]:
    """The papers a search finds, sorted as asked for. Both ends of a window count, to their last second."""
    asked = _SEARCH.fullmatch(search)
    assert asked, search
    begin, end = (datetime.strptime(f"{asked[name]}+0000", "%Y%m%d%H%M%z") for name in ("begin", "end"))
    categories = {name.removeprefix("cat:") for name in asked["cats"].split(" OR ")}
    words = [phrase or word for phrase, word in _WORD.findall(asked["words"] or "") if word != "AND"]
    known = [
        paper
        for paper in papers
        if paper.published
        and begin <= datetime.fromisoformat(paper.published) < end + timedelta(minutes=1)
        and categories & {*paper.categories}
        and all(word.lower() in f"{paper.title} {paper.abstract}".lower() for word in words)
    ]
    if params.get("sortBy") != "submittedDate":
        return known
    known.sort(
        key=lambda paper: (paper.published, str(paper.id)), reverse=params["sortOrder"] == "descending"
    )
    return known
