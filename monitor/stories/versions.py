"""Which versions of an article came before, and to which stories their reports went."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Key = tuple[str, str]
"""The source's id and the key that the article's format gives it."""


class Version(NamedTuple):
    """One version of an article: the story of each of its reports, by the report's n."""

    article_id: str
    placed: dict[int, str]


class Versions:
    """The versions of articles with a report in a live story, each key's in order of arrival."""

    def __init__(self) -> None:
        self._of_key: dict[Key, list[Version]] = {}
        self._keys_of: dict[str, set[Key]] = {}  # by story

    def add(self, key: Key, version: Version) -> None:
        """Remember one more version."""
        self._of_key.setdefault(key, []).append(version)
        for story_id in version.placed.values():
            self._keys_of.setdefault(story_id, set()).add(key)

    def of(self, key: Key) -> list[Version]:
        """Return the versions that are known, the last one last."""
        return self._of_key.get(key, [])

    def forget(self, story_id: str) -> None:
        """Forget a story that is over, and the versions that are left without any."""
        for key in self._keys_of.pop(story_id, ()):
            left = [one for one in self._of_key[key] if not self._keys_of.keys().isdisjoint(one.placed.values())]
            if left:
                self._of_key[key] = left
            else:
                del self._of_key[key]

    def move(self, story_of: Mapping[str, str]) -> None:
        """Take over in which stories reports are now, by the report's id."""
        versions = [(key, version) for key, versions in self._of_key.items() for version in versions]
        self._of_key, self._keys_of = {}, {}
        for key, (article_id, placed) in versions:
            self.add(key, Version(article_id, {n: story_of.get(f"{article_id}:{n}", was) for n, was in placed.items()}))
