"""The model's card: what it is, how it was made and measured, what it knows and what it cannot do."""

from captions import words
from captions.meanings import COLOURS, NOUNS_OF, POSES, WEATHER, WHEN, WHERE
from world.settings import SETTINGS
from world.subjects import KINDS, SUBJECTS

from .towers import CONTEXT, EMBEDDING, IMAGE_SIZE, STAGES, TEXT_HEADS, TEXT_LAYERS, TEXT_WIDTH

TEXT = """# The demo model

A small CLIP model of ClipSearch's own: two encoders that map a text and an image to one space of {embedding} dimensions. It was trained from
scratch on drawings that code of this project creates (`tools/demo/`). It finds the bundled drawings in `photos/` on a machine that cannot
download a real model. It does not work for photos: it was not trained with any.

It contains no text, image or weights of others, and is published under the project's licence (MIT).

| | text encoder | image encoder |
|---|---|---|
| architecture | causal transformer, width {width}, {layers} layers, {heads} heads, pooled at the end token | convolutions with residual blocks, {stages} channels, mean and maximum over the image |
| input | `input_ids` int64 [batch, sequence], at most {context} | `pixel_values` float [batch, 3, {size}, {size}] |
| output, not normalised | `text_embeds` float [batch, {embedding}] | `image_embeds` float [batch, {embedding}] |
| parameters | {text_numbers:.2f} million | {image_numbers:.2f} million |

Weights are stored as float16 and converted to float32 when the files are loaded. The vocabulary has {vocabulary} byte pairs learned from the
captions, in the usual files. It covers every word that can be typed.

## Training

- {pictures:,} random scenes, {pieces} of them drawings of the {composed} images of the gallery that are composed by hand, with other seeds than
  the gallery's; and {popular:,} scenes of what people search for most. Facts describe each scene.
- Captions come from a grammar over these facts, with synonyms, filler words, made-up words and typing errors.
- {steps[0]} steps with {batch} images and {captions} captions for each. The loss is the cross entropy from each caption to all images of the step
  that it is true of, and back, and from each image to the names of its subject, activity, place, colour and so on, among all names. Half of
  the images are cropped.
- Then {steps[1]} such steps with whole images.
- Adam with weight decay, bfloat16 arithmetic, {minutes} minutes for the steps on two CPU cores, seed {seed}. `tools/demo/make.sh` repeats it.

## Accuracy

{evaluation}

The 1,000 scenes come from seeds that were not used in training. Each caption names subject, attributes and setting, and only the caption's own
image counts as found. The queries for the gallery (`ClipSearch.Tests/Demo/queries.tsv`) were written before the model was trained; a third of
them do not follow a template.

## Limits

- Photos, and drawings of another style: results are meaningless.
- Things outside the lists below. Unknown words are ignored as far as possible, and every search has a nearest image.
- Numbers beyond three, left and right, who does what to whom, negation, and small things beside a large one.
- Scores are lower and closer together than those of the real CLIP; compare them within one query only.

## Vocabulary

Plurals are included, and most words that share a spelling with these. Common words around a query ("photo of", "please") are ignored.

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
