"""Numbers and symbols in Chinese."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from digestcli.radio.tongue import LONGEST

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MYRIADS = ("", "万", "亿", "万亿")
# Words that count things: 2 before one of them is 两.
_COUNTED = """
    多 余 个 种 倍 篇 次 类 项 组 层 步 张 位 名 款 套 条 份 段 台 只 家 页 轮 遍 天 周 年 小时 分钟 秒 者 大
    万 亿 千 百万 人 块 阶段 方面 部分 对 点 端 路 所 国 岁 场 句 本 双 颗 米 公里 公斤 美元 元 维 帧 行 字 词
    题 幅 门 节 节点 样本 字节 像素
"""
_GREEK = """
    阿尔法 贝塔 伽马 德尔塔 艾普西隆 泽塔 伊塔 西塔 约塔 卡帕 兰姆达 缪 纽 克西 奥密克戎 派 柔 西格玛 陶
    宇普西隆 斐 卡伊 普西 欧米伽
"""
_COUNTERS = tuple(_COUNTED.split())
_BEGIN_WORDS = tuple("大对本点次端段多部方节行字句")  # GPT-2 大幅领先 has no 两
_NUMBERED = frozenset("第图表式章")  # what stands behind these is a number of its own: 表 2 对比
_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
_VARIANTS = {"ϵ": "ε", "ϑ": "θ", "ϕ": "φ", "ϱ": "ρ", "ς": "σ", "ϖ": "π", "ϰ": "κ"}


def greek_letters(names: str) -> dict[str, str]:
    """The letters with their `names`, the other shapes of some with the same."""
    named = dict(zip(_LETTERS, names.split(), strict=True))
    return named | {variant: named[letter] for variant, letter in _VARIANTS.items()}


class Mandarin:
    symbols: Mapping[str, str] = {
        "&": "和", "＆": "和", "+": "加", "＋": "加", "=": "等于", "＝": "等于", "<": "小于",
        "＜": "小于", ">": "大于", "＞": "大于", "≤": "小于等于", "⩽": "小于等于", "≥": "大于等于",
        "⩾": "大于等于", "≪": "远小于", "≫": "远大于", "≲": "约小于", "≳": "约大于", "≠": "不等于",
        "≈": "约等于", "≃": "约等于", "≅": "同构于", "≡": "恒等于", "~": "约", "∼": "约", "～": "约",
        "±": "正负", "∓": "负正", "×": "乘", "÷": "除以", "⋅": "乘", "→": "到", "⟶": "到", "⟹": "推出",
        "↦": "映到", "⇒": "推出", "⇔": "等价于", "←": "来自", "↔": "与", "↑": "上升", "↓": "下降",
        "∞": "无穷", "∑": "求和", "∏": "连乘", "∫": "积分", "√": "根号", "∂": "偏", "∇": "梯度",
        "∈": "属于", "∉": "不属于", "⊂": "包含于", "⊆": "包含于", "∪": "并", "∩": "交", "∅": "空集",
        "∀": "任意", "∃": "存在", "∝": "正比于", "⊕": "直和", "⊗": "张量积", "∧": "且", "∨": "或",
        "¬": "非", "⋆": "星", "⊥": "垂直于", "°": "度", "℃": "摄氏度", "℉": "华氏度", "@": "at",
        "§": "第", "′": "撇", "%": "百分号", "‰": "千分号",
    }  # fmt: skip
    greek: Mapping[str, str] = greek_letters(_GREEK)
    units: Mapping[str, str] = {
        "km": "公里", "m": "米", "cm": "厘米", "mm": "毫米", "μm": "微米", "µm": "微米", "nm": "纳米",
        "kg": "公斤", "mg": "毫克", "ms": "毫秒", "μs": "微秒", "µs": "微秒", "ns": "纳秒", "s": "秒",
        "min": "分钟", "h": "小时", "Hz": "赫兹", "kHz": "千赫兹", "MHz": "兆赫兹", "GHz": "吉赫兹",
        "dB": "分贝", "fps": "帧每秒", "FPS": "帧每秒", "kbit/s": "千比特每秒", "Mbit/s": "兆比特每秒",
        "km/h": "公里每小时", "m/s": "米每秒", "GB/s": "GB 每秒", "MB/s": "MB 每秒",
        "tokens/s": "tokens 每秒", "°C": "摄氏度", "℃": "摄氏度", "°": "度", "kWh": "千瓦时",
        "pp": "个百分点",
    }  # fmt: skip
    abbreviations: Mapping[str, str] = {
        "e.g.": "例如", "i.e.": "即", "vs.": "对", "vs": "对", "w/o": "不用", "w/": "带",
        "w.r.t.": "关于", "et al.": "等", "etc.": "等等", "cf.": "参见", "Fig.": "图", "Eq.": "式",
        "Sec.": "节",
    }  # fmt: skip
    powers: Mapping[str, str] = {
        "2": "平方", "3": "立方", "T": "转置", "⊤": "转置", "+": "加", "-": "减", "++": "加加", "*": "星",
        "∗": "星", "⋆": "星", "′": "撇", "°": "度",
    }  # fmt: skip
    minus, less, over, apart, pause, number_sign, dot = "负", "减", "除以", "、", "，", "第", "点"

    def number(self, number: str, before: str = "", behind: str = "") -> str:
        whole, dot, fraction = number.partition(".")
        if dot:
            return f"{self.number(whole)}点{self.each_digit(fraction)}"
        is_counted = behind.startswith(_COUNTERS) and before not in _NUMBERED
        if _may_be_year(whole) and (
            behind.startswith("年") or (whole < "2040" and before.isascii() and not is_counted)
        ):
            return self.each_digit(whole)
        is_name = before.isalpha() and before.isascii() and behind.startswith(_BEGIN_WORDS)
        if whole == "2" and is_counted and not is_name:
            return "两"
        return _named(whole) if _has_name(whole) else self.each_digit(whole)

    def each_digit(self, digits: str) -> str:
        return "".join(_DIGITS[int(digit)] for digit in digits)

    def ordinal(self, number: str) -> str:
        return f"第{self.number(number)}"

    def scientific(self, number: str, power: str) -> str:
        return f"{number}乘十的{power}次方"

    def range(self, first: str, last: str) -> str:
        return f"{first}到{last}"

    def percent(self, number: str, sign: str) -> str:
        return f"{'千分之' if sign == '‰' else '百分之'}{number}"

    def ratio(self, parts: list[str]) -> str:
        return "比".join(parts)

    def fraction(self, above: str, below: str) -> str:
        return f"{below}分之{above}"

    def times(self, number: str) -> str:
        return f"{'两' if number == '二' else number}倍"

    def product(self, parts: list[str]) -> str:
        return "乘".join(parts)

    def money(self, number: str, sign: str) -> str:
        name = {"$": "美元", "€": "欧元", "£": "英镑"}.get(sign, "元")
        return f"{number}{' ' if number[-1].isascii() else ''}{name}"

    def more_than(self, number: str, *, is_round: bool) -> str:
        return f"{number}多" if is_round else f"{number}加"

    def version(self, parts: list[str]) -> str:
        return "点".join(parts)

    def measured(self, number: str, unit: str) -> str:
        return f"{number}{' ' if unit[0].isascii() else ''}{unit}"

    def date(self, year: str, month: int, day: int | None) -> str:
        of_month = f"{_named(str(day))}日" if day else ""
        return f"{self.each_digit(year)}年{_named(str(month))}月{of_month}"

    def decade(self, year: str) -> str:
        return f"{self.each_digit(year)}年代"

    def week(self, year: str, week: int) -> str:
        return f"{self.each_digit(year)}年第{_named(str(week))}周"

    def time(self, hour: int, minute: int, second: int | None) -> str:
        past = f"{'零' if 0 < minute < 10 else ''}{_named(str(minute))}分" if minute or second else ""
        of_minute = f"{'零' if second < 10 else ''}{_named(str(second))}秒" if second else ""
        return f"{_named(str(hour))}点{past}{of_minute}"

    def power(self, exponent: str) -> str:
        return f" 的 {exponent} 次方 "

    def function(self, name: str) -> str:
        return name


def _may_be_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}


def _has_name(number: str) -> bool:
    return len(number) <= LONGEST and (number == "0" or number[0] != "0")


def _named(number: str) -> str:
    """A whole number up to 10^16: 一亿零五, 十二, 两千零一十."""
    padded = number.zfill(LONGEST)
    groups = [padded[at : at + 4] for at in range(0, LONGEST, 4)]
    written = "".join(_groups(groups)) or "零"
    if written.startswith("一十"):
        return written[1:]
    return f"两{written[1:]}" if written[:2] in {"二千", "二万", "二亿"} else written


def _groups(groups: list[str]) -> Iterator[str]:
    """Each group of four digits with its 万 or 亿; one 零 for all the places left out between two of them."""
    is_begun = gap = False
    for place, group in zip(_MYRIADS[::-1], groups, strict=True):
        if group == "0000":
            gap = is_begun
            continue
        if is_begun and (gap or group[0] == "0"):
            yield "零"
        yield f"{_group(group)}{place}"
        is_begun, gap = True, False


def _group(digits: str) -> str:
    written = ""
    for is_zero, run in groupby(zip(digits, _PLACES[::-1], strict=True), lambda each: each[0] == "0"):
        if is_zero:
            written += "零" if written else ""
        else:
            written += "".join(f"{_DIGITS[int(digit)]}{place}" for digit, place in run)
    return written.rstrip("零")
