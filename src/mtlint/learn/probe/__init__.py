"""A probe: what the states of a frozen language model tell of errors, learned from ratings."""
