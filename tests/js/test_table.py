"""The table of a history, opened in a real spreadsheet program."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import playwright
import pytest

TESTS = Path(__file__).parents[1]
NODE = Path(playwright.__file__).parent / "driver" / "node"
CASE = TESTS / "cases" / "copy-semicolon-note.json"
MISSING = (
    "LibreOffice is NOT INSTALLED: whether the table is safe in a spreadsheet was not checked."
    " Debian and Ubuntu: apt-get install --no-install-recommends libreoffice-calc-nogui"
)
SECONDS = 120  # LibreOffice takes 5; the first start on a slow machine takes longer

MOST_COLUMNS = 20  # empty cells up to the right edge of the sheet are left out
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "space": " ", "colon": ":"}
LANGUAGES = {"en": 1033, "fr": 1036}  # as LibreOffice numbers them
OWN_SEPARATOR = {"en": ",", "fr": ";"}
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"

FORMULA = "=1+1"
NOTES = [
    FORMULA,
    "-1+2",
    "+1",
    "@SUM(1)",
    '"=1+1"',
    "\t=1+1",
    *(f"a{gap}{FORMULA}{gap}b" for gap in (",", ";", "\t", "|", " ", ":", "\n", "\r\n", '; "', ',""', ", ", ";\u00a0")),
    "déjà vu, 🦵",
]


class Cell(NamedTuple):
    type: str | None
    value: str | None
    text: str
    formula: str | None


def opened(tmp_path: Path, separator: str, language: str, *files: Path) -> list[list[list[Cell]]]:
    """The rows of each file in LibreOffice, which was told the separator and the language."""
    program = shutil.which("soffice") or shutil.which("libreoffice") or pytest.skip(MISSING)
    # separator, quote, UTF-8, first line, columns, language, quoted as text, special numbers, …, run formulas
    how = f"CSV:{ord(separator)},34,76,1,,{LANGUAGES[language]},false,true,false,false,false,1,true"
    command: list[str | Path] = [
        program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "fods",
        "--outdir", tmp_path / "opened", f"--infilter={how}", *files,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return [rows(tmp_path / "opened" / f"{file.stem}.fods") for file in files]


def rows(path: Path) -> list[list[Cell]]:
    return [
        [
            Cell(
                cell.get(f"{OFFICE}value-type"),
                cell.get(f"{OFFICE}value") or cell.get(f"{OFFICE}date-value"),
                "\n".join("".join(line.itertext()) for line in cell.iter(f"{TEXT}p")),
                cell.get(f"{TABLE}formula"),
            )
            for cell in row.iter(f"{TABLE}table-cell")
            for _ in range(min(MOST_COLUMNS, int(cell.get(f"{TABLE}number-columns-repeated", 1))))
        ]
        for row in ElementTree.parse(path).iter(f"{TABLE}table-row")
    ]


def table(tmp_path: Path, locale: str, notes: list[str]) -> Path:
    """The table, in the language, of one practice for each note."""
    copy: dict[str, Any] = json.loads(CASE.read_text())
    (record,) = copy["records"]
    data = record["data"]
    data["sets"][0]["seconds"] = 93
    copy["records"] = [{**record, "data": {**data, "note": note}} for note in notes]
    (tmp_path / "copy.json").write_text(json.dumps(copy))
    command: list[str | Path] = [NODE, TESTS / "js" / "support" / "table.mjs", locale, tmp_path / "copy.json"]
    path = tmp_path / f"{locale}.csv"
    path.write_bytes(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    return path


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_spreadsheet_of_that_language_shows_columns_numbers_and_notes(tmp_path: Path, locale: str) -> None:
    notes = ["a;=1+1;b", "déjà vu, 🦵", "=1+1"]
    shown = ["a;'=1+1;b", "déjà vu, 🦵", "'=1+1"]
    ((heading, *practices),) = opened(tmp_path, OWN_SEPARATOR[locale], locale, table(tmp_path, locale, notes))
    columns = [cell.text for cell in heading]
    assert columns[:1] + columns[-1:] == ["date", "note"]
    assert len(columns) == 17
    for note, row in zip(shown, practices, strict=True):
        by_column = dict(zip(columns, row, strict=True))
        assert by_column["date"][:2] == ("date", "2026-11-20")
        assert by_column["total"][:2] == ("float", "15")
        assert by_column["minutes"][:2] == ("float", "1.6"), "whatever its decimal sign is on paper"
        assert by_column["pain_before"][:2] == ("float", "3")
        assert by_column["note"][0::2] == ("string", note)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_note_becomes_a_formula_whatever_separator_a_spreadsheet_was_told(tmp_path: Path, separator: str) -> None:
    naive = tmp_path / "naive.csv"
    naive.write_text(f'a{SEPARATORS[separator]}{FORMULA}{SEPARATORS[separator]}"{FORMULA}"\r\n')
    tables = [table(tmp_path, locale, NOTES) for locale in LANGUAGES]
    shown_naive, *shown = opened(tmp_path, SEPARATORS[separator], "en", naive, *tables)
    assert sum(cell.formula is not None for cell in shown_naive[0]) == 2, "the program runs formulas"
    for rows_shown in shown:
        assert len(rows_shown) > len(NOTES)
        assert [cell for row in rows_shown for cell in row if cell.formula is not None] == []
