"""Many reports at once: columns, frames. May import everything above it."""
