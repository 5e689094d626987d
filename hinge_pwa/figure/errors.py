"""The error for a picture that cannot be drawn, in words for the author of the guide."""


class PictureError(ValueError):
    """Its message is one plain sentence that begins with the key in the picture, as in ``pose.knee: …``."""
