"""The front door: pages for parents and teachers, and an HTTP API, beside Dagster's own UI."""
