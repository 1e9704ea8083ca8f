#!/usr/bin/python3
"""Random texts with the reference's ids, to compare another tokenizer with it on thousands of texts.

usage: compare_tokens.py VOCABULARY_FOLDER [--count N] [--seed S]          JSON lines {"text", "ids"} to stdout
       compare_tokens.py VOCABULARY_FOLDER --against FILE.jsonl            check ids that another tokenizer gave,
                                                                           exit 1 on a difference

Texts hold no lone surrogates and, of the unassigned code points, none that this Python's Unicode data does not know.
"""
import argparse
import json
import random
import sys
import unicodedata

from reference_tokenizer import CONTRACTIONS, END, START, Tokenizer, WHITE_SPACE

BLOCKS = [(0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x00, 0xFF), (0x100, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF),
          (0x530, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x10A0, 0x10FF), (0x1100, 0x11FF), (0x1E00, 0x1FFF),
          (0x2000, 0x20CF), (0x2100, 0x218F), (0x2460, 0x24FF), (0x2600, 0x27BF), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xA640, 0xA7FF),
          (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFB00, 0xFFFD), (0x10400, 0x1044F), (0x1D400, 0x1D7FF), (0x1F300, 0x1FAFF), (0x20000, 0x2A6DF), (0x0, 0x10FFFF)]
ACCENTS = "\u0301\u0308\u0323\u200d\ufe0f\u0303\u0327"


def character(chance, block):
    while True:
        code = chance.randint(*block)
        if unicodedata.category(chr(code)) not in ("Cn", "Cs"):
            return chr(code)


def random_text(chance, words):
    parts = []
    for _ in range(chance.choice([0, 1, 1, 2, 3, 4, 6, 10, 25, 90])):
        form = chance.random()
        if form < 0.35:
            word = chance.choice(words)
            parts.append(chance.choice([word, word, word.upper(), word.title()]))
        elif form < 0.45:
            parts.append(chance.choice(CONTRACTIONS) if chance.random() < 0.8 else chance.choice(CONTRACTIONS).upper())
        elif form < 0.48:
            parts.append(chance.choice([START, END, START[:-1], END[1:], "</w>"]))
        elif form < 0.55:
            parts.append(str(chance.randrange(10 ** chance.randint(1, 9))))
        else:
            block = chance.choice(BLOCKS)
            for _ in range(chance.randint(1, 8)):
                parts.append(character(chance, block))
                if chance.random() < 0.1:
                    parts.append(chance.choice(ACCENTS))
        if chance.random() < 0.6:
            parts.append(chance.choice([" ", " ", " ", "  ", "\t\n", chr(chance.choice(sorted(WHITE_SPACE)))]))
    return "".join(parts)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder")
    options.add_argument("--count", type=int, default=5000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--against")
    options = options.parse_args()
    tokenizer = Tokenizer(options.folder)
    if options.against:
        with open(options.against, encoding="utf-8") as file:
            cases = [json.loads(line) for line in file if line.strip()]
        wrong = [case for case in cases if tokenizer.encode(case["text"]) != case["ids"]]
        for case in wrong[:20]:
            print(json.dumps({**case, "expected": tokenizer.encode(case["text"])}))
        print(f"{len(cases) - len(wrong)} of {len(cases)} texts have the reference's ids", file=sys.stderr)
        sys.exit(1 if wrong else 0)
    chance = random.Random(options.seed)
    words = sorted(token[:-4] for token in tokenizer.ids if token.endswith("</w>") and token[:-4].isascii() and len(token) > 5)
    for _ in range(options.count):
        text = random_text(chance, words)
        print(json.dumps({"text": text, "ids": tokenizer.encode(text)}))


if __name__ == "__main__":
    main()
