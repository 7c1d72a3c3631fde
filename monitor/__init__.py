"""media-monitor: watches a folder of news articles and tells people when it matters, with the proof.

The tour starts at `monitor/pipeline.py`, the main flow in words; the nouns are in `monitor/model.py`.
"""

__version__ = "0.1.0"

FOR_LIBRARIES = {
    "OPENBLAS_NUM_THREADS": "1",  # numpy multiplies no matrices here; a second thread spins for 0.1 s when it is made
    "PYDANTIC_DISABLE_PLUGINS": "__all__",  # nobody asks for those of packages that happen to be installed
}
"""What the environment has to say to libraries before they are imported."""
