"""Captions of a scene: which of its facts to say, in which order and words. All chance comes from the `random.Random` that is given."""

import string

from world.subjects import SUBJECTS

from . import words
from .meanings import AGENTS, CIRCUMSTANCES, COLOURS, HAIR, HOURS, NOUNS_OF, PLACES, POSES, TRAITS, WEATHER, WEATHER_NOUNS, WHEN, WHERE

BASES = {word: base for base, word in (pair.split("/") for pair in (
    "run/running sit/sitting jog/jogging swim/swimming nap/napping hop/hopping dance/dancing ride/riding wave/waving cycle/cycling take/taking "
    "make/making doze/dozing snooze/snoozing lie/lying hike/hiking bike/biking dive/diving race/racing bounce/bouncing skate/skating "
    "practise/practising prepare/preparing juggle/juggling hover/hovering lift/lifting scale/scaling skip/skipping bake/baking").split())}
SMALL_WORDS = {"a", "an", "the", "on", "in", "at", "of", "with", "is", "there", "by", "to", "under", "and", "its"}


def article(phrase, dice):
    return dice.choice((("an " if phrase[0] in "aeiou" else "a "), "the ", "a " if phrase[0] not in "aeiou" else "an "))


def inflected(phrase, dice):
    """A phrase that begins with a verb in -ing, in another form now and then: jumping, jumps, jump."""
    first, _, rest = phrase.partition(" ")
    if not first.endswith("ing") or dice.random() < 0.8:
        return phrase
    base = BASES.get(first, first[:-3])
    return " ".join((base + dice.choice(("", "s")), *filter(None, [rest])))


