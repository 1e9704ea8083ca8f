#!/usr/bin/python3
"""Writes the demo model's card, models/clipsearch/demo/README.md, from what its making and its measuring left in the work folder."""

import argparse
import json
from pathlib import Path

from model.card import card

REPOSITORY = Path(__file__).parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/clipsearch-demo"), help="where make_model.py and evaluate.sh worked")
    options = parser.parse_args()
    made = json.loads((options.work / "made.json").read_text())
    figures = f"```\n{(options.work / 'evaluation.txt').read_text().strip()}\n```\n"
    path = REPOSITORY / "models" / "clipsearch" / "demo" / "README.md"
    path.write_text(card(made, figures), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
