"""Byte-pair training: learns the merges of a vocabulary from weighted words, and writes them in CLIP's usual files."""

import json
from collections import Counter, defaultdict

START, END = "<|startoftext|>", "<|endoftext|>"


def byte_symbols():
    """Byte value -> the printable character that stands for it, in the order of the ids."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    rest = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(0x100 + n) for n, byte in enumerate(rest)}}


def _joined(word, pair):
    parts, at = [], 0
    while at < len(word):
        size = 2 if word[at:at + 2] == pair else 1
        parts.append("".join(word[at:at + size]))
        at += size
    return tuple(parts)


def learn_merges(weights, count):
    """`weights` maps words to how often they occur. The most frequent pair is joined; ties go to the alphabetically first."""
    symbols, words = byte_symbols(), []
    for word, weight in weights.items():
        letters = [symbols[byte] for byte in word.encode("utf-8")]
        letters[-1] += "</w>"
        words.append((tuple(letters), weight))
    pairs, places = Counter(), defaultdict(set)
    for index, (word, weight) in enumerate(words):
        for pair in zip(word, word[1:]):
            pairs[pair] += weight
            places[pair].add(index)
    merges = []
    while len(merges) < count and pairs:
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        for index in sorted(places[best]):
            word, weight = words[index]
            for pair in zip(word, word[1:]):
                pairs[pair] -= weight
            word = _joined(word, best)
            words[index] = (word, weight)
            for pair in zip(word, word[1:]):
                pairs[pair] += weight
                places[pair].add(index)
        pairs = Counter({pair: weight for pair, weight in pairs.items() if weight > 0})
    return merges


def write_vocabulary(folder, merges):
    """Writes vocab.json and merges.txt; returns token -> id."""
    symbols = list(byte_symbols().values())
    tokens = symbols + [symbol + "</w>" for symbol in symbols] + ["".join(pair) for pair in merges] + [START, END]
    ids = {token: number for number, token in enumerate(tokens)}
    assert len(ids) == len(tokens), "two merges gave the same token"
    with open(f"{folder}/vocab.json", "w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(ids, ensure_ascii=False, separators=(",", ":")) + "\n")
    with open(f"{folder}/merges.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("#version: 0.2\n" + "".join(f"{first} {second}\n" for first, second in merges))
    return ids
