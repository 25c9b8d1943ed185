"""The Radiostation of an article, and a whole column as it is published."""

from tests.issue_texts import outline, said
from tests.published import WEEK, imported, read_again, told

STATION = """\
ArXiv Weekly Radiostation
本周另选若干篇,详情如下:
NLP 论文音频
本周 NLP 精选论文是:
1. Tree of Thoughts. (from Shunyu Yao, Karthik Narasimhan)
2. Least-to-Most Prompting. (from Denny Zhou)
本周 CV 精选论文是:
音频:cv.mp3（20:13）
1. Segment Anything. (from Ross Girshick)
"""


def test_radio_lists_are_read_with_the_words_above_them() -> None:
    found = imported(WEEK + STATION)
    radio = read_again(found).issue.radio
    assert radio is not None
    assert str(radio.text) == "本周另选若干篇,详情如下:"
    nlp, cv = radio.lists
    assert (nlp.name, [pick.title for pick in nlp.picks]) == (
        "NLP",
        ["Tree of Thoughts.", "Least-to-Most Prompting."],
    )
    assert nlp.picks[0].names == ("Shunyu Yao", "Karthik Narasimhan")
    assert (cv.name, said(cv.audio), cv.duration) == ("CV", "cv.mp3", "20:13")
    assert str(nlp.text) == "NLP 论文音频\n\n本周 NLP 精选论文是:"


COLUMN = """\
推理周报 & ArXiv Weekly
参与：推理周报编辑部
本周重要论文包括两篇谈推理的文章。
目录：
Chain-of-Thought Prompting
Self-Consistency Improves
Tree of Thoughts
ArXiv Weekly Radiostation：NLP、CV、ML 更多精选论文（附音频）
论文 1：Chain-of-Thought Prompting
作者：Jason Wei 、 Xuezhi Wang 等
论文地址：https://arxiv.org/abs/2201.11903
摘要：甲
推荐：乙
论文 2：Self-Consistency
作者：Xuezhi Wang等
论文地址：https://arxiv.org/abs/2203.11171
摘要：甲
推荐：乙
论文 3：Tree of Thoughts
作者：Shunyu Yao
论文地址：https://arxiv.org/abs/2305.10601
摘要：甲
推荐：乙
ArXiv Weekly Radiostation
本周更多重要论文，包括NLP、CV、ML领域各10篇精选，并提供音频形式的论文摘要简介，详情如下：
7 NLP Papers
音频：00:00 20:18
本周 10 篇 NLP 精选论文是：
1. Least-to-Most Prompting. (from Denny Zhou)
2. Large Language Models are Zero-Shot Reasoners. (from Takeshi Kojima)
10 CV Papers
本周 10 篇 CV 精选论文是：
1. Segment Anything. (from Ross Girshick)
© THE END
转载请联系推理周报编辑部
"""


def test_the_column_as_it_is_published_is_read_whole() -> None:
    found = imported(COLUMN)
    issue = read_again(found).issue
    assert str(issue.byline) == "推理周报 & ArXiv Weekly\u3000参与：推理周报编辑部"
    assert str(issue.lead) == "本周重要论文包括两篇谈推理的文章。"
    assert outline(found.text)[3:] == ["~ ArXiv Weekly Radiostation", "= © THE END"]
    assert told(found)[2:] == ["6 contents-differ", "8 contents-differ"]
    assert issue.radio is not None
    assert [(each.name, len(each.picks), said(each.audio)) for each in issue.radio.lists] == [
        ("NLP", 2, None),
        ("CV", 1, None),
    ]
    words = str(issue.radio.lists[0].text).replace("\n\n", "|").replace("| ", "|")
    assert words == "7 NLP Papers|音频：00:00 20:18|本周 10 篇 NLP 精选论文是："
    assert str(issue.radio.text).startswith("本周更多重要论文")


def test_lists_in_bold_are_no_papers() -> None:
    station = (
        "**ArXiv Weekly Radiostation**\n\n**NLP**\n\n1. [T](https://arxiv.org/abs/2305.10601)\n\n**CV**\n\n"
    )
    article = f"{WEEK}\n{station}- [V](https://arxiv.org/abs/2305.10602)\n\n---\n\n*整理：某刊*\n"
    found = imported(article, "week.md")
    radio = read_again(found).issue.radio
    assert radio is not None
    assert [(each.name, [str(pick.ref) for pick in each.picks]) for each in radio.lists] == [
        ("NLP", ["2305.10601"]),
        ("CV", ["2305.10602"]),
    ]
    assert found.papers == 2


def test_an_article_may_be_nothing_but_lists() -> None:
    found = imported(
        "ArXiv Weekly Radiostation\n本周 NLP 论文是：\n1. A. (from X)\n本周 CV 论文是：\n1. C.\n"
    )
    assert (found.papers, found.lists, told(found)) == (0, 2, [])
    radio = read_again(found).issue.radio
    assert radio
    assert [each.name for each in radio.lists] == ["NLP", "CV"]
