"""Who was harmed and how many: frames of harm, the people of a sentence, and their numbers."""
