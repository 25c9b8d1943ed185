"""What two editors do to one issue at the same time, and what is to come of it."""

from dataclasses import dataclass

FRONT = "---\ntitle: 一周论文\n---\n\n"
LEAD = "本周谈推理。\n\n"
COT = "## 2201.11903 Chain-of-Thought\n\n摘要：作者在示例里写出解题过程。\n\n推荐：多写几行就能变好。\n"
SELF = "## 2203.11171 Self-Consistency\n\n摘要：同一道题多答几遍。\n\n推荐：少数服从多数。\n"
TREE = "## 2305.10601 Tree of Thoughts\n\n摘要：把想法排成一棵树来搜索。\n\n推荐：走错了还能退回去。\n"
ZERO = "## 2205.11916 Zero-shot Reasoners\n\n摘要：一句「一步一步想」就够了。\n\n推荐：最短的提示词。\n"
RADIO = "# ArXiv Weekly Radiostation\n\n## NLP\n\n- 2304.01373 (from Stella Biderman)\n"
AFTER = "# 编者后记\n\n下周见。\n"
PROGRAM = "\n```python\nfor step in steps:\n    print(step)\n```\n"


def pending(id: str) -> str:
    """A section as `add --offline` writes it."""
    return f"## {id}\n\n摘要：\n\n推荐：\n"


def stub(id: str) -> str:
    """A section as `add` writes it."""
    return f"{pending(id)}\n<!-- {id}\nAn abstract of {id}.\n{id} -->\n"


def fields(id: str, words: str) -> str:
    """A section that shares four lines of fields with others."""
    shared = "- 机构：谷歌\n- 代码地址：https://example.org/code\n- 数据集：GSM8K\n- 密码：1234\n"
    return f"## {id}\n\n{shared}\n摘要：{words}\n\n推荐：{words}值得一读。\n"


def issue(*sections: str, head: str = FRONT + LEAD) -> str:
    return head + "\n".join(sections)


@dataclass(frozen=True)
class Edits:
    """One issue, what two editors made of it; `merged` is what is right, None where it must be marked."""

    base: str
    ours: str
    theirs: str
    merged: str | None = None

    @property
    def words(self) -> set[str]:
        """The lines one of the two wrote."""
        sides = {*self.ours.splitlines(), *self.theirs.splitlines()}
        return {line for line in sides if line.strip()} - {*self.base.splitlines()}


def _appended(base: str, first: str, second: str, between: str = "\n") -> Edits:
    return Edits(
        base,
        base + between + first,
        base + between + second,
        base + between + first + "\n" + second,
    )


BASE = issue(COT, SELF)
LONG = TREE + "\n第二段。\n\n第三段。\n\n![搜索树](../figures/2023-W14/tree.png)\n"
RETURN = BASE.replace("\n", "\r\n")

