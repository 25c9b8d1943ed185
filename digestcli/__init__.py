"""The editorial desk of a hand-written arXiv weekly."""

__version__ = "0.1.0"  # the one place; asking what is installed takes 8 ms
