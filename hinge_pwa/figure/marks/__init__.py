"""What a picture points out: angles, the spine, the gaze, distances."""
