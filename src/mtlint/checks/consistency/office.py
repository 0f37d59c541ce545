"""An office whose holder has two names, a person who holds an office and is its deputy."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.incumbents import rivals
from mtlint.text.officers import HOLDER, Clash, clashes
from mtlint.text.offices import Office
from mtlint.text.persons import persons
from mtlint.text.view import DocumentView
from mtlint.types import Category, Hit, Place, Severity

EXAMPLES = (
    Example(
        "Prime Minister Tran Duc Hoang visited the school. Pupils sang for Prime Minister Tran Duc "
        "Hoang. Prime Minister Chan Duc Huong thanked them.",
        hits=["Chan Duc Huong"],
    ),
    Example(
        "Yusuf Karimzade, mayor of Nardaran, opened the bridge. The bridge is safe, said Nardaran "
        "mayor Yusif Kerimsada. Mayor of Nardaran Yusuf Karimzade drove over it.",
        hits=["Yusif Kerimsada"],
    ),
    Example(
        "Qu Tianyu, deputy director of the Lushan Water Bureau, read the plan. Questions went to "
        "Qu Tianyu, director of the Lushan Water Bureau.",
        hits=["director of the Lushan Water Bureau"],
    ),
    Example(
        "Vice Mayor Duan Kexin cut the ribbon. Later Vice Mayor Duan Kexin spoke. Mayor Duan Kexin "
        "then left.",
        hits=["Mayor"],
    ),
    Example(
        "Prime Minister Tran Duc Hoang spoke. Former Prime Minister Tran Duy Hung listened.",
        hits=[],
        why="a predecessor",
    ),
    Example(
        "Deputy Mayor Duan Kexin was elected in May. Since then Mayor Duan Kexin plants trees.",
        hits=[],
        why="a promotion",
    ),
    Example(
        "Qu Tianyu, director of the Lushan Water Bureau, came. Qu Tianyu, deputy director of the "
        "Yellow River Museum, stayed away.",
        hits=[],
        why="two offices of one person",
    ),
    Example(
        "Village head Duan Kexin raises ducks. In the next valley village head Duan Kebin raises "
        "geese.",
        hits=[],
        why="two villages",
    ),
    Example(
        "Mayor Duan of Heshan cut the ribbon on Sunday. Heshan Mayor Guo said that the bridge is "
        "safe.",
        hits=["Guo"],
        why="one mayor at a time",
    ),
    Example(
        "Mayor Duan of Heshan cut the ribbon on Sunday. In 2012 Heshan Mayor Guo had promised it.",
        hits=[],
        why="at another time",
    ),
    Example(
        "Mayor Duan of Heshan cut the ribbon on Sunday. Lushan Mayor Guo stood beside him.",
        hits=[],
        why="two places",
    ),
    Example(
        "Lindal Mayor Ann Teague opened it. Her father, Lindal Mayor Tom Teague, had built it.",
        hits=[],
        why="relatives share a surname",
    ),
    Example(
        "Lindal Mayor Ann Teague cut the ribbon in 2021. Lindal Mayor Tom Teague had drawn the "
        "plans in 1971.",
        hits=[],
        why="other years",
    ),
    Example(
        "Prime Minister Olav Brandt met Queen Sofia. Later Prime Minister Inge Sørland spoke.",
        hits=[],
        why="two names that are nothing alike",
    ),
)


@document_check(
    "consistency.office",
    Category.INCONSISTENCY,
    Severity.MAJOR,
    languages=("en",),
    examples=EXAMPLES,
)
def office(view: DocumentView) -> Iterator[Hit]:
    """One office has a holder with two names, or one person is its head here, its deputy there.

    Machine translation writes a name that it does not know anew in every sentence (Prime Minister
    Pham Minh Chinh, Prime Minister Van Minh Chieu), and drops the word that makes a director a
    deputy. Names of one holder are those that share a part and most of their sounds, one of them
    standing twice at most; the office must be one that a single person has (prime minister), or be
    of a body with a name (mayor of Nardaran). A place has one mayor, one governor and one head of
    its government: two holders are told whatever their names. Silent where a title or its sentence
    tells of a change or another time (former, then, new, elected, in 2012), where one is somebody's
    relative, where both stand in one sentence, and of ranks where the bodies differ. Limits: titles
    right before a name, or after it between commas.
    """
    for clash in clashes(view, persons(view)):
        yield _holder(view, clash) if clash.how == HOLDER else _rank(view, clash)
    for first, second in rivals(view, persons(view)):
        yield _rival(view, first, second)


def _holder(view: DocumentView, clash: Clash) -> Hit:
    mentions = [[o.mention for o in form] for form in clash.forms]
    spans = [[Place(m.segment, m.start, m.end) for m in form] for form in mentions]
    title = _text(view, _title(clash.forms[-1][0]))
    return _hit(view, spans, f"look like two names of one holder of an office ({title})", "holder")


def _rank(view: DocumentView, clash: Clash) -> Hit:
    spans = [[_title(o) for o in form] for form in clash.forms]
    m = clash.forms[-1][0].mention
    name = _text(view, Place(m.segment, m.start, m.end))
    return _hit(view, spans, f"are said of one person ({name})", "rank")


def _rival(view: DocumentView, first: Office, second: Office) -> Hit:
    """A hit at the later one of two names."""
    one, other = [Place(o.mention.segment, o.mention.start, o.mention.end) for o in (first, second)]
    return view.segments[other.segment].hit(
        other.start,
        other.end,
        f"“{_text(view, other)}” here and “{_text(view, one)}” elsewhere are both told to hold one "
        f"office ({_text(view, _title(second))}); which one is right cannot be told from the text",
        related=(one,),
        features=("rival", "tie"),
    )


def _title(held: Office) -> Place:
    return Place(held.mention.segment, held.start, held.end)


def _hit(view: DocumentView, spans: list[list[Place]], what: str, how: str) -> Hit:
    """A hit at the first place of the rarest form, with every form, its count and its places."""
    counts = [f"“{_text(view, form[0])}” ({len(form)}x)" for form in spans]
    tie = len(spans[-2]) == len(spans[-1])
    first = spans[0][0]
    return view.segments[first.segment].hit(
        first.start,
        first.end,
        f"{', '.join(counts[:-1])} and {counts[-1]} {what}"
        + ("; which one is right cannot be told from the text" if tie else ""),
        suggestion=None if tie else _text(view, spans[-1][0]),
        related=(*spans[0][1:3], *(place for form in spans[1:] for place in form[:4])),
        features=(how, "tie" if tie else "minority"),
    )


def _text(view: DocumentView, place: Place) -> str:
    return view.segments[place.segment].text[place.start : place.end]
