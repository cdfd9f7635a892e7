"""The motions, one a function: from how far it has come (0 to 1) to a pose. They begin and end in rest."""
