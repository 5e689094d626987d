"""`make failover`: hosts are killed under load, and no record that was acknowledged may be lost (docs/failover.md)."""
