"""From joints to the outlines of the body, as SVG paths."""
