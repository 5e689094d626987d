"""What people hold, lean on or reach for: what it is (``kinds``), where it is (``placing``), how it looks."""
