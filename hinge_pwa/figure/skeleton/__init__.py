"""From the angles of a pose to joints in the plane."""
