"""`pronunciation.toml` says how names are said; its faults are named, and the other lines still count."""

from pathlib import Path

import pytest

from digestcli.library import pronunciation
from digestcli.library.root import Library
from digestcli.markup import whole_words
from digestcli.model.problem import Problem


def load(folder: Path, text: str | bytes) -> tuple[dict[str, str], tuple[Problem, ...]]:
    (folder / "pronunciation.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return pronunciation.load(Library(folder))


def test_a_library_without_the_file_says_nothing(tmp_path: Path) -> None:
    assert pronunciation.load(Library(tmp_path)) == ({}, ())


def test_words_are_read_as_they_stand(tmp_path: Path) -> None:
    text = '\ufeff# 读法\r\nLoRA = " 劳拉 "\r\n"GPT-4o" = "GPT four o"\r\nNeRF = "NeRF"\r\nXAI = "LoRA"\r\n'
    words = {"LoRA": "劳拉", "GPT-4o": "GPT four o", "NeRF": "NeRF", "XAI": "LoRA"}
    assert load(tmp_path, text) == (words, ())


@pytest.mark.parametrize(
    ("line", "rule", "place"),
    [
        ("GPT-3.5 = 'x'", "pronunciation-value", (2, 1)),
        ("LoRA = 1", "pronunciation-value", (2, 1)),
        ('LoRA = ""', "pronunciation-value", (2, 1)),
        ('LoRA = "劳\\u001b拉"', "pronunciation-value", (2, 1)),
        ('"两 词" = "二"', "pronunciation-value", (2, 1)),
        ('"4" = "四"', "pronunciation-value", (2, 1)),
        ('"" = "空"', "pronunciation-value", (2, 1)),
        (f'{"a" * 65} = "长"', "pronunciation-value", (2, 1)),
        ('[words]\nLoRA = "劳拉"', "pronunciation-value", (2, 2)),
        ('LoRA = "用 LoRA"', "pronunciation-circle", (2, 1)),
        ('aa = "bb"\nbb = "cc"\ncc = "aa"', "pronunciation-circle", (2, 1)),
    ],
)
def test_a_faulty_line_is_told_and_is_as_if_it_were_not_there(
    tmp_path: Path, line: str, rule: str, place: tuple[int, int]
) -> None:
    words, problems = load(tmp_path, f'arXiv = "archive"\n{line}\n')
    assert words["arXiv"] == "archive"
    assert (problems[0].rule, (problems[0].line, problems[0].column)) == (rule, place)
    assert problems[0].path == "pronunciation.toml"
    assert "LoRA" not in words


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("LoRA = 劳拉\n", 1),
        ('\n"LoRA" = "劳拉"\nLoRA = "洛拉"\n', 3),
        ("\n# 读".encode("gb18030"), 2),
        ("#" * (pronunciation.LIMIT + 1), 1),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | bytes, line: int) -> None:
    words, (problem,) = load(tmp_path, text)
    assert (words, problem.rule, problem.line) == ({}, "pronunciation-unreadable", line)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用LoRA微调，LoRA-X", ["LoRA", "LoRA"]),
        ("LoRAX、QLoRA、lora、ÉLoRA", []),
        ("GPT-4o 与 GPT-4", ["GPT-4o", "GPT-4"]),
        ("C++17，C++", ["C++", "C++"]),
        ("银行", ["银行"]),
    ],
)
def test_a_word_is_found_as_a_whole_one(text: str, found: list[str]) -> None:
    assert whole_words.pattern(["LoRA", "GPT-4", "GPT-4o", "C++", "银行"]).findall(text) == found
    assert whole_words.pattern([]).findall(text) == []
