"""arXiv's categories: a few of them have two names."""

# Its papers bear the second one, which alone the API knows.
_ALIASES = {
    "cs.NA": "math.NA",
    "cs.SY": "eess.SY",
    "math.IT": "cs.IT",
    "math.MP": "math-ph",
    "q-fin.EC": "econ.GN",
    "stat.TH": "math.ST",
}


def borne(name: str) -> str:
    """The name that papers bear for a category."""
    return _ALIASES.get(name, name)
