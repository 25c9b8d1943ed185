"""Whether a paper says of itself that it was withdrawn: arXiv's API has no other mark."""

import re

from digestcli.model.paper import Paper

_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\S))+")
_TEXT = r"(?:papers?|article|submission|manuscript|preprint|work|version)"
# Only what can mean nothing else: other papers, workshops and money are withdrawn as well.
_WITHDRAWN = re.compile(
    rf"\W*(?:withdrawn\b"
    rf"|(?:this|the)(?: arxiv)? {_TEXT} (?:(?:has|have) been|is|was) withdrawn\b"
    rf"|(?:the )?authors? (?:has|have) withdrawn (?:this|the) {_TEXT}\b)",
    re.IGNORECASE,
)
_NOTICE = 400  # characters; a longer abstract is about something else that was withdrawn


def withdrawal(paper: Paper) -> str | None:
    """The sentence of the comment or the abstract that says so."""
    said = [paper.comment or ""]
    if paper.abstract and len(paper.abstract) < _NOTICE:
        said.append(paper.abstract)
    sentences = (sentence.strip() for text in said for sentence in _SENTENCE.findall(text))
    return next(filter(_WITHDRAWN.match, sentences), None)
