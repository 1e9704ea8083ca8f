#!/usr/bin/python3
"""CLIP's tokenization in plain Python, written from its rules and sharing nothing with ClipSearch.Core.

The rules, in order (those of Hugging Face's CLIP tokenizer):
 1. normalise: Unicode NFC; each run of white space becomes one space; each character is lower-cased by itself
    (full case mapping, no final-sigma rule);
 2. the texts of the two special tokens become their ids wherever they stand;
 3. split into pieces: 's 't 're 've 'm 'll 'd | letters | one digit | anything else but white space;
 4. a piece's UTF-8 bytes, one symbol per byte, the last symbol marked "</w>"; the adjacent pair whose merge comes
    first in merges.txt is joined until none is left;
 5. start token, ids, end token; too many ids are cut so that the last is the end token.

usage: reference_tokenizer.py VOCABULARY_FOLDER --check TOKENS.json     compare with known ids, exit 1 on a difference
       reference_tokenizer.py VOCABULARY_FOLDER --golden OUT.json       write the golden texts with their ids
       reference_tokenizer.py VOCABULARY_FOLDER TEXT...                 print ids
"""
import json
import os
import sys
import unicodedata

START, END = "<|startoftext|>", "<|endoftext|>"
# Unicode's White_Space property. str.isspace would add U+001C..U+001F.
WHITE_SPACE = frozenset([*range(0x09, 0x0E), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B),
                         0x2028, 0x2029, 0x202F, 0x205F, 0x3000])
CONTRACTIONS = ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d")


def byte_symbols():
    """The printable character that stands for each of the 256 byte values, in the order of the vocabulary's first ids:
    the printable Latin-1 characters stand for themselves, the other 68 bytes for U+0100 and up."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    symbols = {byte: chr(byte) for byte in printable}
    for byte in range(256):
        if byte not in symbols:
            symbols[byte] = chr(0x100 + len(symbols) - len(printable))
    return symbols


def kind(character):
    if ord(character) in WHITE_SPACE:
        return "space"
    return {"L": "letter", "N": "digit"}.get(unicodedata.category(character)[0], "other")


def normalize(text):
    collapsed = []
    for character in unicodedata.normalize("NFC", text):
        if ord(character) not in WHITE_SPACE:
            collapsed.append(character.lower())
        elif not collapsed or collapsed[-1] != " ":
            collapsed.append(" ")
    return "".join(collapsed)


def split(text):
    pieces, at = [], 0
    while at < len(text):
        contraction = next((c for c in CONTRACTIONS if text.startswith(c, at)), None)
        first = kind(text[at])
        end = at + 1
        if contraction:
            end = at + len(contraction)
        elif first in ("letter", "other"):
            while end < len(text) and kind(text[end]) == first:
                end += 1
        if contraction or first != "space":
            pieces.append(text[at:end])
        at = end
    return pieces


class Tokenizer:
    def __init__(self, folder):
        with open(os.path.join(folder, "vocab.json"), encoding="utf-8") as file:
            self.ids = json.load(file)
        with open(os.path.join(folder, "merges.txt"), encoding="utf-8") as file:
            lines = file.read().split("\n")
        merges = [tuple(line.split(" ")) for line in lines if line and not line.startswith("#version")]
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.symbols = byte_symbols()
        self.known = {}
        self.context = 77
        config = os.path.join(folder, "config.json")
        if os.path.exists(config):
            with open(config, encoding="utf-8") as file:
                self.context = json.load(file)["text_config"]["max_position_embeddings"]

    def merge(self, piece):
        if piece in self.known:
            return self.known[piece]
        word = [self.symbols[byte] for byte in piece.encode("utf-8")]
        word[-1] += "</w>"
        while len(word) > 1:
            rank, pair = min((self.ranks.get(pair, len(self.ranks)), pair) for pair in zip(word, word[1:]))
            if rank == len(self.ranks):
                break
            joined, at = [], 0
            while at < len(word):
                if tuple(word[at:at + 2]) == pair:
                    joined.append(pair[0] + pair[1])
                    at += 2
                else:
                    joined.append(word[at])
                    at += 1
            word = joined
        self.known[piece] = [self.ids[symbol] for symbol in word]
        return self.known[piece]

    def encode(self, text):
        """Ids of the text with start and end token, at most the context's length of them."""
        ids, rest = [], normalize(text)
        while rest:
            found = [(rest.find(token), token) for token in (START, END) if token in rest]
            at, token = min(found) if found else (len(rest), "")
            for piece in split(rest[:at]):
                ids += self.merge(piece)
            if token:
                ids.append(self.ids[token])
            rest = rest[at + len(token):]
        return [self.ids[START], *ids[:self.context - 2], self.ids[END]]


