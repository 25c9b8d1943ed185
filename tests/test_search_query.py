"""How the words of a query are read; what cannot be understood is told, and never in the words of SQL."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.errors import UsageError
from digestcli.model.key import Week
from digestcli.search.fields import FIELDS
from digestcli.search.index import _match, _where
from digestcli.search.query import Phrase, Query, parse

SPRING = (Week(2023, 1), Week(2023, 26))
EVERYWHERE = tuple(FIELDS)


def weeks(said: str) -> tuple[Week, Week]:
    if said != "2023-W01..2023-W26":
        raise UsageError(said)
    return SPRING


def words(*terms: str, begun: bool = False, fields: tuple[str, ...] = EVERYWHERE) -> Phrase:
    return Phrase(terms, fields, begun)


def begun(*terms: str, fields: tuple[str, ...] = EVERYWHERE) -> Phrase:
    return words(*terms, begun=True, fields=fields)


AUTHORS, TITLE = ("authors",), ("title",)

READ = {
    "的": Query((words("的"),)),
    "大模型": Query((words("大", "模", "型"),)),
    "大 模型": Query((words("大"), words("模", "型"))),
    "GPT-4": Query((begun("gpt", "4"),)),
    "GPT-4的": Query((words("gpt", "4", "的"),)),
    "Poincare": Query((begun("poincare"),)),
    "Poincar\\'e": Query((begun("poincare"),)),
    '"chain of thought"': Query((words("chain", "of", "thought"),)),
    "“思维 链”": Query((words("思", "维", "链"),)),
    '"net"': Query((words("net"),)),
    "author:kiri": Query((begun("kiri", fields=AUTHORS),)),
    "AUTHOR:Wei": Query((begun("wei", fields=AUTHORS),)),
    'author:"Jason Wei"': Query((words("jason", "wei", fields=AUTHORS),)),
    "作者：何恺明": Query((words("何", "恺", "明", fields=AUTHORS),)),
    "title:net": Query((begun("net", fields=TITLE),)),
    "field:标题 网络": Query((words("网", "络", fields=TITLE),)),
    "网络 field:title,作者": Query((words("网", "络", fields=("title", "authors")),)),
    "field:rec field:推荐 author:wei": Query((begun("wei", fields=AUTHORS),)),
    "cat:cs.CL": Query((words("cs·cl", fields=("categories",)),)),
    "cat:cs": Query((words("cs", fields=("categories",)),)),
    "模型 -综述": Query((words("模", "型"),), (words("综", "述"),)),
    "模型 －author:wei": Query((words("模", "型"),), (begun("wei", fields=AUTHORS),)),
    'a -"b c"': Query((begun("a"),), (words("b", "c"),)),
    "self-attention": Query((begun("self", "attention"),)),
    "week:2023-W01..2023-W26": Query(weeks=(SPRING,)),
    "周：2023-W01..2023-W26 -a": Query((), (begun("a"),), (SPRING,)),
    "a -week:2023-W01..2023-W26": Query((begun("a"),), (), (), (SPRING,)),
    "2304.02643v2": Query((words("2304", "．", "02643"),)),
    "https://arxiv.org/abs/hep-th/9901001": Query((words("hep", "th", "／", "9901001"),)),
    "大模型：综述": Query((words("大", "模", "型", "：", "综", "述"),)),
    "a OR NEAR(b)": Query((begun("a"), begun("or"), words("near", "（", "b", "）"))),
    "a* ^b": Query((words("a", "＊"), begun("＾", "b"))),
}


@pytest.mark.parametrize("text", READ)
def test_what_is_read(text: str) -> None:
    assert parse(text, weeks) == READ[text]


REFUSED = {
    "": "the query is empty",
    "　 ": "the query is empty",
    "field:推荐": "the query says where to look, and nothing to look for",
    "-模型": "the query says only what is not wanted",
    "-week:2023-W01..2023-W26 -a": "the query says only what is not wanted",
    '"chain of': "a quotation mark in the query has no partner",
    'a author:"b': "a quotation mark in the query has no partner",
    "author:": "author: in the query is followed by nothing",
    "a -": "- in the query is followed by nothing",
    'a ""': '"" in the query is followed by nothing',
    "--": "there is nothing to look for in --",
    "field:正义 a": "there is no field 正义",
    "-field:推荐 a": "-field:推荐: field: says where to look, and nothing can be left out of that",
    "autor:wei": "autor: is nothing a query knows",
    "wek:2023-W14": "wek: is nothing a query knows",
    "字" * 401: "the query is too long: more than 400 words",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(text, weeks)
    assert refused.value.message == REFUSED[text]
    assert refused.value.hint


@given(st.text(st.characters() | st.sampled_from('"“”：:-* ()^{}+大模型author'), max_size=40))
def test_no_query_is_anything_but_words_to_the_index(text: str) -> None:
    try:
        query = parse(text, weeks)
    except UsageError:
        return
    assert all(map(_match, (*query.wanted, *query.unwanted)))
    where, values = _where(query)
    if query.wanted:
        found = _TABLE.execute(f"SELECT rowid FROM words WHERE {where}", values)  # noqa: S608 - no table issue
        assert found.fetchall() == []


_TABLE = sqlite3.connect(":memory:")
_TABLE.execute(
    f"CREATE VIRTUAL TABLE words USING fts5({', '.join((*FIELDS, 'categories'))}, tokenize='ascii')"
)
