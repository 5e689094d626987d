"""The list of references that guides and pages cite."""

import re
from pathlib import Path

import msgspec
import pytest

from hinge_pwa.guides.references import REFERENCES, Reference, load

ENTRY = '[a-1999]\nauthors = ["van der Berg AB", "Cho C"]\ntitle = "T"\njournal = "J"\nyear = 1999\n'


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_is_named_after_its_first_author_and_its_year(reference: Reference) -> None:
    first = re.sub(r"[^a-z]", "", reference.names[0].lower())
    assert reference.id == f"{first}-{reference.year}"


def test_no_two_references_are_one_publication() -> None:
    dois = [reference.doi.lower() for reference in REFERENCES.values() if reference.doi]
    assert len(set(dois)) == len(dois) > 0


def test_family_names_may_have_several_words(tmp_path: Path) -> None:
    (tmp_path / "list.toml").write_text(ENTRY, "utf-8")
    one = load(tmp_path / "list.toml")["a-1999"]
    assert (one.names, one.url) == (("van der Berg", "Cho"), None)


@pytest.mark.parametrize("change", ['doi = "https://doi.org/10.1000/1"', 'pages = "1-2"', "year = 1999.5"])
def test_an_entry_that_is_not_in_the_form_is_refused(tmp_path: Path, change: str) -> None:
    key = change.split()[0]
    lines = [line for line in ENTRY.splitlines() if not line.startswith(key)]
    (tmp_path / "list.toml").write_text("\n".join([*lines, change]), "utf-8")
    with pytest.raises(msgspec.ValidationError, match=r"doi|pages|year"):
        load(tmp_path / "list.toml")
