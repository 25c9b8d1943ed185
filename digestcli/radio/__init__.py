"""The Radiostation: what may be picked for its lists, and what is read aloud of them; pure."""
