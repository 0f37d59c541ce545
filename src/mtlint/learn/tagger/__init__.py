"""Training of the target-only error tagger: prepare, train, export, evaluate."""
