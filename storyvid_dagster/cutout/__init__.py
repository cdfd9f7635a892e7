"""A photo of a drawing in, a clean page and its figures with soft masks out."""
