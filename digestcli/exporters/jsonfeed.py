"""JSON Feed 1.1, with each issue whole in `content_html`."""

from collections.abc import Iterator, Mapping

from digestcli.exporters import Assets
from digestcli.exporters.web.feed import Feed, Item, artifact
from digestcli.markup.json_text import dumps
from digestcli.model.artifact import Artifact
from digestcli.model.digest import Series


def artifacts(series: Series, assets: Assets) -> Iterator[Artifact]:
    """One `feed.json` of all the issues."""
    yield from artifact("feed.json", _render, series, assets)


def _render(told: Feed) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": told.title,
        "home_page_url": told.link,
        "feed_url": told.self,
        "language": told.language,
        "items": [_item(item) for item in told.items],
    }
    return f"{dumps(_known(document), indent=2)}\n".encode()


def _item(item: Item) -> Mapping[str, object]:
    return _known(
        {
            "id": item.id,
            "url": item.link,
            "title": item.title,
            "content_html": item.content,
            "summary": item.summary,
            "image": item.image,
            "date_published": item.published.isoformat(),
            "date_modified": item.updated.isoformat(),
            "authors": [{"name": item.author}] if item.author else None,
            "tags": list(item.categories),
        }
    )


def _known(said: Mapping[str, object]) -> Mapping[str, object]:
    return {name: value for name, value in said.items() if value}
