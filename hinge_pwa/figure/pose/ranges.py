"""The range of motion of each joint.

Ranges are the passive ranges of healthy adults (AAOS; Greene & Heckman 1994). Some are wider, because body weight
or the movement of the whole spine takes a joint further than the test of the single joint.
"""

RANGES: dict[str, tuple[float, float]] = {
    "ankle": (-50, 42),
    "knee": (-10, 145),
    "hip": (-30, 125),
    "lumbar": (-25, 60),
    "thoracic": (-20, 40),
    "neck": (-60, 50),
    "shoulder": (-60, 180),
    "elbow": (-5, 150),
    "wrist": (-80, 90),
    "heel": (0, 60),
    "weight": (0, 1),
    "opening": (-20, 60),
}
"""The lowest and the highest value of each key of a pose, in degrees, flexion positive.

``heel`` is the angle of a lifted foot. ``weight`` is not an angle: it is the place of the centre of mass along the
foot, from 0 at the heel to 1 at the toes.
"""
