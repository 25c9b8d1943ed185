"""The finished article in plain text, for places that take no markup."""

from collections.abc import Iterator
from functools import partial

from digestcli.exporters import Assets
from digestcli.markup.flat_page import article
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Digest, Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `KEY.txt` an issue."""
    for digest in series.digests:
        yield Artifact(f"{digest.key}.txt", partial(_render, digest, assets))


def _render(digest: Digest, assets: Assets) -> bytes:
    return article(digest, assets.path).encode()
