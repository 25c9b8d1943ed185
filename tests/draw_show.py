"""Draws `docs/show.svg`, what `digest show` prints on a terminal: `python -m tests.draw_show`."""

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.world import environment, on_terminal

ROOT = Path(__file__).parents[1]
COLUMNS, LINES = 88, 40
CELL = 12.2  # the width rich gives a cell
PAPER = TerminalTheme(
    (250, 250, 247),
    (46, 52, 64),
    [
        (46, 52, 64),
        (191, 59, 68),
        (74, 125, 68),
        (168, 118, 0),
        (52, 101, 164),
        (124, 77, 140),
        (15, 118, 128),
        (120, 124, 130),
    ],
)
FONTS = "ui-monospace, 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', monospace"


def main() -> None:
    """Keep the picture of what the program prints."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="256")
    for line in _printed().split("\n")[:LINES]:
        console.print(Text.from_ansi(line), soft_wrap=True)
    svg = console.export_svg(title="digest show --week 2023-W14", theme=PAPER, unique_id="show")
    # The picture asks nobody for a font, and a 汉字 takes the two cells it has on a terminal.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code, monospace", FONTS)
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    svg = re.sub(r'textLength="[\d.]+"([^>]*)>([^<]*)<', _in_cells, svg)
    (ROOT / "docs" / "show.svg").write_text(svg, encoding="utf-8")


def _in_cells(text: re.Match[str]) -> str:
    length = cell_len(html.unescape(text[2])) * CELL
    return f'textLength="{length:.1f}"{text[1]}>{text[2]}<'


def _printed() -> str:
    arguments = ["-L", str(ROOT / "examples" / "weekly"), "show", "--week", "2023-W14"]
    return on_terminal(COLUMNS, arguments, environment(ROOT, DIGEST_LANG="zh"))


if __name__ == "__main__":
    main()
