"""What arXiv says is believed only when all of it holds together; anything else ends in a clear error."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from arxiv import _feed
from hypothesis import given
from hypothesis import strategies as st

from digestcli.messages import speak
from digestcli.model.event import Event, Tell
from digestcli.model.identify import identify
from digestcli.model.paper import DATACITE
from digestcli.sources import Fetched, Service
from digestcli.sources.answer import Answer, Disbelief
from digestcli.sources.proof import MalformedId, prove
from tests import atom, papers
from tests.asking import collected, quiet
from tests.standin import THROTTLED, Reply, Standin

SAM = papers.SEVEN[0]


@pytest.fixture
def standin() -> Iterator[Standin]:
    speak("en")
    with Standin(papers.ALL) as running:
        yield running


def ask(standin: Standin, tell: Tell = quiet) -> Fetched:
    """One paper, from a service without deputies that may not take long."""
    return collected([SAM.id], Service(api_url=standin.url, interval=0, silence=0.4, deadline=0.8), tell)


def _swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(old, new)


def _in_utf16(body: bytes) -> bytes:
    return body.replace(b"<feed", LAUGHS).replace(b"UTF-8", b"UTF-16").decode().encode("utf-16")


def _cut_pack(body: bytes) -> bytes:
    return gzip.compress(body)[:-20]


BOMB = gzip.compress(b" " * (30 * 2**20), 9)  # three times as much as is read
HTML = b"<!DOCTYPE html><html><title>Log in</title></html>"
LAUGHS = b"<!DOCTYPE feed [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><feed"
XXE = b'<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed'
LONG_AGO = "0001-01-01T00:00+23:00"  # before any moment in UTC
PACKED = {"Content-Encoding": "gzip"}
NAME = f"<name>{SAM.authors[0].name}</name>".encode()

# Each fault is answered to every try; `tries` says how often it is asked again.
FAULTS: dict[str, tuple[Reply, int, str]] = {
    "429": (THROTTLED, 1, "overloaded, or asked too often (HTTP 429)"),
    "406": (Reply(status=406, body=b""), 3, "(HTTP 406)"),
    "503": (Reply(status=503, body=b"busy"), 3, "(HTTP 503)"),
    "500": (Reply(status=500), 3, "it failed (HTTP 500)"),
    "403": (Reply(status=403, body=HTML), 1, "refuses this computer or network"),
    "403 packed and empty": (Reply(status=403, body=b"", headers=PACKED), 1, "refuses this computer"),
    "404": (Reply(status=404), 1, "no API at this address"),
    "400 of another kind": (Reply(status=400, body=HTML), 1, "a web page came instead"),
    "400 in our words": (Reply(status=400, body=atom.error("start must be an integer")), 1, "start must be"),
    "400 with papers": (Reply(status=400), 1, "refuses the request (HTTP 400)"),
    "200 rate exceeded": (Reply(body=b"Rate exceeded."), 1, "asked too often (Rate exceeded.)"),
    "200 error entry": (Reply(body=atom.error("Invalid query string")), 1, "Invalid query string"),
    "html": (Reply(body=HTML, headers={"Content-Type": "text/html"}), 3, "a web page came instead"),
    "html called atom": (Reply(body=HTML), 3, "a web page came instead"),
    "xhtml": (Reply(headers={"Content-Type": "application/xhtml+xml"}), 3, "a web page came instead"),
    "json": (Reply(headers={"Content-Type": "application/json"}), 3, "not XML but application/json"),
    "no type": (Reply(headers={"Content-Type": ""}), 3, "not XML but nothing named"),
    "empty": (Reply(body=b""), 3, "the XML is damaged"),
    "cut": (Reply(cut=700), 3, "the connection broke"),
    "reset": (Reply(reset=True), 3, "the connection broke"),
    "cut and closed as if whole": (Reply(change=lambda body: body[:-300]), 3, "the XML is damaged"),
    "cut in a pack": (Reply(change=_cut_pack, headers=PACKED), 3, "damaged (cut short)"),
    "not packed": (Reply(headers=PACKED), 3, "the answer is damaged"),
    "packed twice over": (Reply(change=lambda b: gzip.compress(b) * 2, headers=PACKED), 3, "is damaged"),
    "packed otherwise": (Reply(headers={"Content-Encoding": "br"}), 3, "nobody asked for (br)"),
    "bomb": (Reply(body=BOMB, headers=PACKED), 1, "larger than 10 MB"),
    "endless": (Reply(body=b" " * (11 * 2**20)), 1, "larger than 10 MB"),
    "billion laughs": (Reply(change=_swap(b"<feed", LAUGHS)), 3, "declares a document type"),
    "outside entity": (Reply(change=_swap(b"<feed", XXE)), 3, "declares a document type"),
    "doctype in another coding": (Reply(change=_in_utf16), 3, "or is not in UTF-8"),
    "latin-1": (Reply(change=_swap(b"UTF-8", b"ISO-8859-1")), 3, "not in UTF-8 but ISO-8859-1"),
    "not utf-8": (Reply(change=_swap(b"Segment", b"\xe9")), 3, "the XML is damaged"),
    "a control character": (Reply(change=_swap(b"Segment", b"&#27;[2J")), 3, "the XML is damaged"),
    "deep": (Reply(change=_swap(b"Segment", b"<a>" * 5000)), 3, "the XML is damaged"),
    "not atom": (Reply(body=b"<rss/>"), 3, "no Atom feed"),
    "no count": (Reply(change=_swap(b"totalResults", b"other")), 3, "does not say its totalResults"),
    "a count of more": (Reply(body=atom.feed([SAM], total=2)), 3, "speaks of 2 papers and sends 1"),
    "a count of less": (Reply(body=atom.feed([SAM], total=0)), 3, "speaks of 0 papers and sends 1"),
    "empty with a count": (Reply(body=atom.feed([], total=1)), 3, "speaks of 1 papers and sends 0"),
    "a page of more": (Reply(body=atom.feed([SAM], most=1, total=9)), 3, "a part of the answer"),
    "a later page": (Reply(body=atom.feed([SAM], total=2, start=1)), 3, "a part of the answer"),
    "twice the same": (Reply(body=atom.feed([SAM, replace(SAM, version=2)])), 3, "a paper twice"),
    "a stranger": (Reply(body=atom.feed([papers.OLD])), 3, "hep-th/9711200, which nobody asked for"),
    "no paper": (Reply(change=_swap(b"/abs/2304.02643", b"/abs/x")), 3, "an entry names no paper"),
    "no title": (Reply(change=_swap(b"Segment Anything", b" ")), 3, "the entry of 2304.02643v1 is not whole"),
    "no authors": (Reply(body=atom.feed([replace(SAM, authors=())])), 3, "is not whole"),
    "an author without a name": (Reply(change=_swap(NAME, b"<name/>")), 3, "is not whole"),
    "an author with two names": (Reply(change=_swap(NAME, NAME * 2)), 3, "is not whole"),
    "a name with something in it": (Reply(change=_swap(NAME, b"<name>A<!-- -->B</name>")), 3, "is not whole"),
    "no date": (Reply(body=atom.feed([replace(SAM, published=None)])), 3, "is not whole"),
    "no real date": (Reply(body=atom.feed([replace(SAM, updated="soon")])), 3, "is not whole"),
    "no possible date": (Reply(body=atom.feed([replace(SAM, updated=LONG_AGO)])), 3, "is not whole"),
    "sent elsewhere": (
        Reply(status=302, headers={"Location": "http://169.254.169.254/latest"}), 1, "sends on to http://169.254",
    ),
    "sent to arXiv from elsewhere": (
        Reply(status=301, headers={"Location": "https://arxiv.org/api/query"}), 1, "that is not followed",
    ),
    "sent with a name": (
        Reply(status=301, headers={"Location": "http://arxiv.org@127.0.0.1/"}), 1, "that is not followed",
    ),
    "sent without a place": (Reply(status=301, body=b""), 3, "sends on to nowhere"),
    "sent nowhere": (Reply(status=302, headers={"Location": "http://[bad/"}), 1, "sends on"),
    "silent": (Reply(hang=True), 3, "silent for too long"),
    "dripping": (Reply(drip=0.02), 3, "took too long to arrive"),
    "dripping before it begins": (Reply(drip_headers=0.02), 3, "took too long to arrive"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_answer_is_never_believed(standin: Standin, name: str) -> None:
    reply, tries, words = FAULTS[name]
    standin.script(*[reply] * 3)
    told: list[Event] = []
    fetched = ask(standin, told.append)
    assert fetched.pending == (SAM.id,)
    (refusal,) = fetched.refusals
    assert words in refusal.why
    assert len(standin.requests) == tries
    assert len(told) == tries  # the fetch itself, and each time it is asked again


@pytest.mark.parametrize("name", [name for name, (_, tries, _) in FAULTS.items() if tries == 3])
def test_after_a_passing_fault_the_truth_is_believed(standin: Standin, name: str) -> None:
    standin.script(FAULTS[name][0])
    assert ask(standin).papers == {SAM.id: SAM}


@pytest.mark.parametrize("again", [
    "<id>http://arxiv.org/abs/2304.02643v9</id>", "<title>Segment Nothing</title>", "<summary>x</summary>",
    "<published>2023-04-05T17:59:46Z</published>", "<updated>2023-04-05T17:59:46Z</updated>",
    "<arxiv:comment>x</arxiv:comment><arxiv:comment/>", "<arxiv:primary_category term='cs.CV'/>",
])  # fmt: skip
def test_an_entry_that_says_a_thing_twice_is_not_believed(standin: Standin, again: str) -> None:
    standin.script(*[Reply(change=_swap(b"<entry>", f"<entry>{again}".encode()))] * 3)
    assert "is not whole" in ask(standin).refusals[0].why


WHOLE = atom.feed([SAM, papers.OLD])
PLACES = st.integers(0, len(WHOLE))


@given(
    PLACES,
    PLACES,
    st.binary(max_size=20) | st.sampled_from([b"<entry>", b"</name>", b"&x;", b"\xe2\x80\xa8"]),
)
def test_a_damaged_answer_is_believed_whole_or_refused(start: int, end: int, inserted: bytes) -> None:
    """What is believed is read by the `arxiv` package without another error, entry for entry."""
    damaged = WHOLE[:start] + inserted + WHOLE[end:]
    try:
        feed = prove(Answer(200, "application/atom+xml", damaged))
    except (Disbelief, MalformedId):
        return
    results = _feed.parse(damaged).results
    assert tuple(identify(result.entry_id).id for result in results) == feed.ids


def test_a_redirect_at_home_is_followed(standin: Standin) -> None:
    standin.script(Reply(status=307, headers={"Location": "/api/query?id_list=2304.02643"}))
    assert ask(standin).papers == {SAM.id: SAM}


def test_a_redirect_at_home_under_a_name_is_not_followed(standin: Standin) -> None:
    standin.script(Reply(status=307, headers={"Location": standin.url.replace("://", "://arxiv.org@")}))
    assert "that is not followed" in ask(standin).refusals[0].why
    assert len(standin.requests) == 1


def test_redirects_without_an_end_are_left_and_each_has_its_turn(standin: Standin) -> None:
    standin.break_down(Reply(status=302, headers={"Location": "/api/query?id_list=2304.02643"}))
    fetched = collected([SAM.id], Service(api_url=standin.url, interval=0.1))
    assert "sends on and on" in fetched.refusals[0].why
    assert len(standin.requests) == 4
    assert all(later.time - earlier.time >= 0.1 for earlier, later in pairwise(standin.requests))


# One fault after another: the second must not be asked more often because of the first.
KINDS = ("429", "200 rate exceeded", "403", "404", "503", "500", "html", "cut", "bomb", "sent elsewhere")


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_a_fault_after_another_is_asked_no_more_often(standin: Standin, first: str, second: str) -> None:
    standin.script(FAULTS[first][0])
    standin.break_down(FAULTS[second][0])
    ask(standin)
    tries = FAULTS[first][1]
    assert len(standin.requests) == (1 if tries == 1 else max(2, FAULTS[second][1]))


@pytest.mark.parametrize("first", ["503", "500"])
def test_a_refusal_with_a_brief_wait_after_other_faults_is_the_last(standin: Standin, first: str) -> None:
    standin.script(FAULTS[first][0], FAULTS[first][0])
    standin.break_down(Reply(status=429, headers={"Retry-After": "0"}))
    assert ask(standin).pending == (SAM.id,)
    assert len(standin.requests) == 3


@pytest.mark.parametrize("name", ["429", "200 rate exceeded", "503", "500"])
def test_what_a_service_asks_us_to_wait_is_waited_or_left(standin: Standin, name: str) -> None:
    reply = FAULTS[name][0]
    standin.break_down(replace(reply, headers={**reply.headers, "Retry-After": "3600"}))
    assert ask(standin).pending == (SAM.id,)
    assert len(standin.requests) == 1


# What fails whatever it is that was asked for.
ANYWHERE = (
    "429", "406", "503", "500", "403", "403 packed and empty", "404", "200 rate exceeded", "html", "xhtml",
    "no type", "empty", "reset", "not packed", "packed twice over", "packed otherwise", "bomb", "endless",
    "sent elsewhere", "sent with a name", "sent without a place", "sent nowhere", "silent", "dripping",
    "dripping before it begins",
)  # fmt: skip


@pytest.mark.parametrize("deputy", ["oai", "datacite"])
@pytest.mark.parametrize("name", ANYWHERE)
def test_a_deputy_is_believed_no_more_than_arxiv_itself(standin: Standin, name: str, deputy: str) -> None:
    reply, tries, _words = FAULTS[name]
    standin.break_down(Reply(status=503))
    standin.break_down(Reply(status=404), of="oai")
    standin.break_down(reply, of=deputy)
    service = Service(
        api_url=standin.url,
        oai_url=standin.oai_url,
        datacite_url=standin.datacite_url,
        interval=0,
        silence=0.2,
        deadline=0.4,
    )
    fetched = collected([SAM.id], service)
    if deputy == "oai":
        assert [paper.source for paper in fetched.papers.values()] == [DATACITE]
    else:
        assert fetched.pending == (SAM.id,)
        assert [refusal.name for refusal in fetched.refusals] == ["arXiv", "arXiv's OAI-PMH", "DataCite"]
    # Rate exceeded. is how arXiv says it: of DataCite it is just no JSON.
    assert len(standin.asked(deputy)) == (3 if (name, deputy) == ("200 rate exceeded", "datacite") else tries)
