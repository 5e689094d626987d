"""A picture's table from a guide file, checked and turned into values."""

from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, fields, replace
from typing import Any

from ..errors import PictureError
from ..frame import WHOLE
from ..person.people import PEOPLE, Person
from ..pose.kneel import NEAREST, TOES, Kneel
from ..pose.pose import PLAIN_KEYS, Limb, Pose
from ..pose.ranges import RANGES
from ..pose.roller import Roller
from ..pose.things import KINDS, Things
from .tables import read_choice, read_choices, read_flag, read_number, read_table, refuse_unknown
from .views import VIEWS, refuse_opening, refuse_unseen

BODY_MARKS = ("spine", "hip-angle", "knee-angle", "hamstrings", "weight", "gaze", "pivot", "later")
MARKS = (*BODY_MARKS, "distance", "hips", "path", "ghost", "contact", "press")
MOVING_MARKS = ("spine", "contact", "gaze", "pivot")
THINGS = ("roller", *KINDS)
SIDES = ("left", "right")
PICTURE_KEYS = (
    "person",
    "view",
    "side",
    "pose",
    "from",
    "things",
    "roller",
    *KINDS,
    "marks",
    "wrong",
    "right",
    "frame",
    "seconds",
    "times",
    "change",
)
MOVEMENT_KEYS = ("person", "side", "from", "to", "things", "roller", *KINDS, "marks")
FRAME_RANGE = (0.5, 2.0)
ROLLER_RANGES = {"tilt": (-20.0, 60.0), "foot_gap": (0.0, 30.0)}


@dataclass(frozen=True)
class Picture:
    person: Person
    side: str
    """The side that faces the viewer; on it a free leg moves and a roller is held."""
    pose: Pose
    start: Pose | None
    marks: frozenset[str]
    wrong: bool = False
    right: bool = False
    frame: float = WHOLE
    """The side of the square that is seen, in statures."""
    view: str = "side"
    seconds: int | None = None
    times: int | None = None
    change: bool = False
    """From behind: two people side by side, on one leg and on the other."""


@dataclass(frozen=True)
class Movement:
    person: Person
    side: str
    start: Pose
    end: Pose
    marks: frozenset[str]


def read_picture(spec: Mapping[str, Any]) -> Picture:
    refuse_unknown(spec, PICTURE_KEYS, "")
    roller, things = _roller(spec), _things(spec)
    pose = _pose(spec, "pose", roller, things)
    start = _pose(spec, "from", roller, things) if "from" in spec else None
    marks = frozenset(read_choices(spec, "marks", MARKS))
    view = read_choice(spec, "view", VIEWS, "side")
    refuse_unseen(view, pose, marks, read_choices(spec, "things", THINGS), start is not None)
    if marks & {"path", "ghost"} and start is None:
        raise PictureError("from: the marks “path” and “ghost” need the pose that the movement comes from")
    if roller is None and "press" in marks:
        raise PictureError('marks: “press” needs things = ["roller"]')
    if "distance" in marks and not (things.wall or things.box):
        raise PictureError("marks: “distance” needs a wall or a box")
    _touchable(marks, roller, things)
    if start is not None:
        pair(start, pose, "from", "pose")
    wrong, right = read_flag(spec, "wrong"), read_flag(spec, "right")
    if wrong and right:
        raise PictureError("wrong: a picture cannot be both right and wrong")
    frame = read_number(spec, "frame", "", *FRAME_RANGE) if "frame" in spec else WHOLE
    seconds, times = _amount(spec, "seconds"), _amount(spec, "times")
    if (seconds or times) and (wrong or right or (seconds and times)):
        raise PictureError(f"{'seconds' if seconds else 'times'}: the corner has room for one sign only")
    change = read_flag(spec, "change")
    if change and not (view == "behind" and pose.free):
        raise PictureError('change: two sides are seen from behind, with a free leg; say view = "behind"')
    return Picture(_person(spec), _side(spec), pose, start, marks, wrong, right, frame, view, seconds, times, change)


def _amount(spec: Mapping[str, Any], key: str) -> int | None:
    return round(read_number(spec, key, "", 1, 99)) if key in spec else None


def read_movement(spec: Mapping[str, Any]) -> Movement:
    refuse_unknown(spec, MOVEMENT_KEYS, "")
    roller, things = _roller(spec), _things(spec)
    start, end = _pose(spec, "from", roller, things), _pose(spec, "to", roller, things)
    pair(start, end, "from", "to")
    refuse_opening(start, "from")
    refuse_opening(end, "to")
    marks = frozenset(read_choices(spec, "marks", MOVING_MARKS))
    _touchable(marks, roller, things)
    return Movement(_person(spec), _side(spec), start, end, marks)


def _touchable(marks: frozenset[str], roller: Roller | None, things: Things) -> None:
    if roller is None and not things.names and "contact" in marks:
        raise PictureError("marks: “contact” needs one of the things that can be touched")


def pair(start: Pose, end: Pose, start_key: str, end_key: str) -> None:
    """Refuses two poses between which no movement can be drawn."""
    if (start.free is None) != (end.free is None):
        raise PictureError(f"{end_key}.free: the foot is off the ground in one of {start_key} and {end_key} only")
    if start.kneel != end.kneel:
        raise PictureError(f"{end_key}.kneel: it must be the same in {start_key} and {end_key}")
    for name, a, b in (
        ("ankle", start.ankle, end.ankle),
        ("shoulder", start.near_arm.shoulder, end.near_arm.shoulder),
        ("far.shoulder", start.far_arm.shoulder, end.far_arm.shoulder),
    ):
        if (a is None) != (b is None):
            raise PictureError(f"{end_key}.{name}: give it in both {start_key} and {end_key}, or in neither")


