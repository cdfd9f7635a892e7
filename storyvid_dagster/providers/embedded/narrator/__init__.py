"""The embedded narrator: a chain of three speech engines that need no key and no network."""

from storyvid_dagster.providers.embedded.narrator.narrator import EmbeddedNarrator

__all__ = ["EmbeddedNarrator"]
