"""A pose as a guide describes it: joint angles, kneeling, the roller and other things."""
