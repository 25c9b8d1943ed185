"""The command line. typer and rich live here and nowhere else; a command's body is a few statements."""
