"""Which issue `radio find` looks at and `radio add` fills, where nobody names one."""

from datetime import date
from pathlib import Path

import pytest

from digestcli.errors import UsageError
from digestcli.library.root import Library
from digestcli.messages import speak
from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.workflow.desk import Desk
from digestcli.workflow.opening import to_fill
from digestcli.workflow.radio_pick import issue_for

WHOLE = "---\ntitle: 一期\n---\n\n导语。\n\n## 论文 1：一篇文章\n\n- 论文地址：https://example.org/a\n\n摘要：一句。\n\n推荐：一句。\n"
RADIO = "\n# ArXiv Weekly Radiostation\n\n## NLP（自然语言处理）\n\n- 一篇\n- 又一篇\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A library in the third week of 2026."""
    speak("en")
    library = Library(tmp_path)
    library.issues.mkdir()
    library.settings.touch()
    return Desk(library, Publication(radio_lists=("NLP",), radio_length=2), date(2026, 1, 14))


def write(desk: Desk, name: str, text: str = "一期。\n") -> None:
    (desk.library.issues / f"{name}.md").write_text(text, encoding="utf-8")


def test_it_is_this_weeks_whether_it_is_there_or_not(desk: Desk) -> None:
    assert to_fill(desk) == issue_for(desk) == Key("2026-W03")
    write(desk, "2026-W01")  # of two weeks ago
    assert to_fill(desk) == issue_for(desk) == Key("2026-W03")
    write(desk, "2026-W02")
    write(desk, "2026-W03")
    assert to_fill(desk) == issue_for(desk) == Key("2026-W03")


def test_nothing_is_opened_beside_an_issue_that_is_not_finished(desk: Desk) -> None:
    write(desk, "2026-W02")
    assert to_fill(desk) == Key("2026-W02")
    with pytest.raises(UsageError, match="2026-W02, which is being filled, or for 2026-W03") as refused:
        issue_for(desk)
    assert refused.value.hint == "--issue 2026-W02, or --week, which opens 2026-W03"


def test_what_is_finished_or_frozen_is_filled_no_more(desk: Desk) -> None:
    write(desk, "2026-W02", WHOLE)
    assert to_fill(desk) == Key("2026-W02")  # its radio is still to come
    write(desk, "2026-W02", WHOLE + RADIO)
    assert to_fill(desk) == Key("2026-W03")
    write(desk, "2026-W02")
    (desk.library.published / "2026-W02").mkdir(parents=True)
    assert to_fill(desk) == issue_for(desk) == Key("2026-W03")


def test_where_the_newest_issue_is_no_weeks_it_is_that_one(desk: Desk) -> None:
    write(desk, "poems", "---\ndate: 2026-01-12\n---\n")
    assert to_fill(desk) == Key("poems")
    with pytest.raises(UsageError, match="for poems"):
        issue_for(desk)
