"""`glossary.toml` says what a term is called; its faults are named, and the rule finds what it forbids."""

import re
from pathlib import Path

import pytest

from digestcli import checks
from digestcli.library import glossary
from digestcli.library.root import Library
from digestcli.model.problem import Problem
from digestcli.model.term import Term
from tests.desk import page_of
from tests.world import digest, environment

PAGE = Path(__file__).parents[1] / "docs" / "glossary.md"
MODEL = Term("large language model", "大语言模型", ("大型语言模型", "语言模型"))
TOKEN = Term("token", "词元", ("令牌", "Token"))


def load(folder: Path, text: str | bytes) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    (folder / "glossary.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return glossary.load(Library(folder))


def term(english: str = '"token"', chinese: str = '"词元"', more: str = "") -> str:
    return f"[[term]]\nenglish = {english}\nchinese = {chinese}\n{more}\n"


def found(words: str, *terms: Term) -> list[tuple[str, str | None]]:
    page = page_of(f"## 2304.02643\n\n摘要：{words}\n", glossary=terms)
    return [(fault.span.of(page.text), fault.fix) for fault in checks.rules()["term"].find(page)]


def test_a_library_without_a_glossary_has_no_terms(tmp_path: Path) -> None:
    assert glossary.load(Library(tmp_path)) == ((), ())
    assert load(tmp_path, "") == ((), ())


def test_terms_are_read_in_their_order(tmp_path: Path) -> None:
    text = "\ufeff# 词汇\r\n" + term(more='forbidden = [" 令牌 ", "令牌"]') + term('"prompt"', '"提示"')
    assert load(tmp_path, text) == ((Term("token", "词元", ("令牌",)), Term("prompt", "提示")), ())


@pytest.mark.parametrize(
    ("text", "rule", "place", "terms"),
    [
        (term("1"), "glossary-value", (2, 1), 0),
        (term(chinese='""'), "glossary-value", (3, 1), 0),
        (term(chinese='"词\\u001b元"'), "glossary-value", (3, 1), 0),
        (term(f'"{"a" * 65}"'), "glossary-value", (2, 1), 0),
        ('\n[[term]]\nenglish = "token"\n', "glossary-value", (2, 3), 0),
        (term(more='forbidden = "令牌"'), "glossary-value", (4, 1), 1),
        (term(more='forbidden = ["牌"]'), "glossary-value", (4, 1), 1),
        (term(more="forbidden = [1]"), "glossary-value", (4, 1), 1),
        (term(more='forbiden = ["令牌"]'), "glossary-key", (4, 1), 1),
        ("[terms]\na = 1\n", "glossary-key", (1, 2), 0),
        ("term = 3\n", "glossary-value", (1, 1), 0),
        (term() + term('"Token"', '"令牌"'), "glossary-twice", (6, 1), 1),
        (term(more='forbidden = ["词元"]'), "glossary-twice", (4, 1), 1),
        (term() + term('"word"', '"词"', 'forbidden = ["词元"]'), "glossary-twice", (8, 1), 2),
        ("[[term]]\nenglish = token\n", "glossary-unreadable", (2, 11), 0),
        ("a" + ".a" * 20000 + " = 1\n", "glossary-unreadable", (1, 1), 0),
        ("#" * (glossary.LIMIT + 1), "glossary-unreadable", (1, 1), 0),
        ("\n# 词".encode("gb18030"), "glossary-unreadable", (2, 1), 0),
    ],
)
def test_a_fault_is_told_at_its_place(
    tmp_path: Path, text: str | bytes, rule: str, place: tuple[int, int], terms: int
) -> None:
    read, (problem,) = load(tmp_path, text)
    assert (problem.rule, (problem.line, problem.column)) == (rule, place)
    assert problem.path == "glossary.toml"
    assert len(read) == terms
    assert all("词元" not in each.forbidden for each in read)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "glossary.toml").mkdir()
    _terms, (problem,) = glossary.load(Library(tmp_path))
    assert problem.rule == "glossary-unreadable"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("大型语言模型很大", [("大型语言模型", "大语言模型")]),
        ("语言模型很大，大语言模型更大", [("语言模型", "大语言模型")]),
        ("切成令牌，再切成 Token。", [("令牌", "词元"), ("Token", "词元")]),
        ("大语言模型把词元接起来", []),
        ("LLM 和 token 都可以这样写", []),
        ("Tokenizer 和 SubToken 不是 Tokens", []),
        ("《大型语言模型综述》说了三件事", []),
        ("《论文》之后的大型语言模型", [("大型语言模型", "大语言模型")]),
        ("`大型语言模型` 和 https://example.org/大型语言模型 不动", []),
        ("<!-- 大型语言模型 -->没有别的", []),
    ],
)
def test_what_is_forbidden_is_found_but_in_longer_words(
    words: str, expected: list[tuple[str, str | None]]
) -> None:
    assert found(words, MODEL, TOKEN) == expected


def test_a_word_with_two_meanings_is_told_and_not_mended() -> None:
    other = Term("access token", "访问凭证", ("令牌",))
    assert found("一枚令牌", TOKEN, other) == [("令牌", None)]


def test_a_large_glossary_is_fast_enough() -> None:
    terms = [Term(f"term {n}", f"词汇{n}号", (f"名词{n}号", f"汉{n}")) for n in range(2000)]
    assert len(found("汉名词词汇1999号，汉7，" * 2000, *terms)) == 2000


def test_the_page_for_editors_tells_the_truth(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    terms, problems = load(tmp_path, example[0])
    assert problems == ()
    rows = re.findall(r"^\| (.*?) \| (.*?)\|$", page.partition("| the words |")[2], re.MULTILINE)[:4]
    told: dict[str, list[str]] = {}
    for words, message in rows:
        told.setdefault(words.strip() or next(reversed(told)), []).extend(filter(None, [message.strip()]))
    for words, messages in told.items():
        at = page_of(f"## 2304.02643\n\n摘要：{words}\n", glossary=terms)
        assert [fault.message for fault in checks.rules()["term"].find(at)] == messages


def test_check_reads_the_glossary_and_mends(tmp_path: Path) -> None:
    weekly = tmp_path / "weekly"
    (weekly / "issues").mkdir(parents=True)
    (weekly / "digest.toml").touch()
    issue = weekly / "issues" / "2023-W14.md"
    issue.write_text(
        "# 标题\n\n导语。\n\n## 2304.02643\n\n摘要：切成令牌。\n\n推荐：读。\n", encoding="utf-8"
    )
    (weekly / "glossary.toml").write_text(term(more='forbidden = ["令牌"]\nuse = 1'), encoding="utf-8")
    env = environment(tmp_path)
    before = digest(["check", "--issue", "2023-W14"], weekly, env).stdout.decode()
    assert "glossary.toml:5:1" in before
    assert "[term]" in before
    (weekly / "glossary.toml").write_text(term(), encoding="utf-8")
    assert "[term]" not in digest(["check", "--issue", "2023-W14"], weekly, env).stdout.decode()
    (weekly / "glossary.toml").write_text(term(more='forbidden = ["令牌"]'), encoding="utf-8")
    digest(["check", "--issue", "2023-W14", "--fix"], weekly, env)
    assert "摘要：切成词元。" in issue.read_text(encoding="utf-8")
