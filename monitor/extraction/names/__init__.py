"""Who: names that are listed, headed by a noun or guessed, and what the words around them say they do."""
