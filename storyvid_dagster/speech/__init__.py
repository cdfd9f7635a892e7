"""A text read aloud with no key and no network: three speech engines, the best that is installed is used."""
