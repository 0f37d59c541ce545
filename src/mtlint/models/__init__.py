"""Learned measures. The only place an inference runtime is imported, lazily."""
