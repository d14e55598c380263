#!/usr/bin/python3
"""Draws what bench_phones counts, as SVG: sessions a second that arrive at the ACS, answered and in vain, over time.

    bench/phones/plot.py [BENCH_PHONES]      build/release/bin/bench_phones; writes bench/phones/*.svg
"""

import csv
import io
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "build/release/bin/bench_phones"
PHONES = 1_000_000
TITLES = {
    "boot": "A million phones boot within a minute; the ACS is there",
    "boot-before-acs": "A million phones boot within a minute; the ACS answers after ten minutes",
    "outage": "The ACS is away from 1:00 to 2:00; each phone has a phase of its own, interval 1 h",
    "outage-without-phases": "The same, without phases: all phones were switched on within one minute",
}
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 900, 320, 80, 40, 20, 45
SERIES = (("answered_per_second", "#1b6", "answered"), ("refused_per_second", "#c33", "found the ACS away"))
STEPS = (1, 2, 2.5, 5, 10)
TICKS = 6


def counted(scenario):
    done = subprocess.run([str(PROGRAM), scenario, str(PHONES)], capture_output=True, text=True, check=True)
    return [{name: float(text) for name, text in row.items()} for row in csv.DictReader(io.StringIO(done.stdout))]


def step_of(most):
    """A round number of which at most TICKS fit below `most`."""
    magnitude = 1
    while magnitude * 10 * TICKS < most:
        magnitude *= 10
    return next(magnitude * step for step in STEPS if magnitude * step * TICKS >= most)


class Picture:
    def __init__(self, rows, title):
        self.rows = rows
        self.end = rows[-1]["seconds"]
        self.most = max(1.0, *(row[name] for row in rows for name, *_ in SERIES))
        self.parts = [f'<text x="{LEFT}" y="20" font-size="15">{title}</text>']

    def x(self, seconds):
        return LEFT + (WIDTH - LEFT - RIGHT) * seconds / self.end

    def y(self, rate):
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * rate / self.most

    def line(self, x1, y1, x2, y2):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>')

    def text(self, x, y, text, anchor):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>')

    def axes(self):
        step = step_of(self.most)
        for tick in range(int(self.most / step) + 1):
            self.line(LEFT, self.y(tick * step), WIDTH - RIGHT, self.y(tick * step))
            self.text(LEFT - 8, self.y(tick * step) + 4, f"{tick * step:,.0f}", "end")
        for minutes in range(0, int(self.end / 60) + 1, 30 if self.end > 3600 else 10):
            self.line(self.x(minutes * 60), TOP, self.x(minutes * 60), HEIGHT - BOTTOM)
            self.text(self.x(minutes * 60), HEIGHT - BOTTOM + 18, f"{minutes // 60}:{minutes % 60:02}", "middle")
        self.text(LEFT, HEIGHT - 8, "hours; sessions a second, over ten seconds each", "start")

    def curves(self):
        for place, (name, colour, label) in enumerate(SERIES):
            points = " ".join(f"{self.x(row['seconds']):.1f},{self.y(row[name]):.1f}" for row in self.rows)
            self.parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.2"/>')
            left = WIDTH - RIGHT - 150 * (2 - place)
            self.parts.append(f'<text x="{left}" y="{HEIGHT - 8}" fill="{colour}">{label}</text>')

    def svg(self):
        self.axes()
        self.curves()
        begin = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" '
                 'font-size="12">')
        return "\n".join((begin, '<rect width="100%" height="100%" fill="white"/>', *self.parts, "</svg>", ""))


def total(rows, name):
    return sum(row[name] for row in rows) * (rows[1]["seconds"] - rows[0]["seconds"])


def main():
    print("| scenario | most in ten seconds, a second | answered | in vain |")
    print("|---" * 4 + "|")
    for scenario, title in TITLES.items():
        rows = counted(scenario)
        (HERE / f"{scenario}.svg").write_text(Picture(rows, title).svg(), encoding="utf-8")
        peak = max(row["answered_per_second"] + row["refused_per_second"] for row in rows)
        answered, refused = (total(rows, name) for name, *_ in SERIES)
        print(f"| {title} | {peak:,.0f} | {answered:,.0f} | {refused:,.0f} |")


if __name__ == "__main__":
    main()
