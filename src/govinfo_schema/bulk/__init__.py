"""Many reports: streams, columns, frames. May import everything above it."""
