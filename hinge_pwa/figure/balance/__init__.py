"""The centre of mass, the angles that put it over the foot, the base of support, and whether a person falls."""
