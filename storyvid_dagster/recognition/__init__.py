"""What a cut-out figure is: a kind from a fixed vocabulary, or unknown rather than a guess."""
