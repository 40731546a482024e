"""What people see: the official tables. May import `errors`, `form`, `document`, `check` and `prose`."""
