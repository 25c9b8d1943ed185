"""What a voice is to say for what stands in an issue: the tables read like a manual."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digestcli.radio import symbols
from digestcli.radio.english import English
from digestcli.radio.mandarin import Mandarin
from digestcli.radio.spoken import spoken

CHINESE = {
    # numbers
    "共 12 篇": "共十二篇",
    "2 个模型，第 2 名，2 月": "两个模型，第二名，二月",
    "表 2 对比，GPT-2 大幅领先，用 GPU 2 块": "表二对比，GPT 二大幅领先，用 GPU 两块",
    "10,000 与 12345678 条": "一万与一千二百三十四万五千六百七十八条",
    "20000 与 100000005": "两万与一亿零五",
    "0.05 与 3.14": "零点零五与三点一四",
    "编号 007": "编号零零七",
    "1100 万张，1750 亿，2 万": "一千一百万张，一千七百五十亿，两万",
    "2. 选一个模型": "二, 选一个模型",
    "12345678901234567890": "一二三四五六七八九零一二三四五六七八九零",
    "-3 度，约 ~5 次": "负三度，约约五次",
    "①全角２０，½": "一全角二十，二分之一",
    # shares, ranges, sizes
    "准确率 86.4%，提升 3.2 个百分点": "准确率百分之八十六点四，提升三点二个百分点",
    "-3% 与 +3.2%，±0.5": "负百分之三与加百分之三点二，正负零点五",
    ">90%、≥ 3、3‰": "大于百分之九十、大于等于三、千分之三",
    "3–5 个，3-5 倍，3~5 天": "三到五个，三到五倍，三到五天",
    "5%–10%，5-10%": "百分之五到百分之十，百分之五到十",
    "快 10x，2x，3.5 倍，2-3×": "快十倍，两倍，三点五倍，二到三倍",
    "8×H100，8 x A100，V2X，8x7B": "八乘 H 一百，八 x A 一百，V 二 X，八 x 七 B",
    "1B–7B，0.5B-1.5B，30B-A3B": "一 B 到七 B，零点五 B 到一点五 B，三十 B-A 三 B",
    "224×224 的图，3x3": "二百二十四乘二百二十四的图，三乘三",
    "100+ 种语言，3+4": "一百多种语言，三加四",
    "1/2，3/4，24/7，80/20": "二分之一，四分之三，二十四、七，八十、二十",
    "$5，¥300，$5M，€3": "五美元，三百元，五 M 美元，三欧元",
    "5 ms，2 km，80 GB，37 °C，90°": "五毫秒，两公里，八十 GB，三十七摄氏度，九十度",
    "学习率 1e-4，10^6": "学习率一乘十的负四次方，十的六次方",
    # days, times, ratios, versions
    "2023-04-09 发布，2023/4/9": "二零二三年四月九日发布，二零二三年四月九日",
    "2023 年 4 月，2023-04": "二零二三年四月，二零二三年四月",
    "2023-W14": "二零二三年第十四周",
    "CVPR 2023，BERT 2000 次，2000 多个": "CVPR 二零二三，BERT 两千次，两千多个",
    "2048 维，2048 年，1990s": "两千零四十八维，二零四八年，一九九零年代",
    "12:30 开始，早上 8:05，9:00": "十二点三十分开始，早上八点零五分，九点",
    "画面 16:9，1:10，16:10 的比例": "画面十六比九，一比十，十六比十的比例",
    "Python 3.11.4": "Python 三点十一点四",
    # names
    "GPT-4 和 GPT-3.5": "GPT 四和 GPT 三点五",
    "LLaMA-2-7B，Llama-3.1-8B": "Llama 二 七 B，Llama 三点一 八 B",
    "3D 与 2D": "三 D 与二 D",
    "k-NN，kNN": "K N N，K N N",
    "seq2seq 与 word2vec": "seq to seq 与 word to vec",
    "4-bit，5-shot，H100，F1": "四 bit，五 shot，H 一百，F 一",
    "C++、C#、arXiv、LoRA": "C plus plus、C sharp、archive、Lora",
    "recall@5，Node.js": "recall at 五，Node 点 js",
    "Poincar\\'e 与 G\\\"odel": "Poincaré 与 Gödel",
    # formulas
    "提升到 $\\alpha$ 倍": "提升到阿尔法倍",
    "复杂度为 $O(n^2)$": "复杂度为 O n 平方",
    "用 $\\frac{a}{b}$ 表示，$\\alpha/\\beta$": "用 b 分之 a 表示，贝塔分之阿尔法",
    "$x_i^{2}$，$x^3$，$n^{k}$": "x i 平方，x 立方，n 的 k 次方",
    "$x^{-1}$，$10^{-3}$，10⁻³": "x 的负一次方，十的负三次方，十的负三次方",
    "$a-b$，$-a$，$\\lambda=0.1$": "a 减 b，负 a，兰姆达等于零点一",
    "$\\sqrt{n}$，$\\sum_i x_i$，$g_{ij}$": "根号 n，求和 i x i，g i j",
    "$\\Omega_M - 0.6\\,\\Omega_\\Lambda \\approx -0.2$": "欧米伽 M 减零点六欧米伽兰姆达约等于负零点二",
    "$x \\in X$，$\\ell_1$ 范数": "x 属于 X，l 一范数",
    "NeRF$^{++}$，$\\mathbb{R}^d$": "Nerf 加加，R 的 d 次方",
    "β-VAE，m²，CO₂": "贝塔 VAE，m 平方，CO 二",
    "$\\underset{x}{y}$": "underset x y",  # Unicode cannot say it: its letters are all there
    # signs
    "Q&A，A+B，输入 → 输出": "Q 和 A，A 加 B，输入到输出",
    "CPU/GPU，快 — 而且省": "CPU、GPU，快，而且省",
    "Kullback–Leibler 散度": "Kullback-Leibler 散度",
    "e.g. 这样，A vs. B": "例如这样，A 对 B",
    "——正是如此……": "——正是如此……",
    "😀 开心 👍🏽™": "开心",
    # what is left out
    "好。代码见 https://github.com/a/b_(c)。": "好。",
    "（代码：https://a.org/b）好，地址：www.a.org。": "好。",
    "主页是 github.com/a/b，写信给 a.b@c.org。": "主页是，写信给。",
    "arXiv:2304.01373v2 提出（2304.01373）了": "提出了",
    "**重点**：_强调_ `code` ~~删~~": "重点：强调 code",
    "[链接](https://x.org/a_(b)) 很好！[图](x.png)": "链接很好！图",
    "前文[1, 2]与[^3]，[CLS]<br>": "前文与，CLS",
    "<!-- 待核对 -->一段![图](../a.png)": "一段",
    "- 一项": "一项",
    # what looks like a mark and is none
    "用 A* 与 *RRT*，D*算法，**重**": "用 A 星与 RRT，D 星算法，重",
    "i<n 且 j>m，<EOS> 与 <|end|>，<b>重</b>，<https://a.org>": "i 小于 n 且 j 大于 m，EOS 与 end，重",
}
ENGLISH = {
    "Sparks of AGI: Early experiments with GPT-4": "Sparks of AGI: Early experiments with GPT four",
    "A 3D World with 10x Faster Rendering & 2 GPUs": (
        "A three D World with ten times Faster Rendering and two GPUs"
    ),
    "86.4% of 1,234 papers in 2023": (
        "eighty-six point four percent of one thousand two hundred thirty-four papers in twenty twenty-three"
    ),
    "Attention with $O(n^2)$ cost, $\\frac{a}{b}$": "Attention with O of n squared cost, a over b",
    "$\\beta$-VAE: 3-5 tasks, $x^{-1}$": "beta VAE: three to five tasks, x to the power of minus one",
    "The 1st, 2nd, 21st and 112th": "The first, second, twenty-first and one hundred twelfth",
    "On 2023-04-09 at 12:05, in 16:9": (
        "On April ninth, twenty twenty-three at twelve oh five, in sixteen to nine"
    ),
    "100+ languages, #1, $5M": "more than one hundred languages, number one, five M dollars",
    "In 1999, 2005 and 1900": "In nineteen ninety-nine, two thousand five and nineteen hundred",
    "The 1990s, at 9:00, 24/7": "The nineteen nineties, at nine o'clock, twenty-four seven",
    "A* Search and C*-Algebras, *at last*": "A star Search and C star Algebras, at last",
    "V2X Networks of 1B-7B Models": "V two X Networks of one B to seven B Models",
    "5 ms, 1 km, e.g. 1e-4": (
        "five milliseconds, one kilometre, for example one times ten to the power of minus four"
    ),
    "$\\infty$-MoE, $ρ$-$\\texttt{EOS}$ and DP-$λ$CGD": "infinity M O E, rho EOS and DP lambda CGD",
    "T$^\\star$, S^2F-Net, M$^2$FMoE": "T star, S squared F-Net, M squared FMoE",
    "Erdős--Rényi Dialog[ue]s": "Erdős-Rényi Dialogues",
    "state-of-the-art and Node.js (see https://x.org)": "state-of-the-art and Node dot js",
}


@pytest.mark.parametrize(("words", "said"), CHINESE.items())
def test_chinese(words: str, said: str) -> None:
    assert spoken(words, "zh", {}) == said
    assert spoken(said, "zh", {}) == said


@pytest.mark.parametrize(("words", "said"), ENGLISH.items())
def test_english(words: str, said: str) -> None:
    assert spoken(words, "en", {}) == said
    assert spoken(said, "en", {}) == said


def test_a_title_stays_english_among_chinese_words() -> None:
    title = "Sparks of AGI: Early experiments with GPT-4"
    said = spoken(f"第 1 篇，{title}，来自 2 位作者。", "zh", {})
    assert said == "第一篇，Sparks of AGI: Early experiments with GPT four，来自两位作者。"


def test_a_library_says_its_own_words_and_ours_where_it_says_nothing() -> None:
    own = {"LoRA": "劳拉", "GPT-4o": "GPT four o", "银行": "银航", "NeRF": "NeRF", "XAI": "arXiv"}
    assert spoken("用LoRA与GPT-4o，NeRF，QLoRA，LoRAX", "zh", own) == (
        "用劳拉与GPT four o，NeRF，Q Lora，LoRAX"
    )
    assert spoken("银行的 XAI", "zh", own) == "银航的 archive"


PIECES = [
    *CHINESE,
    *ENGLISH,
    "$",
    "\\",
    "\\frac{",
    "{",
    "}",
    "（",
    "）",
    "[",
    "](",
    "http://",
    "www.",
    "1",
    "-",
]
PIECES += [
    "x",
    "²",
    "ᵢ",
    "α",
    " ",
    "，",
    "。",
    "/",
    ":",
    "%",
    "#",
    "LoRA",
    "k",
    "\u0301",
    "5e",
    "`",
    "~~",
    "<",
]
ANYTHING = st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))


@given(ANYTHING, st.sampled_from(["zh", "en"]))
def test_whatever_is_read_nothing_is_left_that_a_voice_cannot_say(words: str, language: str) -> None:
    said = spoken(words, language, {"LoRA": "劳拉", "k": "K"})
    assert spoken(said, language, {"LoRA": "劳拉", "k": "K"}) == said
    assert not re.search(r"[\\$\d{}\[\]<>#_^`*\n]|://|www\.", said)


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_and_its_name_are_one(number: int) -> None:
    assert _value(Mandarin().number(str(number), "x，", "")) == number
    assert re.fullmatch(r"[a-z -]+", English().number(str(number)))


def _value(said: str) -> int:
    """The number that Chinese words name, read by another road than they were written."""
    total = section = digit = 0
    units = {"十": 10, "百": 100, "千": 1000}
    for character in said:
        if character in units:
            section += (digit or 1) * units[character]
            digit = 0
        elif character in "万亿":
            section += digit
            size = 10**4 if character == "万" else 10**8
            total = (total + section) * size if total % size else total + section * size
            section = digit = 0
        else:
            digit = "零一二三四五六七八九".find(character) if character != "两" else 2
    return total + section + digit


def test_the_two_languages_know_the_same_symbols_and_units() -> None:
    for table in ("symbols", "greek", "units", "abbreviations", "powers"):
        assert getattr(Mandarin, table).keys() == getattr(English, table).keys(), table
    assert all(symbols.is_left_out(sign, English()) for sign in "★✓😀™|")
