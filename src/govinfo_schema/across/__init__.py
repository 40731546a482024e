"""Several reports: years, organs, editions. May import `errors`, `form`, `document` and `check`."""
