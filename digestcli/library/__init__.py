"""The folder on disk: which one it is, its settings, the editor's issues and the program's papers."""
