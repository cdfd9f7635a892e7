"""`python -m storyvid_dagster` is the command `storyvid`."""

from storyvid_dagster.cli.app import main

main()
