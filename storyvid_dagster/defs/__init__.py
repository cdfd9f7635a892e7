"""All that is Dagster, one file a concept. No stage logic lives here."""
