"""Real servers on this machine for tests: an S3-compatible store and PostgreSQL."""
