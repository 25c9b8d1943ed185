"""A library beside a world that has its days: what is run in it, and what it holds afterwards."""

from pathlib import Path

from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from digestcli.model.arxiv_id import ArxivId
from digestcli.model.paper import Paper
from tests import papers
from tests.standin import Reply, Standin
from tests.strangers import said
from tests.world import digest, environment

SEVEN = [str(paper.id) for paper in papers.SEVEN]
SAM = papers.SEVEN[0]
DOWN = Reply(status=500)


def empty(folder: Path) -> Library:
    """A new library."""
    library = Library(folder)
    library.issues.mkdir(parents=True)
    library.settings.touch()
    return library


def env(library: Library, world: Standin, **more: str) -> dict[str, str]:
    """The environment of a program that asks `world` and its deputies."""
    deputies = {"DIGEST_OAI_URL": world.oai_url, "DIGEST_DATACITE_URL": world.datacite_url}
    return environment(library.root.parent, world.url, **deputies, **more)


def run(library: Library, world: Standin, *arguments: str, **more: str) -> tuple[int, str]:
    """The exit code, and all that was printed."""
    done = digest(arguments, library.root, env(library, world, **more))
    return done.returncode, said(done)


def known(library: Library, *ids: str) -> list[Paper | None]:
    """What the library holds of the papers, of all seven if none are named."""
    return [paper_files.load(library, ArxivId(id)) for id in ids or SEVEN]


def issue(library: Library) -> bytes:
    """This week's issue to the byte."""
    return (library.issues / "2023-W14.md").read_bytes()
