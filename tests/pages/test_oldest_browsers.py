"""The oldest supported browsers have every feature that Hinge needs; docs/browsers.md explains it.

A newer feature may be used if a page works without it: a style that older browsers ignore, rules in `@supports`, or a
feature that a script tests for. Such a feature is not in these lists.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hinge_pwa.pages.browsers import OLDEST
from tests.support.stylesheet import Rule, rules

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
NEVER = "999"  # no version of this browser has it


class Feature(NamedTuple):
    """A pattern of source text, and the first Safari, Firefox and Chrome that support it fully, by MDN's data."""

    pattern: str
    safari: str
    firefox: str
    chrome: str


NESTING = Feature("", "17.2", "117", "120")
SELECTORS = {
    ":has()": Feature(r":has\(", "15.4", "121", "105"),
    ":user-valid, :user-invalid": Feature(r":user-(in)?valid", "16.5", "88", "119"),
    ":popover-open": Feature(r":popover-open", "17", "125", "114"),
    ":open": Feature(r":open\b", "26.5", "136", "133"),
    ":dir()": Feature(r":dir\(", "16.4", "49", "120"),
    "::details-content": Feature(r"::details-content", "18.4", "143", "131"),
    ":nth-child(… of …)": Feature(r":nth-(last-)?child\([^)]* of ", "9", "113", "111"),
}
AT_RULES = {
    "@scope": Feature(r"@scope\b", "26.4", "146", "118"),
    "@starting-style": Feature(r"@starting-style\b", "17.5", "129", "117"),
    "@property": Feature(r"@property\b", "16.4", "128", "85"),
    "@position-try": Feature(r"@position-try\b", "26", "147", "125"),
    "@view-transition": Feature(r"@view-transition\b", "18.2", NEVER, "126"),
    "@container style()": Feature(r"@container\b.*\bstyle\(", "18", "151", "111"),
}
DECLARATIONS = {
    "light-dark()": Feature(r"\blight-dark\(", "17.5", "120", "123"),
    "colours made of others": Feature(r"\b(rgb|hsl|hwb)a?\(\s*from\s", "18", "128", "125"),
    "oklch() and its like": Feature(r"\b(oklch|oklab|lch|lab|color)\(", "15.4", "113", "111"),
    "sines": Feature(r"\b(sin|cos|tan|asin|acos|atan2?)\(", "15.4", "108", "111"),
    "round(), mod(), rem()": Feature(r"\b(round|mod|rem)\(", "15.4", "118", "125"),
    "powers": Feature(r"\b(pow|sqrt|hypot|log|exp)\(", "15.4", "118", "120"),
    "abs(), sign()": Feature(r"\b(abs|sign)\(", "15.4", "118", "138"),
    "if()": Feature(r"\bif\(", "27.3", NEVER, "137"),
    "calc-size()": Feature(r"\bcalc-size\(", NEVER, NEVER, "129"),
    "lines as units": Feature(r"\dr?lh\b", "16.4", "120", "111"),
    "capitals as units": Feature(r"\dr?cap\b", "17.2", "147", "118"),
    "subgrid": Feature(r"\bsubgrid\b", "16", "71", "117"),
    "anchors": Feature(r"\banchor(-size)?\(|^anchor-name$", "26", "147", "125"),
    "linear()": Feature(r"\blinear\(", "17.2", "112", "113"),
    "animation by scrolling": Feature(r"^animation-timeline$", "26", "159", "115"),
}
CODE = {
    "toSorted() and its like": Feature(r"\.to(Sorted|Reversed|Spliced)\(", "16", "115", "110"),
    "Array.prototype.with()": Feature(r"\.with\(", "16", "115", "110"),
    "groupBy()": Feature(r"\b(Object|Map)\.groupBy\(", "17.4", "119", "117"),
    "Array.fromAsync()": Feature(r"\bArray\.fromAsync\(", "16.4", "115", "121"),
    "Promise.withResolvers()": Feature(r"\bPromise\.withResolvers\(", "17.4", "121", "119"),
    "Promise.try()": Feature(r"\bPromise\.try\(", "18.2", "134", "128"),
    "AbortSignal.any()": Feature(r"\bAbortSignal\.any\(", "17.4", "124", "116"),
    "URL.canParse(), URL.parse()": Feature(r"\bURL\.(canParse|parse)\(", "17", "115", "120"),
    "what two sets share": Feature(
        r"\.(union|intersection|difference|isSubsetOf|isDisjointFrom)\(", "17", "127", "122"
    ),
    "iterators with methods": Feature(
        r"\.(values|keys|entries)\(\)\s*\.(map|filter|some|every|find|reduce|toArray|take|drop)\(", "18.4", "131", "122"
    ),
    "RegExp.escape()": Feature(r"\bRegExp\.escape\(", "18.2", "134", "136"),
    "regular expressions with v": Feature(r"/[dgimsy]*v[dgimsy]*(?=\s*[.,;)\]])", "17", "116", "112"),
    "attributes of imports": Feature(r"\b(from|import)\s*['\"]{2}\s*with\b", "17.2", "138", "123"),
    "using": Feature(r"^\s*(await\s+)?using\s+\w+\s*=", "27.3", "141", "134"),
    "isWellFormed()": Feature(r"\.(is|to)WellFormed\(", "16.4", "119", "111"),
    "bytes as text": Feature(r"\.(to|from)(Base64|Hex)\(", "18.2", "133", "140"),
    "ARIA as properties": Feature(r"\.(aria[A-Z]\w+|role)\b", "12.2", "119", "103"),
    "checkVisibility()": Feature(r"\.checkVisibility\(", "17.4", "106", "105"),
    "popovers": Feature(r"\.(show|hide|toggle)Popover\(", "17", "125", "114"),
    "startViewTransition()": Feature(r"\bdocument\.startViewTransition\(", "18", "144", "111"),
    "requestIdleCallback()": Feature(r"\brequestIdleCallback\(", NEVER, "55", "47"),
    "scheduler": Feature(r"\bscheduler\.", NEVER, "142", "94"),
    "Intl.Segmenter": Feature(r"\bIntl\.Segmenter\b", "14.5", "125", "87"),
    "Intl.DurationFormat": Feature(r"\bIntl\.DurationFormat\b", "16.4", "136", "129"),
    # Behind `globalThis.` it is first looked whether it is there.
    "compression": Feature(r"(?<!globalThis\.)\b(Dec|C)ompressionStream\b", "16.4", "113", "80"),
    "credentials from JSON": Feature(r"\bparse(Creation|Request)OptionsFromJSON\(", "18.4", "119", "129"),
}
EARLY = {
    "?. and ??": r"\?\.(?!\d)|\?\?",
    "||= and &&=": r"(\|\||&&)=",
    "catch without a name": r"\bcatch\s*\{",
    "classes": r"\bclass\b",
    "spread in objects": r"\{\s*\.\.\.|,\s*\.\.\.\w+\s*\}",
    "modules": r"\bimport\b|\bexport\b",
    "await": r"\bawait\b",
    "1_000": r"\b\d+_\d",
}
"""Syntax that a browser of 2017 cannot parse: with any of it, static/js/early.js would not run there."""


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def code(path: Path) -> str:
    """The source of a script without comments and without the contents of strings."""
    token = re.compile(r"'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
    return token.sub(lambda found: found[0][0] * 2 if found[0][0] in "'\"" else " ", path.read_text("utf-8"))


def newer(text: str, features: dict[str, Feature]) -> list[str]:
    return [name for name, feature in features.items() if re.search(feature.pattern, text, re.MULTILINE)]


def misused(rule: Rule) -> Iterator[str]:
    if any(context.startswith("@supports") for context in rule.within):
        return
    yield from newer(rule.selector, SELECTORS)
    for context in rule.within:
        yield from newer(context, AT_RULES)
    for name, value in rule.declarations:
        yield from newer(name, DECLARATIONS)
        yield from newer(value, DECLARATIONS)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_rule_stands_in_another(path: Path) -> None:
    """Browsers before Safari 17.2, Firefox 117 and Chrome 120 drop the rule, or all rules after it."""
    assert [rule.selector for rule in rules(path.read_text("utf-8")) if rule.nested] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_need_nothing_newer(path: Path) -> None:
    found = rules(path.read_text("utf-8"))
    assert [(rule.selector, name) for rule in found for name in misused(rule)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_need_nothing_newer(path: Path) -> None:
    assert newer(code(path), CODE) == []


@pytest.mark.parametrize(("name", "pattern"), EARLY.items())
def test_the_script_that_says_so_is_read_by_the_browsers_it_speaks_to(name: str, pattern: str) -> None:
    assert re.findall(pattern, code(ROOT / "static" / "js" / "early.js")) == []


@pytest.mark.parametrize(
    ("name", "feature"), [("nesting", NESTING), *(SELECTORS | AT_RULES | DECLARATIONS | CODE).items()]
)
def test_what_is_looked_for_is_newer_than_the_oldest_browser(name: str, feature: Feature) -> None:
    """A feature that the oldest supported browsers have must be removed from the lists."""
    came = {"Safari": feature.safari, "Firefox": feature.firefox, "Chrome": feature.chrome}
    assert any(number(came[browser]) > number(OLDEST[browser]) for browser in OLDEST), name


@pytest.mark.parametrize("page", ["README.md", "docs/browsers.md"])
def test_the_oldest_browsers_are_named_in_the_docs(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert dict(re.findall(r"^\| (Safari|Firefox|Chrome)\b[^|]*\| (\S+) \|", text, re.MULTILINE)) == OLDEST


def test_rules_are_found_wherever_they_stand() -> None:
    text = """
      @layer reset, base; /* a { b { } } */
      @layer base { a::before { content: "} b {"; color: red } @media print { p { margin: 0; } } }
      @keyframes turn { from { rotate: 0deg } to { rotate: 90deg } }
      @page { margin: 1cm }
    """
    assert [(rule.selector, rule.within, rule.nested) for rule in rules(text)] == [
        ("a::before", ("@layer base",), False),
        ("p", ("@layer base", "@media print"), False),
        ("@keyframes turn", ("@keyframes turn",), False),
        ("from", ("@keyframes turn",), False),
        ("to", ("@keyframes turn",), False),
        ("@page", ("@page",), False),
    ]
    assert rules(text)[0].declarations == [("content", '"} b {"'), ("color", "red")]


@pytest.mark.parametrize(
    "text",
    [
        "a { b { } }",
        "a { color: red; &:hover { } }",
        "@media print { a { > b { } } }",
        "a { @media print { color: red } }",
    ],
)
def test_a_rule_in_another_is_seen(text: str) -> None:
    assert [rule.nested for rule in rules(text)] == [False, True]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a:has(b) { }", [":has()"]),
        ("@supports selector(:has(*)) { a:has(b) { } }", []),
        ("a { color: light-dark(red, blue) }", ["light-dark()"]),
        ("@scope (.a) { b { } }", ["@scope"]),
        ("a { text-wrap: balance }", []),
    ],
)
def test_what_is_newer_is_seen_unless_it_is_asked_for(text: str, found: list[str]) -> None:
    assert [name for rule in rules(text) for name in misused(rule)] == found


def test_what_is_newer_is_seen_in_scripts_but_not_in_their_words(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text(
        "// a.toSorted()\nconst words = 'b.toSorted()';\nlevels.toSorted();\nbutton.ariaDisabled = null;\n"
    )
    assert newer(code(script), CODE) == ["toSorted() and its like", "ARIA as properties"]
