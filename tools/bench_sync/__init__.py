"""`make bench-sync`: what sync costs, beside what this machine does in the same run with less."""
