"""Refuses poses that no body can take: falls, joints beyond their range, hands out of reach, bodies inside things."""
