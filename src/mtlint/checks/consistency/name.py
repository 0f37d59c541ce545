"""One person, place or organisation under several spellings."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.names import Variant, variants
from mtlint.text.persons import Mention, persons
from mtlint.text.phrases import Content, content
from mtlint.text.view import DocumentView
from mtlint.text.whole_names import OneName, one_names
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
    Example(
        "The potter Xun Ruolan opened a kiln. Buyers like Xun Ruolan. Yesterday Ruolan Xun sold "
        "two vases.",
        hits=["Ruolan Xun"],
    ),
    Example(
        "Professor Hsu Chih-wei wrote the first volume. The second volume is by Xu Zhiwei as well, "
        "and Xu Zhiwei is at work on a third.",
        hits=["Hsu Chih-wei"],
    ),
    Example(
        "The baker Tong Sha Lin rises at three. At six Tong Shalin opens the shop. Tong Shalin is "
        "seventy.",
        hits=["Tong Sha Lin"],
    ),
    Example(
        "The harbour is run by Li Qiming. On Monday Mr. Lee closed it.",
        hits=["Lee"],
        why="the surname of the one person who can be meant, in another spelling",
    ),
    Example(
        "Singers Xu Lan and Lan Xu are no kin. Lan Xu is from Hunan. Xu Lan is from Hubei.",
        hits=[],
        why="two people named together",
    ),
    Example(
        "Li Qiming runs the harbour. He succeeds Lee Boon Keat. Mr. Lee left in May.",
        hits=[],
        why="the other surname has a bearer of its own",
    ),
    Example(
        "Wang Qiming died on Monday. He was a potter.\n\nThe service for Wang Chiming is soon.",
        hits=["Chiming"],
        why="a word of English in small letters is no better name than another",
    ),
    Example(
        "Chen Ping owns the ferry. His cousin Zhen Bing sails it. Chen Ping is never on board.",
        hits=[],
        why="two names in pinyin that Wade-Giles would write alike",
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
    sentence, and pairs of well-known names (Iran, Iraq), stay apart. Whole names count as one when
    surname and given name are turned round (Xia Liyan, Liyan Xia), cut otherwise (Xia Li Yan), or
    written in pinyin here and in Wade-Giles or an overseas surname there (Li-Yen Hsia). Limits:
    names of under five letters without such a neighbour, given names in Cantonese, and a name
    translated by its meaning in one place are not seen.
    """
    text = content(view)
    forms = [view.segments[t.segment].text[t.start : t.end] for t in text.tokens]
    shown: list[Mention] = []
    for one in one_names(persons(view)):
        shown.extend(m for form in one.forms[:-1] for m in form)
        yield _whole(view, one)
    for variant in variants(text, forms):
        first = text.tokens[variant.rare_places[0]]
        if not any(m.segment == first.segment and m.start <= first.start < m.end for m in shown):
            yield _hit(view, text, forms, variant)


def _whole(view: DocumentView, one: OneName) -> Hit:
    """A hit at the first place of the rarest form, with every form and its places."""
    texts = [view.segments[f[0].segment].text[f[0].start : f[0].end] for f in one.forms]
    rare, common = one.forms[0], one.forms[-1]
    tie = len(one.forms[-2]) == len(common)
    counts = [f"“{t}” ({len(f)}x)" for t, f in zip(texts, one.forms, strict=True)]
    first = rare[0]
    places = (*rare[1:3], *(m for form in one.forms[1:] for m in form[:4]))
    return view.segments[first.segment].hit(
        first.start,
        first.end,
        f"{', '.join(counts[:-1])} and {counts[-1]} look like one person's name"
        + ("; which one is right cannot be told from the text" if tie else ""),
        suggestion=None if tie or one.how == "surname" else texts[-1],
        related=tuple(Place(m.segment, m.start, m.end) for m in places),
        features=(one.how, "tie" if tie else "minority"),
    )


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
