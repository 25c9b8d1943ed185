"""The commands of `digest radio`: each is one file in this folder and one line here."""

from digestcli.cli.group import Table
from digestcli.messages import _

COMMANDS: Table = {
    "find": (_("What arXiv announced for the lists, ranked by what was picked before."), "find"),
    "add": (_("Put papers into a list."), "add"),
    "mv": (_("Move a paper to a number, or into another list."), "mv"),
    "rm": (_("Take papers out of their lists."), "rm"),
    "script": (_("Write what will be read aloud of a list."), "script"),
    "audio": (_("Speak what is written for the lists into recordings."), "audio"),
}
