"""Reading: the bytes of a dropped file become articles with zones, sentences and a language.

    bytes -> formats (one reader a format) -> Entry -> zones, language, sentences -> Article

Pure: no file, clock or network is touched; only `load.py` reads the phrase files beside it.
"""

from monitor.reading.read import read_articles

__all__ = ["read_articles"]
