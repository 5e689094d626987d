"""The readability grade that tests of the guides use is correct."""

import pytest

from ..support.readability import grade, syllables

WORDS = {
    "hip": 1, "knees": 1, "stiff": 1, "make": 1, "bends": 1, "pressed": 1, "moves": 1, "practise": 2, "little": 2,
    "table": 2, "started": 2, "glutes": 1, "muscles": 2, "hamstrings": 2, "shoulder": 2, "minute": 2, "heavier": 2,
    "posterior": 3, "exercise": 3, "physiotherapist": 6, "15": 1,
}  # fmt: skip


@pytest.mark.parametrize(("word", "count"), WORDS.items())
def test_syllables_are_counted_to_within_one(word: str, count: int) -> None:
    assert abs(syllables(word) - count) <= 1


def test_the_count_is_right_on_the_whole() -> None:
    assert abs(sum(map(syllables, WORDS)) - sum(WORDS.values())) <= 2


def test_plain_words_are_easy_and_a_paper_is_not() -> None:
    assert grade("Stand tall. Send your hips back. Keep your knees soft.") < 2
    assert grade(
        "Posterior-chain resistance training compared to general exercise is more effective in improving pain, "
        "level of disability, muscular strength and the number of adverse events in recreationally active individuals."
    ) > 14  # fmt: skip


def test_the_end_of_a_line_ends_a_sentence() -> None:
    assert grade("Weight in your heels\nSoft knees") == grade("Weight in your heels. Soft knees.")
