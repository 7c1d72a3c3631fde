"""media-monitor: watches a folder of news articles and tells people when it matters, with the proof.

The tour starts at `monitor/pipeline.py`, the main flow in words; the nouns are in `monitor/model.py`.
"""

__version__ = "0.1.0"
