"""The `storyvid` command: one module a subcommand."""
