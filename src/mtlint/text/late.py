"""Regular expressions that most articles need not have compiled."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands in for a pattern, which is compiled when it is first asked for something."""

    def __init__(self, pattern: str, flags: re.RegexFlag) -> None:
        self._source = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(re.compile(*self._source), name)
        # The next time there is nothing between.
        self.__dict__[name] = found
        return found


def late(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """A pattern for what seldom occurs, or is asked for only beside a source, in a script, behind
    a cheaper question: a large class or many words take a millisecond or more to compile.

    >>> tea = late("tea|茶")
    >>> tea.findall("tea means 茶"), tea.pattern
    (['tea', '茶'], 'tea|茶')
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))
