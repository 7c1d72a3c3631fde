"""Reports of one event become one story: copies, same event, figures' history, verification ladder.

Pure: no I/O, and `now` is an argument. What a report does depends on nothing but the reports that
arrived before it.
"""

from monitor.stories.index import StoryIndex
from monitor.stories.noting import Noted, Noting

__all__ = ["Noted", "Noting", "StoryIndex"]
