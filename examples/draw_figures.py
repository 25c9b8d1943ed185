"""Draws the pictures of the example library anew: `python examples/draw_figures.py [FOLDER]`."""

import sys
from collections.abc import Callable
from pathlib import Path

from canvas import Canvas, Outline, Point, box, curve, dashes, disc, ellipse, moved, outline, stroke

INK, GREY, PALE, WHITE = 0x2B3A4A, 0xC9D1D9, 0xF3F5F7, 0xFFFFFF
BLUE, GREEN, CORAL, AMBER, VIOLET = 0x2F6FDE, 0x17A673, 0xE4572E, 0xF0A202, 0x7D5BA6


# --- Segment Anything: one small seascape, asked about in different ways -----------------------------

SKY, SEA, WAVE, SUN, SAND = 0xE9F1F6, 0xBFD9E2, 0xA9CAD6, 0xF7D488, 0xDDE3CF
CLOTH, STRIPE, HULL, MAST = 0xFBFAF5, 0xEBA393, 0x8C6A5A, 0x6B5548

_LUFF, _HEAD, _FOOT, _CLEW = 10.0, -150.0, 46.0, 112.0  # the main sail: mast side, top, bottom, free corner
MAIN_SAIL: Outline = [(_LUFF, _HEAD), (_CLEW, _FOOT), (_LUFF, _FOOT)]
FORE_SAIL: Outline = [(-8, -118), (-8, 46), (-88, 46)]
HULL_SHAPE: Outline = [
    (-126, 62),
    (132, 62),
    *curve((132, 62), (120, 96), (104, 108), (84, 108)),
    (-84, 108),
    *curve((-84, 108), (-104, 108), (-118, 92), (-126, 62)),
]
MAST_SHAPE: Outline = box(-4, -162, 8, 226)


def _leech(y: float) -> float:
    """Where the main sail's free edge is at height `y`."""
    return _LUFF + (_CLEW - _LUFF) * (y - _HEAD) / (_FOOT - _HEAD)


SAIL_STRIPE: Outline = [(_LUFF, -50), (_leech(-50), -50), (_leech(-8), -8), (_LUFF, -8)]
BOAT = (HULL_SHAPE, MAST_SHAPE, MAIN_SAIL, FORE_SAIL)


def seascape(sheet: Canvas, left: float, top: float, width: float, height: float) -> Point:
    """Draw the picture everybody is asked about; the point its boat is drawn around."""
    shore = top + height * 0.66
    x, y = left + width * 0.46, top + height * 0.56
    sheet.fill([box(left, top, width, height)], SKY)
    sheet.fill([disc(left + width * 0.84, top + height * 0.2, height * 0.085)], SUN)
    hill = curve(
        (left + width * 0.55, shore),
        *(
            (left + width * 0.7, shore - 62),
            (left + width * 0.78, shore - 66),
            (left + width * 0.86, shore - 34),
        ),
        *((left + width * 0.92, shore - 40), (left + width * 0.97, shore - 30), (left + width, shore - 22)),
    )
    sheet.fill([[(left + width * 0.55, shore), *hill, (left + width, shore)]], SAND)
    sheet.fill([box(left, shore, width, top + height - shore)], SEA)
    for wave_x, wave_y, length in (
        (0.06, 0.76, 0.12),
        (0.74, 0.8, 0.16),
        (0.12, 0.92, 0.2),
        (0.6, 0.94, 0.1),
    ):
        start = (left + width * wave_x, top + height * wave_y)
        sheet.fill(stroke([start, (start[0] + width * length, start[1])], 5), WAVE)
    for shape, colour in (
        *((MAST_SHAPE, MAST), (HULL_SHAPE, HULL), (MAIN_SAIL, CLOTH), (FORE_SAIL, CLOTH)),
        (SAIL_STRIPE, STRIPE),
    ):
        sheet.fill([moved(shape, x, y)], colour)
    sheet.fill(outline(box(left, top, width, height), 2), GREY)
    return x, y


def mask(sheet: Canvas, *shapes: Outline) -> None:
    """The answer: the shapes tinted together, with a firm edge around them."""
    edge = [path for shape in shapes for path in outline(shape, 8)]
    sheet.fill(edge, BLUE)
    sheet.fill(shapes, 0xA9C6F7)


def pointer(sheet: Canvas, x: float, y: float) -> None:
    sheet.fill([disc(x, y, 15)], WHITE)
    sheet.fill([disc(x, y, 10)], GREEN)


def sam_prompts() -> Canvas:
    sheet = Canvas(1080, 420)
    for left in (20, 550):
        x, y = seascape(sheet, left, 20, 510, 380)
        mask(sheet, *(moved(shape, x, y) for shape in BOAT))
        if left == 20:
            pointer(sheet, x + 40, y + 10)
        else:
            sheet.fill(outline(box(x - 146, y - 178, 296, 302), 6), GREEN)
    return sheet


