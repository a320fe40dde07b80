"""Which parts of a page are not the article: its end, pull quotes, words said before, its date."""
