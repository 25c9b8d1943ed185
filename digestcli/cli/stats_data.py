"""`digest stats --json`: the document `digest-stats/1`, which docs/stats.md tells of."""

from digestcli.markup.counting import Count
from digestcli.markup.json_text import dumps
from digestcli.workflow.stats import Stats, through

SCHEMA = "digest-stats/1"


def document(found: Stats) -> bytes:
    """Everything that was counted; fields are only ever added."""
    weeks = found.weeks
    said = {
        "schema": SCHEMA,
        "first": str(weeks[0]) if weeks else None,
        "last": str(weeks[-1]) if weeks else None,
        "papers": found.papers,
        "different_papers": found.different,
        "words": {"all": _words(found.written)} | {part: _words(each) for part, each in found.words.items()},
        "issues": [
            {
                "key": str(each.key),
                "week": str(each.week) if each.week else None,
                "papers": each.papers,
                "words": _words(each.words),
            }
            for each in found.issues
        ],
        "categories": [{"name": name, "papers": papers} for name, papers in found.categories],
        "off_arxiv": found.off_arxiv,
        "unknown": found.unknown,
        "authors": [{"name": name, "papers": papers} for name, papers in found.authors],
        "radio": [{"name": each.name, "issues": each.lists, "picks": each.picks} for each in found.radio],
        "gaps": [str(week) for gap in found.gaps for week in through(*gap)],
        "unreadable": [str(key) for key, _fault in found.unreadable],
    }
    return f"{dumps(said, indent=2)}\n".encode()


def _words(words: Count) -> dict[str, int]:
    return {"total": words.total, "han": words.han, "latin": words.latin}
