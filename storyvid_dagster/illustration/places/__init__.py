"""The settings, each a pure description: from stage, chance and light to layers."""
