"""The records read from an article, the errors of reading, and the version of the rules."""
