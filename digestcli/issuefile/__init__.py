"""Issue files: text in, values out, and edits that change one place and nothing else.

`read` gives the Issue and its Problems; `move_note`, `put_in`, `take_out` and all that begins with `insert_`
or `set_` give a new text that was read again and proved to be the old issue with exactly that change.
Nothing here touches the disk.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from digestcli.issuefile.encoding import NotUtf8, decode

if TYPE_CHECKING:
    from digestcli.issuefile.front_matter import value_line
    from digestcli.issuefile.gaps import first_gap, gap_of
    from digestcli.issuefile.illustrating import NewFigure, insert_figures
    from digestcli.issuefile.inserting import Draft, insert_notes, write_new
    from digestcli.issuefile.labels import Part
    from digestcli.issuefile.leads import set_lead, set_title
    from digestcli.issuefile.moving import Lifted, Moved, Place, lift, move_note, put_in, take_out
    from digestcli.issuefile.picking import (
        NewPick,
        insert_picks,
        miscounted,
        move_pick,
        refuse_names,
        remove_picks,
    )
    from digestcli.issuefile.prose import begins_block
    from digestcli.issuefile.reading import Reading, read
    from digestcli.issuefile.recording import set_audio
    from digestcli.issuefile.retouching import retouch
    from digestcli.issuefile.rewriting import set_words
    from digestcli.issuefile.rules import RULES, Rule
    from digestcli.issuefile.templates import Page, fill, named_in
    from digestcli.issuefile.versions import set_version
    from digestcli.issuefile.wording import above_heading, beside_pictures, is_written

__all__ = [
    "RULES",
    "Draft",
    "Lifted",
    "Moved",
    "NewFigure",
    "NewPick",
    "NotUtf8",
    "Page",
    "Part",
    "Place",
    "Reading",
    "Rule",
    "above_heading",
    "begins_block",
    "beside_pictures",
    "decode",
    "fill",
    "first_gap",
    "gap_of",
    "insert_figures",
    "insert_notes",
    "insert_picks",
    "is_written",
    "lift",
    "miscounted",
    "move_note",
    "move_pick",
    "named_in",
    "put_in",
    "read",
    "refuse_names",
    "remove_picks",
    "retouch",
    "set_audio",
    "set_lead",
    "set_title",
    "set_version",
    "set_words",
    "take_out",
    "value_line",
    "write_new",
]

# Who edits nothing loads nothing that edits, and who reads no issue nothing that reads one.
_LOADED_ON_USE = {
    "front_matter": ("value_line",),
    "labels": ("Part",),
    "prose": ("begins_block",),
    "reading": ("Reading", "read"),
    "rules": ("RULES", "Rule"),
    "wording": ("above_heading", "beside_pictures", "is_written"),
    "gaps": ("first_gap", "gap_of"),
    "illustrating": ("NewFigure", "insert_figures"),
    "inserting": ("Draft", "insert_notes", "write_new"),
    "leads": ("set_lead", "set_title"),
    "moving": ("Lifted", "Moved", "Place", "lift", "move_note", "put_in", "take_out"),
    "picking": ("NewPick", "insert_picks", "miscounted", "move_pick", "refuse_names", "remove_picks"),
    "recording": ("set_audio",),
    "retouching": ("retouch",),
    "rewriting": ("set_words",),
    "templates": ("Page", "fill", "named_in"),
    "versions": ("set_version",),
}


def __getattr__(name: str) -> object:
    for module, names in _LOADED_ON_USE.items():
        if name in names:
            found: object = getattr(import_module(f"digestcli.issuefile.{module}"), name)
            globals()[name] = found  # asked for once
            return found
    raise AttributeError(name)
