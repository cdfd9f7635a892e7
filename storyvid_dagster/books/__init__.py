"""A story in, a book out: one to print and one that reads itself aloud."""
