"""The example libraries are real ones: they read without faults, with facts and clean words."""

import json
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from digestcli import issuefile
from digestcli.library import papers, settings
from digestcli.library.root import Library
from digestcli.model.issue import Figure, Issue, Note
from digestcli.model.key import Key
from tests.world import digest, environment

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
WEEKLY = EXAMPLES / "weekly"
RADIO = EXAMPLES / "radio"
LIBRARIES = (WEEKLY, RADIO)
HOME = {path.stem: library for library in LIBRARIES for path in sorted((library / "issues").glob("*.md"))}
KEYS = [*HOME]
WITH_PICTURES = [key for key in KEYS if HOME[key] == WEEKLY]
SHARED = Path(__file__).resolve().parents[2] / "shared"

HAN = r"[\u3400-\u9fff]"
FULL = "[，。；：？！、（）「」《》]"
SLIPS = {
    "a Chinese character touches a Latin letter or a digit": rf"{HAN}[A-Za-z0-9$]|[A-Za-z0-9%$]{HAN}",
    "half-width punctuation beside a Chinese character": rf"{HAN} ?[,;:!?()]|[,;:!?()] ?{HAN}",
    "a blank beside full-width punctuation": rf"[ ]{FULL}|{FULL}[ ]",
    "a half-width full stop after a Chinese character": rf"{HAN}\.",
    "quotation marks that are not 「」": r"[“”‘’\"]",
    "two blanks": r"(?<=\S)  +(?=\S)",
    "an ellipsis of full stops": r"\.\.\.|。。",
}


def reading(key: str) -> issuefile.Reading:
    path = f"issues/{key}.md"
    text = issuefile.decode((HOME[key] / path).read_bytes(), path)
    publication, _problems = settings.load(Library(HOME[key]))
    return issuefile.read(text, Key(key), publication, path)


def issue(key: str) -> Issue:
    return reading(key).issue


def notes(key: str) -> tuple[Note, ...]:
    return issue(key).notes


def prose(key: str) -> Iterator[str]:
    """Every piece of running Chinese text, formulas, addresses and emphasis marks left out."""
    of = issue(key)
    pieces = [of.lead, *(text for note in notes(key) for text in (note.summary, note.recommendation))]
    for text in filter(None, pieces):
        words = re.sub(r"\$\$.*?\$\$", "", text.value, flags=re.DOTALL)
        words = re.sub(r"\$[^$]*\$", "$", words)
        words = re.sub(r"\]\([^)]*\)", "]", words)
        yield from filter(None, (line.strip() for line in re.sub(r"[*!\[\]]", "", words).split("\n")))


def test_there_is_an_issue_named_by_its_week_and_one_that_is_not() -> None:
    assert [Key(key).week is not None for key in KEYS] == [True, False, True]
    assert str(issue("new-year-2026").date) == "2026-01-11"