class Caption:
    """A caption in the making: the phrases so far, and what they mean."""

    def __init__(self, scene, dice):
        self.scene, self.dice, self.meanings = scene, dice, []

    def chance(self, share):
        return self.dice.random() < share

    def means(self, *facts):
        self.meanings.append(frozenset(facts))

    # --- parts ----------------------------------------------------------------------------------------------------------

    def noun(self, part):
        """A noun for the part and the subjects that it covers; mostly the part's own name."""
        known = NOUNS_OF[part.subject]
        own = [noun for noun in known if len(noun.subjects) == 1]
        plain = [noun for noun in known if noun.one == part.subject]
        pick = self.dice.random()
        noun = self.dice.choice(plain or own or known) if pick < 0.4 else self.dice.choice(own or known) if pick < 0.75 else self.dice.choice(known)
        self.means(*(("is", name) for name in noun.subjects))
        return noun

    def said(self, noun, attribute, value):
        self.means(*((attribute, name, value) for name in noun.subjects))

    def thing(self, part, attributes, count, pose):
        """The noun phrase of a part. `attributes`, `count`, `pose` are the chances to say them. Returns (phrase, keywords)."""
        dice, before, after = self.dice, [], []
        if part.pose in AGENTS and SUBJECTS[part.subject].kind == "person" and self.chance(0.25 * pose):
            noun, pose = dice.choice(AGENTS[part.pose]), 0
            self.said(noun, "pose", part.pose)
        else:
            noun = self.noun(part)
        person = SUBJECTS[part.subject].kind == "person"
        for key, value in part.traits:
            if not self.chance(attributes):
                continue
            phrase = self.trait(key, value)
            if phrase is None:
                continue
            self.said(noun, key, value)
            (before if "~" in phrase else after).append(phrase.replace("~", "").strip())
        if part.colour and self.chance(attributes):
            colour = dice.choice(COLOURS[part.colour]) if self.chance(0.35) else part.colour
            self.said(noun, "colour", part.colour)
            if person:
                wear = dice.choice(("in {}", "dressed in {}", "wearing {}", "in {} clothes", "with a {} shirt", "wearing a {} shirt", "in a {} top",
                                    "wearing a {} dress" if part.subject in ("woman", "girl", "old woman") else "in a {} sweater", "in a {} jacket"))
                after.append(wear.format(colour))
            elif self.chance(0.88):
                before.append(colour)
            else:
                after.append(dice.choice(("in {}", "that is {}", "{} in colour", "coloured {}")).format(colour))
        if part.pose and self.chance(pose):
            phrase = self.posed(part.pose)
            self.said(noun, "pose", part.pose)
            if phrase.split()[0].endswith("ing") and self.chance(0.12) and not before:
                before.append(phrase) if " " not in phrase else after.insert(0, phrase)
            else:
                phrase = inflected(phrase, dice)
                after.insert(0, dice.choice(("who is ", "that is ", "is ", "")) + phrase if self.chance(0.1) else phrase)
        if self.chance(0.08):
            before.insert(0, dice.choice(words.ADJECTIVES))
        if self.chance(0.2):
            dice.shuffle(after)
        phrase = self.counted(part, noun, before, count)
        return " ".join([phrase, *after])

    def counted(self, part, noun, before, count):
        """The noun with its adjectives, in the number that the part has or without saying it."""
        dice = self.dice
        if part.count == 1:
            phrase = " ".join([*before, noun.one])
            if self.chance(count * 0.3):
                self.said(noun, "count", 1)
                return f"{dice.choice(words.NUMBERS[1])} {phrase}"
            return phrase if self.chance(0.3) else article(phrase, dice) + phrase
        phrase = " ".join([*before, noun.many])
        if self.chance(count):
            self.said(noun, "count", part.count)
            return f"{dice.choice(words.NUMBERS[part.count])} {phrase}"
        if self.chance(0.6):
            self.means(*(("many", name) for name in noun.subjects))
            return f"{dice.choice(words.MANY)} {phrase}".strip()
        return " ".join([*before, noun.one])

    def trait(self, key, value):
        if key == "hair":
            return self.dice.choice(HAIR.get(value, (f"with {value} hair", f"{value}-haired ~", f"whose hair is {value}", f"with {value} hair")))
        if key == "lettering":
            return self.dice.choice((f"{value} ~", f"that says {value}", f"saying {value}", f"with the words {value}", f"reading {value}", f"{value} ~"))
        phrases = TRAITS.get((key, value))
        return self.dice.choice(phrases) if phrases else f"{value} ~"

    def posed(self, pose):
        phrases = POSES.get(pose, (pose,))
        return phrases[0] if self.chance(0.4) else self.dice.choice(phrases)

    def circumstance(self, table, name):
        phrase = table[name][0] if self.chance(0.3) else self.dice.choice(table[name])
        self.means(*CIRCUMSTANCES[phrase])
        return phrase

    # --- whole captions -------------------------------------------------------------------------------------------------

    def full(self, attributes, count, pose, where, when):
        """Subject and circumstances in one of several orders."""
        scene, dice = self.scene, self.dice
        phrases = [self.thing(scene.main, attributes, count, pose)]
        if scene.on and self.chance(0.3 + 0.5 * attributes):
            phrases.append(self.resting())
        if scene.beside and self.chance(0.5):
            other = self.thing(scene.beside, attributes * 0.6, 0.1, 0.2)
            phrases.append(f"{dice.choice(('next to', 'beside', 'and', 'with', 'near', 'by'))} {other}")
        around = []
        if self.chance(where):
            around.append(self.circumstance(WHERE, scene.setting))
        from_sky = not scene.indoors()
        if from_sky and self.chance(when if scene.time != "day" else when * 0.4):
            around.append(self.circumstance(WHEN, scene.time))
        if from_sky and self.chance(when if scene.weather != "clear" else when * 0.3):
            around.append(self.circumstance(WEATHER, scene.weather))
        if self.chance(0.25):
            dice.shuffle(around)
        if around and self.chance(0.12):
            return f"{around[0]}{dice.choice((', ', ' '))}{' '.join(phrases + around[1:])}"
        return " ".join(phrases + around)

    def resting(self):
        """On what the subject is."""
        scene, dice = self.scene, self.dice
        seats = [noun for noun in NOUNS_OF[scene.on] if scene.on in noun.subjects]
        noun = dice.choice([noun for noun in seats if noun.one == scene.on] if self.chance(0.6) else seats)
        self.means(*(("on", scene.main.subject, seat) for seat in noun.subjects))
        colour = ""
        if scene.on_colour and self.chance(0.35):
            colour = scene.on_colour
            self.means(*(("colour", seat, colour) for seat in noun.subjects))
        phrase = f"{colour} {noun.one}".strip()
        return f"{dice.choice(('on', 'on', 'on top of', 'upon'))} {article(phrase, dice)}{phrase}"

    def place(self):
        """The setting alone, as one would name a landscape."""
        scene, dice = self.scene, self.dice
        phrases = [self.circumstance(PLACES, scene.setting)]
        if not scene.indoors():
            if self.chance(0.4 if scene.time != "day" else 0.15):
                phrases.append(self.circumstance(WHEN, scene.time))
            if self.chance(0.4 if scene.weather != "clear" else 0.15):
                phrases.append(self.circumstance(WEATHER, scene.weather))
        if self.chance(0.4):
            phrases[0] = article(phrases[0], dice) + phrases[0]
        return " ".join(phrases)

    def keywords(self):
        """How people type who have used search engines: a few words in any order."""
        scene, dice, part = self.scene, self.dice, self.scene.main
        chunks = []
        if part.subject:
            noun = self.noun(part)
            chunks.append(noun.many if self.chance(0.15) else noun.one)
            if part.colour and self.chance(0.4) and SUBJECTS[part.subject].kind != "person":
                self.said(noun, "colour", part.colour)
                chunks[0] = f"{part.colour} {chunks[0]}" if self.chance(0.8) else f"{chunks[0]} {part.colour}"
            if part.pose and self.chance(0.6):
                self.said(noun, "pose", part.pose)
                chunks.append(inflected(self.posed(part.pose), dice))
            for key, value in part.traits:
                if self.chance(0.4):
                    phrase = self.trait(key, value)
                    self.said(noun, key, value)
                    chunks.append(" ".join(word for word in phrase.replace("~", "").split() if word not in SMALL_WORDS and word != "wearing"))
        if self.chance(0.5) or not chunks:
            chunks.append(self.circumstance(PLACES, scene.setting))
        if not scene.indoors() and self.chance(0.3):
            chunks.append(self.circumstance(HOURS, scene.time))
        if not scene.indoors() and self.chance(0.2):
            chunks.append(self.circumstance(WEATHER_NOUNS, scene.weather))
        if self.chance(0.4):
            dice.shuffle(chunks)
        return dice.choice((" ", " ", ", ")).join(chunk for chunk in chunks if chunk)

    def doing(self):
        """What somebody does, without saying who."""
        self.means(*(("pose", name, self.scene.main.pose) for name in SUBJECTS if self.scene.main.pose in SUBJECTS[name].poses))
        phrase = self.posed(self.scene.main.pose)
        if self.chance(0.3):
            phrase += " " + self.circumstance(WHERE, self.scene.setting)
        return phrase


