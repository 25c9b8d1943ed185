"""Candidates are ranked by what was picked before: the obvious first, and always in the same order."""

from datetime import datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.model.candidate import Candidate
from digestcli.model.key import Key
from digestcli.model.picked import Picked
from digestcli.radio import signs
from digestcli.radio.query import Query
from digestcli.radio.ranking import Kind, PastPick, Reason, Taste
from digestcli.radio.terms import terms
from tests import listed
from tests.radio import TITLES, WEEK, paper, picked, ranked, titles

DIFFUSION = (
    picked(1, "Diffusion Models Beat Their Ancestors"),
    picked(2, "Latent Diffusion for Image Synthesis"),
    picked(3, "How to Sample from Diffusion Models"),
)
TRANSLATION = (
    picked(4, "Machine Translation without Parallel Text", "NLP", categories=["cs.CL"]),
    picked(5, "Machine Translation of Poems", "NLP", categories=["cs.CL"]),
)
SUBJECTS = st.sampled_from(
    [*" ".join(TITLES).split(), "$\\alpha$", "\x1b[31m", "https://github.com/lab/code"]
)
PAPERS = st.builds(
    paper,
    st.integers(0, 99_999),
    st.lists(SUBJECTS, min_size=1, max_size=6).map(" ".join),
    comment=st.sampled_from([None, "ICLR 2026", "Code: github.com/lab/code", "Submitted to ACL 2026"]),
    authors=st.lists(st.sampled_from(["Ada Example", "Ben Example", ":"]), min_size=1, max_size=2),
)
CANDIDATES = st.lists(
    st.builds(Candidate, PAPERS, is_cross=st.booleans()), max_size=8, unique_by=lambda each: each.paper.id
)
PAST = st.lists(
    st.builds(
        picked,
        st.integers(1, 9),
        st.lists(SUBJECTS, min_size=1, max_size=6).map(" ".join),
        st.sampled_from(["CV", "NLP", None]),
        names=st.lists(st.sampled_from(["Ada Example", "Cy Example"]), max_size=1),
    ),
    max_size=4,
)


@given(CANDIDATES, PAST, st.randoms(use_true_random=False))
def test_the_order_in_which_candidates_come_makes_no_difference(
    candidates: list[Candidate], past: list[PastPick], chance: Random
) -> None:
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert ranked(past, shuffled) == ranked(past, candidates)


@given(CANDIDATES, PAST)
def test_every_point_of_a_score_is_told(candidates: list[Candidate], past: list[PastPick]) -> None:
    found = ranked(past, candidates)
    assert {each.candidate for each in found} == set(candidates)
    for each in found:
        assert each.score == round(sum(reason.points for reason in each.reasons), 1)
        assert [reason.kind for reason in each.reasons] == [
            kind for kind in Kind if kind in {reason.kind for reason in each.reasons}
        ]
        assert all(0 < reason.points <= 100 and reason.what for reason in each.reasons)
    order = [(-each.score, str(each.candidate.paper.id)) for each in found]
    assert order == sorted(order)


def test_who_picked_diffusion_sees_diffusion_first() -> None:
    found = ranked(DIFFUSION)
    assert set(titles(found)[:3]) == {title for title in TITLES if "Diffusion" in title}
    for each in found[:3]:
        assert "diffusion" in each.reasons[0].what
    assert found[3].score < found[2].score / 2


@pytest.mark.skipif(not listed.MONTH.is_file(), reason="the records lie beside the project")
@pytest.mark.parametrize("subject", ["diffusion", "segmentation"])
def test_who_picked_a_subject_sees_it_first_in_a_real_week(subject: str) -> None:
    month = [each for each in listed.month() if "cs.CV" in each.categories]
    week = [each for each in month if listed.WEEK.holds(datetime.fromisoformat(each.published or ""))]
    liked = [each for each in month if subject in each.title.casefold() and each not in week][:10]
    past = [PastPick(each.id, "CV", terms(each.title, each.abstract), each.categories, ()) for each in liked]
    found = titles(ranked(past, [Candidate(each, is_cross=False) for each in week]))
    texts = {each.title: f"{each.title} {each.abstract}".casefold() for each in week}
    assert sum(subject in texts[title] for title in found[:10]) >= 9
    assert sum(subject in text for text in texts.values()) < len(week) / 3


