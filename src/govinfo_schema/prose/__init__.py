"""What prose claims, and whether the tables agree. May import `errors`, `form`, `document`, `check`."""
