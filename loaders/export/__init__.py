"""Records as rows and files for other programs, with the words that go with them."""
