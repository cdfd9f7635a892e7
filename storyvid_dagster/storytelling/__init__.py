"""Stories without a model: hand-written plots about the hero of a drawing, made to fit a child and a seed."""
