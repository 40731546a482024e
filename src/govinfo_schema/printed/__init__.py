"""What people see: the official tables. May import `errors`, `form`, `document` and `check`."""
