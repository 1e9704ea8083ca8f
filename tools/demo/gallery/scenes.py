"""The scenes of the gallery, besides the hand-composed pictures.

A line says: count (if not 1), colour, subject, (pose), [trait value; ...], {on colour seat}, + colour companion, @ setting, time or weather
(if not a clear day), frame (l, p or s) and seed. The seed is chosen by eye among several drawings of the same description.
"""

import random
import re

from world.description import FRAMES, Part, Scene, completed, faults
from world.palette import COLOURS
from world.settings import SETTINGS, TIMES, WEATHERS
from world.subjects import SUBJECTS

LINES = """
red man (jumping) @ beach s 1
blue man (jumping) @ city street p 1
yellow woman (jumping) @ meadow l 1
green boy (jumping) @ snowy field p 1
pink girl (jumping) @ park s 1
green man (running) @ park l 1
pink woman (running) @ beach sunset l 1
grey old man (walking) @ park p 1
brown man (walking) @ city street rain l 1
purple old woman (sitting) @ garden p 1
blue man (reading) @ library p 1
yellow girl (reading) @ bedroom l 1
white woman (reading) @ garden s 1
red woman (dancing) @ stage p 1
black man (dancing) @ living room s 1
couple @ beach sunset l 1
red man (cycling) @ road l 1
green woman (cycling) @ city street l 1
orange boy (cycling) @ park l 1
red man (skiing) @ snowy field l 1
blue woman (skiing) @ mountains snow l 1
yellow boy (skateboarding) @ park l 1
black man (playing guitar) @ stage p 1
white woman (playing guitar) @ meadow sunset l 1
blue woman (painting) @ garden l 1
white man (cooking) @ kitchen l 1
pink old woman (cooking) @ kitchen s 1
red boy (kicking a ball) @ sports field l 1
blue girl (kicking a ball) @ park l 1
purple woman (meditating) @ mountains l 1
white man (meditating) @ beach sunset s 1
yellow woman (holding an umbrella) @ city street rain p 1
black man (holding an umbrella) @ park rain s 1
grey man (lifting weights) @ plain s 1
pink girl (waving) @ farmyard p 1
blue woman (taking a photo) @ city skyline p 1
green man (sleeping) @ bedroom l 1
baby @ living room s 1
swimmer @ open sea l 1
surfer @ open sea l 1
fisherman @ lake l 1
diver @ under water l 1
white astronaut (floating) @ outer space s 1
knight @ mountains p 1
pirate @ beach p 1
witch @ forest night s 1
clown @ stage p 1
santa (carrying a sack) @ snowy street night snow p 1
snowman @ snowy field snow s 1
face of a man [beard beard; hair brown] @ park p 1
face of a man [hair red; glasses glasses; beard beard] @ library p 1
face of a man [hair grey] @ city street s 1
face of a woman [hair blond] @ beach p 1
face of a woman [hair black; hat woollen] @ snowy field snow s 1
face of a woman [hair blue] @ city street night p 1
white cat (sitting) @ snowy field s 1
black cat (sleeping) @ garden l 1
grey cat (sleeping) {red sofa} @ living room l 1
2 orange cat (sitting) @ meadow l 1
2 brown dog (sitting) @ park l 1
black dog (running) @ beach l 1
white dog (standing) @ snowy field p 1
brown dog (sleeping) @ living room l 1
orange dog (sitting) {blue chair} @ garden p 1
brown horse @ meadow l 1
white horse @ beach sunset l 1
3 cow @ farmyard l 1
3 sheep @ meadow l 1
white rabbit @ garden s 1
2 duck @ lake l 1
elephant @ desert l 1
lion @ desert sunset l 1
brown bear @ forest p 1
fox @ snowy field l 1
3 penguin @ snowy field l 1
owl @ forest night p 1
blue butterfly @ garden s 1
giraffe @ meadow sunset p 1
pig @ farmyard s 1
chicken @ farmyard s 1
turtle @ beach l 1
whale @ open sea l 1
dolphin @ under water l 1
red parrot @ forest p 1
green frog @ lake s 1
zebra @ meadow l 1
octopus @ under water s 1
yellow car @ city street l 1
blue car @ snowy street snow l 1
green sports car @ mountains l 1
yellow sports car @ city street night l 1
red bicycle @ beach l 1
black motorcycle @ desert sunset l 1
red bus @ city street l 1
blue truck @ road l 1
taxi @ city street night l 1
fire engine @ city street l 1
red tractor @ field l 1
white sailing boat @ open sea sunset l 1
blue rowing boat @ lake s 1
white ship @ open sea l 1
white airplane @ in the sky l 1
red helicopter @ mountains l 1
red rocket @ outer space p 1
yellow hot air balloon @ mountains sunset p 1
red house [roof brown] @ snowy field snow l 1
blue skyscraper @ city skyline p 1
church @ meadow p 1
castle @ mountains sunset l 1
white windmill @ field l 1
red barn @ farmyard l 1
orange tent @ forest night s 1
igloo @ snowy field l 1
pyramid @ desert l 1
orange tree @ park p 1
pink tree @ meadow p 1
palm tree @ beach p 1
pine tree @ snowy field snow p 1
cactus @ desert p 1
sunflower @ field p 1
3 red rose @ garden s 1
3 yellow tulip @ garden l 1
2 red apple @ table l 1
green apple @ plain s 1
banana @ table s 1
strawberry @ plain s 1
watermelon @ beach l 1
pizza @ table l 1
hamburger @ table s 1
pink cake @ table s 1
ice cream @ beach p 1
pink donut @ plain s 1
blue cup of coffee @ kitchen s 1
green teapot @ table l 1
black piano [make grand] @ stage l 1
violin @ plain p 1
red drum @ stage s 1
trumpet @ stage l 1
teddy bear @ bedroom s 1
3 red balloon @ park p 1
yellow kite @ in the sky s 1
blue gift @ living room s 1
2 white candle @ table s 1
christmas tree @ living room p 1
red robot @ plain p 1
black purse @ plain s 1
red backpack @ forest p 1
blue suitcase @ city street p 1
blue woolen hat @ table s 1
straw hat @ beach l 1
red dress @ bedroom p 1
white shoe @ plain l 1
black boots @ snowy field s 1
blue umbrella @ beach s 1
green armchair @ library s 1
red sofa @ living room l 1
lamp @ bedroom p 1
clock @ plain s 1
hammer @ table l 1
scissors @ plain s 1
red book @ table l 1
black camera @ table s 1
laptop @ table l 1
key @ plain s 1
brown sign [lettering open; make wooden] @ city street l 1
red sign [lettering stop; make road] @ road p 1
yellow sign [lettering sale; make marquee] @ plain l 1
rainbow @ meadow l 1
@ waterfall p 1
@ forest snow p 1
@ beach night l 1
@ mountains snow l 1
@ snowy street night snow p 1
@ kitchen l 1
@ field sunset l 1
@ garden l 1
@ library l 1
@ under water l 1
@ harbour night l 1
@ road fog l 1
"""

