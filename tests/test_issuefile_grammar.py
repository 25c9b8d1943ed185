"""The awkward files: what each is read as, judged by hand."""

from pathlib import Path

import pytest

from digestcli.model.issue import Note, Passage
from tests.issue_texts import faults, issue, said

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "grammar"
if not FOLDER.is_dir():
    pytest.skip("the awkward files are not beside the project", allow_module_level=True)

CODE = "看代码：\n\n```\n## 2304.02643\n- 作者：假\n推荐：假\n```\n\n    ## 2209.14610"
NESTED = "甲。\n\n- 列表\n\n  ## 2209.14610\n\n  推荐：列表里的\n\n> 推荐：引用里的推荐\n\n> ## 2303.18223"
SAM, TABMWP = "2304.02643", "2209.14610"

# Per file: the lead, then each part of the body, then the faults. A paper is (name, fields, 摘要, 推荐),
# a passage (heading, words), a list of the Radiostation (name, words, picks).
# A comment says why, where the editor's meaning was not plain.
READINGS: dict[str, tuple[str | None, list[object], list[str]]] = {
    "01-summary-h2.md": (
        # 推荐 stays in the passage it stands in: a passage has no labels to take it out by
        "导语。",
        [
            (SAM, {}, "第一段。", None),
            ("方法", "方法一段。\n\n### 实验\n\n实验一段。\n\n推荐：好。"),
            (TABMWP, {}, "乙。", None),
        ],
        ["11:1 paper-unnamed"],
    ),
    "02-summary-list-first.md": (
        "导语。",
        [(SAM, {"方法": "提示工程", "数据": "SA-1B"}, None, "好。")],
        ["9:1 field-unknown", "10:1 field-unknown"],
    ),
    "03-list-then-fields.md": (
        "导语。",
        [(SAM, {"代码地址": "https://github.com/x/y"}, "- 第一点没有冒号\n- 第二点：有冒号", "好。")],
        [],
    ),
    "05-rec-two-paras.md": ("导语。", [(SAM, {}, "甲。", "第一段。\n\n推荐的第二段。")], []),
    "07-rec-before-sum.md": ("导语。", [(SAM, {}, "后写摘要。\n\n第二段。", "先写推荐。")], []),
    "08-hr.md": ("导语。", [(SAM, {}, "甲。", None), (TABMWP, {}, "乙。\n---\n\n第二段。", None)], []),
    "09-quoted-lead.md": ("> 本周的重要论文包括……", [(SAM, {}, "甲。", None)], []),
    "10-code.md": (
        "导语。",
        [(SAM, {}, CODE, "真。")],
        ["17:5 heading-inside"],  # an id in a heading that is none is worth a hint
    ),
    "11-fence-open.md": (
        "导语。",
        [(SAM, {}, "看代码：\n\n```\nx = 1\n\n推荐：丢了？", None), (TABMWP, {}, "乙。", None)],
        ["11:1 code-open"],
    ),
    "13-concat.md": (
        "导语。",
        [
            (SAM, {}, "甲。", None),
            ("NLP", "---\ntitle: 第二期\ndate: 2023-04-16\n---\n\n第二期导语。", ["2304.01373"]),
            (TABMWP, "摘要：乙。", []),
        ],
        ["16:1 front-matter-again", "23:1 radio-paper"],
    ),
    "14-lead-h2.md": (
        None,
        [("编者按", "本周我们……"), (SAM, {}, "甲。", None)],
        ["5:1 passage", "9:1 contents"],
    ),
    "16-comment-heading.md": ("导语。", [(SAM, {}, "甲。", None), ("2303.18223", {}, "丙。", None)], []),
    "18-comment-tail.md": (
        "导语。",
        [(SAM, {}, "这一行还在吗。", "还在吗。")],
        [],
    ),  # a comment takes its blank along
    "19-comment-open.md": (
        "导语。",
        [(SAM, {}, "甲。", None), (TABMWP, {}, "乙。", None)],
        ["11:1 comment-open"],
    ),
    "21-extra-list.md": (
        "导语。",
        [
            (SAM, {}, "甲。", None),
            ("本周好文", "- [一文读懂 SAM](https://mp.weixin.qq.com/s/x)\n- 招聘：hr@example.com"),
            ("编者后记", "下周见。\n\n![二维码](../figures/qr.png)"),
        ],
        ["11:1 passage"],
    ),
    "22-radio-only.md": ("本周只有电台。", [("NLP", None, ["2304.01373"])], []),
    "23-english.md": (
        # the Radiostation is called so in digest.toml or is none
        "This week in AI.",
        [
            (
                SAM,
                {"Code": "https://github.com/x/y", "Affiliations": "Meta AI, FAIR"},
                "Meta released SAM.",
                "Read it.",
            ),
            (
                "Attention is all you need",
                {"Link": "https://papers.nips.cc/x", "Authors": "Ashish Vaswani et al."},
                None,
                "old but gold.",
            ),
            ("More papers", None),
            ("NLP", "- 2304.01373"),
        ],
        ["29:1 passage"],
    ),
    "25-label-noise.md": (
        # the words before 摘要： are the fault, not a second 摘要
        "导语。",
        [
            (
                SAM,
                {"作者": "甲、乙", "论文地址": "https://arxiv.org/pdf/2304.02643v2.pdf", "作着": "错字"},
                "- https://github.com/a/b\n- 机构：\n\n全角空格缩进。",
                "粗体在外。",
            )
        ],
        ["11:1 field-unknown", "12:1 label-late"],
    ),
    "26-html.md": (
        "导语。",
        [
            (
                SAM,
                {},
                '甲。\n\n<img src="../figures/a.png" width="80%">',
                "紧跟在 img 后面。\n\n<div align=center>\n![x](y.png)\n\n又一行\n</div>",
            )
        ],
        ["16:1 label-twice"],
    ),
    "27-frontmatter.md": ("导语。", [(SAM, {}, "甲。", None)], []),
    "28-frontmatter-cn.md": ("导语。", [(SAM, {}, None, None)], []),
    "30-paper-twice.md": (
        "导语。",
        [(SAM, {}, "甲。", None), (f"{SAM}v2", {}, "又写了一遍。", None)],
        ["11:1 paper-twice"],
    ),
    "32-own-export.md": (
        "本周论文包括……等。",
        [
            (
                SAM,
                {
                    "作者": "Alexander Kirillov、Eric Mintun 等",
                    "论文地址": "https://arxiv.org/abs/2304.02643",
                },
                "甲。",
                "好。",
            ),
            ("NLP", None, ["Pythia: A Suite."]),
        ],
        ["5:1 contents", "23:4 pick-unnamed"],
    ),
    "33-nested.md": (
        "导语。",
        [(SAM, {}, NESTED, None)],
        ["13:3 heading-inside", "15:1 label-inside", "17:1 label-inside", "19:3 heading-inside"],
    ),
    "35-conflict.md": (
        "导语。",
        [(SAM, {}, "甲。", "一。\n\n二。"), (TABMWP, {}, "乙。", None)],
        ["11:1 conflict", "13:1 conflict", "14:1 label-twice", "15:1 conflict"],
    ),
    "37-abstract-comment.md": (
        # the comment's own --> is the fault behind it all
        "导语。",
        [(SAM, {}, "b notation.", None), ("not a heading", "-->\n\n摘要：甲。")],
        ["12:1 paper-unnamed", "13:1 comment-stray"],
    ),
    "39-numeric-title.md": (
        "导语。",
        [
            ("2310.08528", {"论文地址": "https://arxiv.org/abs/2310.08528"}, "甲。", None),
            ("1707.08567 与 2304.02643 的比较", "摘要：乙。"),
            ("Nature 封面", "摘要：没有地址的。"),
        ],
        ["13:1 paper-unnamed", "13:4 two-ids", "17:1 paper-unnamed"],
    ),
    "40-lead-label.md": (
        "导语：本周论文包括……",
        [(SAM, {"导语": "Meta 发布「分割一切」"}, "甲。", None)],
        [],
    ),
    "42-h1-title-and-fm.md": ("导语。", [(SAM, {}, None, None)], ["5:1 title-twice"]),
    "44-abstract-safe.md": ("导语。", [(SAM, {}, None, None)], []),
}


def test_every_file_is_judged() -> None:
    assert {path.name for path in FOLDER.glob("[0-9]*.md")} == READINGS.keys()


@pytest.mark.parametrize("name", READINGS)
def test_an_awkward_file_is_read_as_its_editor_meant_it(name: str) -> None:
    text = (FOLDER / name).read_bytes().decode()
    lead, body, problems = READINGS[name]
    assert said(issue(text).lead) == lead
    assert _parts(text) == body
    assert faults(text) == problems


def _parts(text: str) -> list[object]:
    found: list[object] = []
    for part in issue(text).body:
        match part:
            case Note():
                values = {field.label: field.value.value for field in part.fields}
                found.append(
                    (str(part.ref or part.title), values, said(part.summary), said(part.recommendation))
                )
            case Passage():
                found.append((part.heading.value, said(part.text)))
            case _:
                found += [
                    (each.name, said(each.text), [str(pick.ref or pick.title) for pick in each.picks])
                    for each in part.lists
                ]
    return found
