"""One report: totals, rules, findings and what they say. May import `errors`, `form` and `document`."""
