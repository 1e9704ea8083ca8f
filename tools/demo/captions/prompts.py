"""The world's single notions, each in one of its wordings: all subjects, all activities, all places, for a picture to be told apart by."""

from world.settings import SETTINGS
from world.subjects import SUBJECTS

from . import words
from .grammar import article
from .meanings import AGENTS, CIRCUMSTANCES, NOUNS_OF, PLACES, POSES

ACTIVITIES = {}
for _subject in SUBJECTS.values():
    for _pose in _subject.poses:
        ACTIVITIES.setdefault(_pose, set()).add(("pose", _subject.name, _pose))


def prompts(dice):
    """Three families of captions, each a list of (text, meanings): one for each subject, for each activity and for each setting."""
    subjects, activities, places = [], [], []
    for name in SUBJECTS:
        nouns = [noun for noun in NOUNS_OF[name] if len(noun.subjects) == 1] or NOUNS_OF[name]
        noun = dice.choice([noun for noun in nouns if noun.one == name] or nouns) if dice.random() < 0.4 else dice.choice(nouns)
        text = noun.one if dice.random() < 0.4 else noun.many if dice.random() < 0.2 else article(noun.one, dice) + noun.one
        subjects.append((_spoken(text, dice), [frozenset(("is", subject) for subject in noun.subjects)]))
    for pose, facts in ACTIVITIES.items():
        agent = dice.choice(AGENTS[pose]) if pose in AGENTS and dice.random() < 0.2 else None
        text = dice.choice((agent.one, agent.many)) if agent else dice.choice(POSES.get(pose, (pose,)))
        activities.append((_spoken(text, dice), [frozenset(facts)]))
    for name in SETTINGS:
        phrase = dice.choice(PLACES[name])
        places.append((_spoken(phrase, dice), [CIRCUMSTANCES[phrase]]))
    return subjects, activities, places


def _spoken(text, dice):
    return f"{dice.choice(words.OPENINGS)} {text}" if dice.random() < 0.1 else text
