"""Every benchmark, one after the other; the last line is one JSON object with all figures."""

import json
import sys

from bench import billing, cutout, growth, kinds, orchestration, pages, render, rigs, sheets, story, vendors

if __name__ == "__main__":
    figures: dict[str, float] = {}
    for part in (cutout, sheets, kinds, rigs, orchestration, pages, story, vendors, billing, render, growth):
        measured = part.measure()
        print(part.__name__, measured, file=sys.stderr)
        figures |= {name: round(figure, 3) for name, figure in measured.items()}
    print(json.dumps(figures))
