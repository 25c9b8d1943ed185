"""The editorial desk of a hand-written arXiv weekly."""