def test_the_seven_papers_of_the_week_stand_in_their_order() -> None:
    assert [str(note.ref) for note in notes("2023-W14")] == [
        *("2304.02643", "2209.14610", "2303.18223", "2303.17580"),
        *("2304.01089", "2212.08066", "2303.05398"),
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_settings_are_all_understood(library: Path) -> None:
    publication, problems = settings.load(Library(library))
    assert problems == ()
    assert publication.title == {WEEKLY: "7 Papers & Radios", RADIO: "一周论文电台"}[library]


def test_no_library_passes_for_another() -> None:
    """Readers know a publication by its id; a folder that was copied has the other one's."""
    assert len({settings.load(Library(each))[0].id for each in LIBRARIES}) == len(LIBRARIES)


@pytest.mark.parametrize("key", KEYS)
def test_an_example_issue_reads_without_a_problem(key: str) -> None:
    assert reading(key).problems == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_paper_has_its_words(key: str) -> None:
    assert issue(key).lead
    for note in notes(key):
        assert note.summary, note.ref
        assert note.recommendation, note.ref
        assert "\n" not in note.recommendation.value


@pytest.mark.parametrize("key", KEYS)
def test_every_id_has_its_facts_and_no_fact_is_left_over(key: str) -> None:
    wanted = {ref.bare for ref in issue(key).refs()}
    assert papers.load_many(Library(HOME[key]), wanted).keys() == wanted


def facts(library: Path) -> list[Path]:
    return sorted((library / "papers").glob("*.json"))


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_facts_belong_to_no_issue(library: Path) -> None:
    wanted = {ref.stem for key in KEYS if HOME[key] == library for ref in issue(key).refs()}
    assert {path.stem for path in facts(library)} == wanted


@pytest.mark.parametrize("library", LIBRARIES)
def test_saving_the_facts_again_changes_no_byte(library: Path, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "digest.toml").write_bytes((library / "digest.toml").read_bytes())
    for key in (key for key in KEYS if HOME[key] == library):
        for paper in papers.load_many(Library(library), {ref.bare for ref in issue(key).refs()}).values():
            papers.save(Library(tmp_path), paper)
    for path in facts(library):
        assert (tmp_path / "papers" / path.name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_abstract_is_kept_and_no_fact_claims_to_come_from_the_api(library: Path) -> None:
    for path in facts(library):
        fact = json.loads(path.read_text(encoding="utf-8"))
        assert (fact.get("abstract"), fact["source"]) == (None, "collected"), path.name


def test_the_second_issue_shows_what_the_first_does_not() -> None:
    other = issue("new-year-2026")
    assert any(note.ref and note.ref.archive for note in other.notes)
    assert any(note.ref is None for note in other.notes)
    assert any("$$" in str(note.summary) for note in other.notes)
    assert other.radio
    assert [(part.name, len(part.picks)) for part in other.radio.lists] == [("NLP", 3), ("CV", 3), ("ML", 3)]
    assert [str(note.ref) for note in other.bench] == ["math/9501234"]
    assert any(str(getattr(part, "heading", "")) == "编者后记" for part in other.body)


def test_a_comment_with_an_id_in_it_is_not_a_paper() -> None:
    text = (WEEKLY / "issues" / "new-year-2026.md").read_text(encoding="utf-8")
    assert "math/0303109" in text
    assert "math/0303109" not in {str(ref) for ref in issue("new-year-2026").refs()}


@pytest.mark.parametrize("key", WITH_PICTURES)
def test_every_picture_exists_is_named_in_words_and_is_small(key: str) -> None:
    figures: list[Figure] = [figure for note in notes(key) for figure in note.figures]
    assert figures
    for figure in figures:
        picture = (WEEKLY / "issues" / figure.path).resolve()
        assert picture.is_relative_to(WEEKLY / "figures" / key)
        assert picture.stat().st_size < 60_000
        assert re.search(HAN, figure.alt)


def test_every_picture_is_used() -> None:
    used = {
        (WEEKLY / "issues" / figure.path).resolve()
        for key in WITH_PICTURES
        for note in notes(key)
        for figure in note.figures
    }
    assert set((WEEKLY / "figures").rglob("*.*")) == used


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("slip", SLIPS)
def test_the_chinese_is_set_with_care(key: str, slip: str) -> None:
    assert [line for line in prose(key) if re.search(SLIPS[slip], line)] == []


@pytest.mark.parametrize("key", KEYS)
def test_corner_quotes_close(key: str) -> None:
    for line in prose(key):
        assert re.sub(r"「[^「」]*」", "", line).strip("「」") == re.sub(r"「[^「」]*」", "", line), line


@pytest.mark.parametrize("key", KEYS)
def test_no_sentence_is_taken_from_the_article_that_gave_the_shape(key: str) -> None:
    seed = SHARED / "seed" / "7-papers-2023-W14.txt"
    if not seed.exists():
        pytest.skip("the article is not beside this clone")
    article = _han(seed.read_text(encoding="utf-8"))
    own = _han(" ".join(prose(key)))
    taken = {own[at : at + 10] for at in range(len(own) - 9)} & {
        article[at : at + 10] for at in range(len(article) - 9)
    }
    assert not taken


def _han(text: str) -> str:
    return "".join(re.findall(HAN, text))


def test_the_script_draws_the_pictures_as_they_are(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLES / "draw_figures.py", tmp_path], check=True)
    drawn = {path.relative_to(tmp_path): pixels(path) for path in tmp_path.rglob("*.png")}
    kept = WEEKLY / "figures"
    assert drawn == {path.relative_to(kept): pixels(path) for path in kept.rglob("*.png")}


def pixels(picture: Path) -> bytes:
    """Size and unpacked pixels: another zlib may pack the same pixels into other bytes."""
    data = picture.read_bytes()
    at = data.index(b"IDAT")
    length = int.from_bytes(data[at - 4 : at], "big")
    return data[16:24] + zlib.decompress(data[at + 4 : at + 4 + length])


def test_the_example_reads_like_a_finished_issue(tmp_path: Path) -> None:
    """Its facts were collected by hand: nothing is to be fetched before it can be read or published."""
    for command in (["show"], ["status"], ["export", "--md", "-o", "-"]):
        done = digest(["-L", str(WEEKLY), *command, "--week", "2023-W14"], tmp_path, environment(tmp_path))
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"digest fetch" not in done.stdout
