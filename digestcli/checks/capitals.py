"""Names that have capitals of their own: PyTorch, GitHub, arXiv."""

import re
from collections.abc import Iterator

from digestcli.checks.page import Page
from digestcli.checks.rule import Fault, rule
from digestcli.messages import _
from digestcli.model.problem import Severity
from digestcli.model.text import Span

# Only names that are no word of any language and that their owners write in one way.
NAMES = (
    "AlphaFold", "AlphaGo", "AlphaZero", "arXiv", "BibTeX", "bioRxiv", "ChatGPT", "DeepMind", "DeepSeek",
    "GitHub", "GitLab", "HuggingGPT", "ImageNet", "InstructGPT", "JavaScript", "LangChain", "LinkedIn",
    "medRxiv", "MySQL", "NeurIPS", "NumPy", "OpenAI", "OpenCV", "OpenReview", "PostgreSQL", "PubMed",
    "PyTorch", "SciPy", "TensorBoard", "TensorFlow", "TypeScript", "WordNet", "YouTube",
)  # fmt: skip
_BY_LETTERS = {name.lower(): name for name in NAMES}
_BY_LETTERS |= {"huggingface": "Hugging Face", "hugging face": "Hugging Face"}
# `HuggingFace` stands so in titles; ArXiv may begin a sentence or a name: ArXiv Weekly Radiostation.
_RIGHT = frozenset((*NAMES, "Hugging Face", "HuggingFace", "hugging face", "ArXiv", "BioRxiv", "MedRxiv"))

_WORD = re.compile(r"[A-Za-z]{5,}+(?:[ ][Ff]ace\b)?")
# An address, a file's name, an option or a name of code: openai/whisper, pytorch-lightning, arxiv.org.
_JOINED_BEHIND = re.compile(r"[A-Za-z0-9_./@#:\\$&+-]")
_JOINED_AHEAD = re.compile(r"[A-Za-z0-9_/@\\+]|[.:=-][A-Za-z0-9/]")
_LATEX = re.compile(
    r"(?<![A-Za-z0-9_./@\\-])(?:[Ll]atex|LATEX)(?=[ ]?(?:源码|源文件|公式|模板|文档|排版|编译))"
)


@rule("capitals", Severity.WARNING, mends=True)
def capitals(page: Page) -> Iterator[Fault]:
    """A name with other capitals than its own: `Pytorch`, `Github`."""
    prose = page.prose
    for found in _WORD.finditer(prose):
        name = _BY_LETTERS.get(found[0].lower())
        if (
            name is None or found[0] in _RIGHT or found[0].isupper()
        ):  # capitals throughout: a title may be set so
            continue
        start, end = found.span()
        if not (_JOINED_BEHIND.match(prose, start - 1, start) or _JOINED_AHEAD.match(prose, end)):
            yield _fault(found, name)
    for found in _LATEX.finditer(prose):
        yield _fault(found, "LaTeX")


def _fault(found: re.Match[str], name: str) -> Fault:
    message = _("{words} is written {name}").format(words=found[0], name=name)
    return Fault(Span(*found.span()), message, fix=name)
