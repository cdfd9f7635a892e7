"""Things a place is furnished with, each a function that gives patches."""
