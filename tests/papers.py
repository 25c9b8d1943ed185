"""The facts a stand-in for arXiv serves in the command-line tests. The abstracts are written for them."""

from dataclasses import replace

from digestcli.model.identify import identify
from digestcli.model.paper import Author, Paper


def paper(
    name: str,
    title: str,
    authors: str,
    *,
    version: int = 1,
    category: str = "cs.CL",
    abstract: str | None = None,
) -> Paper:
    """A paper with its `authors` given as one line."""
    return Paper(
        id=identify(name).id,
        version=version,
        title=title,
        authors=tuple(Author(author) for author in authors.split(", ")),
        abstract=abstract or f"An abstract of {name} written for this test.",
        published="2023-04-05T17:59:46Z",
        updated="2023-04-05T17:59:46Z",
        primary_category=category,
        categories=(category,),
    )


SEVEN = (
    paper(
        "2304.02643", "Segment Anything", "Alexander Kirillov, Eric Mintun, Nikhila Ravi", category="cs.CV"
    ),
    paper(
        "2209.14610",
        "Dynamic Prompt Learning via Policy Gradient for Semi-structured Mathematical Reasoning",
        "Pan Lu, Liang Qiu, Kai-Wei Chang",
        version=3,
    ),
    paper(
        "2303.18223", "A Survey of Large Language Models", "Wayne Xin Zhao, Kun Zhou, Junyi Li", version=16
    ),
    paper(
        "2303.17580",
        "HuggingGPT: Solving AI Tasks with ChatGPT and its Friends in Hugging Face",
        "Yongliang Shen, Kaitao Song, Xu Tan",
        version=4,
    ),
    paper(
        "2304.01089",
        "RPTQ: Reorder-based Post-training Quantization for Large Language Models",
        "Zhihang Yuan, Lin Niu, Jiawei Liu",
        version=4,
    ),
    paper(
        "2212.08066",
        "Mod-Squad: Designing Mixture of Experts As Modular Multi-Task Learners",
        "Zitian Chen, Yikang Shen",
        category="cs.CV",
    ),
    paper(
        "2303.05398",
        "MathPrompter: Mathematical Reasoning using Large Language Models",
        "Shima Imani, Liang Du, Harsh Shrivastava",
    ),
)
OLD = paper(
    "hep-th/9711200", r"The Large $N$ Limit of Superconformal Field Theories", "Juan M. Maldacena", version=3
)
HOSTILE = paper(
    "2301.00001",
    "[red]x[/] \x9b2J | `a` *b* [c](d) {{ 7*7 }} <script>",
    r"Ren\'e Thom, :, The $\Xi$ Collaboration",
)
WITHDRAWN = replace(
    paper("2301.00002", "A Result That Did Not Hold", "Ada Example, Ben Example", version=2),
    comment="5 pages. This paper has been withdrawn by the authors, as a lemma is wrong.",
)
FREE = replace(
    paper("2301.00003", "Pictures for Everybody", "Ada Example, Ben Example Jr"),
    license="http://creativecommons.org/licenses/by/4.0/",
)
EARLIER = replace(
    SEVEN[3],
    version=1,
    title="HuggingGPT: Solving AI Tasks with ChatGPT and its Friends in HuggingFace",
    authors=SEVEN[3].authors[:2],
    updated="2023-03-30T17:48:28Z",
)
ALL = (*SEVEN, OLD, HOSTILE, WITHDRAWN, FREE)
