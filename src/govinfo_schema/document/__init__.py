"""Text, data and reports: reading and writing documents. May import `errors` and `form`."""
