"""Listed actors and places, and shared lists of words: their documents, and how they are loaded."""
