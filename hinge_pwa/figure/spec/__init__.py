"""What a guide may say of a picture: its table, checked and turned into values."""