def test_a_lists_own_picks_weigh_more_than_others_of_its_field() -> None:
    ours = [picked(1, "Machine Translation of Poems"), picked(2, "A Corpus for Machine Translation")]
    section = [picked(3, "Diffusion for Images", None), picked(4, "Latent Diffusion Models", None)]
    assert "Translation" in titles(ranked([*section, *ours]))[0]
    assert "Diffusion" in titles(ranked(section))[0]


def test_picks_of_another_field_count_only_where_there_are_no_others() -> None:
    assert titles(ranked([*TRANSLATION, *DIFFUSION])) == titles(ranked(DIFFUSION))
    assert "Machine Translation" in titles(ranked(TRANSLATION))[0]


def test_a_paper_is_no_witness_for_itself() -> None:
    first = WEEK[0].paper
    itself = PastPick(first.id, "CV", terms(first.title, first.abstract), first.categories, ())
    alone = {each.candidate: each.score for each in ranked([itself])}
    assert alone[WEEK[0]] == 0 < alone[WEEK[3]]  # for others it is one
    with_others = {each.candidate: each.score for each in ranked([*DIFFUSION, itself])}
    without = {each.candidate: each.score for each in ranked(DIFFUSION)}
    assert with_others[WEEK[0]] == without[WEEK[0]]


def test_a_category_is_one_by_either_of_its_names() -> None:
    systems = [picked(1, "Steering Ships", None, categories=["eess.SY"])]
    theory = [picked(2, "Diffusion for Images", None, categories=["math.ST"])]
    assert scores([*systems, *theory], "cs.SY") == scores(systems, "eess.SY") == scores(systems, "cs.SY")
    assert scores([*systems, *theory], "stat.TH") == scores(theory, "math.ST")


def scores(past: list[PastPick], category: str) -> list[float]:
    return [each.score for each in ranked(past, categories=[category])]


def test_without_a_past_code_and_venue_decide_and_then_the_id() -> None:
    week = [
        Candidate(paper(3, "Nothing of Note"), is_cross=False),
        Candidate(paper(2, "With Code", comment="https://github.com/lab/code"), is_cross=False),
        Candidate(paper(4, "At a Workshop", comment="ICLR 2026 Workshop"), is_cross=False),
        Candidate(paper(5, "Accepted", comment="Accepted to ICLR 2026"), is_cross=False),
        Candidate(paper(1, "Nothing of Note"), is_cross=False),
    ]
    found = ranked([], week)
    assert [each.score for each in found] == [3.0, 2.0, 1.0, 0.0, 0.0]
    assert [str(each.candidate.paper.id)[-1] for each in found] == ["5", "2", "4", "1", "3"]


def test_an_author_whom_readers_know_counts_but_not_for_the_paper_they_know_her_by() -> None:
    past = [picked(1, "Poems", names=["Jos\\'e Example", "A: B"])]
    same = Candidate(paper(90_001, "Poems", authors=["Jos\\'e Example"]), is_cross=False)
    other = Candidate(paper(7, "Plays", authors=["Ada Example", "JOSÉ EXAMPLE"]), is_cross=False)
    by_id = {each.candidate.paper.id: each for each in ranked(past, [same, other])}
    assert by_id[other.paper.id].reason(Kind.AUTHOR) == Reason(Kind.AUTHOR, 3, ("JOSÉ EXAMPLE",))
    assert by_id[same.paper.id].reason(Kind.AUTHOR) is None


def test_what_stands_in_an_issue_is_marked() -> None:
    where = Picked(WEEK[0].paper.id, Key("2026-W01"), "CV", 1)
    found = Taste([], {WEEK[0].paper.id: where}).rank("CV", ["cs.CV"], WEEK)
    assert {each.candidate: each.picked for each in found} == {WEEK[0]: where} | dict.fromkeys(WEEK[1:])


