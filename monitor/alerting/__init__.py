"""Who hears what, when: pure decisions with a named reason (routes, limits, summaries, decide)."""
