"""A saved page: its tree, the article in it, and the lines of that."""
