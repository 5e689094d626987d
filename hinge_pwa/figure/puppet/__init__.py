"""A body and poses as numbers, for a browser that draws the figure itself (static/js/figure/)."""

from .body import body
from .pose import Puppet, puppet

__all__ = ["Puppet", "body", "puppet"]
