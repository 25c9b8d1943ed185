"""What makes a start quick gives what the usual and slower way gives."""

import gettext
import io
from pathlib import Path

import platformdirs
import pytest
from babel.messages.pofile import read_po

from digestcli.cli import user
from digestcli.messages import Catalogue
from tests.catalogue import MO, PO


def test_every_message_is_found_in_the_compiled_catalogue() -> None:
    ours, theirs = Catalogue(MO.read_bytes()), gettext.GNUTranslations(io.BytesIO(MO.read_bytes()))
    with PO.open("rb") as file:
        messages = [each for each in read_po(file) if each.id]
    assert len(messages) > 1000
    for each in messages:
        if isinstance(each.id, str):
            assert ours.find(each.id) == theirs.gettext(each.id)
        else:
            one, many = each.id
            assert ours.find(f"{one}\0{many}") == theirs.ngettext(one, many, 2)
    for unknown in ("no such message", "\0", "zzz", "Ä"):
        assert ours.find(unknown) is None
        assert Catalogue().find(unknown) is None


@pytest.mark.parametrize("home", ["/home/somebody", "relative", "", None])
@pytest.mark.parametrize("named", ["/elsewhere/kept", "relative", "", None])
def test_the_users_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, home: str | None, named: str | None
) -> None:
    for name, value in (("HOME", home), ("XDG_CONFIG_HOME", named), ("XDG_CACHE_HOME", named)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert user.config_file() == Path(platformdirs.user_config_path("digest"), "config.toml")
    assert user.cache_folder() == Path(platformdirs.user_cache_path("digest"))
