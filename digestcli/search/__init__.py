"""Every word of every issue, found again: an index in the user's cache."""
