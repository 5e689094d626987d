"""Reads a stylesheet, as far as tests have to know what stands in what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

TOKEN = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|url\([^)'\"]*\)|\\.|.", re.DOTALL)
GROUPS = ("@layer", "@media", "@supports", "@container", "@scope", "@starting-style")  # of rules


@dataclass
class Rule:
    """One rule: a selector, or an at-rule that holds declarations, such as `@page`."""

    selector: str
    within: tuple[str, ...]
    """The at-rules around it and itself if it is one, outermost first, such as `@media print`."""
    nested: bool
    """Whether it stands in another rule, with or without `&`; so does a group, such as `@media` among declarations."""
    declarations: list[tuple[str, str]] = field(default_factory=list)


def rules(text: str) -> list[Rule]:
    """Every rule, in the order of the text. Raises ValueError for braces that don't match."""
    found: list[Rule] = []
    around: list[Rule | str] = []
    words = ""
    depth = 0  # of parentheses: a `;` in one ends nothing
    for token in _tokens(text):
        if token in "()":
            depth += 1 if token == "(" else -1
        if depth or token not in "{};":
            words += token
            continue
        said, words = " ".join(words.split()), ""
        if token == "{":
            rule = _rule(said, around)
            if rule.nested or not said.startswith(GROUPS):
                found.append(rule)
                around.append(rule)
            else:
                around.append(said)
            continue
        if said:
            _declare(said, around)
        if token == "}":
            if not around:
                raise ValueError("a } too many")
            around.pop()
    if around:
        raise ValueError(f"{around[-1]} is not closed")
    return found


def _tokens(text: str) -> Iterator[str]:
    """Single characters, and whole strings, addresses and escapes. Comments are left out."""
    return (found[0] for found in TOKEN.finditer(text) if not found[0].startswith("/*"))


def _rule(said: str, around: list[Rule | str]) -> Rule:
    groups = [one if isinstance(one, str) else one.selector for one in around]
    within = [one for one in groups if one.startswith("@")] + [said] * said.startswith("@")
    # `from` and `to` stand in @keyframes, the boxes of margins in @page: rules of their own, and old.
    old = [one for one in around if isinstance(one, Rule) and not one.selector.startswith(("@keyframes", "@page"))]
    return Rule(said, tuple(within), nested=bool(old))


def _declare(said: str, around: list[Rule | str]) -> None:
    name, colon, value = said.partition(":")
    if around and isinstance(rule := around[-1], Rule) and colon:
        rule.declarations.append((name.strip(), value.strip()))
