"""What is found out about an article once, when it is first asked for, and kept with it.

As `functools.cached_property`, which up to Python 3.11 takes a lock and some sixty steps for each; one article is read
by one thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Found = TypeVar("Found")


class once(Generic[Found]):  # noqa: N801 - used as a decorator
    """A property that is worked out on the first look; the instance needs a `__dict__`."""

    def __init__(self, find_out: Callable[[Any], Found]) -> None:
        self._find_out = find_out
        self._name = find_out.__name__
        self.__doc__ = find_out.__doc__

    def __get__(self, instance: Any, owner: type | None = None) -> Found:  # noqa: ANN401 - of any class
        found = instance.__dict__[self._name] = self._find_out(instance)  # no look-up comes here again
        return found
