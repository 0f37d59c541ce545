"""An office whose holder has two names, a person whose two offices do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, document_check
from mtlint.text.incumbents import rivals
from mtlint.text.officers import HOLDER, Clash, clashes
from mtlint.text.offices import Office
from mtlint.text.persons import persons
from mtlint.text.two_offices import BOTH, Pair, pairs
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
        "Ma Xiaofeng, head coach of the Haiyang Dolphins, smiled. Ma Xiaofeng, head coach of the "
        "Jinshan Tigers, left.",
        hits=["head coach of the Jinshan Tigers"],
        why="one coach, two teams",
    ),
    Example(
        "Ma Xiaofeng, head coach of the Haiyang Dolphins, smiled. Zheng Hao, head coach of the "
        "Haiyang Dolphins, spoke. Ma Xiaofeng, head coach of the Jinshan Tigers, left.",
        hits=["head coach of the Haiyang Dolphins"],
        why="the one that is somebody else's",
    ),
    Example(
        "The presiding judge Shen Rui said the case is closed. The prosecutor Shen Rui agreed.",
        hits=["prosecutor"],
        why="two sides of a court",
    ),
    Example(
        "Ma Xiaofeng, head coach of the Haiyang Dolphins, smiled. Ma Xiaofeng, head coach of the "
        "Chinese team, left. Ma Xiaofeng, head coach of the Dolphins, came back.",
        hits=[],
        why="a national team beside a club",
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

TWO_EXAMPLES = (
    Example(
        "Luo Yonggang, secretary of the Yunxi County Party Committee, rushed to the scene. Luo "
        "Yonggang, county magistrate of Yunxi, stressed the recovery.",
        hits=["county magistrate of Yunxi"],
    ),
    Example(
        "Secretary of the Heshan Municipal Party Committee Duan Kexin cut the ribbon. Heshan mayor "
        "Duan Kexin left.",
        hits=["Heshan mayor"],
    ),
    Example(
        "Duan Kexin, governor of Lushan, cut the ribbon. The bridge is safe, said Duan Kexin, "
        "secretary of the Lushan Provincial Party Committee.",
        hits=["secretary of the Lushan Provincial Party Committee"],
    ),
    Example(
        "Duan Kexin, deputy secretary of the Heshan Municipal Party Committee, cut the ribbon. "
        "Heshan Mayor Duan Kexin then left.",
        hits=[],
        why="a mayor is the party's deputy secretary",
    ),
    Example(
        "Duan Kexin, secretary of the Heshan Municipal Party Committee, came. In 2012 Heshan Mayor "
        "Duan Kexin had promised it.",
        hits=[],
        why="at another time",
    ),
    Example(
        "Duan Kexin, secretary of the Heshan Municipal Party Committee, was elected. Heshan Mayor "
        "Duan Kexin gave thanks.",
        hits=[],
        why="a change of office",
    ),
    Example(
        "Duan Kexin, secretary of the Heshan Youth League, came. Heshan Mayor Duan Kexin left.",
        hits=[],
        why="not the party",
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
    """One office has a holder with two names, or one person has two that do not go together.

    Machine translation writes a name that it does not know anew in every sentence (Prime Minister
    Pham Minh Chinh, Prime Minister Van Minh Chieu), and drops the word that makes a director a
    deputy. Names of one holder are those that share a part and most of their sounds, one of them
    standing twice at most; the office must be one that a single person has (prime minister), or be
    of a body with a name (mayor of Nardaran). A place has one mayor, one governor and one head of
    its government: two holders are told whatever their names. Two offices that do not go together:
    the head of something and its deputy, head coach (or mayor) of two teams (or cities) whose names
    have nothing in common, judge and prosecutor. Silent where a title or its sentence tells of a
    change or another time (former, then, new, elected, in 2012), where one is somebody's relative,
    where both stand in one sentence, and of ranks where the bodies differ. Limits: titles
    right before a name, or after it between commas.
    """
    for clash in clashes(view, persons(view)):
        yield _holder(view, clash) if clash.how == HOLDER else _rank(view, clash)
    for first, second in rivals(view, persons(view)):
        yield _rival(view, first, second)
    for pair in pairs(view):
        if pair.how != BOTH:
            yield _two(view, pair)


@document_check(
    "consistency.two-offices",
    Category.INCONSISTENCY,
    Severity.NEUTRAL,
    languages=("en",),
    confidence=0.35,
    examples=TWO_EXAMPLES,
)
def two_offices(view: DocumentView) -> Iterator[Hit]:
    """One person heads the party of a place here and its government there.

    In China these are two persons, as a rule; where a translator exchanges the titles, or two
    persons get one name, one of them has both. A note, for a person may hold both or have changed
    office. Silent where a sentence tells both, or of a change or another time, and of deputies.
    Limits: titles right before a whole name, or after it between commas, that name one place.
    """
    for pair in pairs(view):
        if pair.how == BOTH:
            yield _two(view, pair)


def _two(view: DocumentView, pair: Pair) -> Hit:
    """A hit at the office that stands later, or that somebody else is told to hold."""
    here, there = _title(pair.office), _title(pair.other)
    m = pair.office.mention
    rival = None if pair.rival is None else pair.rival.mention
    holder = () if rival is None else (Place(rival.segment, rival.start, rival.end),)
    name = _text(view, Place(m.segment, m.start, m.end))
    what = f"“{_text(view, here)}” here and “{_text(view, there)}” elsewhere are said of {name}"
    what += f"; “{_text(view, holder[0])}” is told to be it too" if holder else ""
    return view.segments[here.segment].hit(
        here.start, here.end, what, related=(there, *holder), features=(pair.how, "tie")
    )


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
