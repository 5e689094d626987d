"""`make bench-sync`: what sync costs, compared with bare Flask and bare sqlite3 in the same run."""
