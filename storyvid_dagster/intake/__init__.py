"""What comes in: the upload folder, options beside a drawing, and the decoding of pictures."""
