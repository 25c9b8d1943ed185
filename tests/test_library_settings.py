"""`digest.toml` says what the publication is; its faults are named, and it has no power beyond that."""

from pathlib import Path

import pytest

from digestcli.errors import FileError
from digestcli.library import settings
from digestcli.library.root import Library
from digestcli.model.problem import Problem, Severity
from digestcli.model.publication import Publication
from digestcli.words import USUAL_LABELS


def load(folder: Path, text: str | bytes) -> tuple[Publication, tuple[Problem, ...]]:
    (folder / "digest.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return settings.load(Library(folder))


def test_a_library_that_says_nothing_has_the_defaults(tmp_path: Path) -> None:
    assert settings.load(Library(tmp_path)) == (Publication(), ())
    assert load(tmp_path, "") == (Publication(), ())


def test_every_setting_is_read(tmp_path: Path) -> None:
    publication, problems = load(
        tmp_path,
        """\
\ufefftitle = "7 Papers：周刊"
id = "0b6e0f8a-1f2e-4c3d-9a8b-7c6d5e4f3a2b"
link = "https://example.org/weekly"
language = "en"
timezone = "America/New_York"
week_turns = "Sun 20:00"
authors = 0
labels = ["视频"]
[radio]
heading = "电台"
lists = ["NLP", "Robotics"]
[feed]
length = 5
""".replace("\n", "\r\n"),
    )
    assert problems == ()
    assert publication == Publication(
        id="0b6e0f8a-1f2e-4c3d-9a8b-7c6d5e4f3a2b",
        title="7 Papers：周刊",
        link="https://example.org/weekly",
        language="en",
        timezone="America/New_York",
        week_turns="Sun 20:00",
        authors=0,
        labels=frozenset({*USUAL_LABELS, "视频"}),
        radio_heading="电台",
        radio_lists=("NLP", "Robotics"),
        feed_length=5,
    )


def test_the_radio_has_words_authors_and_categories_of_its_own(tmp_path: Path) -> None:
    said = (
        '[radio]\nknown = ["Yann LeCun"]\nfrom = "来自"\naudio = "收听"\ncover = "figures/电台.png"\n'
        '[radio.categories]\nRobotics = ["cs.RO"]\nML = ["stat.ML"]\n'
    )
    publication, problems = load(tmp_path, said)
    assert problems == ()
    usual = (("NLP", ("cs.CL",)), ("CV", ("cs.CV",)))
    assert publication == Publication(
        radio_known=("Yann LeCun",),
        radio_from="来自",
        radio_audio="收听",
        radio_cover="../figures/电台.png",
        radio_categories=(*usual, ("ML", ("stat.ML",)), ("Robotics", ("cs.RO",))),
    )
    assert (publication.words.pick_from, publication.words.audio) == ("来自", "收听")


@pytest.mark.parametrize("line", [
    'id = ""', 'id = "weekly"', 'id = "0B6E0F8A-1f2e-4c3d-9a8b-7c6d5e4f3a2b"',
    'id = "0b6e0f8a-1f2e-4c3d-9a8b-7c6d5e4f3a2b/x"',
    "feed.length = -1", "title = 7", 'title = ""', 'title = "a\\nb"', 'title = "\\u001b[2J"',
    "link = true", 'link = "javascript:alert(1)"', 'link = "https://a b"', 'link = "file:///etc/passwd"',
    'language = "fr"', "language = 1",
    'timezone = "Asia/Shangai"', 'timezone = "../../etc/passwd"', 'timezone = "/etc/localtime"',
    'timezone = "Asia"', 'timezone = ""', "timezone = 8", 'timezone = "Asia/\\u0000"',
    'week_turns = "Monday"', 'week_turns = "Mon 24:00"', 'week_turns = "Mon 9:00"', "week_turns = 1",
    "authors = -1", "authors = true", 'authors = "2"', "authors = 1.5",
    'labels = "代码"', "labels = [1]", 'labels = [["a"]]', 'labels = [""]',
    "radio = 1", "[radio]\nheading = 1", '[radio]\nlists = "NLP"', "radio.heading = 1",
    '[radio]\nfrom = "(from"', '[radio]\naudio = "音频："', '[radio]\nknown = "Yann LeCun"',
    '[radio]\ncover = "figures/../../x.png"', '[radio]\ncover = "figures/a.svg"', "[radio]\ncover = 1",
    '[radio]\ncategories = ["cs.CL"]', '[radio]\ncategories = {NLP = "cs.CL"}',
    '[radio]\ncategories = {NLP = ["cs.CL&x=1"]}',
])  # fmt: skip
def test_a_value_of_the_wrong_kind_is_named_and_the_default_holds(tmp_path: Path, line: str) -> None:
    publication, problems = load(tmp_path, f"# a comment\n{line}\n")
    assert publication == Publication()
    (problem,) = problems
    name = line.rpartition("\n")[2].partition(" =")[0]
    assert problem.path == "digest.toml"
    assert problem.line == 2 + line.count("\n")
    assert problem.column == 1
    assert name in problem.message
    assert problem.hint


@pytest.mark.parametrize(("line", "nearest"), [
    ('timezon = "UTC"', "timezone"), ('radio.headin = "x"', "radio.heading"), ("author = 3", "authors"),
    ('editor = "sh -c id"', None), ('[hooks]\npost = "rm -rf /"', None),
    ('arxiv_url = "http://evil.example"', None), ('out = "/etc"', None),
])  # fmt: skip
def test_an_unknown_key_is_a_warning_that_names_the_nearest_one(
    tmp_path: Path, line: str, nearest: str | None
) -> None:
    publication, problems = load(tmp_path, f"\n\n{line}\n")
    assert publication == Publication()
    (problem,) = problems
    assert (problem.severity, problem.line) == (Severity.WARNING, 3)
    names = {"timezone", "radio.heading", "authors"}
    assert {name for name in names if name in (problem.hint or "")} == ({nearest} if nearest else names)


def test_a_fault_does_not_touch_its_neighbours(tmp_path: Path) -> None:
    publication, problems = load(tmp_path, 'title = "周刊"\nauthors = "x"\nlanguage = "en"\nlink = 1\n')
    assert (publication.title, publication.language) == ("周刊", "en")
    assert [problem.line for problem in problems] == [2, 4]


@pytest.mark.parametrize(("text", "told"), [
    ('title = "a\nauthors = 2\n', "line 1"),
    ('title = "a"\ntitle = "b"\n', "line 2"),
    ("a = " + "[" * 5000, "digest.toml"),
    ('title = "周刊"'.encode("gb18030"), "digest.toml"),
    (b"\x00", "digest.toml"),
])  # fmt: skip
def test_what_is_no_toml_is_an_error_with_its_place(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(FileError, match=told):
        load(tmp_path, text)


def test_a_file_too_large_to_be_settings_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"digest\.toml"):
        load(tmp_path, "#" * (settings.LIMIT + 1))


@pytest.mark.parametrize("line", [" " * 1_000_000, "[" + " " * 1_000_000, "[" * 1_000_000, '"' * 1_000_001])
def test_a_long_line_is_walked_along_once(line: str) -> None:
    """A pattern with two ways to match a blank would not come back from these."""
    assert settings._places(f"{line}\nlink = 1") == {"link": (2, 1)}


def test_a_key_is_found_whatever_it_is_quoted_with(tmp_path: Path) -> None:
    _publication, problems = load(tmp_path, "\"link\" = 1\n[ radio ]\n\t'lists' = 1\n")
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1), (3, 2)]
