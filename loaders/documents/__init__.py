"""From a file's bytes to an article's text, title, outlet, day and body."""
