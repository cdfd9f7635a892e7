"""The six styles, each a material that turns a relief into paint, paper or pixels."""
