"""Patterns that are compiled when they are first used: long alternatives take milliseconds each, and most are not."""

import re
from functools import cached_property
from typing import Any, cast


class _Lazy:
    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, but that a mistake in the pattern is an error when it is first used."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
