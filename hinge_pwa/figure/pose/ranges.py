"""The lowest and the highest value of each key of a pose.

Ranges are the passive ranges of motion of healthy adults (AAOS; Greene & Heckman 1994), widened
where weight bearing or the whole column moves further than the single test.
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
"""Every key of a pose with its lowest and highest value. ``heel`` is the heel's lift; ``weight`` no angle
but the place of the load along the foot, from 0 at the heel to 1 at the toes."""
