"""The commands of `digest radio`: each is one file in this folder and one line here."""

from digestcli.cli.group import Table
from digestcli.messages import _

COMMANDS: Table = {
    "audio": (_("Speak what is written for the lists into recordings."), "audio"),
}
