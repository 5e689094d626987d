"""`make failover`: kills hosts under load, and checks that no acknowledged record is lost (docs/failover.md)."""
