"""Tab completes, in a real bash; what it prints is harmless, and a prompt sees no error."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from digestcli.cli import app
from digestcli.cli.candidates import candidates
from digestcli.cli.completion import answer
from digestcli.library import papers as paper_files
from digestcli.library.root import Library
from tests import papers
from tests.world import environment

HOSTILE = "\\$(touch pwned) `touch pwned` \"; touch pwned '; touch pwned a:b \x1b[31m$(touch pwned) !!"
ISSUE = f"""\
## 2304.02643 Segment Anything

摘要：

## {HOSTILE}

- 链接：https://example.org/2

# ArXiv Weekly Radiostation

## NLP

- 2303.18223
- 2303.17580 HuggingGPT

# 备选

## 2209.14610
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(tmp_path / "library")
    library.issues.mkdir(parents=True)
    library.settings.touch()
    (library.issues / "2023-W14.md").write_text(ISSUE, encoding="utf-8")
    (library.issues / "2023-W13.md").write_text("## 2303.05398\n", encoding="utf-8")
    (library.issues / "best-of-2023.md").write_text("---\ndate: 2023-12-31\n---\n", encoding="utf-8")
    paper_files.save(library, papers.SEVEN[0])
    (library.root / "templates").mkdir()
    for name in ("issue.md", "brief.md.jinja"):
        (library.root / "templates" / name).touch()
    return library


def in_bash(library: Library, lines: list[list[str]], then: str = "") -> tuple[list[list[str]], str]:
    """What bash would offer at the end of each line, and what its user would see besides.

    `then` is run once completion is set up.
    """
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    script = ['eval "$(digest --show-completion bash)"', then]
    for words in lines:
        quoted = " ".join(f"'{word}'" for word in ["digest", *words])
        script.append(f"COMP_WORDS=({quoted}) COMP_CWORD={len(words)}; _digest_completion digest")
        script.append('echo "${COMPREPLY[*]}"')
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=library.root,
        env={**environment(library.root.parent), "PATH": path},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return [line.split() for line in done.stdout.decode().split("\n")[:-1]], done.stderr.decode()


def test_bash_completes_what_the_line_is_about(library: Library) -> None:
    expected = {
        ("s",): ["set", "show", "status", "search", "stats", "site"],
        ("show", "--week", "2023-W13", ""): ["1", "2303.05398"],
        ("show", "--issue", "=", "b"): ["best-of-2023"],
    }
    found, seen = in_bash(library, [list(words) for words in expected])
    assert found == list(expected.values())
    assert seen == ""


def test_a_prompt_sees_no_error(library: Library) -> None:
    (library.issues / "2023-W14.md").write_bytes("摘要：".encode("gb18030"))
    assert in_bash(library, [["show", ""], ["-L", "/nowhere", "show", "-i", ""]]) == ([[], []], "")
    damaged = "mkdir -p ~/.config/digest; echo = > ~/.config/digest/config.toml"
    assert in_bash(library, [["s"]], damaged) == ([[]], "")


OFFERED: Mapping[str, list[str] | None] = {
    "": list(app.COMMANDS),
    "show ": ["1", "2", "2304.02643"],
    "show 23": ["2304.02643"],
    "show 1 ": ["1", "2", "2304.02643"],
    "show -i best-of-2023 ": [],
    "show --week last ": ["1", "2303.05398"],
    "show --week ": ["last", "2023-W14", "2023-W13", "1", "2", "2304.02643"],
    "show --week=": ["--week=last", "--week=2023-W14", "--week=2023-W13"],
    "show --issue ": ["best-of-2023", "2023-W14", "2023-W13"],
    "show -i2023-W13 ": ["1", "2303.05398"],
    "set 1 --summary ": [],
    "set --seen ": ["1", "2", "2304.02643"],
    "set 1 --se": ["--seen"],
    "status ": ["--week", "--issue", "--library", "--quiet", "--verbose", "--no-color", "--help"],
    "export -f txt,md,j": ["txt,md,json", "txt,md,jsonfeed"],
    "export --for": ["--format"],
    "--install-completion ": ["bash", "zsh", "fish", "powershell", "pwsh"],
    "-q --show-completion z": ["zsh"],
    "qqq ": [],
    "show -- -": [],
    "lead --title ": ["1", "2", "2304.02643"],
    "lead --title 1 --title 2": ["2", "2304.02643"],
    "add --title ": [],
    "edit ": ["1", "2", "2304.02643", "2209.14610"],
    "rm 1 ": ["1", "2", "2304.02643", "2209.14610"],
    "mv --from 2023-W13 ": ["1", "2303.05398"],
    "mv 1 --from ": ["best-of-2023", "2023-W14", "2023-W13"],
    "mv 1 --week last --before ": ["1", "2303.05398"],
    "mv --week last ": ["1", "2", "2304.02643", "2209.14610"],
    "init ": None,
    "-L ": None,
    "add --from ": None,
    "export -o ": None,
    "export --template ": ["brief.md"],
    "export --template ./b": None,
    "templates ": ["new"],
    "templates new n": ["newsletter"],
    "templates new post ": [],
    "radio add ": ["NLP", "CV", "ML"],
    "radio add -i 2023-W20 M": ["ML"],
    "radio add NLP ": [],
    "radio rm ": ["NLP", "CV", "ML", "2303.18223", "2303.17580"],
    "radio rm nlp ": ["1", "2", "2303.18223", "2303.17580"],
    "radio rm 2303.18223 2303.1": ["2303.18223", "2303.17580"],
    "radio mv NLP ": ["1", "2", "2303.18223", "2303.17580"],
    "radio mv NLP 1 ": ["NLP", "CV", "ML"],
    "radio mv 2303.18223 C": ["CV"],
    "search ": ["author:", "cat:", "week:", "field:"],
    "search 大模型 field:l": ["field:lead", "field:labels"],
}


@pytest.mark.parametrize("line", OFFERED)
def test_what_may_stand_at_the_cursor(library: Library, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("DIGEST_LIBRARY", str(library.root))
    monkeypatch.setenv("DIGEST_NOW", "2023-04-09T12:00:00+08:00")
    *words, current = line.split(" ")
    found = candidates(words, current)
    assert (None if found is None else [each.word for each in found]) == OFFERED[line]


def test_titles_stand_beside_ids_and_nothing_in_them_is_obeyed(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DIGEST_LIBRARY", str(library.root))
    monkeypatch.setenv("DIGEST_NOW", "2023-04-09T12:00:00+08:00")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "digest show ")
    assert answer("complete_fish") == 0
    said = capsys.readouterr().out
    assert "2304.02643\tSegment Anything\n" in said
    assert "\x1b" not in said
    assert len(said.split("\n")) == 4
    assert answer("complete_zsh") == 0
    said = capsys.readouterr().out
    assert '"2304.02643":"Segment Anything"' in said
    descriptions = said.split('":"')[1:]
    assert len(descriptions) == 3
    for each in descriptions:
        assert not set(each.partition('"')[0]) & set("$`\\'!:\n\x1b")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_help_calls_the_same_completes_the_same(library: Library, language: str) -> None:
    """No two kinds of value may bear one name in either language."""
    asked = "print(len(KINDS), *map(repr, KINDS), sep=chr(10))"
    env = environment(library.root.parent, DIGEST_LANG=language)
    program = f"from digestcli.cli.candidates import KINDS; {asked}"
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, capture_output=True, check=True, timeout=60
    )
    number, *names = done.stdout.decode().splitlines()
    assert int(number) == len(set(names)) == 17