def misspelt(text, dice):
    """One slip of the pen in a longer word."""
    places = [at for at in range(1, len(text) - 1) if text[at - 1:at + 2].isalpha()]
    if len(places) < 3:
        return text
    at, slip = dice.choice(places), dice.randrange(4)
    if slip == 0:
        return text[:at] + text[at + 1:]
    if slip == 1:
        return text[:at] + text[at] + text[at:]
    if slip == 2:
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    return text[:at] + dice.choice(string.ascii_lowercase) + text[at + 1:]


def unknown_word(dice):
    """A word that means nothing here, as a name or any word that the world lacks would be."""
    return "".join(dice.choice(("b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "pr", "s", "st", "t", "tr", "v", "w", "z", ""))
                   + dice.choice("aaeeioou") + dice.choice(("", "l", "n", "r", "s", "t", "x", "ck")) for _ in range(dice.choice((1, 2, 2, 3))))


def _wrapped(caption, text):
    """What people put around a query, and their slips."""
    dice = caption.dice
    if caption.chance(0.22):
        opening = dice.choice(words.OPENINGS)
        text = f"{opening} {text}"
    if caption.chance(0.1):
        text = f"{text} {dice.choice(words.CLOSINGS)}"
    if caption.chance(0.05) and " " not in text:
        text = f"{text} {dice.choice(words.ADVERBS)}"
    if caption.chance(0.06):
        pieces = text.split()
        pieces.insert(dice.randrange(len(pieces) + 1), unknown_word(dice))
        text = " ".join(pieces)
    if caption.chance(0.08):
        text = " ".join(word for word in text.split() if word not in SMALL_WORDS) or text
    if caption.chance(0.1):
        text = misspelt(text, dice)
    return text


def caption(scene, dice, careful=False):
    """One caption of the scene: (text, meanings). A careful one names subject, attribute (if it has any) and setting, without slips."""
    made = Caption(scene, dice)
    if careful:
        text = made.full(1.0, 1.0, 1.0, 1.0, 0.8) if scene.main.subject else made.place()
        return text, made.meanings
    kind = dice.random()
    if not scene.main.subject or kind < 0.04:
        text = made.place()
    elif kind < 0.08 and scene.main.pose:
        text = made.doing()
    elif kind < 0.2:
        text = made.thing(scene.main, 0.0, 0.4, 0.0)
    elif kind < 0.4:
        text = made.thing(scene.main, 0.65, 0.6, 0.65)
    elif kind < 0.52:
        text = made.keywords()
    else:
        text = made.full(dice.choice((0.2, 0.5, 0.9)), 0.5, dice.choice((0.3, 0.8)), dice.choice((0.4, 0.9)), dice.choice((0.1, 0.5)))
    return _wrapped(made, text), made.meanings
