"""Text -> tokens, and the words of a language as entries with tags: the alphabet that every other part reads."""
