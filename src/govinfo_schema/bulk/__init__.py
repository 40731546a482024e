"""Many reports: streams of them. May import everything above."""