def _person(spec: Mapping[str, Any]) -> Person:
    return PEOPLE[read_choice(spec, "person", tuple(PEOPLE), "woman")]


def _side(spec: Mapping[str, Any]) -> str:
    return read_choice(spec, "side", SIDES, "right")


def _pose(spec: Mapping[str, Any], key: str, roller: Roller | None, things: Things) -> Pose:
    table = read_table(spec, key)
    refuse_unknown(table, (*RANGES, "free", "kneel", "far"), f"{key}.")
    near = _limb(table, ("shoulder", "elbow", "wrist"), f"{key}.", Limb())
    far = near
    if "far" in table:
        inner = read_table(table, "far", f"{key}.")
        refuse_unknown(inner, ("shoulder", "elbow", "wrist"), f"{key}.far.")
        far = _limb(inner, ("shoulder", "elbow", "wrist"), f"{key}.far.", near)
    free = None
    if "free" in table:
        inner = read_table(table, "free", f"{key}.")
        refuse_unknown(inner, ("hip", "knee", "ankle"), f"{key}.free.")
        free = _limb(inner, ("hip", "knee", "ankle"), f"{key}.free.", Limb())
    if roller is not None and free is None:
        raise PictureError(f"{key}.free: the roller needs a free leg to hold it")
    kneel = _kneel(table, f"{key}.") if "kneel" in table else None
    if kneel and free:
        raise PictureError(f"{key}.kneel: a leg that is off the ground cannot kneel; give free or kneel")
    for name in ("weight", "heel", *(("ankle",) if kneel and kneel.both else ())):
        if kneel and name in table:
            raise PictureError(f"{key}.{name}: it says nothing about a person who kneels; leave it out")
    plain: dict[str, Any] = {name: _angle(table, name, f"{key}.") for name in PLAIN_KEYS if name in table}
    ankle, neck = (_angle(table, name, f"{key}.") if name in table else None for name in ("ankle", "neck"))
    if kneel and ankle is None:
        ankle = 0.0
    plain |= {"ankle": ankle, "neck": neck, "free": free, "kneel": kneel}
    return Pose(near_arm=near, far_arm=far, roller=roller, things=things, **plain)


def _kneel(pose: Mapping[str, Any], where: str) -> Kneel:
    table, inside = read_table(pose, "kneel", where), f"{where}kneel."
    refuse_unknown(table, ("both", "toes", "near"), inside)
    return Kneel(
        both=read_flag(table, "both", inside),
        toes=read_choice(table, "toes", TOES, "tucked", inside),
        near=read_choice(table, "near", NEAREST, "knee", inside),
    )


def _limb(table: Mapping[str, Any], keys: Iterable[str], where: str, default: Limb) -> Limb:
    return replace(default, **{key: _angle(table, key, where) for key in keys if key in table})


def _roller(spec: Mapping[str, Any]) -> Roller | None:
    if "roller" not in read_choices(spec, "things", THINGS):
        if "roller" in spec:
            raise PictureError('roller: say things = ["roller"] too')
        return None
    table = read_table(spec, "roller") if "roller" in spec else {}
    refuse_unknown(table, (*ROLLER_RANGES, "held"), "roller.")
    numbers = {k: read_number(table, k, "roller.", *limits) for k, limits in ROLLER_RANGES.items() if k in table}
    return Roller(held=read_flag(table, "held", "roller.", True), **numbers)


def _things(spec: Mapping[str, Any]) -> Things:
    named = read_choices(spec, "things", THINGS)
    for name in KINDS:
        if name in spec and name not in named:
            raise PictureError(f'{name}: say things = ["{name}"] too')
    things = Things(**{name: _thing(spec, name, kind) for name, kind in KINDS.items() if name in named})
    try:
        busy = things.hands()
    except ValueError as error:
        raise PictureError(f"things: {error}") from None
    if "roller" in named and "near" in busy:
        raise PictureError(f"things: the near hand cannot hold the roller and the {busy['near']}")
    for name, one, other in (("wall", "gap", "front"), ("chair", "before", "behind")):
        if name in spec and one in spec[name] and other in spec[name]:
            raise PictureError(f"{name}: give {one} or {other}; there is one {name}")
    if things.chair and things.chair.before is None and things.chair.behind is None:
        raise PictureError("chair: say how far it stands, with before or behind")
    if things.ball and things.ball.held and things.ball.hand == "none":
        raise PictureError("ball.hand: no hand is left to hold it; name one, or say held = false")
    if things.ball and things.ball.held and things.ball.before is not None:
        raise PictureError("ball.before: a ball in the hand goes where the hand goes; say held = false")
    return things


def _thing(spec: Mapping[str, Any], name: str, kind: type) -> Any:
    """The thing with what its table says, by the rules that its fields declare."""
    table, where = read_table(spec, name) if name in spec else {}, f"{name}."
    rules: dict[str, Field[Any]] = {rule.name: rule for rule in fields(kind)}
    refuse_unknown(table, tuple(rules), where)
    values: dict[str, Any] = {}
    for key in table:
        rule = rules[key].metadata
        if "range" in rule:
            values[key] = read_number(table, key, where, *rule["range"])
        elif "choices" in rule:
            values[key] = read_choice(table, key, rule["choices"], "", where)
        else:
            values[key] = read_flag(table, key, where)
    return kind(**values)


def _angle(table: Mapping[str, Any], key: str, where: str) -> float:
    return read_number(table, key, where, *RANGES[key])
