"""Hinge's own guides, and guides that a clinic adds."""

import re
from html.parser import HTMLParser
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from msgspec import to_builtins

from hinge_pwa import ROOT, guides
from hinge_pwa.figure.spec.picture import read_picture
from hinge_pwa.figure.still import compose
from hinge_pwa.guides import Guide
from hinge_pwa.guides.loader import load
from hinge_pwa.guides.references import REFERENCES
from hinge_pwa.pwa import worker

from ..conftest import NewApp
from ..support.readability import grade

OWN = load(guides.CONTENT)
TOO_MUCH = re.compile(r"\b(protect|prevent|cure|heal|fix(es)? your|dangerous|damage|wear and tear)", re.IGNORECASE)


class Page(HTMLParser):
    """The headings, ids and links of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labels: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in values:
            self.ids.append(values["id"])
        self.labels += values.get("aria-labelledby", "").split()
        self.links.append(values.get("href", ""))


def texts_under(value: Any, *keys: str) -> list[str]:
    """All texts under one of the keys, at any depth."""
    if isinstance(value, dict):
        found = (texts(item) if key in keys else texts_under(item, *keys) for key, item in value.items())
        return [text for some in found for text in some]
    return [text for item in value for text in texts_under(item, *keys)] if isinstance(value, (list, tuple)) else []


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def prose(guide: Guide) -> list[str]:
    """All texts of a guide that are sentences."""
    return texts_under(to_builtins(guide), "what", "why", "text", "dose", "stop", "stance")


@pytest.fixture(params=OWN)
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_guides_come_in_the_order_of_learning() -> None:
    orders = [guide.order for guide in OWN.values()]
    assert orders == list(range(1, len(OWN) + 1))
    assert {"hip-hinge", "foam-roller-deadlift"} <= OWN.keys()  # other sites link to them


def test_the_drill_is_done_on_each_side() -> None:
    drill = OWN["foam-roller-deadlift"]
    shown = {step.picture.get("side", "right") for step in drill.steps}
    assert set(drill.sides) == shown == {"left", "right"}
    for side in drill.sides:
        assert drill.stance[side].lower().count(side) == 2  # foot and hand are on the same side


def test_a_guide_is_short_and_complete(slug: str) -> None:
    guide = OWN[slug]
    assert len(guide.steps) <= 8
    assert 3 <= len(guide.mistakes) <= 4
    assert any(version.dose for version in guide.easier)
    assert any(version.dose for version in guide.harder)
    assert all(len(cue.say.split()) <= 4 for cue in guide.cues)


def test_right_and_wrong_differ_in_the_body_and_in_the_sign(slug: str) -> None:
    for mistake in OWN[slug].mistakes:
        right, wrong = mistake.right.picture, mistake.wrong.picture
        assert right.get("right") is wrong.get("wrong") is True
        assert right["pose"] != wrong["pose"]
        assert set(right["marks"]) - {"pivot", "path"} == set(wrong["marks"])
        assert [right.get(key) for key in ("person", "side", "frame")] == [
            wrong.get(key) for key in ("person", "side", "frame")
        ]


def test_every_hinge_to_copy_marks_the_place_to_bend(slug: str) -> None:
    for key, spec in OWN[slug].pictures():
        pose, is_side = spec["pose"], spec.get("view") != "behind"
        if pose["hip"] >= 30 and is_side and "kneel" not in pose and not spec.get("wrong"):
            assert {"pivot", "path"} & set(spec["marks"]), key


def test_a_pose_to_copy_leans_by_70_degrees_at_most(slug: str) -> None:
    for key, spec in OWN[slug].pictures():
        if spec.get("wrong") or "later" in spec.get("marks", ()):
            continue
        leaned = abs(compose(read_picture(spec))[0].stance.hip.upper)
        assert leaned <= 70, key


def test_no_two_pictures_of_a_guide_show_the_same(slug: str) -> None:
    shown = [repr({**spec, "frame": None}) for _, spec in OWN[slug].pictures()]
    assert len(set(shown)) == len(shown)


def test_a_twelve_year_old_can_read_a_guide(slug: str) -> None:
    assert grade("\n".join(prose(OWN[slug]))) <= 6


@pytest.mark.parametrize("word", ["glutes", "hamstrings", "posterior chain", "lumbar spine"])
def test_a_special_term_is_explained_where_it_first_stands(slug: str, word: str) -> None:
    text = " ".join(prose(OWN[slug]))
    first = text.find(word)
    around = text[max(0, first - 80) : first + len(word) + 40]
    assert first < 0 or "(" in around or "called" in around


def test_a_guide_claims_no_more_than_is_known(slug: str) -> None:
    assert not TOO_MUCH.search((guides.CONTENT / f"{slug}.toml").read_text("utf-8"))
    assert OWN[slug].known
    assert all(finding.reference for finding in OWN[slug].known)


def test_a_guide_shows_all_that_its_file_says(client: FlaskClient, slug: str) -> None:
    guide = OWN[slug]
    page = client.get(f"/guides/{slug}/").text.replace("&#39;", "'").replace("&amp;", "&")
    said = texts_under(to_builtins(guide), "title", "summary", "what", "why", "text", "needs", "say", "dose", "stop")
    for finding in guide.known:
        assert finding.reference
        reference = REFERENCES[finding.reference]
        said += [reference.names[0], reference.journal, str(reference.year), str(reference.url)]
    assert [text for text in said if text not in page] == []


def test_every_picture_of_a_guide_is_drawn_and_named(client: FlaskClient, slug: str) -> None:
    guide = OWN[slug]
    html = client.get(f"/guides/{slug}/").text
    # the movement is in the place of `picture`; a link to the next guide has its picture
    pictures = len(list(guide.pictures())) + (slug != list(OWN)[-1])
    assert html.count('role="img"') == pictures
    page = Page(html)
    assert len(set(page.ids)) == len(page.ids)
    assert set(page.labels) <= set(page.ids)
    assert html.count("<desc") == pictures


def test_headings_go_down_one_level_at_a_time(client: FlaskClient, slug: str) -> None:
    for path in (f"/guides/{slug}/", "/guides/", "/safety/"):
        levels = Page(client.get(path).text).headings
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_guide_leads_to_the_one_after_it(client: FlaskClient) -> None:
    for slug, after in zip_longest(OWN, list(OWN)[1:]):
        end = client.get(f"/guides/{slug}/").text.partition('class="guide-next"')[2].partition("</nav>")[0]
        assert Page(end).links.count(f"/guides/{after}/" if after else "/guides/") == 1


def test_today_and_the_list_of_guides_show_the_order(client: FlaskClient) -> None:
    for path, begin, end in (("/", 'class="order"', "</section>"), ("/guides/", 'class="guide-list"', "</ol>")):
        part = client.get(path).text.partition(begin)[2].partition(end)[0]
        links = [link for link in Page(part).links if link.startswith("/guides/")]
        assert links == [f"/guides/{slug}/" for slug in OWN]


def test_links_within_a_guide_lead_somewhere(client: FlaskClient, slug: str) -> None:
    page = Page(client.get(f"/guides/{slug}/").text)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert f"/practice/{slug}/" in page.links


@pytest.mark.parametrize("path", ["/", "/guides/", "/guides/hip-hinge/", "/practice/hip-hinge/", "/history/"])
def test_the_signs_of_danger_are_one_step_away(client: FlaskClient, path: str) -> None:
    assert "/safety/" in Page(client.get(path).text).links
    assert "call the emergency number" in client.get("/safety/").text


def test_a_clinic_adds_a_guide_by_adding_a_file(new_app: NewApp, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    folder.mkdir()
    text = (guides.CONTENT / "hip-hinge.toml").read_text("utf-8")
    text = text.replace('title = "Hip hinge"', 'title = "Good morning"').replace("order = 2", "order = 10")
    (folder / "good-morning.toml").write_text(text, "utf-8")

    app = new_app(GUIDES_DIR=str(folder))

    assert list(app.extensions["guides"]) == [*OWN, "good-morning"]
    client = app.test_client()
    assert "Good morning" in client.get("/guides/").text
    assert "/practice/good-morning/" in client.get("/guides/good-morning/").text
    assert {"/guides/good-morning/", "/practice/good-morning/"} <= phone_copies(app)


def test_an_unknown_guide_is_not_found(client: FlaskClient) -> None:
    assert client.get("/guides/no-such-guide/").status_code == 404


def phone_copies(app: Flask) -> set[str]:
    with app.test_request_context():
        return set(worker.urls())


def test_the_guide_in_the_manual_loads_as_it_stands(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "adding-a-guide.md").read_text("utf-8")
    (block,) = re.findall(r"^```toml\n(.*?)^```", manual, re.DOTALL | re.MULTILINE)
    (tmp_path / "wall-hinge.toml").write_text(block, "utf-8")
    assert load(tmp_path)["wall-hinge"].title == "Wall hinge"
