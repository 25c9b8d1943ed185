"""The finished article in Markdown; what is written here is itself a valid issue file."""

from collections.abc import Iterator, Mapping
from functools import partial

from digestcli import issuefile
from digestcli.exporters import Assets, Repoint
from digestcli.markup import lines
from digestcli.markup.pictures import repointed
from digestcli.markup.underlines import set_apart
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Entry, RadioEntry, RadioProgramme, Radiostation, Series
from digestcli.model.issue import Passage
from digestcli.model.text import Text
from digestcli.words import Printed


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.md` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.md", partial(_render, digest, assets.path))


def _render(digest: Digest, repoint: Repoint) -> bytes:
    front = _front_matter(digest)
    article = set_apart("\n\n".join(filter(None, _blocks(digest))))
    if not front and article.startswith("---"):
        article = f"\n{article}"  # in line 1 it would open a front matter
    text = "\n\n".join(filter(None, (front, article))) + "\n"
    text += _definitions(digest, issuefile.read(text, digest.key).issue.links)
    return repointed(text, repoint).encode()


def _definitions(digest: Digest, there: Mapping[str, str]) -> str:
    """The link definitions that no printed words hold, as those below the bench."""
    lost = [line for name, line in digest.definitions.items() if name not in there]
    return "\n".join(["", *lost, ""]) if lost else ""


def _blocks(digest: Digest) -> Iterator[str]:
    yield f"# {digest.title}" if _is_heading(digest) else ""
    yield f"> {digest.words.draft}" if digest.draft else ""
    yield digest.lead or ""
    yield _contents(digest)
    yield "___" if _would_be_title(digest) else ""
    for part in digest.body:
        match part:
            case Entry():
                yield from _entry(part, digest.words)
            case Radiostation():
                yield from _radiostation(part, digest.words)
            case Passage():
                yield from _passage(part)


def _is_heading(digest: Digest) -> bool:
    """Whether a heading gives the title back: `# 备选` and `# 2304.02643` would say something else."""
    if digest.title is None:
        return False
    read = issuefile.read(f"# {digest.title}\n", digest.key).issue.title
    return read is not None and read.value == digest.title


def _would_be_title(digest: Digest) -> bool:
    """Whether the first heading is a passage's and, as nothing stands before it, would be the title."""
    first = next(iter(digest.body), None)
    is_heading = isinstance(first, Passage) and first.level == 1
    return is_heading and not (_is_heading(digest) or digest.lead or digest.draft)


def _front_matter(digest: Digest) -> str:
    """Number, date and the like; the title is a heading wherever it can be, so that readers see it."""
    said = {
        "title": None if _is_heading(digest) else digest.title,
        "number": digest.number,
        "date": digest.date,
        "byline": digest.byline,
        "cover": digest.cover,
    }
    if not any(said.values()):
        return ""
    return "\n".join(
        ["---", *(issuefile.value_line(key, value) for key, value in said.items() if value), "---"]
    )


def _contents(digest: Digest) -> str:
    titles = [f"{number}. {said.markdown}" for number, said in enumerate(lines.contents(digest), 1)]
    return "\n".join([f"**{digest.words.contents}**", "", *titles]) if titles else ""


def _entry(entry: Entry, words: Printed) -> Iterator[str]:
    yield f"## {lines.heading(entry, words)}{lines.title(entry).markdown}"
    yield "\n".join(
        f"- {line.label}{words.colon}{line.said.markdown}" for line in lines.labelled(entry, words)
    )
    summary, recommendation = (_value(text) for text in (entry.note.summary, entry.note.recommendation))
    if recommendation:
        recommendation = issuefile.above_heading(recommendation)
    else:
        summary = issuefile.above_heading(summary)
    yield _part(f"{words.summary}{words.colon}", summary)
    yield _part(f"{words.recommendation}{words.colon}", recommendation)


def _value(text: Text | None) -> str:
    return text.value if text else ""


def _part(label: str, words: str) -> str:
    """Words that begin with a list, a quote or code keep their own first line."""
    if not words:
        return ""
    return f"{label}\n\n{words}" if issuefile.begins_block(words) else f"{label}{words}"


def _passage(passage: Passage) -> Iterator[str]:
    yield f"{'#' * passage.level} {passage.heading.value}"
    yield _value(passage.text)


def _radiostation(radio: Radiostation, words: Printed) -> Iterator[str]:
    yield f"# {radio.heading}"
    yield radio.text or ""
    for programme in radio.lists:
        yield f"## {programme.name}"
        yield programme.text or ""
        yield "\n".join(_programme(programme, words))


def _programme(programme: RadioProgramme, words: Printed) -> Iterator[str]:
    if audio := lines.recording(programme, words):
        yield f"- {audio.label}{words.colon}{audio.said.value}"
        yield ""
    yield from (_pick(pick, words) for pick in programme.entries)


def _pick(pick: RadioEntry, words: Printed) -> str:
    title, names = lines.title(pick), lines.presenters(pick, words)
    linked = f"[{title.markdown}]({pick.url})" if pick.url else title.markdown
    return f"{pick.number}. {linked}{lines.full_stop(pick)}" + (f" ({names.markdown})" if names else "")