GOLDEN_TEXTS = [
    "", " ", "\t\r\n", "a", "cat", "Cat", "CAT", "man jumping", "a photo of a cat", "A MAN   JUMPING\t over\na fence",
    "  leading and trailing  ", "red car at night", "two dogs playing in the snow", "sunset over the mountains",
    "unphotographable", "xylophonists", "zzzzqqqq", "antidisestablishmentarianism", "catcatcat catdog",
    "it's the dog's bone, they're we've I'm you'll he'd don't",
    "IT'S THE DOG'S BONE, THEY'RE WE'VE I'M YOU'LL HE'D DON'T",
    "it\u2019s the dog\u2019s bone, they\u2019re", "\u201cquoted\u201d \u2018single\u2019 \u00abfrench\u00bb", "'super 'tis 'll 'd'd", "rock'n'roll o'clock",
    "dogs' ' 's ''s '''", "!'s ?'t", "don`t don\u00b4t",
    "3 dogs and 12 cats in 2024", "1234567890", "007", "3.14 -2,5 1e9", "iPhone15 mp3 4k", "\u00bd \u2164 \u00b2 \u2460 \u0663 \u096b",
    "!!!", "...", "# ## ### #cat", "?!?!?!", "hello, world!", "foo-bar foo_bar foo/bar foo.bar", "#hashtag @mention $5 100% a&b",
    "https://example.com/a?b=c&d=e", "C:\\photos\\img_0001.JPG", "<b>bold</b> &amp; &lt;", "( [ { } ] )", "~^`|", "\u2026 \u2014 \u2013 \u20ac \u00a3 \u00a9 \u2122",
    "<|endoftext|>", "<|startoftext|>", "a cat <|endoftext|> a dog", "cat<|endoftext|>dog", "<|startoftext|>cat<|endoftext|>",
    "!!<|endoftext|>!!", "<|endoftext", "|endoftext|>", "<|endoftext|><|endoftext|>", "</w>", "cat</w> dog</w>",
    "caf\u00e9", "cafe\u0301", "CAFE\u0301 CAF\u00c9", "\u00dcn\u00efc\u00f6d\u00e9 \u00c4\u00d6\u00dc \u00df \u1e9e", "q\u0307\u0323 q\u0323\u0307", "e\u0301\u0301\u0301", "\u212b \u2126 \u212a", "\ufb01 \ufb03 \u0132", "\uff43\uff41\uff54",
    "\u0130stanbul ISTANBUL \u0131", "\u039f\u0394\u039f\u03a3 \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
    "\u65e5\u672c\u306e\u732b", "\u96ea\u5c71\u3068\u72ac", "\u9ed1\u8272\u7684\u732b\uff0c\u767d\u8272\u7684\u72d7\u3002", "\ud55c\uad6d\uc5b4 \uc0ac\uc9c4", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "\u30ab\u3099 \uff76\uff9e",
    "\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440", "\u041a\u041e\u0428\u041a\u0410 \u0438 \u0421\u041e\u0411\u0410\u041a\u0410", "\u03b3\u03ac\u03c4\u03b1 \u03c3\u03c4\u03bf \u03c7\u03b9\u03cc\u03bd\u03b9",
    "\u0635\u0648\u0631\u0629 \u0642\u0637\u0629", "\u0642\u0650\u0637\u0651\u064e\u0629", "\u05ea\u05de\u05d5\u05e0\u05d4 \u05e9\u05dc \u05d7\u05ea\u05d5\u05dc", "\u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "\u0939\u093f\u0928\u094d\u0926\u0940 \u092c\u093f\u0932\u094d\u0932\u0940", "\u0e41\u0e21\u0e27\u0e2a\u0e35\u0e14\u0e33",
    "\u10d9\u10d0\u10e2\u10d0 \u1c99\u1c90", "\u13a0\u13b4 \uab70", "\U00010400\U00010428 \U0001d400\U0001d7d8", "\U00020000\U0002a6d6",
    "\U0001f436\U0001f431 emoji", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd \u2764\ufe0f \U0001f1eb\U0001f1f7", "cat\U0001f431cat", "1\ufe0f\u20e3", "\U0001f600\U0001f600\U0001f600\U0001f600",
    "nul\u0000nul", "\u0000", "bell\u0007 esc\u001b[31m del\u007f", "a\u001cb\u001db\u001eb\u001fb", "a\u0085b\u00a0c\u2003d\u3000e\u2028f", "a\u200bb\u200cc\u200dd\u2060e\ufeff", "soft\u00adhyphen", "\u202eright to left\u202c", "\ufffd\ufffe", "\ue000 \U000f0000",
    "word " * 75, "word " * 76, "word " * 300, "x" * 400, "1" * 74, "1" * 75, "1" * 76, "1" * 500,
    "! " * 74 + "cat", "\U0001f431" * 200, "a photo of a cat " * 40, "cat " * 74 + "xylophonists", "\u0301" * 100,
]


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    tokenizer = Tokenizer(sys.argv[1])
    if sys.argv[2] == "--check":
        with open(sys.argv[3], encoding="utf-8") as file:
            cases = json.load(file)
        wrong = 0
        for case in cases:
            ids = tokenizer.encode(case["text"])
            if ids != case["ids"]:
                wrong += 1
                print(f"{case['text']!r}\n  expected {case['ids']}\n  got      {ids}")
        print(f"{len(cases) - wrong} of {len(cases)} texts have the expected ids")
        sys.exit(1 if wrong else 0)
    if sys.argv[2] == "--golden":
        lines = [json.dumps({"text": text, "ids": tokenizer.encode(text)}) for text in GOLDEN_TEXTS]
        with open(sys.argv[3], "w", encoding="ascii", newline="\n") as file:
            file.write("[\n" + ",\n".join(lines) + "\n]\n")
        print(f"{len(lines)} texts in {sys.argv[3]}")
        return
    for text in sys.argv[2:]:
        print(json.dumps(tokenizer.encode(text)))


if __name__ == "__main__":
    main()
