"""An issue with every construct in it, and the examples: what formats are looked at with."""

from collections.abc import Mapping
from pathlib import Path

from digestcli import exporters
from digestcli.files.pictures import Picture, picture
from digestcli.library import issues
from digestcli.library.root import Library
from digestcli.library.settings import load
from digestcli.model.digest import Digest, Series
from digestcli.model.key import Week
from digestcli.workflow.desk import Desk
from digestcli.workflow.export import ready
from tests import pictures
from tests.feeds import ID

EXAMPLE = Library(Path(__file__).parents[1] / "examples" / "weekly")
EVERYTHING = """\
---
title: 一周论文 | **看得见**的推理 $x^2$
number: 012
byline: 编辑部
cover: ../figures/c.png
---

导语有*着重*、**加粗**、~~删去~~、`code`、[链接](https://example.org/a?b=1&c=2)和公式 $e^{kt}$[^lead]。

[^lead]: 导语的脚注，有[链接](mailto:a@example.org)。

## 2304.02643

- 代码地址：https://example.org/code
- 数据集：没有地址 & 有记号

摘要：第一段[^甲]，又一次[^甲]。
换一行\\
再换一行。

[^甲]: 脚注，两段。

    第二段。

- 列表
  - 里面的列表

    里面的段落
- 第二项

3. 从三开始
4. 第四

> 引文
> > 引文里的引文

| 左 | 中 | 右 |
|:--|:-:|--:|
| 1 | $x_1$ | `|` |

```python
if a < b and c > d: print("&")
```

$$
\\begin{aligned} f(x) &= \\sum_{i=1}^n \\frac{a_i}{\\sqrt{b_i}} \\\\ &\\to \\mathbb{R} \\end{aligned}
$$

读不了的 $\\frac{$。

![有说明](../figures/a%20b.png)

*图的说明，有**加粗**。*

![](../figures/b.jpg)

![动](../figures/c.gif)
![网](../figures/d.webp)

![矢量](../figures/e.svg)

![丢了](../figures/lost.png)

![别处的](https://example.org/x.png)

句中![图](../figures/a%20b.png)也有。

### 小标题

---

推荐：

- 从列表开始。

## 不在 arXiv 上的论文

- 作者：张三、李四
- 链接：https://example.org/paper

摘要：见[前一篇](#paper-2304.02643)，和[没有的](#nowhere)。

# 编者按 <script>

这里有 <b>不是</b> 标签的话。

# ArXiv Weekly Radiostation

开头的话[^radio]。

[^radio]: 电台的脚注。

## NLP

- 音频：../audio/2023-W14-nlp.mp3（20:13）
- 2304.01373 (from A, B)
- 没有编号的一行
"""
THERE = {
    "../figures/c.png": pictures.PNG,
    "../figures/a b.png": pictures.PNG,
    "../figures/b.jpg": pictures.JPEG,
    "../figures/c.gif": pictures.GIF,
    "../figures/d.webp": pictures.WEBP,
    "../figures/e.svg": pictures.SVG,
}


def series(*digests: Digest, link: str | None = None) -> Series:
    return Series(title="7 Papers & Radios", link=link, language="zh", digests=digests, id=ID)


def bytes_of(of: Series, there: Mapping[str, bytes] = THERE) -> bytes:
    def found(path: str) -> Picture | None:
        return picture(there[path], path) if path in there else None

    (artifact,) = exporters.export("epub", of, exporters.Assets(lambda path: f"moved/{path}", found))
    data = artifact.render()
    assert artifact.render() == data
    return data


def example() -> Series:
    publication, _problems = load(EXAMPLE)
    desk = Desk(EXAMPLE, publication, Week(2023, 14).monday)
    return ready(desk, issues.in_order(EXAMPLE, publication)).series
