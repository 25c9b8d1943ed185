"""What a book is made of: chapters in XHTML, a package that tells of them, and the archive they lie in."""
