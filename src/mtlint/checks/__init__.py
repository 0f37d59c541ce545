"""The checks: one file per family, word lists as data files beside them.

A file added here is found by the registry; nothing else needs editing.
"""