def test_a_candidate_that_comes_twice_stands_once_in_its_own_category() -> None:
    twice = [WEEK[0], Candidate(WEEK[0].paper, is_cross=True)]
    assert [each.candidate for each in ranked([], twice)] == [WEEK[0]]
    assert [each.candidate for each in ranked([], twice[::-1])] == [WEEK[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Code: https://github.com/lab/code.", "https://github.com/lab/code"),
        ("code at github.com/lab/code.git, data at x", "https://github.com/lab/code"),
        ("(https://www.github.com/Lab/My-Code_2)", "https://github.com/Lab/My-Code_2"),
        ("https://github.com/lab/code/tree/main/sub", "https://github.com/lab/code"),
        ("https://huggingface.co/datasets/lab/set and more", "https://huggingface.co/datasets/lab/set"),
        ("Project page: https://lab.github.io/page/", "https://lab.github.io/page"),
        ("https://gitlab.com/lab/code", "https://gitlab.com/lab/code"),
        ("https://anonymous.4open.science/r/code-1A2B/", "https://anonymous.4open.science/r/code-1A2B"),
        ("https://github.com/lab", None),
        ("https://huggingface.co/papers/2601.00001", None),
        ("https://github.com.example.org/lab/code", None),
        ("https://example.org/?u=github.com/lab/code", None),
        ("mail me@github.com/lab/code", None),
        ("https://github.com/../../etc", None),
        ("https://github.com/\u202elab/code", None),
        ("code will be released", None),
    ],
)
def test_code_is_known_by_its_address(text: str, found: str | None) -> None:
    assert signs.code(paper(1, "A Title", abstract="Words.", comment=text)) == found
    assert signs.code(paper(1, "A Title", abstract=text)) == found


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("Accepted to ACL 2026 Main", ("ACL", 2026, False)),
        ("22 pages, ICLR 2026", ("ICLR", 2026, False)),
        ("2026 ICLR. Codes in x", ("ICLR", 2026, False)),
        ("Accepted in AAAI26", ("AAAI", 2026, False)),
        ("To appear at AAAI-26.", ("AAAI", 2026, False)),
        ("Accepted to WWW2026", ("WWW", 2026, False)),
        ("CVPR '23", ("CVPR", 2023, False)),
        ("Findings of EACL 2026", ("EACL", 2026, False)),
        ("Accepted at NAACL", ("NAACL", None, False)),
        ("NeurIPS 2025 Workshop on Games", ("NeurIPS", 2025, True)),
        (
            "Presented at the 39th Conference on Neural Information Processing Systems (NeurIPS 2025)",
            ("NeurIPS", 2025, False),
        ),
        (
            "Accepted by IEEE Transactions on Pattern Analysis and Machine Intelligence",
            ("TPAMI", None, False),
        ),
        ("Under review at ICML. Accepted to TMLR", ("TMLR", None, False)),
        ("Submitted to ICLR 2026", None),
        ("Under review at ACL 2026", None),
        ("21 pages, CVPR format", None),
        ("ACL ARR 2026 January", None),
        ("An extended version of our ICML 2025 paper", None),
        ("International Conference on Computer Vision Theory and Applications", None),
        ("International Conference on Machine Learning and Applications (ICMLA)", None),
        ("https://github.com/lab/ICLR2026", None),
        ("PRCV 2025, AACLX", None),
        ("12 pages, 7 figures", None),
        (None, None),
    ],
)
def test_a_venue_is_one_that_has_taken_the_paper(
    comment: str | None, told: tuple[str, int | None, bool] | None
) -> None:
    assert signs.venue(paper(1, "A Title", comment=comment)) == (signs.Venue(*told) if told else None)


@pytest.mark.parametrize(
    ("title", "abstract", "words"),
    [
        ("A Study of Models", None, {"study": 3, "model": 3}),
        ("Poincar\\'e Maps", "We map $x^2$ and \\emph{maps} of 2026.", {"poincare": 3, "map": 5}),
        ("Queries", "See https://github.com/lab/code for series.", {"query": 3, "see": 1, "series": 1}),
        ("大模型", "text-to-image (GPT-4)", {"大模型": 3, "text": 1, "image": 1, "gpt": 1}),
    ],
)
def test_words_are_counted_without_markup(title: str, abstract: str | None, words: dict[str, int]) -> None:
    assert terms(title, abstract) == words


@pytest.mark.parametrize(
    ("query", "is_in"),
    [
        ("diffusion", True),
        ("DIFF model", True),
        ('"latent diffusion"', True),
        ('"diffusion latent"', False),
        ("usion", False),
        ("diffusion poems", False),
        ("a.b", False),
    ],
)
def test_plain_words_narrow_by_beginnings_of_words(query: str, is_in: bool) -> None:  # noqa: FBT001
    assert Query(query).for_api is None
    assert Query(query).matches(WEEK[0].paper) == is_in


@pytest.mark.parametrize("query", ['ti:"score matching"', "diffusion OR flow", "(diffusion)"])
def test_arxivs_own_language_is_left_to_arxiv(query: str) -> None:
    assert Query(query).for_api == query
    assert Query(query).matches(WEEK[5].paper)
