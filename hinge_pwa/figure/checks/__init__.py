"""Refuses poses that no body can take: a fall, a joint out of range, a hand out of reach, a body inside a thing."""
