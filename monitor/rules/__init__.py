"""Rules: files that say who is told of what. Pure but for `load.py`; docs/contracts.md 6.3.

load      a folder of YAML -> RuleSet, or every problem at its place
schema    one document -> Rule           clauses, conditions, query   what a rule may ask
shadow    an article's words, folded     terms                        one keyword
matching  RuleSet -> Matcher -> Match    explaining                   the same, as a tree with quotes
trials    the `tests:` of rules          lint                         rules that cannot be meant
"""
