"""What a template can say, what it cannot, and what is told of one that is wrong: inside the process."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as pages

from digestcli.model.key import Key
from digestcli.model.publication import Publication
from digestcli.templating import gathered, is_template, starter, starters, written
from digestcli.templating.child import Inside
from digestcli.templating.faults import Fault, error
from digestcli.templating.limits import Limits
from tests.test_exports import composed, example
from tests.test_schema import as_document, full
from tests.test_threats import TITLES

DOCUMENT = json.loads(json.dumps(full()))
LIMITS = Limits(output=1_000_000)


def filled(
    text: str, document: Mapping[str, Any] = DOCUMENT, *, name: str = "t.md.jinja", **others: str
) -> str:
    """What a template makes of an issue, the full one by default."""
    made = answered(text, document, name=name, **others)
    assert isinstance(made, str), made
    return made


def answered(
    text: str, document: Mapping[str, Any] = DOCUMENT, *, name: str = "t.md.jinja", **others: str
) -> str | Fault:
    sources = {name: text, **{other.replace("_", "."): source for other, source in others.items()}}
    inside = Inside(name, sources, LIMITS)
    refused = inside.ready()
    return refused if isinstance(refused, Fault) else inside.filled(dict(document))


def with_title(title: str) -> dict[str, Any]:
    """The full document, its paper called `title`."""
    entry = DOCUMENT["entries"][0] | {"title": title, "authors": [title, "B"]}
    return dict(DOCUMENT) | {"entries": [entry]}


PAYLOADS = {  # threat row 23, and what else a sandbox is for
    "{{ ''.__class__.__mro__ }}": ("unsafe", "__class__"),
    "{{ ''['__class__'] }}": ("unsafe", "__class__"),
    "{{ '' | attr('__class__') }}": ("unsafe", "__class__"),
    "{{ cycler.__init__.__globals__.os }}": ("unsafe", "__init__"),
    "{{ '{0.__class__}'.format(key) }}": ("unsafe", "__class__"),
    "{{ entries.append(1) }}": ("unsafe", "append"),
    "{% do entries.clear() %}": ("words", "Encountered unknown tag 'do'"),
    "{% for i in range(10**9) %}{% endfor %}": ("large", "range"),
    "{{ 'a' * 10**10 }}": ("large", "... * 10000000000"),
    "{{ 2 ** 1000000000 }}": ("large", "2 ** 1000000000"),
    "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}": ("deep", ""),
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}": ("deep", ""),
    "{% for i in range(9000) %}{{ lead * 100 }}{% endfor %}": ("output", ""),
    "{% include '/etc/passwd' %}": ("file", "/etc/passwd"),
    "{% include '../digest.toml' %}": ("file", "../digest.toml"),
    "{% import 'os' as os %}": ("file", "os"),
    "{% extends 'file:///etc/passwd' %}": ("file", "file:///etc/passwd"),
    "{{ title | safe }}": ("filter", "safe"),
    "{{ lipsum() }}": ("name", "lipsum"),
}


@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_template_that_wants_more_than_words_is_refused(text: str) -> None:
    fault = answered(text)
    assert isinstance(fault, Fault)
    kind, about = PAYLOADS[text]
    assert (fault.kind, fault.about[: len(about)]) == (kind, about)
    assert fault.line == 1 or kind in {"deep", "output"}


MISTAKES = {
    "\n{{ entires }}": (2, "there is no entires", "is it entries?"),
    "{% set total = 1 %}\n{{ totl }}": (2, "there is no totl", "is it total?"),
    "{% for entry in entries %}\n\n{{ entry.tilte }}{% endfor %}": (
        3,
        "there is no field tilte",
        "is it title?",
    ),
    "{{ key }}\n{{ publication.name }}": (2, "there is no field name", "known are title, link, language"),
    "{{ lead | plian }}": (1, "there is no filter plian", "is it plain?"),
    "a\n{{ title": (2, "unexpected end of template", "the line reads: {{ title"),
    "a\n{% endfor %}": (2, "Encountered unknown tag 'endfor'", "the line reads: {% endfor %}"),
    "{{ entries | plain }}": (
        1,
        "plain takes words, and was given list",
        "the line reads: {{ entries | plain }}",
    ),
    "{{ lead | names }}": (1, "names takes a list of names", "the line reads: {{ lead | names }}"),
    "{{ lead.upper }}": (1, "this is a function: () calls it", "the line reads: {{ lead.upper }}"),
    "\n{{ 1 / 0 }}": (2, "division by zero", "the line reads: {{ 1 / 0 }}"),
}


@pytest.mark.parametrize("text", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_with_its_line_and_what_was_meant(text: str) -> None:
    fault = answered(text)
    assert isinstance(fault, Fault)
    line, words, hint = MISTAKES[text]
    told = error(fault, "templates/t.md.jinja", "t.md.jinja", text.split("\n")[fault.line - 1])
    assert told.message.startswith(f"templates/t.md.jinja, line {line}: {words}")
    assert (told.hint, told.exit_code) == (hint, 1)


def test_a_mistake_in_what_is_included_is_told_there() -> None:
    fault = answered(
        "{% from 'm.jinja' import a %}\n{{ a() }}", m_jinja="\n{% macro a() %}\n{{ x }}{% endmacro %}"
    )
    assert fault == Fault("name", "m.jinja", 3, "x", fault.known if isinstance(fault, Fault) else ())
    assert "m.jinja, line 3" in error(fault, "t.jinja", "t.jinja", "").message


@pytest.mark.parametrize("title", [*TITLES, *PAYLOADS, "{% raw %}", "{# x", "{{ key }}"])
def test_a_title_is_a_value_and_never_a_template(title: str) -> None:
    assert filled("{{ entries[0].title }}", with_title(title)) == title


@given(title=st.text(st.sampled_from("ab<>&\"'{}%#*_[]()`!\\/ -\n甲"), max_size=20))
def test_in_a_page_a_title_is_its_words(title: str) -> None:
    text = '<p title="{{ entries[0].title }}">{{ entries[0].title }}</p>'
    (paragraph,) = pages.fragments_fromstring(filled(text, with_title(title), name="p.html.jinja"))
    assert (paragraph.text or "", len(paragraph), paragraph.get("title")) == (title, 0, title)


def test_the_name_says_whether_words_are_escaped_in_what_is_included_too() -> None:
    sources = {"m_jinja": "{{ entries[0].title }}"}
    for name, escaped in {
        "p.html.jinja": True,
        "p.XML.j2": True,
        "p.html": True,
        "p.md.jinja": False,
    }.items():
        made = filled("{% include 'm.jinja' %}", with_title("<b>"), name=name, **sources)
        assert made == ("&lt;b&gt;" if escaped else "<b>"), name


FILTERED = {
    "{{ lead | plain }}": "导语，见网页（https://example.org）。",
    "{{ lead | html }}": '<p>导语，见<a href="https://example.org">网页</a>。</p>',
    "{{ '甲*乙*丙 $x^2$' | words }}": "甲乙丙 x²",
    "{{ '**甲** <b>' | html_line }}": "<strong>甲</strong> &lt;b&gt;",
    "{{ 'a*b <c> [d](e)' | md }}": "a\\*b &lt;c> \\[d\\](e)",
    "{{ '$\\\\alpha$-Poincar\\\\\\'e' | tex }}": "α-Poincaré",
    "{{ ['A', 'B', 'C'] | names }}": "A、B、C",
    "{{ ['A', 'B', 'C'] | names(2) }}": "A、B 等",
    "{{ ['A'] | names(2) }}": "A",
    "{{ 'https://e.org/甲' | address }}": "https://e.org/%E7%94%B2",
    "{{ 'JavaScript:alert(1)' | address }}{{ 'data:text/html,x' | address }}{{ '//e' | address }}": "",
    "{{ date | cn_date }}": "2023 年 4 月 9 日",
    "{{ '2023-04-05T01:02:03Z' | cn_date }}": "2023 年 4 月 5 日",
    "{{ '昨天' | cn_date }}": "昨天",
    "{{ none | plain }}{{ none | html }}{{ none | md }}{{ none | cn_date }}{{ none }}": "",
    "{{ extra.venue[0].name }}": "CVPR",
    "{{ entries[0].facts.abstract | default('无') }}": "无",
    "{% for label, value in entries[0].fields %}{{ label }}={{ value }}{% endfor %}": "代码地址=https://example.org/code",
    "{% for e in entries %}\n{{ e.number }}\n{% endfor %}\n": "1\n",
}


@pytest.mark.parametrize("text", FILTERED, ids=range(len(FILTERED)))
def test_words_are_made_fit_for_where_they_go(text: str) -> None:
    assert filled(text) == FILTERED[text]


def test_names_are_joined_as_the_publication_prints_them() -> None:
    english = dict(DOCUMENT) | {"publication": {"title": None, "link": None, "language": "en"}}
    assert filled("{{ ['A', 'B', 'C'] | names(2) }}", english) == "A, B et al."


@pytest.mark.parametrize("name", starters())
def test_a_starting_point_prints_every_word_of_an_issue(name: str) -> None:
    text, facts, publication = example(Key("new-year-2026"))
    file = starters()[name][0]
    for document in (DOCUMENT, as_document(composed(text, Key("new-year-2026"), facts, publication))):
        made = filled(starter(name), document, name=file)
        for entry in document["entries"]:
            assert entry["url"] is None or entry["url"] in made
            assert entry["title"] in made
        assert made.count("草稿") == 0
        assert not made.startswith("\n")
        if name != "post":
            assert all(passage["heading"] in made for passage in document["passages"])
            picks = [pick for each in document["radio"] for pick in each["picks"]]
            told = [pick[name] for pick in picks for name in ("id", "from_line") if pick[name]]
            assert [each for each in told if each not in made] == []
        assert "草稿" in filled(starter(name), document | {"draft": True}, name=file)


@pytest.mark.parametrize("name", starters())
def test_a_starting_point_takes_an_issue_of_which_nothing_is_known(name: str) -> None:
    text = "## 2304.02643\n\n# ArXiv Weekly Radiostation\n\n## NLP\n"
    nothing = as_document(composed(text, Key("a"), {}, Publication()))
    made = filled(starter(name), nothing, name=starters()[name][0])
    assert "1. 2304.02643\n" in made or "1. 2304.02643<" in made
    assert "None" not in made


def test_a_page_from_the_starting_point_runs_nothing_of_a_strangers() -> None:
    for title in TITLES:
        page = pages.document_fromstring(filled(starter("page"), with_title(title), name="page.html.jinja"))
        assert not page.xpath("//script | //b | //*[@onerror or @onload]")
        assert title in str(page.xpath("string(//nav)"))
    document = with_title("x")
    document["entries"][0] |= {
        "url": "javascript:alert(1)",
        "recommendation": "[x](javascript:alert(1)) <b onclick=1>",
    }
    page = pages.document_fromstring(filled(starter("page"), document, name="page.html.jinja"))
    followed = [each.get("href", "") for each in page.iter("a")]
    assert followed
    assert [href for href in followed if not href.startswith(("#", "https://"))] == []
    assert not page.xpath("//@onclick")


def test_what_is_included_is_gathered_from_the_same_folder_and_from_nowhere_else() -> None:
    folder = {
        "a.jinja": "{%- from 'b.jinja' import x %}{% include \"c.jinja\" %}",
        "b.jinja": "{% extends 'a.jinja' %}",
    }
    asked: list[str] = []

    def beside(name: str) -> str | None:
        asked.append(name)
        return folder.get(name)

    names = ("'a.jinja'", "'../x'", "'/etc/passwd'", "'.hidden'", "x")
    text = "".join(f"{{% include {name} %}}" for name in names)
    template = gathered("p", "t.jinja", text, beside)
    assert template.sources == {"t.jinja": text, **folder}
    assert sorted(asked) == ["a.jinja", "b.jinja", "c.jinja"]


@pytest.mark.parametrize(("name", "is_one", "writes"), [
    ("newsletter.md.jinja", True, "newsletter.md"), ("a.j2", True, "a"), ("issue.md", False, "issue.md"),
    (".jinja", False, ""), ("..j2", False, "."), ("a.html", False, "a.html"),
])  # fmt: skip
def test_a_name_says_what_is_written(name: str, is_one: bool, writes: str) -> None:  # noqa: FBT001
    assert (is_template(name), written(name)) == (is_one, writes)
