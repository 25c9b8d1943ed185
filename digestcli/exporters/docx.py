"""The issue as a Word document that its editor, or another's, can go on with: styles, not looks.

Every style names fonts for 汉字 and for Latin letters, formulas are Word's own, lists number themselves,
and pictures say what they show. The same issue gives the same bytes.
"""

from collections.abc import Iterator

from digestcli.exporters import Assets
from digestcli.exporters.paper.sheets import Sheets, sheets
from digestcli.exporters.web import head
from digestcli.exporters.web.simple import without_folders
from digestcli.exporters.word.document import About, document
from digestcli.exporters.word.media import MIME
from digestcli.files.pictures import Picture
from digestcli.markup.page import Article
from digestcli.markup.plain import one_line
from digestcli.messages import _
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.docx` an issue."""
    for digest in without_folders(series).digests:
        made = _Writing(digest, series, assets)
        yield Artifact(f"{digest.key}.docx", made.render, made.remarks)


class _Writing:
    def __init__(self, digest: Digest, series: Series, assets: Assets) -> None:
        self._digest = digest
        self._assets = assets
        self._is_chinese = head.lang(series.language) != "en"

    def render(self) -> bytes:
        digest = self._digest
        about = About(
            title=head.title(digest),
            author=one_line(digest.byline or ""),
            description=head.description(digest) or "",
            date=digest.date,
            is_chinese=self._is_chinese,
        )
        return document(self._sheets(), about)

    def remarks(self) -> tuple[str, ...]:
        return self._sheets().left

    def _sheets(self) -> Sheets:
        return sheets(Article(self._digest).whole(), self._assets, _refusal)


def _refusal(_name: str, picture: Picture) -> str | None:
    if picture.ending in MIME:
        return None
    message = _("{name} is left out, as not every Word shows {kind}: save it as PNG")
    return message.format(name="{name}", kind=picture.ending.upper())