PLAIN_HAIR = {"black", "brown", "blond", "white"}


def _part(words):
    """A part from "2 brown dog (sitting) [hair red; hat straw]"."""
    words, pose = re.subn(r"\s*\((.+?)\)", "", words)[0], (re.findall(r"\((.+?)\)", words) or [""])[0]
    traits = re.findall(r"\[(.+?)\]", words)
    words = re.sub(r"\s*\[.+?\]", "", words).strip()
    count, words = (int(words[0]), words[2:]) if words[:1].isdigit() else (1, words)
    colour, _, rest = words.partition(" ")
    colour, subject = (colour, rest) if colour in COLOURS and rest in SUBJECTS else ("", words)
    pairs = tuple(tuple(pair.strip().split(" ", 1)) for pair in traits[0].split(";")) if traits else ()
    part = Part(subject, colour, pose, pairs, count)
    if faults(part):
        raise ValueError(f"The gallery asks for {part}, but the world does not have: {', '.join(faults(part))}.")
    dice, hair = random.Random(words), set(SUBJECTS[subject].traits.get("hair", ())) if subject else set()
    if hair and "hair" not in dict(pairs):  # the odd colours are for those pictures alone that are about them
        part = part._replace(traits=(*pairs, ("hair", dice.choice(sorted(hair & PLAIN_HAIR)))))
    return completed(part, dice)


def _scene(line):
    what, _, where = line.partition("@")
    *place, frame, seed = where.split()
    weather = place.pop() if place[-1] in WEATHERS[1:] else "clear"
    time = place.pop() if place[-1] in TIMES else "day"
    setting = " ".join(place)
    if setting not in SETTINGS:
        raise ValueError(f"The gallery names the setting {setting!r}, which the world does not have.")
    seat = re.findall(r"\{(\w+) (.+?)\}", what)
    what, _, beside = re.sub(r"\s*\{.+?\}", "", what).partition("+")
    colour, on = seat[0] if seat else ("", "")
    return Scene(_part(what.strip()), setting, time, weather, on, colour, _part(beside.strip()) if beside else None, next(name for name in FRAMES if name[0] == frame), f"gallery/{line}")


SCENES = [_scene(line) for line in LINES.strip().splitlines()]
