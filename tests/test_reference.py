"""The command reference is what the program says today, and its examples are commands."""

import re
import shlex
from typing import Any

import pytest
import typer.main

from digestcli import errors
from digestcli.cli import app, user
from digestcli.cli.start import INTERRUPTED
from tests.reference import FILES, written
from tests.reference_words import EXAMPLES, WORDS


@pytest.mark.parametrize("language", FILES)
def test_the_reference_is_up_to_date(language: str) -> None:
    assert FILES[language].read_text(encoding="utf-8") == written(language), "python -m tests.reference"


def test_both_languages_tell_of_the_same() -> None:
    told = [
        re.findall(r"^## (\w+(?: \w+)?)$|(?<![\w-])(--[a-z-]+)", page.read_text("utf-8"))
        for page in FILES.values()
    ]
    assert len(told[0]) > 80
    assert set(told[0]) == set(told[1])


def test_no_line_of_a_chinese_table_ends_in_a_full_stop() -> None:
    assert re.findall(r"^\|.*。 \|$", FILES["zh"].read_text("utf-8"), re.MULTILINE) == []


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line, *_told in lines])
def test_an_example_is_understood(line: str) -> None:
    words = shlex.split(re.split(" [<|>] ", line)[0])
    group = typer.main.get_command(app.app)
    assert words[0] == "digest"
    if words[1].endswith("-completion"):
        return  # it would be done, not understood
    with group.make_context("digest", words[1:]) as context:
        _understood(group, context)


# Any: the classes of typer's commands and context are private.
def _understood(group: Any, context: Any) -> None:
    if not (said := context._protected_args + context.args):
        return  # the group alone
    name, *rest = said
    command = group.get_command(context, name)
    with command.make_context(name, rest, parent=context) as inner:
        if hasattr(command, "get_command"):
            _understood(command, inner)


def test_every_command_has_an_example() -> None:
    assert set(app.every()) <= set(EXAMPLES)


@pytest.mark.parametrize("language", FILES)
def test_every_exit_code_and_every_variable_is_told(language: str) -> None:
    page = FILES[language].read_text(encoding="utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    codes = {kind.exit_code for kind in kinds if issubclass(kind, errors.DigestError)}
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)} == codes | {0, INTERRUPTED}
    assert set(re.findall("DIGEST_[A-Z_]+", page)) == {
        *user._VARIABLES.values(),
        "DIGEST_LIBRARY",
        "DIGEST_NOW",
    }
    assert WORDS[language].title in page
