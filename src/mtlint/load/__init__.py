"""One file per input format: a path becomes Documents."""
