"""How fast the project is: run with `make bench`."""
