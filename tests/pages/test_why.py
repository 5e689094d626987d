"""The page /why/: each claim has a source, each source a claim, and the pictures match the words."""

import re
from itertools import pairwise

import pytest
from flask import Flask
from markupsafe import Markup

from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.guides.references import REFERENCES, Citations
from hinge_pwa.pages import views
from hinge_pwa.pages.why import PICTURES

from ..support.readability import grade

CLAIM = re.compile(r"<(p|li) data-claim>(.*?)</\1>", re.DOTALL)
OPEN = re.compile(r"<li data-open>(.*?)</li>", re.DOTALL)
TOO_MUCH = re.compile(r"\b(protect|prevent|cure|heal|fix(es)? your|danger|damage|wear and|harm|injur)", re.IGNORECASE)
TEXT = re.compile(r"<(p|li|figcaption|h2|h3)\b[^>]*>(.*?)</\1>", re.DOTALL)


@pytest.fixture
def html(site: Flask) -> str:
    return site.test_client().get("/why/").text


def section(html: str, attribute: str) -> str:
    start = html.index(attribute)
    return html[start : html.index("</section>", start)]


def words(html: str) -> str:
    return Markup(re.sub(r"<svg.*?</svg>|<a class=\"cite\".*?</a>", "", html, flags=re.DOTALL)).striptags()


def without_references(html: str) -> str:
    return html[html.index("<main") : html.index('id="references"')]


def cited(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'class="cite" href="#reference-(\d+)"', text)]


def test_every_claim_has_its_references_and_every_reference_is_used(html: str) -> None:
    claims = [text for _, text in CLAIM.findall(html)]
    listed = [int(number) for number in re.findall(r'<li id="reference-(\d+)"', html)]
    assert len(claims) >= 8
    assert all(cited(claim) for claim in claims)
    assert listed == list(range(1, len(listed) + 1))
    assert {number for claim in claims for number in cited(claim)} == set(listed)
    assert cited(html) == [number for claim in claims for number in cited(claim)]


def test_what_is_tested_is_claims_and_open_questions_alone(html: str) -> None:
    tested = section(html, 'id="tested"')
    assert tested.count("<li") == len(CLAIM.findall(tested)) + len(OPEN.findall(tested))
    assert OPEN.findall(tested)
    assert not any(map(cited, OPEN.findall(tested)))
    known, unknown = tested.index("What is known"), tested.index("What is not known")
    assert known < unknown
    assert len(CLAIM.findall(tested[known:unknown])) >= 3


def test_a_reference_says_who_what_where_and_when(html: str) -> None:
    listed = Markup(section(html, 'id="references"')).unescape()
    for number in set(cited(html)):
        entry = listed[listed.index(f'id="reference-{number}"') :].split("</li>")[0]
        (one,) = (one for one in REFERENCES.values() if one.title in entry)
        assert one.authors[0] in entry
        assert one.journal in entry
        assert str(one.year) in entry
        assert f'href="{one.url}"' in entry


def test_references_are_numbered_in_the_order_of_the_page(html: str) -> None:
    first = list(dict.fromkeys(cited(html)))
    assert first == sorted(first)
    citations = Citations()
    assert [citations.number(id) for id in ("childs-2005", "hayden-2021", "childs-2005")] == [1, 2, 1]
    assert [(number, one.id) for number, one in citations] == [(1, "childs-2005"), (2, "hayden-2021")]
    with pytest.raises(KeyError):
        citations.number("nobody-1900")


def test_it_claims_no_more_than_is_known_and_frightens_nobody(html: str) -> None:
    text = words(without_references(html))
    assert not TOO_MUCH.search(text)
    assert "Bending is safe for most backs" in text


def test_it_is_easy_to_read(html: str) -> None:
    assert grade("\n".join(words(text) for _, text in TEXT.findall(without_references(html)))) <= 6


def test_headings_go_down_one_level_at_a_time(html: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_both_ways_of_bending_bring_the_hands_to_the_same_height() -> None:
    heights = [compose(read_picture(PICTURES[name]))[0].near_arm.wrist.at.imag for name in ("back", "hips")]
    assert abs(heights[0] - heights[1]) < 1
    assert "lumbar" in PICTURES["back"]["pose"]
    assert "lumbar" not in PICTURES["hips"]["pose"]


def test_the_stiff_hip_stops_before_the_free_one_and_both_backs_are_straight() -> None:
    stiff, free = PICTURES["stiff"]["pose"], PICTURES["free"]["pose"]
    assert stiff["hip"] < free["hip"]
    assert "lumbar" not in {*stiff, *free}


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_shown(html: str, name: str) -> None:
    assert f'id="why-{name}-t"' in html


@pytest.mark.parametrize("path", ["/", "/guides/", "/guides/hip-hinge/", "/settings/", "/history/", "/safety/"])
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_the_page_is_one_step_away(site: Flask, prefix: str, path: str) -> None:
    assert f'href="{prefix}/why/"' in site.test_client().get(prefix + path).text


def test_the_page_is_on_the_phone(site: Flask) -> None:
    with site.test_request_context():
        assert "/why/" in set(views.paths("en"))
