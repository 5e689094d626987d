"""From joint angles to joint positions: segment lengths, forward kinematics, arms that reach."""
