"""Pictures are named from where the article goes; what only shows how to write one stays as it is."""

import pytest

from digestcli.markup.pictures import is_local, repointed


def moved(prose: str) -> str:
    """`prose` with its pictures in the folder `new`."""
    return repointed(prose, "new/{}".format)


@pytest.mark.parametrize(("prose", "expected"), [
    ("![图](a.png)", "![图](new/a.png)"),
    ("前![](a.png)后", "前![](new/a.png)后"),
    ('![图]( a.png "题")', '![图]( new/a.png "题")'),
    ("![图](<a b.png>)", "![图](<new/a b.png>)"),
    (r"![\]](a.png)", r"![\]](new/a.png)"),
    (r"\\![图](a.png)", r"\\![图](new/a.png)"),
    ("`a ![图](a.png)", "`a ![图](new/a.png)"),
    ("`a\n\n![图](a.png)`", "`a\n\n![图](new/a.png)`"),
    ("~~~\n`\n~~~\n![图](a.png)", "~~~\n`\n~~~\n![图](new/a.png)"),
])  # fmt: skip
def test_a_local_picture_is_named_anew(prose: str, expected: str) -> None:
    assert moved(prose) == expected


@pytest.mark.parametrize("prose", [
    "![图](https://example.org/a.png)", "![图](//example.org/a.png)", "![图](/a.png)", "[图](a.png)",
    r"\![图](a.png)", "`![图](a.png)`", "`` `![图](a.png)` ``", "```` ``` ![图](a.png) ````",
    "```\n![图](a.png)\n```", "~~~\n```\n![图](a.png)\n~~~", "`a\n![图](a.png)`",
])  # fmt: skip
def test_addresses_and_code_stay_as_they_are(prose: str) -> None:
    assert moved(prose) == prose


@pytest.mark.parametrize("prose", [
    "![" * 500_000, "`" * 1_000_000, "`a``" * 250_000, "`\n" * 500_001, "```\n" * 250_001, "\\" * 1_000_001,
], ids=lambda prose: prose[:4])  # fmt: skip
def test_long_prose_is_walked_along_once(prose: str) -> None:
    """A pattern with two ways to match would not come back from these."""
    assert moved(f"{prose}\n\n![图](a.png)").endswith("![图](new/a.png)")


@pytest.mark.parametrize(("path", "expected"), [
    ("../figures/a.png", True), ("a.png", True), ("", False), ("#a", False), ("/a.png", False),
    ("C:/a.png", False), ("https://example.org/a.png", False), ("//example.org/a.png", False),
])  # fmt: skip
def test_what_lies_beside_the_issue_is_local(path: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_local(path) is expected
