"""Training of the tagger by teachers: many passes over all ratings, for a GPU."""
