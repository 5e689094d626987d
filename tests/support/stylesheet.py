"""Parses stylesheets into rules, with their nesting."""

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
    """The at-rules around it, and itself if it is one, outermost first, such as `@media print`."""
    nested: bool
    """Whether it is inside another rule, with or without `&`, or is a group such as `@media` inside one."""
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
        prelude, words = " ".join(words.split()), ""
        if token == "{":
            rule = _rule(prelude, around)
            if rule.nested or not prelude.startswith(GROUPS):
                found.append(rule)
                around.append(rule)
            else:
                around.append(prelude)
            continue
        if prelude:
            _declare(prelude, around)
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


def _rule(prelude: str, around: list[Rule | str]) -> Rule:
    groups = [one if isinstance(one, str) else one.selector for one in around]
    within = [one for one in groups if one.startswith("@")] + [prelude] * prelude.startswith("@")
    # Rules in @keyframes and @page, such as `from`, are not nesting: old browsers know them.
    parents = [one for one in around if isinstance(one, Rule) and not one.selector.startswith(("@keyframes", "@page"))]
    return Rule(prelude, tuple(within), nested=bool(parents))


def _declare(prelude: str, around: list[Rule | str]) -> None:
    name, colon, value = prelude.partition(":")
    if around and isinstance(rule := around[-1], Rule) and colon:
        rule.declarations.append((name.strip(), value.strip()))