def sam_nested() -> Canvas:
    sheet = Canvas(1080, 400)
    for left, shapes in ((20, (SAIL_STRIPE,)), (375, (MAIN_SAIL,)), (730, BOAT)):
        x, y = seascape(sheet, left, 20, 330, 360)
        mask(sheet, *(moved(shape, x, y) for shape in shapes))
        pointer(sheet, x + 32, y - 29)
    return sheet


# --- RPTQ: the ranges of channels, as they come and in clusters --------------------------------------

CLUSTERS = ((BLUE, 26, 22), (GREEN, 62, 20), (AMBER, 24, 74), (CORAL, 92, 88))  # colour, reach up, reach down
_PER_CLUSTER = 12


def _draw_numbers(seed: int) -> Callable[[int], int]:
    """A die of our own: the same throws on every machine and in every Python."""
    state = seed

    def throw(sides: int) -> int:
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return (state >> 12) % sides

    return throw


def _channels() -> list[tuple[int, float, float]]:
    """Cluster, reach up and reach down of every channel, cluster after cluster."""
    throw = _draw_numbers(7)
    return [
        (number, up * (62 + throw(39)) / 100, down * (62 + throw(39)) / 100)
        for number, (_colour, up, down) in enumerate(CLUSTERS)
        for _channel in range(_PER_CLUSTER)
    ]


def rptq_reorder() -> Canvas:
    sheet = Canvas(1080, 500)
    tidy = _channels()
    throw = _draw_numbers(3)
    mixed = sorted(tidy, key=lambda _channel: throw(10**6))
    for middle, channels in ((125, mixed), (375, tidy)):
        sheet.fill([box(20, middle - 105, 1040, 210)], PALE)
        if channels is tidy:
            _cluster_frames(sheet, middle)
        for place, (cluster, up, down) in enumerate(channels):
            x = 46.5 + place * 21
            ends: list[Point] = [(x, middle - up), (x, middle + down)]
            sheet.fill(stroke(ends, 9), CLUSTERS[cluster][0])
        sheet.fill(stroke([(24, middle), (1056, middle)], 2), INK, 0.55)
    return sheet


def _cluster_frames(sheet: Canvas, middle: float) -> None:
    width = 21 * _PER_CLUSTER
    for number, (colour, up, down) in enumerate(CLUSTERS):
        frame = box(38.5 + number * width, middle - up - 9, width - 5, up + down + 18)
        sheet.fill([frame], colour, 0.16)


# --- Mod-Squad: who works with whom, before and after training ----------------------------------------

TASKS = (BLUE, GREEN, AMBER, CORAL, VIOLET)
CHOSEN = ((0, 1, 4), (1, 2, 6), (4, 5, 9), (6, 7, 10), (3, 8, 11))


def mod_squad() -> Canvas:
    sheet = Canvas(1080, 380)
    throw = _draw_numbers(11)
    for left, trained in ((20, False), (560, True)):
        sheet.fill([box(left, 20, 500, 340)], PALE)
        for expert in range(12):
            sheet.fill([box(left + 82 + expert * 34, 44, 20, 20)], INK, 0.75)
        for task, colour in enumerate(TASKS):
            y = 108 + task * 54
            sheet.fill([box(left + 24, y - 13, 26, 26)], colour)
            sheet.fill(stroke([(left + 72, y), (left + 484, y)], 1.5), GREY)
            for expert in range(12):
                radius = 12.5 if expert in CHOSEN[task] else 2.2
                size = radius if trained else 5.5 + throw(25) / 10
                sheet.fill([disc(left + 92 + expert * 34, y, size)], colour)
    return sheet


# --- Ricci flow: a neck that pinches ------------------------------------------------------------------


def _dumbbell(reach: float, lobe: float, neck: float) -> Outline:
    """A surface of revolution seen from the side: two lobes and the neck between them."""
    centre = reach - lobe
    upper = curve(
        (-reach, 0),
        *((-reach, -0.56 * lobe), (-centre - 0.56 * lobe, -lobe), (-centre, -lobe)),
        *((-centre + 0.62 * lobe, -lobe), (-0.34 * centre, -neck), (0, -neck)),
        *((0.34 * centre, -neck), (centre - 0.62 * lobe, -lobe), (centre, -lobe)),
        *((centre + 0.56 * lobe, -lobe), (reach, -0.56 * lobe), (reach, 0)),
    )
    return [(-reach, 0), *upper, *((x, -y) for x, y in reversed(upper))]


