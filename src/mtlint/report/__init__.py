"""One file per output format: a Report becomes text."""
