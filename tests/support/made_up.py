"""Hypothesis strategies for the bodies of sync requests."""

import copy
from typing import Any

from hypothesis import strategies as st

from .json_places import NUMBERS, WORDS, at, places
from .phones import CHECK, PLAN, record, tombstone

IDS = ["0193537e-6f77-7000-8000-000000000001", "0193537e-6f77-7000-8000-000000000002"]

texts = st.sampled_from(WORDS) | st.text(st.characters(), max_size=8)
anything = st.recursive(
    st.none() | st.booleans() | st.sampled_from(NUMBERS) | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def nearly_valid(draw: st.DrawFn) -> Any:
    """A valid request in which up to three parts are replaced, removed, added or copied."""
    bodies: list[dict[str, Any]] = [
        {},
        {"kind": "check", "data": copy.deepcopy(CHECK)},
        {"kind": "plan", "data": copy.deepcopy(PLAN)},
    ]
    first = record(draw(st.sampled_from(IDS)), draw(st.integers(0, 2)), **draw(st.sampled_from(bodies)))
    changes = [first, tombstone(IDS[0]), record(IDS[1])]
    request = {"cursor": "", "changes": changes[: draw(st.integers(1, 3))]}
    for _ in range(draw(st.integers(0, 3))):
        *way, key = draw(st.sampled_from(places(request)))
        holder = at(request, tuple(way))
        match draw(st.sampled_from(["replace", "remove", "add", "copy"])):
            case "replace":
                holder[key] = draw(anything)
            case "remove":
                del holder[key]
            case "copy":
                holder[key] = copy.deepcopy(at(request, draw(st.sampled_from(places(request)))))
            case "add" if isinstance(holder, list):
                holder.append(draw(anything))
            case "add":
                holder[draw(texts)] = draw(anything)
        if not places(request):
            break
    return request
