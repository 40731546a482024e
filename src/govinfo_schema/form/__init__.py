"""What a form is, and the two forms. May import `errors` only."""
