"""A published article becomes an issue file: one recogniser for the lines that every format gives."""
