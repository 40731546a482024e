"""Text, data and reports: reading and writing documents, what is published of them. May import `errors` and `form`."""
