"""The commands of `digest radio`: each is one file in this folder and one line here."""

from digestcli.cli.group import Table

COMMANDS: Table = {}
