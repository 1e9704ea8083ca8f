"""The model's card: what it is, how it was made and measured, what it knows and what it cannot do."""

from captions import words
from captions.meanings import COLOURS, NOUNS_OF, POSES, WEATHER, WHEN, WHERE
from world.settings import SETTINGS
from world.subjects import KINDS, SUBJECTS

from .towers import CONTEXT, EMBEDDING, IMAGE_SIZE, STAGES, TEXT_HEADS, TEXT_LAYERS, TEXT_WIDTH

TEXT = """# The demo model

A small CLIP of ClipSearch's own: two towers that put a text and a picture into one space of {embedding} numbers, trained from nothing on
drawings made by code of this project (`tools/demo/`). It finds the bundled pictures in `photos/` on a machine that cannot fetch a real model.
It is no model for photographs: it has never seen one.

No text, picture or weight of others went into it. It is ours to give away, under the project's licence (MIT).

| | text tower | image tower |
|---|---|---|
| make | causal transformer, width {width}, {layers} layers, {heads} heads, pooled at the end token | convolutions with residual blocks, {stages} channels, mean and maximum over the picture |
| input | `input_ids` int64 [batch, sequence], at most {context} | `pixel_values` float [batch, 3, {size}, {size}] |
| output, not normalised | `text_embeds` float [batch, {embedding}] | `image_embeds` float [batch, {embedding}] |
| numbers | {text_numbers:.2f} million | {image_numbers:.2f} million |

Weights are stored as float16 and widened to float32 as the files are loaded. The vocabulary, {vocabulary} byte pairs learned from the captions, is in the
usual files; every word can be typed.

## How it was made

{pictures:,} scenes drawn by chance ({pieces} of them drawings of the {composed} hand-composed pictures of the gallery, from other seeds than the
gallery's) and {popular:,} more of what people look for most, each described by facts; and captions made of those facts by a grammar with
synonyms, filler words, made-up words and slips of the pen. {steps[0]} steps, each of {batch} pictures with
{captions} captions apiece: cross entropy from every caption to all pictures of the step that it is true of, and back, and from every picture to what
names its subject, activity, place, colour and the like among all that there are; half of the pictures are cropped. Then {steps[1]} such steps of whole
pictures. Adam with weight decay, bfloat16 arithmetic, {minutes} minutes for the steps on
two CPU cores, seed {seed}. `tools/demo/make.sh` does it all again.

## How well it does

{evaluation}

The 1,000 scenes are drawn from seeds that training never saw, and each caption names subject, attributes and setting; a picture counts as
found only if it is the caption's own. The queries for the gallery (`ClipSearch.Tests/Demo/queries.tsv`) were written before the model was trained; a
third are phrased as no template would.

## What it cannot do

- Photographs, or drawings of another make: what it answers for them means nothing.
- Things outside the lists below. A word that it does not know is passed over as well as it can be, and something is always nearest.
- Numbers beyond three, left and right, who does what to whom, negation, and small things beside a large one.
- Scores are lower and closer together than those of the real CLIP; compare them within one query only.

## What it knows

Also plurals, and most words that share a spelling with these. Setting aside what people put around a query ("photo of", "please").

{knows}
"""


def _kinds():
    for kind in KINDS:
        nouns = sorted({noun.one for name, subject in SUBJECTS.items() if subject.kind == kind for noun in NOUNS_OF[name]})
        if nouns:
            yield f"- **{kind}**: {', '.join(nouns)}"


def _knows():
    used = {pose for subject in SUBJECTS.values() for pose in subject.poses}
    traits = sorted({value for subject in SUBJECTS.values() for key, values in subject.traits.items() for value in values if value != "none" and key != "lettering"})
    lettering = sorted({value for subject in SUBJECTS.values() for value in subject.traits.get("lettering", ())})
    return "\n".join([
        *_kinds(),
        "- **doing**: " + ", ".join(dict.fromkeys(phrase for pose in sorted(used) for phrase in POSES.get(pose, (pose,)))),
        "- **colours**: " + ", ".join(word for names in COLOURS.values() for word in names),
        "- **looks**: " + ", ".join(traits),
        "- **lettering**: " + ", ".join(lettering),
        "- **places**: " + ", ".join(phrase for name in sorted(SETTINGS) for phrase in WHERE[name][:3]),
        "- **times**: " + ", ".join(phrase for phrases in WHEN.values() for phrase in phrases),
        "- **weather**: " + ", ".join(phrase for phrases in WEATHER.values() for phrase in phrases),
        "- **numbers**: " + ", ".join(word for number in (1, 2, 3) for word in words.NUMBERS[number]),
    ])


def card(made, evaluation):
    """The text of README.md; `made` holds how the model came about (see make_model.py), `evaluation` what the measuring commands printed."""
    return TEXT.format(embedding=EMBEDDING, width=TEXT_WIDTH, layers=TEXT_LAYERS, heads=TEXT_HEADS, context=CONTEXT, size=IMAGE_SIZE,
                       stages=", ".join(str(channels) for channels, _ in STAGES), knows=_knows(), evaluation=evaluation.strip(), **made)
