"""A small drawing board for the example pictures: filled outlines with smooth edges, saved as PNG.

Arithmetic and square roots only, which every machine rounds alike: a drawing is the same pixels anywhere.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from math import ceil, floor, sqrt

Point = tuple[float, float]
Outline = list[Point]  # closed: the last point joins the first

_STRIPES = 4  # sub-lines a row of pixels is measured on
_ARC = 0.5522847498  # how far a quarter circle's handles reach, as part of its radius


class Canvas:
    """A sheet of `width` x `height` pixels; y grows downwards, colours are 0xRRGGBB."""

    def __init__(self, width: int, height: int, paper: int = 0xFFFFFF) -> None:
        self.width, self.height = width, height
        self._rows = [bytearray(paper.to_bytes(3, "big") * width) for _ in range(height)]

    def fill(self, outlines: Iterable[Outline], colour: int, opacity: float = 1.0) -> None:
        """Cover the union of `outlines` once, so crossing strokes of a translucent pen do not darken."""
        edges = _edges(outlines, self.height)
        paint = colour.to_bytes(3, "big")
        for row, crossing in edges.items():
            self._blend(self._rows[row], self._coverage(row, crossing), paint, opacity)

    def _coverage(self, row: int, edges: list["_Edge"]) -> Iterator[tuple[int, float]]:
        """Each touched pixel of `row` with the part of it that lies inside."""
        steps = [0.0] * (self.width + 2)
        for stripe in range(_STRIPES):
            y = row + (stripe + 0.5) / _STRIPES
            winding = 0
            for x, turn in sorted(edge.cross(y) for edge in edges if edge.top <= y < edge.bottom):
                was, winding = winding, winding + turn
                if bool(was) != bool(winding):
                    _step(steps, min(max(x, 0.0), float(self.width)), (1 if winding else -1) / _STRIPES)
        return ((x, part) for x, part in enumerate(accumulate(steps[: self.width])) if part > 0.002)

    @staticmethod
    def _blend(row: bytearray, coverage: Iterator[tuple[int, float]], paint: bytes, opacity: float) -> None:
        for x, part in coverage:
            for channel, new in enumerate(paint, 3 * x):
                row[channel] = int(row[channel] + (new - row[channel]) * min(part, 1.0) * opacity + 0.5)

    def png(self) -> bytes:
        """The sheet as an 8-bit RGB picture, each row stored as its difference from the one above."""
        above = bytes(3 * self.width)
        lines = bytearray()
        for row in self._rows:
            lines += b"\2" + bytes((new - old) & 0xFF for new, old in zip(row, above, strict=True))
            above = bytes(row)
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


class _Edge:
    """One side of an outline, remembered from its upper end down."""

    def __init__(self, start: Point, end: Point) -> None:
        self.turn = 1 if start[1] < end[1] else -1
        (self.x, self.top), (end_x, self.bottom) = (start, end) if self.turn > 0 else (end, start)
        self.slope = (end_x - self.x) / (self.bottom - self.top)

    def cross(self, y: float) -> tuple[float, int]:
        return self.x + (y - self.top) * self.slope, self.turn


def _edges(outlines: Iterable[Outline], height: int) -> dict[int, list[_Edge]]:
    """The sides that touch each row of pixels."""
    rows: dict[int, list[_Edge]] = {}
    for outline in outlines:
        for start, end in pairwise([*outline, outline[0]]):
            if start[1] != end[1]:
                edge = _Edge(start, end)
                for row in range(max(0, floor(edge.top)), min(height, ceil(edge.bottom))):
                    rows.setdefault(row, []).append(edge)
    return rows


def _step(steps: list[float], x: float, weight: float) -> None:
    """From `x` on, everything to the right is inside (or, with a negative weight, outside again)."""
    pixel = int(x)
    steps[pixel] += weight * (pixel + 1 - x)
    steps[pixel + 1] += weight * (x - pixel)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def curve(start: Point, *handles: Point, pieces: int = 24) -> list[Point]:
    """Points along cubic Bézier curves, three `handles` to each; the start is left out."""
    points: list[Point] = []
    here = start
    for a, b, end in zip(handles[::3], handles[1::3], handles[2::3], strict=True):
        for piece in range(1, pieces + 1):
            t = piece / pieces
            s = 1 - t
            weights = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            corners = (here, a, b, end)
            points.append((_mix(weights, corners, 0), _mix(weights, corners, 1)))
        here = end
    return points


def _mix(weights: tuple[float, ...], corners: tuple[Point, ...], axis: int) -> float:
    return sum(weight * corner[axis] for weight, corner in zip(weights, corners, strict=True))


def ellipse(x: float, y: float, across: float, down: float, pieces: int = 16) -> Outline:
    """An ellipse around (x, y) with the half axes `across` and `down`."""
    a, d = across * _ARC, down * _ARC
    return curve(
        (x + across, y),
        *((x + across, y + d), (x + a, y + down), (x, y + down)),
        *((x - a, y + down), (x - across, y + d), (x - across, y)),
        *((x - across, y - d), (x - a, y - down), (x, y - down)),
        *((x + a, y - down), (x + across, y - d), (x + across, y)),
        pieces=pieces,
    )


def disc(x: float, y: float, radius: float) -> Outline:
    return ellipse(x, y, radius, radius)


def box(x: float, y: float, width: float, height: float) -> Outline:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def stroke(points: list[Point], width: float) -> list[Outline]:
    """A pen of `width` drawn along `points`, with round joints and ends."""
    half = width / 2
    outlines = [ellipse(x, y, half, half, pieces=3) for x, y in points]
    for (x0, y0), (x1, y1) in pairwise(points):
        length = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
        if length > 0:
            dx, dy = (x1 - x0) / length * half, (y1 - y0) / length * half
            # Turning the same way as the discs, so that the two never cancel out.
            outlines.append([(x0 - dy, y0 + dx), (x0 + dy, y0 - dx), (x1 + dy, y1 - dx), (x1 - dy, y1 + dx)])
    return outlines


def outline(shape: Outline, width: float) -> list[Outline]:
    """A pen of `width` drawn around `shape`."""
    return stroke([*shape, shape[0]], width)


def dashes(start: Point, end: Point, width: float, dash: float, gap: float) -> list[Outline]:
    """A straight broken line."""
    length = sqrt((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2)
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    outlines: list[Outline] = []
    for number in range(ceil(length / (dash + gap))):
        a = number * (dash + gap)
        b = min(a + dash, length)
        outlines += stroke(
            [(start[0] + ux * a, start[1] + uy * a), (start[0] + ux * b, start[1] + uy * b)], width
        )
    return outlines


def moved(shape: Outline, x: float, y: float, scale: float = 1.0) -> Outline:
    """`shape` drawn around (x, y), `scale` times as large."""
    return [(x + px * scale, y + py * scale) for px, py in shape]
