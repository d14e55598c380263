"""A picture of what a program printed at a terminal, as SVG."""

import itertools
import re
from xml.sax.saxutils import escape, unescape

import pyte

CELL, LINE, MARGIN, BAR = 8.4, 19, 18, 30  # CELL: what most monospaced fonts have at this size
SIZE = 14
PAPER, INK, SOFT = "#1e2429", "#e6edf1", "#8fa3ad"
COLOURS = {"red": "#ff8a80", "green": "#8ce99a", "brown": "#ffd43b", "yellow": "#ffd43b", "blue": "#91a7ff", "magenta": "#e599f7",
           "cyan": "#66d9e8", "brightblack": SOFT, "default": INK}
FONT = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


def screen_of(said, columns):
    """Rows of pyte's cells, without the empty ones at the end."""
    screen = pyte.Screen(columns, 200)
    pyte.Stream(screen).feed(said)
    rows = [[screen.buffer[row][column] for column in range(columns)] for row in range(200)]
    while rows and not "".join(cell.data for cell in rows[-1]).strip():
        rows.pop()
    return rows


def runs_of(row):
    """(column, text, style) of neighbours that look alike."""
    column = 0
    for style, cells in itertools.groupby(row, lambda cell: (cell.fg, cell.bold)):
        text = "".join(cell.data for cell in cells)
        # A picture keeps one blank where there are several: what stands behind them begins at a place of its own.
        for word in re.finditer(r"\S+(?: \S+)*", text):
            yield column + word.start(), word.group(), style
        column += len(text)


def span(column, text, style):
    colour, bold = style
    look = f' fill="{COLOURS.get(colour, INK)}"' + (' font-weight="bold"' if bold else "")
    # The length keeps columns below each other in whatever font there is.
    return (f'<tspan x="{MARGIN + column * CELL:.1f}" textLength="{len(text) * CELL:.1f}"{look}>{escape(text)}</tspan>')


def line_of(row, number):
    spans = "".join(span(*run) for run in runs_of(row))
    return f'<text y="{BAR + MARGIN + number * LINE}">{spans}</text>'


def picture_of(command, said, columns):
    rows = screen_of(f"\x1b[1m$ {command}\x1b[0m\r\n" + said, columns)
    width, height = 2 * MARGIN + columns * CELL, BAR + MARGIN + len(rows) * LINE
    lines = "\n".join(line_of(row, number) for number, row in enumerate(rows))
    dots = "".join(f'<circle cx="{MARGIN + 4 + 18 * at}" cy="{BAR / 2}" r="5" fill="{SOFT}"/>' for at in range(3))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" font-family="{FONT}" font-size="{SIZE}" '
            f'role="img">\n<title>{escape(command)}</title>\n'
            f'<rect width="{width:.0f}" height="{height}" rx="8" fill="{PAPER}" stroke="{SOFT}"/>\n{dots}\n{lines}\n</svg>\n')


def text_of(picture):
    """The lines of such a picture; what stands in one line is separated by a blank."""
    lines = re.findall(r"<text [^>]*>(.*)</text>", picture)
    return [" ".join(unescape(text) for text in re.findall(r"<tspan [^>]*>([^<]*)</tspan>", line)) for line in lines]
