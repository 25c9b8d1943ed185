"""Authors read the same whichever source was asked: `Given Family Suffix`, accents as letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.sources.names import spelled, turned

WORDS = st.text("abcßéŁ李-'.", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Imani", "Shima"), "Shima Imani"),
        (("da Rocha", "Roldao"), "Roldao da Rocha"),
        (("Rodrigues", "Waldyr A.", "Jr"), "Waldyr A. Rodrigues Jr"),
        (("Bloggs", "Fred", "IV"), "Fred Bloggs IV"),
        ((r"N\'u\~nez", r"Mar\'{\i}a"), "María Núñez"),
        ((r"\L ukasz", r"Fran\c{c}ois"), "François Łukasz"),
        ((r"Poincar{\'e}", "H."), "H. Poincaré"),
        ((r"H\"older", "Otto", r"\"A"), "Otto Hölder Ä"),
        (("Balázs", "C."), "C. Balázs"),
        (("Planck Collaboration", ""), "Planck Collaboration"),
        (("Collaboration", "Super-Kamiokande"), "Super-Kamiokande Collaboration"),
        ((":", ""), ":"),
        (("  van\n der  Berg ", " A.\tB. "), "A. B. van der Berg"),
        (("$5", "$6"), "$6 $5"),
    ],
)
def test_a_name_is_spelled_back(parts: tuple[str, ...], name: str) -> None:
    assert spelled(*parts) == name


@pytest.mark.parametrize(
    ("name", "turned_name"),
    [
        ("Imani, Shima", "Shima Imani"),
        ("van der Berg,  A. B.", "A. B. van der Berg"),
        (r"N\'u\~nez, Mar\'{\i}a", "María Núñez"),
        ("Rodrigues Jr, Waldyr A.", "Waldyr A. Rodrigues Jr"),
        ("Rodrigues, Jr., Waldyr A.", "Waldyr A. Rodrigues Jr."),
        ("Rodrigues, Waldyr A., Jr.", "Waldyr A. Rodrigues Jr."),
        ("Bloggs IV, Fred", "Fred Bloggs IV"),
        ("Bloggs, Fred, III", "Fred Bloggs III"),
        ("Bloggs, V, Fred", "Fred Bloggs V"),
        ("Gates, Jr", "Gates Jr"),
        ("Collaboration, Super-Kamiokande", "Super-Kamiokande Collaboration"),
    ],
)
def test_a_name_the_other_way_round_is_turned(name: str, turned_name: str) -> None:
    assert turned(name) == turned_name


@pytest.mark.parametrize(
    ("name", "turned_name"),
    [
        ("Li, Jr-Shin", "Jr-Shin Li"),
        ("Kumar, V", "V Kumar"),
        ("Kumar, V.", "V. Kumar"),
        ("Ivanov, II", "II Ivanov"),
    ],
)
def test_what_only_looks_like_a_suffix_is_a_given_name(name: str, turned_name: str) -> None:
    assert turned(name) == turned_name


@pytest.mark.parametrize(
    "name",
    [
        "Shima Imani",
        "Plato",
        "The CMS Collaboration",
        "The A, B and C Collaboration",
        "The CMS, LHCb Collaborations",
        "The CMS, LHCb, and ATLAS Collaborations",
        "A. Smith, B. Jones, C. Brown",
        "Bloggs, Jr, III",
        "The ATLAS Collaboration,",
        ", Fred",
        ",",
        "",
    ],
)
def test_what_is_not_surely_a_name_turned_round_keeps_its_order(name: str) -> None:
    assert turned(name) == name


@given(WORDS, WORDS)
def test_both_ways_of_keeping_a_name_give_the_same(family: str, given_name: str) -> None:
    assert turned(f"{family}, {given_name}") == spelled(family, given_name)


@pytest.mark.parametrize("name", [
    "The CMS and LHCb Collaborations: Khachatryan, V.", "OpenAI, Inc.", "DeepMind Technologies, Ltd.",
])  # fmt: skip
def test_what_is_no_person_is_not_turned(name: str) -> None:
    assert turned(name) == name