SCENARIOS = {
    "append written sections": _appended(BASE, TREE, ZERO),
    "append written, 3 paragraphs + figure": _appended(BASE, LONG, ZERO + "\n第二段也有。\n\n第三段也有。\n"),
    "append stubs of `add` (摘要：/推荐： empty)": _appended(
        BASE, pending("2305.10601"), pending("2205.11916")
    ),
    "append add-stubs, one written": _appended(BASE, stub("2305.10601"), ZERO),
    "append sections with alike code blocks": _appended(BASE, TREE + PROGRAM, ZERO + PROGRAM),
    "append sections sharing 4 field lines": _appended(
        BASE, fields("2305.10601", "搜索树"), fields("2205.11916", "零样本")
    ),
    "file made on both sides (add/add)": Edits("", issue(COT), issue(SELF), issue(COT, SELF)),
    "file made on both sides, different leads": Edits(
        "", issue(COT), issue(SELF, head=FRONT + "本周谈投票。\n\n")
    ),
    "append, base lacks final newline": Edits(
        BASE[:-1], BASE + "\n" + TREE, BASE + "\n" + ZERO, BASE + "\n" + TREE + "\n" + ZERO
    ),
    "append, no final newline on both sides": Edits(
        BASE, BASE + "\n" + TREE[:-1], BASE + "\n" + ZERO[:-1], BASE + "\n" + TREE + "\n" + ZERO[:-1]
    ),
    "insert before Radiostation": Edits(
        issue(COT, RADIO), issue(COT, TREE, RADIO), issue(COT, ZERO, RADIO), issue(COT, TREE, ZERO, RADIO)
    ),
    "one writes 摘要, other 推荐 of the same stub": Edits(
        issue(COT, stub("2305.10601")),
        issue(COT, stub("2305.10601").replace("摘要：", "摘要：树。")),
        issue(COT, stub("2305.10601").replace("推荐：", "推荐：好。")),
        issue(COT, stub("2305.10601").replace("摘要：", "摘要：树。").replace("推荐：", "推荐：好。")),
    ),
    "both write 摘要 of the same stub": Edits(
        issue(COT, stub("2305.10601")),
        issue(COT, stub("2305.10601").replace("摘要：", "摘要：树。")),
        issue(COT, stub("2305.10601").replace("摘要：", "摘要：搜索。")),
    ),
    "two typo fixes in one paragraph": Edits(
        BASE, BASE.replace("解题过程", "解题步骤"), BASE.replace("作者在", "几位作者在")
    ),
    "one fixes 摘要, other fixes 推荐 next to it": Edits(
        BASE,
        BASE.replace("解题过程", "解题步骤"),
        BASE.replace("变好", "变得更好"),
        BASE.replace("解题过程", "解题步骤").replace("变好", "变得更好"),
    ),
    "one deletes a paper, other edits it": Edits(
        issue(COT, SELF, TREE), issue(COT, TREE), issue(COT, SELF.replace("几遍", "四十遍"), TREE)
    ),
    "one deletes the last paper, other appends": Edits(
        issue(COT, SELF, TREE), issue(COT, SELF), issue(COT, SELF, TREE, ZERO), issue(COT, SELF, ZERO)
    ),
    "one moves a paper up, other edits it": Edits(
        issue(COT, SELF, TREE),
        issue(TREE, COT, SELF),
        issue(COT, SELF, TREE.replace("退回去", "回头")),
        issue(TREE.replace("退回去", "回头"), COT, SELF),
    ),
    "both reorder differently": Edits(issue(COT, SELF, TREE), issue(TREE, COT, SELF), issue(SELF, TREE, COT)),
    "one reorders, other appends": Edits(
        issue(COT, SELF, TREE),
        issue(TREE, COT, SELF),
        issue(COT, SELF, TREE, ZERO),
        issue(TREE, COT, SELF, ZERO),
    ),
    "both edit the title": Edits(
        BASE,
        BASE.replace("title: 一周论文", "title: 看得见的推理"),
        BASE.replace("title: 一周论文", "title: 写出来"),
    ),
    "both rewrite the lead": Edits(
        BASE, BASE.replace("本周谈推理。", "本周谈步骤。"), BASE.replace("本周谈推理。", "本周谈提示词。")
    ),
    "one appends, other edits last 推荐": Edits(
        BASE,
        issue(COT, SELF, TREE),
        BASE.replace("少数服从多数", "人多力量大"),
        issue(COT, SELF.replace("少数服从多数", "人多力量大"), TREE),
    ),
    "both add the same paper, same stub": Edits(
        BASE,
        issue(COT, SELF, stub("2305.10601")),
        issue(COT, SELF, stub("2305.10601")),
        issue(COT, SELF, stub("2305.10601")),
    ),
    "both add the same paper, write differently": Edits(
        BASE, issue(COT, SELF, TREE), issue(COT, SELF, TREE.replace("一棵树", "一张图"))
    ),
    "both append radio picks": Edits(
        issue(COT, RADIO),
        issue(COT, RADIO) + "- 2304.03277\n",
        issue(COT, RADIO) + "- 2304.02643\n",
        issue(COT, RADIO) + "- 2304.03277\n- 2304.02643\n",
    ),
    "CRLF on one side": Edits(
        BASE,
        BASE.replace("解题过程", "解题步骤").replace("\n", "\r\n"),
        issue(COT, SELF, TREE),
        issue(COT.replace("解题过程", "解题步骤"), SELF, TREE).replace("\n", "\r\n"),
    ),
}
