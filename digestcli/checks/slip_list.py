"""The slips that are known, each with the word that is meant and the company in which it is no slip."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Slip:
    """`right` is meant where `wrong` stands, but for the company in which that is right itself."""

    wrong: str
    right: str
    not_behind: str = ""  # one of these characters
    not_before: str = ""  # one of these
    only: str = ""  # an expression for the wrong word in the only company where it is one

    def is_one(self, words: str, at: int) -> bool:
        """Whether the wrong word, which stands in `words` at `at`, is a slip there."""
        end = at + len(self.wrong)
        if words[max(0, at - 1) : at] in self._behind or words[end : end + 1] in self._before:
            return False
        return self._company is None or self._company.match(words, at) is not None

    @cached_property
    def _behind(self) -> frozenset[str]:
        return frozenset(self.not_behind)

    @cached_property
    def _before(self) -> frozenset[str]:
        return frozenset(self.not_before)

    @cached_property
    def _company(self) -> re.Pattern[str] | None:
        return re.compile(self.only) if self.only else None


_ALL = (
    # of the field
    Slip("欲言", "语言", only="(?<=大型)欲言|(?<=大)欲言|欲言(?=模型|处理)"),
    Slip(
        "人工只能",
        "人工智能",
        only="(?<=通用)人工只能(?![够做处])|人工只能(?=[的、，。]|模型|技术|领域|系统|助手)",
    ),
    Slip(
        "部属",
        "部署",
        only="(?<=模型|本地|线上|云端|边缘|快速|轻松|方便|高效)部属|部属(?=模型|上线|成本|环境|到(?:手机|服务器|云|本地|设备))",
    ),
    Slip("登陆", "登录", only="登陆(?=网站|账[号户]|帐[号户]|系统|官网|页面|后台|平台|服务器|邮箱|微信)"),
    Slip("阀值", "阈值", not_behind="阀"),
    Slip("训炼", "训练"),
    Slip("微凋", "微调"),
    Slip("卷机", "卷积", only="卷机(?=神经|网络|层|核)"),
    Slip("泛话", "泛化", only="泛话(?=能力|性|误差)"),
    Slip("鲁捧", "鲁棒"),
    Slip("准确律", "准确率"),
    Slip("召回律", "召回率"),
    Slip("注意理", "注意力", only="注意理(?=机制|层|头)"),
    Slip("学系", "学习", only="(?<=强化|深度|机器|监督|迁移|对比|联邦)学系(?![统列])"),
    Slip("参术", "参数", only="(?:(?<=模型)|(?<=超))参术|参术(?=量|规模|高效)"),
    # of all writing
    Slip(
        "以经",
        "已经",
        not_behind="可加所难得足予用何",
        not_before="济验典过费纪纬常营由历理书络世脉线贸受传销学史",
    ),
    Slip("既使", "即使", only="既使(?![^。；！？\n]{0,40}(?:又|且|还|也使|也让))"),
    Slip("既便", "即便", not_before="宜于利捷携民"),
    Slip("即然", "既然", not_behind="立随旋当", not_before="后"),
    Slip("做为", "作为", not_behind="叫看当变称能会所敢想有要", not_before="了人什何"),
    Slip("帐号", "账号", not_behind="蚊"),
    Slip("帐户", "账户"),
    Slip("部份", "部分", not_before="额子"),
    Slip("导至", "导致", not_behind="引传疏"),
    Slip("截止目前", "截至目前"),
    Slip("截止今天", "截至今天"),
    Slip("截止发稿", "截至发稿"),
    Slip("为只", "为止", only="(?:(?<=目前)|(?<=迄今)|(?<=此))为只(?=[，。、；])"),
    Slip(
        "一至",
        "一致",
        only="一至(?=性|认为|同意|地)|(?:(?<=保持)|(?<=[不相])|(?<=达成))一至(?![一二三四五六七八九十两0-9])",
    ),
    Slip("幅射", "辐射"),
    Slip("松驰", "松弛"),
    Slip("迫不急待", "迫不及待"),
    Slip("再接再励", "再接再厉"),
    Slip("不径而走", "不胫而走"),
    Slip("按步就班", "按部就班"),
    Slip("一如继往", "一如既往"),
    Slip("脱影而出", "脱颖而出"),
    Slip("出奇不意", "出其不意"),
    Slip("相辅相承", "相辅相成"),
    Slip("事半工倍", "事半功倍"),
    Slip("融汇贯通", "融会贯通"),
    Slip("淋漓尽至", "淋漓尽致"),
    Slip("如火如茶", "如火如荼"),
    Slip("层出不群", "层出不穷"),
)
SLIPS: Mapping[str, Slip] = {each.wrong: each for each in _ALL}

LATIN: Mapping[str, str] = {
    "tranformer": "transformer",
    "transfomer": "transformer",
    "langauge": "language",
    "leanring": "learning",
    "seperate": "separate",
    "recieve": "receive",
    "benchamrk": "benchmark",
    "reinforcment": "reinforcement",
    "perfomance": "performance",
}
