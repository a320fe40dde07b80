"""From a file's bytes to an article's text, title, outlet, publication day and body."""
