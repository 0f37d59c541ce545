"""Calibration tables: confidence per check and feature, learned from professional ratings."""
