"""What arXiv announced: by its API for a week, by its feeds for today, by a file that somebody collected."""
