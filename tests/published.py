"""Published articles for the tests, and short names for what is imported of them."""

from pathlib import Path

from digestcli import importers, issuefile
from digestcli.importers import Imported
from digestcli.issuefile import Reading
from digestcli.model.key import Key
from digestcli.model.publication import Publication

KEY = Key("2023-W14")
SEED = Path(__file__).parents[2] / "shared" / "seed" / "7-papers-2023-W14.txt"
WEEK = """\
看得见的推理 | 一周论文
本周论文谈的是同一件事:让模型把中间步骤写出来。
目录
- Chain-of-Thought Prompting
- Self-Consistency
论文 1:Chain-of-Thought Prompting
- 作者:Jason Wei、Xuezhi Wang 等
- 论文地址:https://arxiv.org/abs/2201.11903
摘要:作者在示例里写出解题的每一步。
模型便照着写。
推荐:多写几行,就能变好。
论文 2:Self-Consistency
- 作者:Xuezhi Wang等
- 论文地址:https://arxiv.org/pdf/2203.11171v4.pdf
摘要:让模型多想几遍,再按多数取答案。
推荐:想法可以不同,答案往往一致。
"""


def imported(article: str | bytes, path: str = "week.txt") -> Imported:
    data = article.encode() if isinstance(article, str) else article
    return importers.bring(data, path, Publication())


def read_again(found: Imported) -> Reading:
    """The issue file as it is read."""
    return issuefile.read(found.text, KEY)


def told(found: Imported) -> list[str]:
    """`line rule` of all that is told."""
    return [f"{each.line} {each.rule}" for each in found.told]


def below(found: Imported) -> str:
    """The issue file without its front matter."""
    return found.text.partition("\n---\n")[2].strip("\n")


def paper(lines: str) -> str:
    """An article of one paper with these lines under its fields."""
    return f"论文 1:题目\n- 论文地址:https://arxiv.org/abs/2201.11903\n{lines}\n"
