"""What people do: a function of chance for each activity, giving the pose with its props."""

from functools import partial

from . import people_props as props
from . import people_rides as rides
from .people_body import Pose

POSES = {}


def pose(function):
    POSES[function.__name__.replace("_", " ")] = function
    return function


@pose
def standing(d, build):
    """Weight on one leg; arms hanging, on the hips, or one of each."""
    down, hip = (d.uniform(-14, -7), d.uniform(-6, 4)), (-48 + d.uniform(-5, 5), 44)
    mirrored = lambda arm: (-arm[0], -arm[1])  # noqa: E731
    near, far = d.choice(((down, mirrored(down)), (hip, mirrored(hip)), (down, mirrored(hip)), (hip, mirrored(down))))
    return Pose((near, far), ((d.uniform(-7, -3), -2), (d.uniform(5, 11), 4)), turn=d.uniform(0, 0.28), nod=d.uniform(-4, 4),
                mood=d.choice(("smile", "smile", "laugh")))


@pose
def walking(d, build):
    stride = d.uniform(0.9, 1.1)
    return Pose(((-30 * stride, -8), (30 * stride, 52)), ((25 * stride, 12), (-17 * stride, -46)), turn=0.6, lean=5, wind=1.5,
                hands=("fist", "fist"))


@pose
def running(d, build):
    high = d.uniform(0.92, 1.08)
    return Pose(((-66 * high, 28), (44 * high, 138)), ((76 * high, -14), (-34, -64 * high)), turn=0.68, lean=17, nod=-6, wind=6,
                lift=d.choice((0, 4)),
                hands=("fist", "fist"), mood=d.choice(("smile", "laugh")), scale=0.97, front=props.dust)


@pose
def jumping(d, build):
    """Off the ground: a star, a leap, or both heels up behind."""
    lift, wild = d.uniform(20, 26), d.uniform(-6, 6)
    star = Pose(((-146 + wild, -158), (146 - wild, 160)), ((-52 + wild, -34), (50, 36)), turn=0.05, lift=lift,
                hands=("open", "open"), mood="laugh", scale=0.82)
    leap = Pose(((-128 + wild, -148), (118, 140 + wild)), ((72, 52), (-62 + wild, -98)), turn=0.55, lean=8, lift=lift + 3,
                hands=("open", "open"), mood="laugh", scale=0.86, wind=4)
    heels = Pose(((-152, -166 + wild), (150 + wild, 168)), ((34, -76), (14, -94)), turn=0.5, lean=-4, lift=lift,
                 hands=("open", "open"), mood="laugh", scale=0.84, wind=2)
    punch = Pose(((-62, 30), (158 + wild, 172)), ((86, -8), (-8, -58)), turn=0.45, lean=4, lift=lift, hands=("fist", "fist"),
                 mood="laugh", scale=0.84, wind=3)
    return d.choice((star, star, leap, leap, heels, punch))


@pose
def sitting(d, build):
    if d.random() < 0.3:  # on the ground, knees up, leaning back on the arms
        return Pose(((-34, -22), (-20, -8)), ((20, -3, 1), (25, -3, 1)), turn=0.55, lean=-14, nod=12,
                    hips=(-10, -6.2 * build.girth), scale=1.2)
    seat = d.choice(("stool", "bench", "box"))
    height = build.leg[1] + 3
    near, far = ((8, 58), (30, 70)) if d.random() < 0.5 else ((14, 74), (40, 20))
    return Pose((near, far), ((84, 3), (80, -8)), turn=0.55, nod=d.uniform(-4, 4), hips=(-12, -height - 4.6 * build.girth),
                behind=partial(props.seat, kind=seat, at=-8, height=height), scale=1.1)


@pose
def reading(d, build):
    if d.random() < 0.35:
        return Pose(((-4, 15, -1), (9, 15, 1)), ((-4, -2), (7, 4)), turn=0.12, nod=5, front=props.open_book,
                    hands=("fist", "fist"), mood="calm")
    height = build.leg[1] + 3
    return Pose(((4, 15.5, -1), (19, 14, 1)), ((84, 3), (80, -8)), turn=0.5, nod=9, hips=(-12, -height - 4.6 * build.girth),
                far_arm_over=True, hands=("fist", "fist"), mood="calm",
                behind=partial(props.seat, kind=d.choice(("stool", "bench", "box")), at=-8,
                               height=height), front=props.open_book, scale=1.1)


@pose
def dancing(d, build):
    w = d.uniform(-8, 8)
    swing = Pose(((-102 + w, -152), (128, 176 + w)), ((-14, -4), (58 + w, -42)), turn=0.2, lean=-9, nod=10,
                 hands=("open", "open"), mood="laugh", wind=2, front=props.notes)
    disco = Pose(((-62, 40 + w), (138 + w, 140)), ((-26, -12), (24, 16)), turn=0.15, lean=6, nod=-8, hands=("fist", "fist"),
                 mood="laugh", front=props.notes)
    ballet = Pose(((-150, 150 + w), (150, -150)), ((-2, 2), (66, -70 + w)), turn=0.1, nod=6, hands=("relaxed", "relaxed"),
                  mood="smile", scale=0.9, front=props.notes)
    arabesque = Pose(((-88, -98), (112, 122 + w)), ((4, 0), (-72 + w, -84)), turn=0.62, lean=14, nod=-12,
                     hands=("relaxed", "open"), mood="smile", wind=2, front=props.notes)
    if build.shoulder > 9 or build.waist > 7.5:
        return d.choice((swing, swing, disco))
    return d.choice((swing, disco, ballet, arabesque))


