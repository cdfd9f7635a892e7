"""Co-stars and props: whatever a story names, drawn so that every style can render it."""
