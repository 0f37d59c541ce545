"""One person, place or organisation under several spellings."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.names import Variant, variants
from mtlint.text.phrases import Content, content
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

EXAMPLES = (
    Example(
        "Secretary Luo Hongzhong opened the meeting. Hongzhong then toured the port. Later "
        "Hong-zhong spoke to reporters.",
        hits=["Hong-zhong"],
    ),
    Example(
        "The novelist Petrossian lives in Tiraspol. Petrossian has written nine books. Critics say "
        "that Petrosian writes too much.",
        hits=["Petrosian"],
    ),
    Example(
        "Director Qu Weiming thanked the donors. The museum was founded by Qu Weimin in 1998. Qu "
        "Weiming is its second director.",
        hits=["Weimin"],
    ),
    Example(
        "Brothers Li Wei and Li Wen run the farm. Li Wei keeps the books and Li Wen the pigs.",
        hits=[],
        why="two people named together",
    ),
    Example(
        "Iran signed the contract in May. Iraq signed another one. Iran ships the oil.",
        hits=[],
        why="two known names",
    ),
    Example(
        "China exports toys. Chinese toys sell well, and China sells more of them each year.",
        hits=[],
        why="a name and its adjective",
    ),
    Example(
        "Kang Zhenhua met Kong Zhengwu in Hunan. Kong left for Henan.",
        hits=[],
        why="different names of different people",
    ),
)


@document_check(
    "consistency.name",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=EXAMPLES,
)
def name(view: DocumentView) -> Iterator[Hit]:
    """A name is spelt in two ways in one article.

    Machine translation romanises a name anew in every sentence, so one person comes in several
    spellings (Hongzhong, Hong-zhong) and the reader counts several people. Names count as one when
    only hyphens differ, when they differ by a letter or two and the same surname or given name
    stands beside both, or when a long name differs by one letter. Names that stand in one
    sentence, and pairs of well-known names (Iran, Iraq), stay apart. Limits: names of under five
    letters without such a neighbour, a name translated by its meaning in one place, and names
    written in another order are not seen.
    """
    text = content(view)
    forms = [view.segments[t.segment].text[t.start : t.end] for t in text.tokens]
    for variant in variants(text, forms):
        yield _hit(view, text, forms, variant)


def _hit(view: DocumentView, text: Content, forms: list[str], v: Variant) -> Hit:
    first = text.tokens[v.rare_places[0]]
    segment = view.segments[first.segment]
    here, other = forms[v.rare_places[0]], forms[v.common_places[0]]
    tie = len(v.rare_places) == len(v.common_places) and not v.known
    message = (
        f"“{here}” ({len(v.rare_places)}x) and “{other}” ({len(v.common_places)}x) look like "
        "spellings of one name"
        + ("; which one is right cannot be told from the text" if tie else "")
    )
    places = (*v.rare_places[1:3], *v.common_places[:5])
    return segment.hit(
        first.start,
        first.end,
        message,
        suggestion=None if tie else other,
        related=tuple(Place(t.segment, t.start, t.end) for t in (text.tokens[p] for p in places)),
        features=(v.near, "tie" if tie else "minority"),
    )
