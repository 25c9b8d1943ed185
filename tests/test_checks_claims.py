"""What is said of a paper beside what is known of it: numbers by their worth, names by their letters."""

from dataclasses import replace

import pytest

from digestcli import checks
from digestcli.checks import numbers
from digestcli.checks.numbers import told
from digestcli.model.paper import DATACITE, OAI, Paper
from tests.desk import page_of
from tests.papers import SEVEN, paper

ABOUT = replace(
    paper("2304.02643", "TabReader-2: Reading Tables with GPT-3", "Ada Example, Ben Example"),
    abstract=(
        r"We build TabSet, with 38,431 questions on 1.1 billion cells from 350M pages, and train a 7b model"
        r" on $2{,}500$ of them for 3.5 days. On Wiki-QA the accuracy rises from 78.7\% to 92.5\%, a gain of"
        r" 5.31 points over Llama 2, at 0.18 of the cost. It is 6x faster, two orders of magnitude smaller,"
        r" saves half of the memory, and covers thirteen tasks in 104 languages, 40 000 of them in total."
    ),
    comment="Accepted at NeurIPS 2023 (Oral). 15 pages, 4 figures",
    journal_ref="J. Mach. Learn. Res. 24 (2023) 1-33",
)


def hints(rule: str, words: str, about: Paper = ABOUT, field: str = "") -> list[str]:
    text = f"## 2304.02643\n\n{field}摘要：{words}\n"
    page = page_of(text, [about])
    return [fault.span.of(text) for fault in checks.rules("claims")[rule].find(page)]


TOLD = [
    "共有 38,431 道题，也就是 38431 道，约 3.8 万道，3.84 万道，38k 道，近 4 万道，3 万余道。",
    "来自 3.5 亿个网页、11 亿个单元格，即 1.1B 个、10 亿多个，用 2500 道训练 7B 模型，70 亿参数。",
    "准确率从 78.7% 升到 92.5%，约 93%，高出 13.8 个百分点，错误率只剩 7.5%。",
    "比 Llama 2 高 5.31 个百分点，即 5.3%；代价只有 0.18，也就是 18%。",
    "快 6 倍，也就是快了 500%；小 100 倍；省去 50% 的内存；2 倍的覆盖。",
    "训练 3.5 天，13 个任务，104 种语言，100 多种语言，4 万个，共 15 页，2 位作者。",
    "图 12 与表 13 的结果见第 25 页，公式（17）在附录 31 中，算法 44，Table 19，Fig. 21。",
    "2017 年提出，2019 年以来，2023-04-05 上线，12 月 25 日 18:30，20 世纪 90 年代，25 岁。",
    "用 Apache 2.0 许可，Python 3.11，CUDA 12，v25，3.11 版，Stable Diffusion 15。",
    "分为 3 个阶段、2 个方面，一共 5 步，最多 9 个。",
    "见 2304.01089 与 hep-th/9901001，或 https://arxiv.org/abs/2305.12345 ，代码 `n = 77`，公式 $x = 88$。",
    "1. 第一步⏎12. 第二步⏎（13）第三步⏎14）第四步".replace("⏎", "\n"),
    "3D 场景、4K 画面、5G 网络、360p 视频、16:9 画幅、24/7 运行、A100-80G。",
    "准确率 100%，也就是两成、三分之一、十倍、百亿、上千、数十种。",
]


@pytest.mark.parametrize("words", TOLD)
def test_a_number_that_is_told_in_another_form_is_no_claim_of_ours(words: str) -> None:
    assert hints("claim-number", words) == []


@pytest.mark.parametrize(("words", "is_told"), [("约 380 道", True), ("380 道", False), ("约 300 道", False)])
def test_a_number_that_is_said_to_be_near_is_near(words: str, is_told: bool) -> None:  # noqa: FBT001 - a table
    [number] = numbers.claimed(words, 0, len(words))
    assert number.is_told(numbers.told("We collect 412 problems.")) == is_told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("共有 48,431 道题。", ["48,431"]),
        ("共有 3.9 亿个网页。", ["3.9 亿"]),
        ("准确率达到 95.2%。", ["95.2%"]),
        ("快了 12 倍。", ["12 倍"]),
        ("175B 的模型，1750 亿参数。", ["175B", "1750 亿"]),
        ("覆盖 16 个任务，16 个任务。", ["16"]),  # told once
        ("高出 5.13 个百分点。", ["5.13 个百分点"]),
        ("用 64 块显卡训练了 21 天。", ["64", "21"]),
        ("约 200 种语言。", ["200"]),
    ],
)
def test_a_number_that_nothing_tells_is_a_hint(words: str, found: list[str]) -> None:
    assert [mark.strip() for mark in hints("claim-number", words)] == found


def test_numbers_of_the_editors_fields_are_known() -> None:
    assert hints("claim-number", "共 77 个模型。", field="- 数据集：77 个模型的权重\n") == []


