"""What names, places, roles, speakers, days and cues are found by: one automaton, one scan of an article."""
