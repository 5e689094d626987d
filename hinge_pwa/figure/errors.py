"""What is wrong with a picture, said to the person who writes the guide."""


class PictureError(ValueError):
    """One plain sentence; the key inside the picture comes first, as in ``pose.knee: …``."""
