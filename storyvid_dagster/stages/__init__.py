"""The five stages of a story, as plain functions that know nothing of Dagster."""
