"""Training of the tagger by ratings and by probes, on texts with exchanged words too: for a GPU."""
