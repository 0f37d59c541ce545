"""Training, calibration and evaluation against ratings. The checker never imports it."""
