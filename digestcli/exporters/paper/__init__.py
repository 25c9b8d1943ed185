"""An issue set on paper: a tree that a fixed typst template walks, the fonts to set it in, and the press."""
