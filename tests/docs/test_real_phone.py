"""The checklist for real phones and the form by which people report have the same points."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CHECKLIST = (ROOT / "docs/on-a-real-phone.md").read_text("utf-8")
FORM = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE/real-phone.yml").read_text("utf-8"))


def points() -> list[str]:
    return re.findall(r"^## (\d+\. .+)$", CHECKLIST, re.MULTILINE)


def test_the_form_asks_for_every_point_of_the_checklist() -> None:
    asked = [field["attributes"]["label"] for field in FORM["body"] if field["type"] == "dropdown"]
    assert asked == points()
    assert [int(point.split(".")[0]) for point in points()] == list(range(1, len(points()) + 1))


def test_every_point_says_what_to_do_and_what_should_happen_and_has_a_box() -> None:
    parts = CHECKLIST.split("\n## ")[1:]
    assert len(parts) == len(points())
    for part in parts:
        assert re.findall(r"^- \*\*(.+?):\*\*", part, re.MULTILINE) == ["Do", "Should happen", "Happened"]
        assert part.count("☐") == 2


def test_the_form_is_one_that_github_takes() -> None:
    ids = [field["id"] for field in FORM["body"] if "id" in field]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", one) for one in ids)
    assert FORM["name"]
    assert FORM["description"]
    for field in FORM["body"]:
        assert field["type"] in ("markdown", "input", "dropdown", "textarea")
        assert ("label" in field["attributes"]) is (field["type"] != "markdown")
