"""The warning signs before a practice, and the meaning of a pain score."""

import re

import pytest
from flask import Flask

from hinge_pwa.pages import warning_signs

PRACTICE = "/practice/foam-roller-deadlift/"
SIGNS = "<p>{{ _('if you have any of these:') }}</p>\n<ul><li>a fever</li></ul>{# see warning_signs.py #}"


def listed(html: str) -> list[str]:
    """The warning signs of a page, in order."""
    start = html.index('class="warning-signs"')
    return re.findall(r"<li>(.+?)</li>", html[start : html.index("</section>", start)])


def test_a_practice_shows_the_signs_of_the_safety_page_before_it_begins(site: Flask) -> None:
    html = site.test_client().get(PRACTICE).text.partition("</style>")[2]
    shown = listed(html)
    assert shown == listed(site.test_client().get("/safety/").text)
    assert len(shown) == 17
    assert (
        html.index("Before your first practice")
        < html.index("pain that is worse at night")
        < html.index('data-testid="begin"')
    )


def test_the_signs_are_named_by_their_words(site: Flask) -> None:
    with site.app_context():
        assert f'data-signs="{warning_signs.version()}"' in site.test_client().get(PRACTICE).text


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (("<p>", '<p class="lead">'), True),
        (("\n", "\n\n  "), True),
        (("{# see warning_signs.py #}", ""), True),
        (("<li>a fever</li>", "<li>{{ _('a fever') }}</li>"), True),
        (("a fever", "a high fever"), False),
        (("</ul>", "<li>a recent fall</li></ul>"), False),
    ],
)
def test_signs_have_another_version_once_a_word_changed(change: tuple[str, str], same: bool) -> None:
    changed = SIGNS.replace(*change)
    assert changed != SIGNS
    assert (warning_signs.version_of(changed) == warning_signs.version_of(SIGNS)) is same


@pytest.mark.parametrize(
    ("path", "scales"), [(PRACTICE, ["pain_before", "pain_after"]), ("/history/", ["pain_before", "pain_after"])]
)
def test_where_pain_is_asked_the_rule_has_a_line_for_every_number(site: Flask, path: str, scales: list[str]) -> None:
    html = site.test_client().get(path).text
    fieldsets = re.findall(r'<fieldset class="pain-scale".*?</fieldset>', html, re.DOTALL)
    assert [re.findall(r'name="(\w+)"', one)[0] for one in fieldsets] == scales
    for name, fieldset in zip(scales, fieldsets, strict=True):
        assert re.findall(r'value="(\d*)"', fieldset) == [*map(str, range(11)), ""]
        lines = [range(int(a), int(b) + 1) for a, b in re.findall(r'data-from="(\d+)" data-to="(\d+)"', fieldset)]
        assert [level for line in lines for level in line] == list(range(11))
        assert [line.start for line in lines] == [0, 4, 6]
        assert f'id="{name}-rule"' in fieldset
        assert re.search(rf'aria-describedby="[^"]*{name}-rule', fieldset)
        assert "smaller and slower" in fieldset.lower()


@pytest.mark.parametrize("path", ["/safety/", "/guides/hip-hinge/", PRACTICE, "/history/"])
def test_the_rule_looks_a_day_ahead(site: Flask, path: str) -> None:
    assert "By then it should be back to where it was." in site.test_client().get(path).text
