"""The world's single notions, each in one of its wordings, in families of which a picture shows one: all subjects, all colours, all hours."""

from world.settings import SETTINGS
from world.subjects import SUBJECTS

from . import words
from .grammar import Caption, article
from .meanings import AGENTS, CIRCUMSTANCES, COLOURS, HOURS, NOUNS_OF, PLACES, POSES, WEATHER, WEATHER_NOUNS, WHEN


def _having(attribute):
    """Value -> the facts that some subject has it, for an attribute of the subjects."""
    facts = {}
    for subject in SUBJECTS.values():
        for value in {"colour": subject.colours, "pose": subject.poses}.get(attribute, subject.traits.get(attribute, ())):
            if value != "none":
                facts.setdefault(value, set()).add((attribute, subject.name, value))
    return {value: frozenset(some) for value, some in facts.items()}


ACTIVITIES, HAIR, LETTERING, TONES = _having("pose"), _having("hair"), _having("lettering"), _having("colour")
NUMBERS = {number: frozenset(("count", name, number) for name in SUBJECTS) for number in words.NUMBERS}
SOMEONE = ("a person", "somebody", "someone", "a human", "a face", "a portrait of a person", "a woman or a man")


def prompts(dice):
    """The families, each a list of (text, meanings)."""
    maker = Caption(None, dice)
    families = [[_subject(name, dice) for name in SUBJECTS], [(_activity(pose, dice), facts) for pose, facts in ACTIVITIES.items()],
                [_circumstance(PLACES[name], dice) for name in SETTINGS],
                [(f"{dice.choice(SOMEONE)} {maker.trait('hair', value)}".replace(" ~", "").replace("~", ""), facts) for value, facts in HAIR.items()],
                [(maker.trait("lettering", value).replace("~", "sign"), facts) for value, facts in LETTERING.items()],
                [(f"{dice.choice(('something', 'a thing that is', 'anything', ''))} {dice.choice(COLOURS[value])}".strip(), facts)
                 for value, facts in TONES.items()],
                [_circumstance((WHEN if dice.random() < 0.5 else HOURS)[hour], dice) for hour in WHEN],
                [_circumstance((WEATHER if dice.random() < 0.5 else WEATHER_NOUNS)[weather], dice) for weather in WEATHER],
                [(f"{dice.choice(words.NUMBERS[number])} {'thing' if number == 1 else 'things'}", facts) for number, facts in NUMBERS.items()]]
    return [[(_spoken(text, dice), [facts]) for text, facts in family] for family in families]


def _subject(name, dice):
    nouns = [noun for noun in NOUNS_OF[name] if len(noun.subjects) == 1] or NOUNS_OF[name]
    noun = dice.choice([noun for noun in nouns if noun.one == name] or nouns) if dice.random() < 0.4 else dice.choice(nouns)
    text = noun.one if dice.random() < 0.4 else noun.many if dice.random() < 0.2 else article(noun.one, dice) + noun.one
    return text, frozenset(("is", subject) for subject in noun.subjects)


def _activity(pose, dice):
    if pose in AGENTS and dice.random() < 0.2:
        agent = dice.choice(AGENTS[pose])
        return dice.choice((agent.one, agent.many))
    return dice.choice(POSES.get(pose, (pose,)))


def _circumstance(phrases, dice):
    phrase = dice.choice(phrases)
    return phrase, CIRCUMSTANCES[phrase]


def _spoken(text, dice):
    return f"{dice.choice(words.OPENINGS)} {text}" if dice.random() < 0.1 else text
