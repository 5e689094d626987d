"""From joints to the outline of the body."""
