"""What the class of an element says of it: what it is, or only how its page is set.

A section of the class "comments-enabled" holds an article that may be commented on, no comments;
"no-sidebar" tells of a page without one. Such words must not decide what is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any

from mtlint.load.blocks import Block

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"[-_]+")
BESIDE = re.compile(
    r"(?<![a-z])(?:nav(?:bar|igation)?|menu|side-?bar|foot(?:er)?|shar(?:e|ing)|social|related"
    r"|recommend\w*|promo\w*|teasers?|newsletter|subscri\w+|comment(?:s|list)?|cookies?|consent"
    r"|advert\w*|ads?|sponsor\w*|breadcrumbs?|popular|trending|most-?read|pag(?:er|ination)|login"
    r"|calendar|tool(?:s|bar)|paywall|taboola|outbrain|hidden|sr-only|screen-reader\w*)(?![a-z])"
)
"""In a class or an id: a part of the page that stands beside the text."""
COMMENTS = re.compile(r"(?<![a-z])comment(?:s|list)?(?![a-z])")
# What comes first, or last, in a word that says how a page is set.
_SET_FIRST = frozenset(
    "has no non with without is not hide show enable enabled disable disabled allow allowed can "
    "supports".split()
)
_SET_LAST = frozenset(
    "enabled disabled allowed open closed on off free accepted none true false yes no ready only "
    "available supported present absent".split()
)
# In these a part of the page may be named by its own state ("sidebar-left") as well as the text
# beside it: the text it is where most of the page's text is in it.
_MAYBE_SET = frozenset(
    "left right opened active inactive visible collapsed expanded fixed sticky loaded layout "
    "theme template".split()
)
_UNSEEN = frozenset({"hidden", "sr", "screen", "reader"})  # settings that must be heard
_MOST = 0.5


def names(element: Any) -> str:
    """The class and the id of an element, in small letters: "mediaCaption" is "media-caption"."""
    return _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower()


def forget_settings(root: Any, prose: Sequence[Block]) -> bool:
    """Take the words out of classes and ids that say how a page is set; whether there were any.

    `prose` are the paragraphs of the page.
    """
    letters: dict[Any, int] = defaultdict(int)
    for block in prose:
        for element in chain((block.element,), block.element.iterancestors()):
            letters[element] += len(block.bare)
    found = False
    for element, own in letters.items():
        for name in ("class", "id"):
            words = (element.get(name) or "").split()
            kept = [w for w in words if not _is_setting(w, own > _MOST * letters[root])]
            if len(kept) < len(words):
                element.set(name, " ".join(kept))
                found = True
    return found


def _is_setting(word: str, mostly: bool) -> bool:
    """Whether a class word says how a page is set, of an element that holds most text or not.

    >>> _is_setting("commentsEnabled", False), _is_setting("comments-area", True)
    (True, False)
    >>> _is_setting("sidebar-right", False), _is_setting("sidebar-right", True)
    (False, True)
    """
    low = _HUMP.sub("-", word).lower()
    first, *more = [p for p in _PART.split(low) if p and p not in _UNSEEN] or [""]
    if not more or BESIDE.search("-".join((first, *more))) is None:
        return False
    if first in _SET_FIRST or "has" in more or more[-1] in _SET_LAST:
        return True
    return mostly and not _MAYBE_SET.isdisjoint((first, *more))
