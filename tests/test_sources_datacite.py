"""What arXiv has registered at DataCite is read as it was said."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from digestcli.library import paperfile
from digestcli.messages import speak
from digestcli.model.paper import DATACITE, Author, Paper
from digestcli.sources.datacite import DataCite
from tests import datacite, papers

CC_BY = "http://creativecommons.org/licenses/by/4.0/"
SAM = datacite.registered(papers.SEVEN[0])
OLD = datacite.registered(papers.OLD)


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


def told_of(**attributes: object) -> Paper:
    return datacite.told(datacite.changed(SAM, **attributes), SAM)[SAM.id]


def test_one_request_carries_all_the_ids() -> None:
    post = datacite.Post(datacite.listing([OLD, SAM]))
    source = DataCite(datacite.URL, post)
    assert source.ask([SAM.id, OLD.id]) == {SAM.id: SAM, OLD.id: OLD}
    (url,) = post.asked
    assert url.startswith(f"{datacite.URL}?query=doi%3A%28%2210.48550%2Farxiv.2304.02643%22%20OR%20%22")
    params = parse_qs(urlsplit(url).query)
    assert params == {
        "query": ['doi:("10.48550/arxiv.2304.02643" OR "10.48550/arxiv.hep-th/9711200")'],
        "page[size]": ["2"],
    }
    assert datacite.asked(params["query"][0]) == (str(SAM.id), str(OLD.id))
    assert [source.requests(number) for number in (1, 50, 51)] == [1, 1, 2]


def test_nothing_is_asked_for_nobody() -> None:
    post = datacite.Post(b"")
    assert DataCite(datacite.URL, post).ask(()) == {}
    assert post.asked == []


@pytest.mark.parametrize("paper", [*papers.SEVEN, papers.OLD], ids=lambda paper: str(paper.id))
def test_a_paper_is_told_as_by_the_api_but_for_what_datacite_does_not_keep(paper: Paper) -> None:
    known = replace(
        datacite.registered(paper),
        version=11,
        updated="2024-02-01T00:00:00Z",
        title="$p<q$ & &lt;, all in one",
        authors=(
            *paper.authors,
            Author("Waldyr A. Rodrigues Jr", ("INFN, Ferrara", "ITEP, Moscow")),
            Author("The ATLAS Collaboration"),
            Author("Günter"),
        ),
        abstract="H->ZZ for x<y.\n\nA second paragraph.",
        categories=("hep-th", "cs.CL", "cond-mat.dis-nn"),
        comment="23 pages",
        doi="10.1023/a:1026654312961 10.1214/10-aoas397",
        license=CC_BY,
    )
    (found,) = datacite.told(datacite.listing([known]), known).values()
    assert found == known
    assert paperfile.read(paperfile.write(found).encode(), found.id) == found


def test_what_datacite_does_not_have_is_left_out() -> None:
    assert datacite.told(datacite.listing([OLD]), SAM, OLD) == {OLD.id: OLD}
    assert datacite.told(datacite.listing([]), SAM) == {}


def test_what_nobody_said_is_not_there() -> None:
    bare = Paper(id=SAM.id, title=SAM.title, authors=SAM.authors, source=DATACITE)
    attributes = json.loads(datacite.listing([SAM]))["data"][0]["attributes"]
    needed = {"doi", "titles", "creators"}
    assert told_of(**dict.fromkeys(attributes.keys() - needed)) == bare


NAMES: Mapping[str, tuple[dict[str, object], str]] = {
    "family name only": ({"name": "Yu", "nameType": "Personal", "familyName": "Yu"}, "Yu"),
    "one word taken for an organization": ({"name": "Hao", "nameType": "Organizational"}, "Hao"),
    "an organization with a comma": (
        {"name": "Institute, Paris", "nameType": "Organizational"}, "Institute, Paris",
    ),
    "a collaboration": ({"name": "The ATLAS Collaboration"}, "The ATLAS Collaboration"),
    "not taken apart": ({"name": "Balázs, C."}, "C. Balázs"),
    "a suffix": (
        {"name": "Gates Jr, Bill", "nameType": "Personal", "familyName": "Gates Jr", "givenName": "Bill"},
        "Bill Gates Jr",
    ),
    "a suffix after a comma": (
        {"name": "Gates, Jr, Bill", "nameType": "Personal", "familyName": "Gates, Jr", "givenName": "Bill"},
        "Bill Gates Jr",
    ),
    "kept as for a web page": ({"name": "R&amp;D Group", "nameType": "Organizational"}, "R&D Group"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_names_are_spelled_as_by_the_api(kind: str) -> None:
    creator, name = NAMES[kind]
    assert told_of(creators=[creator]).authors == (Author(name),)


def test_affiliations_are_names_or_have_one() -> None:
    places = ["CERN", {"name": "ITEP,\n Moscow", "affiliationIdentifier": "https://ror.org/x"}, {}, None]
    assert told_of(creators=[{"name": "Yu", "affiliation": places}]).authors == (
        Author("Yu", ("CERN", "ITEP, Moscow")),
    )


def submitted(date: str, version: str = "v1") -> dict[str, str]:
    return {"date": date, "dateType": "Submitted", "dateInformation": version}


@pytest.mark.parametrize(
    ("dates", "published"),
    [
        ([submitted("2020-01-02T03:04:05Z")], "2020-01-02T03:04:05Z"),
        ([submitted("2020-01-02")], "2020-01-02"),
        ([submitted("2020-01")], None),
        ([submitted("2020-02-30")], None),
        ([submitted("2020-01-02T25:00:00Z")], None),
        ([submitted("2020-01-02T03:04:05+08:00")], None),
        ([submitted("2020-01-02"), submitted("2020-01-03")], None),
        ([submitted("2020-01-02", "v2")], None),
        ([submitted("2020-01-02") | {"dateType": "Updated"}], None),
    ],
)
def test_only_a_plain_moment_of_the_first_version_is_when_it_was_published(
    dates: list[object], published: str | None
) -> None:
    assert told_of(dates=dates).published == published


def test_the_newest_version_is_dated_by_its_number() -> None:
    dates = [submitted("2020-01-01"), submitted("2020-01-09", "v9"), submitted("2020-01-10", "v10")]
    assert told_of(version="10", dates=dates).updated == "2020-01-10"
    withdrawn = told_of(version="11", dates=dates)
    assert (withdrawn.version, withdrawn.updated) == (11, None)


@pytest.mark.parametrize("version", ["0", "v2", "1.0", "-1", "²", "", True, 10**9])
def test_a_version_that_is_no_plain_number_was_not_said(version: object) -> None:
    found = told_of(version=version)
    assert found.version is None
    assert found.updated is None


def test_where_there_are_several_none_is_chosen() -> None:
    kinds = ("Abstract", "Abstract", "Other", "Other")
    found = told_of(
        descriptions=[{"description": f"d{n}", "descriptionType": kind} for n, kind in enumerate(kinds)],
        rightsList=[{"rightsUri": CC_BY}, {"rights": "another"}],
    )
    assert (found.abstract, found.comment, found.license) == (None, None, None)


def test_only_arxivs_own_subjects_are_categories() -> None:
    subjects = [
        {"subject": "Quantum Physics (quant-ph)", "subjectScheme": "arXiv"},
        {"subject": "Digital Libraries (cs.DL)", "subjectScheme": "Somebody's"},
        {"subject": "68T50 (Primary)", "subjectScheme": "MSC"},
        {"subject": "No category here", "subjectScheme": "arXiv"},
        {"subject": "Quantum Physics (quant-ph)", "subjectScheme": "arXiv"},
    ]
    assert told_of(subjects=subjects).categories == ("quant-ph",)


def test_only_other_versions_are_the_publishers() -> None:
    kinds = [
        ("IsVersionOf", "DOI"),
        ("IsVersionOf", "datacite.URL"),
        ("IsCitedBy", "DOI"),
        ("IsVersionOf", "DOI"),
    ]
    related = [
        {"relationType": relation, "relatedIdentifierType": kind, "relatedIdentifier": f"10.1/{n}"}
        for n, (relation, kind) in enumerate(kinds)
    ]
    assert told_of(relatedIdentifiers=related).doi == "10.1/0 10.1/3"


def test_a_count_that_is_not_there_is_not_missed() -> None:
    document = json.loads(datacite.listing([SAM]))
    del document["meta"]
    assert datacite.told(json.dumps(document).encode(), SAM) == {SAM.id: SAM}


def test_a_doi_in_capitals_is_the_same() -> None:
    assert told_of(doi="10.48550/ARXIV.2304.02643") == SAM
