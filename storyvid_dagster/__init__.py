"""A child's drawing goes in, a narrated story film comes out."""