def test_nothing_is_said_without_an_abstract() -> None:
    words = "48,431 道题，DeepReader-9，被 CVPR 2021 接收。"
    silent = replace(ABOUT, abstract=None)
    assert not any(hints(rule, words, silent) for rule in checks.rules("claims"))
    assert all(hints(rule, words) for rule in checks.rules("claims"))
    page = page_of(f"## 2304.02643\n\n摘要：{words}\n")
    assert not any(list(rule.find(page)) for rule in checks.rules("claims").values())


@pytest.mark.parametrize(
    "words",
    [
        "TabReader2、TabReader 2 与 tabreader-2 是一个模型。",
        "GPT3、GPT-3 都在标题里，Llama-2、LLaMA2 在摘要里，TabSet、WikiQA 也在。",
        "在 GitHub 上开源，用 PyTorch 写成，OpenAI 与 DeepMind 都在用，F1 与 Top-1 更高。",
        "GPT-4 震惊世人，ChatGPT 之后，从 T5 到 BERT，LoRA 微调，A100 上训练。",
        "LLMs、NLP、CV、API、GPU 与 SOTA 是缩写，in-context、Few-shot 是词，CoT、ViT 人人都说。",
        "代码里的 `FooBar9` 和 https://example.org/FooBar9 不是话。",
        "Ada Example 说，作者之一。",
    ],
)
def test_a_name_that_is_known_or_claims_nothing_is_left_alone(words: str) -> None:
    assert hints("claim-name", words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("在 DeepReader-9 上，DeepReader-9 也好。", ["DeepReader-9"]),
        ("结果超过 GPT-4。", ["GPT-4"]),
        ("相比 ChatGPT 和 LLaMA，速度更快。", ["ChatGPT"]),
        ("数据集叫 SuperGLUE 与 MathQA。", ["SuperGLUE", "MathQA"]),
        ("改用 TabReader-3。", ["TabReader-3"]),
    ],
)
def test_a_name_that_nothing_tells_is_a_hint(words: str, found: list[str]) -> None:
    assert hints("claim-name", words) == found


@pytest.mark.parametrize(
    "words",
    [
        "被 NeurIPS 2023 接收为 Oral。",
        "已被 NIPS 接收。",
        "发表于 JMLR。",
        "NeurIPS'23 收录。",
        "CVPR 是计算机视觉的会议。",  # nothing is said of the paper
        "去年的 ICLR 2022 上有人提过。",
        "Nature 里的颜色很多。",
    ],
)
def test_a_venue_that_the_comment_names_is_no_claim_of_ours(words: str) -> None:
    assert hints("claim-venue", words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("已被 CVPR 2021 接收。", ["CVPR 2021"]),
        ("获 ICML 最佳论文。", ["ICML"]),
        ("论文发表于 Nature。", ["Nature"]),
        ("被 NeurIPS 2022 接收。", ["NeurIPS 2022"]),  # another year
    ],
)
def test_a_venue_that_nothing_names_is_a_hint(words: str, found: list[str]) -> None:
    assert hints("claim-venue", words) == found


def test_a_source_without_comments_says_nothing_of_venues() -> None:
    words = "已被 CVPR 2021 接收。"
    assert hints("claim-venue", words, replace(ABOUT, source=DATACITE)) == []
    assert hints("claim-venue", words, replace(ABOUT, source=OAI)) == ["CVPR 2021"]


def test_the_seven_papers_of_the_tests_have_their_own_abstracts() -> None:
    """Hints of one paper are never judged by another's abstract."""
    text = "## 2304.02643\n\n摘要：共 77 个。\n\n## 2209.14610\n\n摘要：共 77 个。\n"
    knows = replace(SEVEN[1], abstract="There are 77 of them.")
    page = page_of(text, [SEVEN[0], knows])
    assert [fault.span.start for fault in checks.rules()["claim-number"].find(page)] == [text.index("77")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("38,431 problems", 38431),
        ("$38{,}431$ problems", 38431),
        ("1 000 and 40 000", 40000),
        ("350 million", 3.5e8),
        ("1.1T tokens", 1.1e12),
        ("a 65B-parameter model", 6.5e10),
        ("LLaMA-65b", 6.5e10),
        ("thirteen tasks", 13),
        (r"gains 5.31\%", 5.31),
        ("an order of magnitude", 10),
        ("two orders of magnitude", 100),
    ],
)
def test_what_an_english_number_is_worth(text: str, value: float) -> None:
    assert any(each == pytest.approx(value) for each in told(text).values)


@pytest.mark.parametrize(
    ("text", "share"),
    [("from 10% to 30%", 20), ("from 10% to 30%", 200), ("saves 80%", 20), ("4x fewer", 75), ("0.92", 92)],
)
def test_what_follows_from_it(text: str, share: float) -> None:
    assert any(each == pytest.approx(share) for each in told(text).shares)
