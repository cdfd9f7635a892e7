"""The engines that need no key and no network."""
