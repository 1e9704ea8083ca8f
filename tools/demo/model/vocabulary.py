"""The vocabulary: byte pairs learned from the captions themselves, in CLIP's usual files."""

import random
import sys
from collections import Counter
from pathlib import Path

from captions import words
from captions.grammar import caption
from captions.meanings import NOUNS
from world.description import random_scene

from .towers import CONTEXT

sys.path.insert(0, str(Path(__file__).parents[2] / "golden"))
from byte_pairs import learn_merges, write_vocabulary  # noqa: E402
from reference_tokenizer import Tokenizer, normalize, split  # noqa: E402

MERGES, SAMPLE = 2400, 60_000


def write(folder):
    """Learns the merges from captions of scenes drawn by chance, and writes vocab.json and merges.txt."""
    dice, weights = random.Random("vocabulary"), Counter()
    for number in range(SAMPLE):
        weights.update(split(normalize(caption(random_scene(f"vocabulary/{number}"), dice)[0])))
    every = [*words.OPENINGS, *words.CLOSINGS, *words.ADJECTIVES, *words.ADVERBS, *NOUNS, *(noun.many for noun in NOUNS.values())]
    for phrase in every:  # a word of the world gets a token of its own however seldom it is said
        weights.update({piece: 40 for piece in split(normalize(phrase))})
    # What occurs once or twice among so many is a slip of the pen or a made-up word.
    return write_vocabulary(folder, learn_merges({word: weight for word, weight in weights.items() if weight > 2}, MERGES))


def tokenizer(folder):
    """The tokenizer of a folder whose vocabulary is written, for texts as long as the text tower reads."""
    made = Tokenizer(folder)
    made.context = CONTEXT
    return made
