"""A page from which an issue is pasted into the editor of an Official Account: docs/wechat.md."""

from collections.abc import Iterator
from functools import cached_property

from digestcli.exporters import Assets
from digestcli.exporters.account.article import Pasted
from digestcli.exporters.account.preflight import results
from digestcli.exporters.account.preview import page
from digestcli.exporters.web.simple import without_folders
from digestcli.messages import _, speaking
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.wechat.html` an issue."""
    for digest in without_folders(series).digests:
        preview = _Preview(digest, series.language, assets)
        yield Artifact(f"{digest.key}.wechat.html", preview.render, preview.remarks)


class _Preview:
    def __init__(self, digest: Digest, language: str, assets: Assets) -> None:
        self._digest = digest
        self._language = language
        self._assets = assets

    @cached_property
    def _pasted(self) -> Pasted:
        return Pasted(self._digest, self._assets)

    def render(self) -> bytes:
        say = speaking(self._language)
        return page(self._pasted, list(results(self._pasted, say)), self._language, say).encode()

    def remarks(self) -> Iterator[str]:
        """What WeChat would not take."""
        yield from (result.said for result in results(self._pasted, _) if not result.is_good)
