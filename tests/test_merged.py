"""Two accounts of one paper: the richer one wins, and what they differ in can be told."""

from dataclasses import replace

import pytest

from digestcli.model.drift import Change, drift
from digestcli.model.paper import ARXIV_API, DATACITE, OAI, Paper, merged
from digestcli.model.withdrawal import withdrawal
from tests.papers import FREE, SEVEN, WITHDRAWN

SAM = replace(SEVEN[0], comment="8 pages", doi="10.1/x", license=None)
BY = "http://creativecommons.org/licenses/by/4.0/"
POOR = replace(SAM, comment=None, doi=None, primary_category=None, license=BY, source=DATACITE)
BY_OAI = replace(SAM, license=BY, withdrawn=False, source=OAI)


def test_the_same_source_tells_news() -> None:
    assert merged(SAM, replace(SAM, title="New", comment=None)) == replace(SAM, title="New", comment=None)


@pytest.mark.parametrize("first", [True, False])
def test_a_poorer_source_takes_nothing_away_and_adds_what_only_it_knows(*, first: bool) -> None:
    known, news = (POOR, SAM) if first else (SAM, POOR)
    assert merged(known, news) == replace(SAM, license=BY)
    known, news = (POOR, BY_OAI) if first else (BY_OAI, POOR)
    assert merged(known, news) == BY_OAI
    known, news = (SAM, BY_OAI) if first else (BY_OAI, SAM)
    assert merged(known, news) == replace(SAM, license=BY, withdrawn=False)


def test_a_new_version_keeps_no_licence_of_the_old() -> None:
    newer = replace(SAM, version=2)
    assert merged(replace(SAM, license=BY, withdrawn=False), newer) == newer


@pytest.mark.parametrize("source", [ARXIV_API, OAI, DATACITE])
@pytest.mark.parametrize("version", [1, None])
def test_an_older_account_says_nothing_of_the_newest_version(source: str, version: int | None) -> None:
    known = replace(POOR, version=2)
    assert merged(known, replace(SAM, version=version, source=source)) == known


def test_a_new_affiliation_is_told() -> None:
    first, *others = SAM.authors
    news = replace(SAM, authors=(replace(first, affiliations=("A", "B")), *others))
    assert [change.after[0] for change in drift(SAM, news)] == [f"{first.name} (A; B)"]


def test_a_source_nobody_knows_is_the_poorest() -> None:
    strange = replace(SAM, title="Strange", source="somewhere")
    assert merged(SAM, strange).title == merged(strange, SAM).title == SAM.title


def test_what_has_changed_is_told_field_by_field() -> None:
    news = replace(SAM, version=2, title="New", authors=SAM.authors[:2], comment=None)
    names = tuple(author.name for author in SAM.authors)
    assert drift(SAM, news) == (
        Change("version", ("1",), ("2",)),
        Change("title", (SAM.title,), ("New",)),
        Change("authors", names, names[:2]),
        Change("comment", ("8 pages",), ()),
    )
    assert drift(SAM, SAM) == ()
    assert {change.before for change in drift(None, SAM)} == {()}


def test_every_field_of_a_paper_that_can_change_is_told() -> None:
    told = {change.field for change in drift(None, replace(BY_OAI, withdrawn=True, journal_ref="J. 1"))}
    told |= {change.field for change in drift(None, replace(FREE, abstract="A. B."))}
    assert told == set(Paper.__dataclass_fields__) - {"id"}


SAID = {
    "5 pages. This paper has been withdrawn by the authors, as a lemma is wrong.": True,
    "This papers has been withdrawn": True,
    "Withdrawn": True,
    "withdrawn due to an error in section 3": True,
    "The authors have withdrawn this article because of an error": True,
    "This submission has been withdrawn by arXiv administrators; it duplicates another": True,
    "12 pages, 3 figures": False,
    "Supersedes the withdrawn paper arXiv:2301.00001": False,
    "An earlier version was withdrawn": False,
    "This paper was not withdrawn": False,
    "We have withdrawn the workshop version": False,
    "This paper has been withdrawn: see arXiv:2301.00001 for the right one": True,
    "ACL 2023. Money withdrawn at branches is studied": False,
    "": False,
}


@pytest.mark.parametrize("comment", SAID)
def test_a_withdrawal_is_quoted_and_not_guessed(comment: str) -> None:
    words = withdrawal(replace(SAM, comment=comment or None))
    assert (words is not None) is SAID[comment]
    assert words is None or words in comment


def test_an_abstract_about_withdrawing_is_no_withdrawal() -> None:
    notice = "This paper has been withdrawn by the author."
    assert withdrawal(replace(SAM, abstract=notice)) == notice[:-1]
    assert withdrawal(replace(SAM, abstract=f"{'We study markets. ' * 30}{notice}")) is None
    assert withdrawal(replace(SAM, abstract="We study why arXiv papers are withdrawn.")) is None
    assert withdrawal(replace(SAM, comment="This paper has been withdrawn, see arXiv:2301.00001.")) == (
        "This paper has been withdrawn, see arXiv:2301.00001"
    )
    assert withdrawal(WITHDRAWN)


LICENCES = {
    "http://creativecommons.org/licenses/by/4.0/": True,
    "https://creativecommons.org/licenses/by/4.0/legalcode": True,
    "http://creativecommons.org/licenses/by-sa/4.0/": True,
    "http://creativecommons.org/publicdomain/zero/1.0/": True,
    "http://creativecommons.org/licenses/by-nc-sa/4.0/": False,
    "http://creativecommons.org/licenses/by-nc-nd/4.0/": False,
    "http://arxiv.org/licenses/nonexclusive-distrib/1.0/": False,
    "http://evil.example/creativecommons.org/licenses/by/4.0/": False,
    None: None,
}


@pytest.mark.parametrize("licence", LICENCES)
def test_only_an_open_licence_is_open(licence: str | None) -> None:
    assert replace(SAM, license=licence).is_open is LICENCES[licence]
    assert SAM.source == ARXIV_API
