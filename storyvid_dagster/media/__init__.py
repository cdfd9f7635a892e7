"""The store of everything made: files, documents, cache; what is damaged, forgetting, serving."""
