"""The fields of a guide. They are the keys of its TOML file; docs/adding-a-guide.md explains them.

The text in `write(…)` completes the sentence "write …", which the loader shows if a key is missing or wrong.
"""

from collections.abc import Iterator
from math import ceil
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct


def write(what: str, **limits: Any) -> Meta:
    return Meta(description=what, **limits)


Side = Literal["left", "right", "both"]
WORDS = {"words": True}
Key = Annotated[str, Meta(pattern=r"\S")]
Text = Annotated[str, Meta(pattern=r"\S", extra=WORDS)]
"""Text that is translated."""
Picture = Annotated[dict[str, Any], write("the table of a picture: the person, the things and the pose", min_length=1)]


class Tempo(Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds of each phase of one repetition."""

    eccentric: Annotated[float, write("the seconds on the way down", ge=0.5, le=30)]
    pause: Annotated[float, write("the seconds at the bottom", ge=0, le=30)]
    concentric: Annotated[float, write("the seconds on the way up", ge=0.5, le=30)]

    @property
    def seconds(self) -> float:
        """The length of one repetition in seconds."""
        return self.eccentric + self.pause + self.concentric


class SetUp(Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[Text, write("how to stand before the first repetition")]
    needs: tuple[Annotated[Text, write("one thing to have at hand")], ...] = ()
    picture: Picture | None = None


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[Text, write("the step in a few words")]
    text: Annotated[Text, write("one or two sentences on what to do")]
    picture: Picture


class Cue(Struct, frozen=True, forbid_unknown_fields=True):
    say: Annotated[Text, write("the cue in two to four words, as you would say it")]
    text: Annotated[Text, write("one sentence on what the cue does")]


class CameraCues(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said after a repetition that the camera saw; static/js/counters/pose-cue.js chooses."""

    soft: Annotated[Text, write("what to say of knees that stay locked")]
    back: Annotated[Text, write("what to say of hips that sink instead of going back")]
    good: Annotated[Text, write("what to say of a repetition that has become right")]


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    text: Annotated[Text, write("one sentence on what can be seen")]
    picture: Picture


class Mistake(Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[Text, write("the mistake in a few words")]
    right: Annotated[Example, write("a table with text and picture")]
    wrong: Annotated[Example, write("a table with text and picture")]


class Dose(Struct, frozen=True, forbid_unknown_fields=True):
    """A dose of one practice, within the limits of a plan's item."""

    reps: Annotated[int, write("the repetitions a side in each round, 1 to 100", ge=1, le=100)]
    rounds: Annotated[int, write("how often in one practice, 1 to 10", ge=1, le=10)] = 1
    tempo: Annotated[int, write("per cent of the guide's own seconds of a repetition, 50 to 200", ge=50, le=200)] = 100


class Variation(Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[Text, write("the variation in a few words")]
    text: Annotated[Text, write("one or two sentences on what changes")]
    picture: Picture | None = None
    dose: Annotated[Dose, write("a table with reps, and perhaps rounds and tempo")] | None = None


class Next(Struct, frozen=True, forbid_unknown_fields=True):
    """What must have been met to go on from a guide."""

    guide: Annotated[str, write("the slug of the guide to go on with", pattern="^[a-z0-9-]{1,64}$")] | None = None
    """The loader puts in the next by `order` where a file names none; None then: it is the last guide."""
    practices: Annotated[
        int, write("how many practices with all repetitions on every side, 1 to 100", ge=1, le=100)
    ] = 3
    pain: Annotated[int, write("the most pain after such a practice, 0 to 10", ge=0, le=10)] = 3


class Alternative(Struct, frozen=True, forbid_unknown_fields=True):
    """Another way to do the same task, with its own steps."""

    title: Annotated[Text, write("the other way in a few words")]
    text: Annotated[Text, write("one or two sentences on when it is the better way")]
    steps: Annotated[
        tuple[Step, ...],
        write("an [[alternatives.steps]] table with title, text and picture for each step", min_length=1),
    ]


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """A claim and its source: either the key of one of Hinge's references, or a source in words."""

    text: Annotated[Text, write("the claim, and how sure it is")]
    reference: Annotated[Key, write("the key of one of the references")] | None = None
    source: Annotated[Key, write("who published it, where and when")] | None = None
    url: Annotated[str, write("the https address of the publication", pattern="^https://")] | None = None


class Guide(Struct, frozen=True, forbid_unknown_fields=True):
    slug: Annotated[
        str,
        write("the file's name without .toml: 1 to 64 of a-z, 0-9 and -", pattern="^[a-z0-9-]{1,64}$"),
    ]
    order: Annotated[int, write("a whole number: guides are shown by it, smallest first", ge=0)]
    title: Annotated[Text, write("the exercise's name")]
    summary: Annotated[Text, write("one short line that says what to do")]
    what: Annotated[Text, write("one to three sentences on what the movement is")]
    why: Annotated[
        tuple[Annotated[Text, write("a paragraph")], ...],
        write("a list of paragraphs on what the movement is good for", min_length=1),
    ]
    sides: Annotated[tuple[Side, ...], write('["both"] or ["left", "right"], in the order of practice', min_length=1)]
    stance: Annotated[
        dict[Side, Annotated[Text, write("a sentence")]],
        write("for each side, one short line on how to stand"),
    ]
    reps: Annotated[int, write("the repetitions a side, 1 to 1000", ge=1, le=1000)]
    tempo: Annotated[Tempo, write("a table with eccentric, pause and concentric, in seconds")]
    picture: Picture
    movement: Picture
    setup: Annotated[SetUp, write("a table with text")]
    steps: Annotated[
        tuple[Step, ...], write("a [[steps]] table with title, text and picture for each step", min_length=1)
    ]
    cues: Annotated[tuple[Cue, ...], write("a [[cues]] table with say and text for each cue", min_length=1)]
    mistakes: Annotated[
        tuple[Mistake, ...],
        write("a [[mistakes]] table with title, right and wrong for each mistake", min_length=1),
    ]
    easier: Annotated[tuple[Variation, ...], write("an [[easier]] table with title and text", min_length=1)]
    harder: Annotated[tuple[Variation, ...], write("a [[harder]] table with title and text", min_length=1)]
    dose: Annotated[Text, write("how much and how often, and who says so")]
    stop: Annotated[
        tuple[Annotated[Text, write("one reason to stop")], ...],
        write("a list of reasons to stop for today", min_length=1),
    ]
    counter: Annotated[
        Literal["tap", "pace"], write("who counts where nobody chose: tap, or pace where the hands are busy")
    ] = "tap"
    own_activity: Annotated[
        bool, write("true where people do one of their own activities: the practice asks which")
    ] = False
    next: Annotated[Next, write("a table with guide, practices or pain: what must have been met to go on")] = Next()
    ready_seconds: Annotated[int, write("the seconds to get into position, 3 to 60", ge=3, le=60)] = 5
    camera: Annotated[CameraCues, write("a table with soft, back and good")] | None = None
    not_for: tuple[Annotated[Text, write("one reason to leave this exercise")], ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    known: Annotated[
        tuple[Finding, ...], write("a [[known]] table with text and reference or source for each claim")
    ] = ()
    language: Annotated[
        str,
        write(
            "the code of the language that it is written in, such as en or fr", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
        ),
    ] = "en"

    @property
    def minutes(self) -> int:
        """The length of one practice in minutes, without breaks, rounded up."""
        return ceil(len(self.sides) * self.reps * self.tempo.seconds / 60)

    def pictures(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each still picture with its key in the file; items of lists are counted from 1."""
        yield "picture", self.picture
        if self.setup.picture:
            yield "setup.picture", self.setup.picture
        for number, step in enumerate(self.steps, start=1):
            yield f"steps[{number}].picture", step.picture
        for number, mistake in enumerate(self.mistakes, start=1):
            yield f"mistakes[{number}].right.picture", mistake.right.picture
            yield f"mistakes[{number}].wrong.picture", mistake.wrong.picture
        for key, variations in (("easier", self.easier), ("harder", self.harder)):
            for number, variation in enumerate(variations, start=1):
                if variation.picture:
                    yield f"{key}[{number}].picture", variation.picture
        for number, other in enumerate(self.alternatives, start=1):
            for count, step in enumerate(other.steps, start=1):
                yield f"alternatives[{number}].steps[{count}].picture", step.picture
