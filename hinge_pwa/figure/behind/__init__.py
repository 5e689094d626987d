"""The same person seen from behind: the side view's joints and profiles with breadths, in space."""