@pose
def waving(d, build):
    return Pose(((-12, -4), ((96 if build.head > 20 else 122) + d.uniform(-8, 8), 166 + d.uniform(-10, 14))),
                ((-5, -2), (7, 5)), turn=0.08,
                nod=d.uniform(2, 7), hands=("relaxed", "open"), mood="laugh",
                scale=0.97, front=props.waves_of_the_hand)


@pose
def cycling(d, build):
    ride = rides.Bicycle(build, d)
    return Pose(ride.arms, ride.legs, turn=0.62, lean=ride.lean, nod=-ride.lean * 0.45, hips=ride.saddle, far_arm_over=False,
                hands=("fist", "fist"), mood="smile", wind=3,
                behind=ride.draw, between=ride.near_pedal, scale=ride.scale)


@pose
def skiing(d, build):
    tuck = d.uniform(-5, 5)
    return Pose(((30 + tuck, 78), (48, 92)), ((58, -22 + tuck), (50, -26)), turn=0.62, lean=30 + tuck, nod=-16,
                hands=("fist", "fist"), mood="laugh", wind=4, far_arm_over=False,
                behind=rides.far_ski, between=rides.skis, scale=0.95)


@pose
def skateboarding(d, build):
    return Pose(((-84 + d.uniform(-9, 9), -62), (80, 104)), ((-46, 4), (52, -14)), turn=0.5, lean=d.uniform(4, 10), nod=-4,
                lift=7.5, hands=("open", "open"), mood="laugh", wind=3,
                behind=rides.skateboard, scale=0.98)


@pose
def playing_guitar(d, build):
    return Pose(((-30, 62), (46, 118)), ((-5, -3), (9, 5)), turn=0.16, nod=d.uniform(2, 8), between=props.guitar,
                hands=("fist", "fist"), mood=d.choice(("smile", "laugh")))


@pose
def painting(d, build):
    return Pose(((8, 66), (62, 106)), ((-5, -4), (9, 2)), turn=0.6, nod=2, hands=("fist", "fist"), far_arm_over=True,
                behind=props.easel, between=props.brush, front=props.palette, scale=0.92, shift=-15)


@pose
def cooking(d, build):
    return Pose(((-24, 62), (18, 82)), ((-4, -3), (7, 4)), turn=0.25, nod=6, hands=("fist", "fist"), front=props.pan,
                mood=d.choice(("smile", "laugh")), scale=0.96, shift=-7)


@pose
def kicking_a_ball(d, build):
    swing = d.uniform(-10, 10)
    return Pose(((-78, -60 + swing), (64, 84)), ((66 + swing, 58 + swing), (-12, -20)), turn=0.58, lean=-13, nod=14,
                hands=("open", "open"), front=props.ball, wind=2, scale=0.88, shift=-13)


@pose
def meditating(d, build):
    """Cross-legged on a mat, hands on the knees, eyes closed."""
    return Pose(((-40, -24), (40, 24)), ((-80, 84), (80, -84)), turn=0.0, hips=(0, -10 * build.girth),
                feet=((14, False), (14, True)), hands=("fist", "fist"), mood="asleep",
                behind=props.mat, scale=1.3)


@pose
def holding_an_umbrella(d, build):
    return Pose(((-12, -4), (26, 148)), ((-5, -2), (8, 4)), turn=0.14, nod=3, hands=("relaxed", "fist"),
                behind=props.umbrella_behind, between=props.umbrella, scale=0.8)


@pose
def lifting_weights(d, build):
    if d.random() < 0.65:
        return Pose(((-150, 178), (150, -178)), ((-20, -4), (20, 4)), turn=0.0, hands=("fist", "fist"), mood="smile",
                    behind=props.barbell, scale=0.86)
    return Pose(((-18, 164), (18, -164)), ((-16, -4), (16, 4)), turn=0.0, hands=("fist", "fist"), mood="smile",
                front=props.dumbbells)


@pose
def taking_a_photo(d, build):
    size = 28.5 / sum(build.arm)
    y, x = -(build.neck + build.head * 0.36) * size, 7.5 * build.head / 17 * size
    return Pose(((1 - x, y, 1), (1.8 + x, y, -1)), ((-7, -3), (9, 6)), turn=0.2, nod=3, hands=("fist", "fist"),
                between=props.camera, mood="smile")


@pose
def climbing(d, build):
    """Up a wall of rock, one leg high."""
    w = d.uniform(-6, 6)
    return Pose(((-138 + w, -172), (112, 168 + w)), ((-62 + w, 18), (24, -2)), turn=0.2, lean=d.uniform(-4, 6), nod=8, look=0.45,
                lift=12,
                hands=("fist", "fist"), mood=d.choice(("smile", "laugh")), behind=props.rock, scale=0.8)


@pose
def sleeping(d, build):
    """Lying; drawn by its own function, since a blanket hides nearly all of the skeleton."""
    return None
