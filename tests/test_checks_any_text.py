"""Whatever an editor writes, every rule says something about a place in it, or nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from digestcli import checks
from digestcli.model.appearance import Appearance
from digestcli.model.key import Key
from digestcli.model.probe import Outcome
from tests.desk import page_of
from tests.papers import ALL
from tests.test_checks_claims import ABOUT

PIECES = (
    "Alexander Kirillov", "等", "et al.", "、", "*", "¹", "(", "）", "<", ">", "](", "[", "`", "$x$", "\\",
    "汉", "é", " ", "\u3000", "\u200b", "\x07", "38,431", "3.5 亿", "12%", "GPT-4", "CVPR 2021", "接收",
    "https://", "https：//", "http://arxiv.org", "@", "?utm_source=a", "&", "#", "/", ":", "：", "。",
    "[1]: ",
    "Segment Anything", "2304.02643v1", "\n", "\n\n", "- 代码地址：", "<!--", "-->", "论文 1：",
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join)
EARLIER = [Appearance(Key("2023-W10"), number, paper.id, paper.title) for number, paper in enumerate(ALL, 1)]


@settings(max_examples=120, deadline=None)
@given(TEXT, TEXT, TEXT, TEXT)
def test_no_rule_stumbles(title: str, authors: str, link: str, words: str) -> None:
    text = (
        f"## 2304.02643 {title}\n\n- 标题：{title}\n- 作者：{authors}\n- 论文地址：{link}\n\n"
        f"摘要：{words}\n\n"
        f"## 论文 2：{title}\n\n- 论文地址：https://arxiv.org/abs/2209.14610v1{link}\n\n推荐：{words}\n\n"
        f"# ArXiv Weekly Radiostation\n\n## ML\n\n- 2303.18223 {title} (from {authors})\n"
    )
    page = page_of(text, (*ALL[1:], ABOUT), earlier=EARLIER, probe=lambda _url: Outcome(404))
    for rule in checks.rules().values():
        for fault in rule.find(page):
            assert 0 <= fault.span.start <= fault.span.end <= len(text)
            assert fault.message
            assert fault.fix is None or rule.mends
            assert fault.fix != fault.span.of(text)
