"""Prose for the terminal: Markdown tokens as lines of `rich.text.Text`, broken where Chinese may be broken.

With a width, lines are at most `MEASURE` cells long, as longer ones are hard to read; without one (a pipe) every
paragraph is one line. Whatever is printed has been through `clean`, and nothing is ever read as rich's markup.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text

from digestcli.cli.prose_inline import CODE, DIM, inline, plain
from digestcli.cli.prose_table import table
from digestcli.markup.linebreak import break_lines
from digestcli.markup.markdown import parse
from digestcli.markup.tex import to_unicode

if TYPE_CHECKING:
    from markdown_it.token import Token

MEASURE = 84  # cells, 42 汉字
_NARROWEST = 8  # what margins leave to the words at least
_HEADING = "bold"
