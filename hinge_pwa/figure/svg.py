"""The figure's templates; numbers come from the code, all markup is there."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from .outline.path import degrees, svg_point

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parents[2] / "templates" / "figure"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals |= {"svg_point": svg_point, "degrees": degrees}


def render(template: str, **values: Any) -> Markup:
    """The drawing as markup that is safe to put into a page: the template has escaped every value."""
    return Markup(_environment.get_template(template).render(values).strip())  # noqa: S704
