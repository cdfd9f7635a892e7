"""Values in, values out: no files, clock, chance, environment or Dagster in here."""
