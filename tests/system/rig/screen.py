"""A program at a terminal, with what the screen shows: rows of text, colours, and a picture of it."""

import fcntl
import html
import os
import pty
import select
import struct
import subprocess
import termios
import time

import pyte
from pyte.screens import wcwidth

from .waiting import DEADLINE

_PALETTE = {"black": "#1d1f21", "red": "#e05f5f", "green": "#7fbf5f", "brown": "#dfaf4f", "blue": "#6f9fdf",
            "magenta": "#bf7fbf", "cyan": "#5fbfbf", "white": "#d8d8d8"}
_PAPER, _INK, _FAINT = "#16181a", "#d8d8d8", "#8a8d90"
_CELL_WIDTH, _CELL_HEIGHT = 9, 19


def _take_terminal():
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class _Display(pyte.Screen):
    """pyte, and what faint text is, which pyte forgets."""

    def select_graphic_rendition(self, *attributes, private=False):
        super().select_graphic_rendition(*attributes)
        if 2 in attributes:
            self.cursor.attrs = self.cursor.attrs._replace(italics=True)  # stands for faint
        elif 0 in attributes or 22 in attributes or not attributes:
            self.cursor.attrs = self.cursor.attrs._replace(italics=False)


class Screen:
    """Runs `argv` at a terminal of so many columns and lines; `environment` is all that it has."""

    def __init__(self, argv, columns=80, lines=24, environment=None):
        self._display = _Display(columns, lines)
        self._stream = pyte.ByteStream(self._display)
        self.octets = b""  # all that it wrote
        environment = {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", **(environment or {})}
        self._end, self._far_end = pty.openpty()
        self._set_size(columns, lines)
        self.first_modes = self.modes()
        self._child = subprocess.Popen([str(word) for word in argv], stdin=self._far_end, stdout=self._far_end,
                                       stderr=self._far_end, env=environment, start_new_session=True, preexec_fn=_take_terminal)

    def rows(self):
        self._read(0)
        return [row.rstrip() for row in self._display.display]

    def text(self):
        return "\n".join(self.rows())

    def colour_of(self, text):
        """Of the first place where the screen shows it."""
        self._read(0)
        for number, row in enumerate(self._display.display):
            if (at := row.find(text)) >= 0:
                return self._display.buffer[number][at].fg
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text()}")

    def wait_for(self, text):
        """Until the screen shows it; `text` may be a function that judges the screen."""
        shows = text if callable(text) else lambda screen: text in screen.text()
        end = time.monotonic() + DEADLINE
        while not shows(self):
            assert time.monotonic() < end, f"waited for {text!r}; on the screen:\n{self.text()}"
            self._read(0.1)
        return self

    def type(self, keys):
        os.write(self._end, keys.encode())

    def resize(self, columns, lines):
        """As a terminal does it; the kernel sends the signal."""
        self._read(0)
        self._display.resize(lines, columns)
        self._set_size(columns, lines)

    def _set_size(self, columns, lines):
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def modes(self):
        """The terminal's settings, which a full-screen program changes and has to give back."""
        return termios.tcgetattr(self._end)[:4]

    def waits_for_its_reader(self):
        """Whether a program that writes faster than the terminal shows waits, instead of losing what it writes."""
        return os.get_blocking(self._far_end)

    def running(self):
        self._read(0)
        return self._child.poll() is None

    def signal(self, number):
        self._child.send_signal(number)

    def wait(self):
        """Until it has ended. Its exit code, negative for a signal."""
        end = time.monotonic() + DEADLINE
        while self.running():
            assert time.monotonic() < end, f"it does not end; on the screen:\n{self.text()}"
            self._read(0.05)
        self._read(0)
        return self._child.returncode

    def hang_up(self):
        """As when a connection is gone: the terminal is no more."""
        os.close(self._end)
        self._end = None

    def close(self):
        self._child.kill()
        self._child.wait()
        os.close(self._far_end)
        if self._end is not None:
            os.close(self._end)

    def _read(self, seconds):
        while self._end is not None and select.select([self._end], [], [], seconds)[0]:
            try:
                octets = os.read(self._end, 65536)
            except OSError:  # nobody holds the other end any more
                return
            if not octets:
                return
            self.octets += octets
            self._stream.feed(octets)
            seconds = 0

    def picture(self, path):
        """Writes what the screen shows as SVG."""
        self._read(0)
        columns, lines = self._display.columns, self._display.lines
        width, height = columns * _CELL_WIDTH + 24, lines * _CELL_HEIGHT + 24
        parts = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
                 f'<rect width="100%" height="100%" rx="8" fill="{_PAPER}"/>',
                 '<g font-family="DejaVu Sans Mono, monospace" font-size="15" xml:space="preserve">']
        for number in range(lines):
            parts += self._row(number)
        path.write_text("\n".join([*parts, "</g>", "</svg>", ""]))

    def _row(self, number):
        row, at = self._display.buffer[number], 0
        while at < self._display.columns:
            cell = row[at]
            width = max(wcwidth(cell.data[0]) if cell.data else 1, 1)
            yield from _cell(cell, 12 + at * _CELL_WIDTH, 12 + number * _CELL_HEIGHT, width * _CELL_WIDTH)
            at += width


def _cell(cell, x, y, width):
    ink, paper = _colour(cell.fg, _FAINT if cell.italics else _INK), _colour(cell.bg, None)
    if cell.reverse:
        ink, paper = paper or _PAPER, ink
    if paper:
        yield f'<rect x="{x}" y="{y}" width="{width}" height="{_CELL_HEIGHT}" fill="{paper}"/>'
    if cell.data.strip():
        weight = ' font-weight="bold"' if cell.bold else ""
        yield f'<text x="{x}" y="{y + 14}" fill="{ink}"{weight}>{html.escape(cell.data)}</text>'


def _colour(name, default):
    return default if name == "default" else _PALETTE.get(name, f"#{name}")
