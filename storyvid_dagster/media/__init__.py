"""Where bytes live: the store of everything made, and the inbox of drawings."""
