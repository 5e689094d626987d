"""Renders the templates in ``templates/figure/``: they hold all markup, the code computes the numbers."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from .outline.path import degrees, svg_point

TEMPLATES = Path(__file__).parents[2] / "templates" / "figure"

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals |= {"svg_point": svg_point, "degrees": degrees}


def render(template: str, **values: Any) -> Markup:
    """The template filled in, as markup that is safe in a page: the template escapes every value."""
    return Markup(_environment.get_template(template).render(values).strip())  # noqa: S704
