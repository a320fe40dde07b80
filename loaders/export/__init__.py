"""Records as rows and files for other programs, and the captions that go with them."""