def ricci_neck() -> Canvas:
    sheet = Canvas(1080, 240)
    for x, reach, lobe, neck in ((166, 146, 77, 43), (551, 141, 74, 23), (926, 134, 70, 5)):
        shape = moved(_dumbbell(reach, lobe, neck), x, 120)
        sheet.fill([shape], 0xDCE7F9)
        for at, radius in ((lobe - reach, lobe), (0, neck), (reach - lobe, lobe)):
            front = ellipse(x + at, 120, radius * 0.24, radius)
            sheet.fill(stroke(front[47:] + front[:16], 2), BLUE, 0.6)
            sheet.fill([path for dash in _dotted(front[15:48]) for path in stroke(dash, 2)], BLUE, 0.35)
        sheet.fill(outline(shape, 4), BLUE)
    for x in (361, 742):
        sheet.fill(stroke([(x - 16, 120), (x + 16, 120)], 4), INK)
        sheet.fill(stroke([(x + 6, 110), (x + 16, 120), (x + 6, 130)], 4), INK)
    return sheet


def _dotted(points: list[Point]) -> list[list[Point]]:
    return [points[start : start + 3] for start in range(0, len(points) - 2, 5)]


# --- Omega and Lambda: the band the supernovae allow ---------------------------------------------------

# The letters of this one picture, as pen strokes in a box one high; x to the right, y down.
LETTERS: dict[str, list[list[Point]]] = {
    "0": [[*ellipse(0.3, 0.5, 0.27, 0.5), (0.57, 0.5)]],
    "1": [[(0.12, 0.2), (0.34, 0), (0.34, 1)]],
    "5": [[(0.5, 0), (0.12, 0), (0.08, 0.46), *curve((0.08, 0.46), (0.3, 0.28), (0.58, 0.42), (0.58, 0.68),
          (0.58, 1.02), (0.2, 1.1), (0.04, 0.86))]],
    ".": [[(0.1, 0.98), (0.1, 1)]],
    "Ω": [[(0.02, 1), (0.3, 1), *curve((0.3, 1), (-0.12, 0.72), (-0.02, 0), (0.45, 0),
          (0.92, 0), (1.02, 0.72), (0.6, 1)), (0.88, 1)]],
    "Λ": [[(0.02, 1), (0.36, 0), (0.7, 1)]],
    "M": [[(0.04, 1), (0.04, 0), (0.4, 0.62), (0.76, 0), (0.76, 1)]],
}  # fmt: skip
_ADVANCE = {".": 0.26, "Ω": 1.0, "Λ": 0.8, "M": 0.9}


def write(sheet: Canvas, text: str, x: float, y: float, size: float) -> None:
    """Letters from `x` on, their tops at `y`."""
    for letter in text:
        for line in LETTERS[letter]:
            sheet.fill(stroke(moved(line, x, y, size), size / 10 + 0.6), INK)
        x += size * _ADVANCE.get(letter, 0.74)


def dark_energy() -> Canvas:
    sheet = Canvas(780, 640)

    def at(matter: float, dark: float) -> Point:
        return 110 + 540 * matter, 560 - 400 * dark

    def line(offset: float) -> list[Point]:
        """0.8 M - 0.6 L = offset, from the axis up to where the drawing ends."""
        return [at(0, -offset / 0.6), at((0.6 * 1.25 + offset) / 0.8, 1.25)]

    sheet.fill([[*line(-0.3), *reversed(line(-0.1))]], 0xCFE0FA)
    sheet.fill(stroke(line(-0.2), 4), BLUE)
    sheet.fill(dashes(at(0, 1), at(1, 0), 4, 14, 12), CORAL)
    sheet.fill(stroke([at(0, 1.3), at(0, 0), at(1.08, 0)], 3), INK)
    crossing = at(0.4 / 1.4, 1 / 1.4)  # where 0.8 M - 0.6 L = -0.2 meets M + L = 1
    sheet.fill([disc(*crossing, 14)], WHITE)
    sheet.fill([disc(*crossing, 9)], INK)
    for value, digits in ((0.0, "0"), (0.5, "0.5"), (1.0, "1")):
        (x, y), (left, height) = at(value, 0), at(0, value)
        sheet.fill([*stroke([(x, y), (x, y + 9)], 3), *stroke([(left, height), (left - 9, height)], 3)], INK)
        write(sheet, digits, x - 8 * len(digits), y + 22, 22)
        write(sheet, digits, left - 24 - 15 * len(digits), height - 11, 22)
    for letter, (x, y) in (("M", (705, 538)), ("Λ", (128, 34))):
        write(sheet, "Ω", x, y, 30)
        write(sheet, letter, x + 32, y + 18, 17)
    return sheet


PICTURES: dict[str, Callable[[], Canvas]] = {
    "2023-W14/sam-prompts.png": sam_prompts,
    "2023-W14/sam-nested.png": sam_nested,
    "2023-W14/rptq-reorder.png": rptq_reorder,
    "2023-W14/mod-squad.png": mod_squad,
    "new-year-2026/ricci-neck.png": ricci_neck,
    "new-year-2026/dark-energy.png": dark_energy,
}


def main(folder: Path) -> None:
    for name, draw in PICTURES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw().png())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "weekly" / "figures")
