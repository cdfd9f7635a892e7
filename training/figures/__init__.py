"""Figures drawn by program, a file a family, each figure in several ways that children have."""
