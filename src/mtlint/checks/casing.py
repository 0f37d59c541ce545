"""Capitals where they do not belong, and names without one."""

from __future__ import annotations

from collections.abc import Iterator

from mtlint.check import Example, segment_check
from mtlint.text.grammar_en import classes
from mtlint.text.lexicon_en import lexicon, proper_words
from mtlint.text.view import SegmentView
from mtlint.types import Category, Hit, Severity

# Common words that are often rightly capital by themselves: offices, bodies, places, things.
_TITLES = frozenset(
    "president premier prime minister chairman chairwoman chair secretary director general mayor "
    "governor king queen prince princess pope emperor sheikh sultan ambassador senator judge "
    "justice dean professor doctor sir lord lady captain colonel major party government state "
    "states union republic nation congress senate parliament house court council committee "
    "commission cabinet bank fund army navy police church university college school hospital "
    "airport park museum library internet web earth sun moon mars bible god heaven lord west east "
    "north south western eastern northern southern city county province district village town "
    "center centre capital island bay river lake sea mount mountain valley street road avenue "
    "square bridge tower gate hall article chapter section part annex table figure appendix phase "
    "day festival spring summer autumn winter new year games cup league open dr mr mrs ms no "
    "i act bill treaty constitution convention agreement accord initiative plan project belt road "
    "ministry bureau department office agency administration authority ministry group company "
    "corporation foundation association society federation organization institute academy board "
    "march may august home times post news daily weekly journal magazine herald star review "
    "press".split()
)
_FUNCTION_WORDS = frozenset("the and of with by from an dozens many some".split())
_LINKS = frozenset("of the and for on in to a an at with from by".split())
_COMMANDS = frozenset("tap click select press choose open beside called named like".split())
_NOT_PROPER_BEFORE = frozenset("bone fine brazil".split())
_NOT_PROPER_AFTER = frozenset(
    "fries fry doors door windows window press toast kiss kisses bread dressing oven ovens numeral "
    "numerals pepper peppers cabinet plates plate cup cups tea shop blinds onion onions bean beans "
    "pig pigs rubber ink cheese roulette courage elm".split()
)
_WEB = frozenset("./@#_:\\")


def _title_case(view: SegmentView) -> bool:
    """Whether half of the longer words carry capitals: a headline or a list of names."""
    longer = [form for form in view.forms if len(form) > 3]
    return 2 * sum(form[0].isupper() for form in longer) > len(longer)


@segment_check(
    "casing.mid-capital",
    Category.SPELLING,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("They will work hard to advance Dozens of tasks.", ["Dozens"]),
        Example("We must develop industry and promote The digital economy.", ["The"]),
        Example(
            "They had a new Supplier, but no supplier came. The supplier fell ill.",
            ["Supplier"],
        ),
        Example("The Hague, The Beatles and Into The Woods were named in The Times."),
        Example("He said: “We will go.” She asked, “Where to?” It was: Nothing at all."),
        Example("We met President Li, the State Council and Prime Minister Modi in the City."),
        Example("Read Chapter 3, Table 2, or ask Apple, Amazon and Target about Vitamin C."),
        Example(
            "The Department of Defense met the Friends of the Forest; our defense and forest grow."
        ),
        Example("How The West Was Won By Many Brave Men And Women"),
    ),
)
def mid_capital(view: SegmentView) -> Iterator[Hit]:
    """A common word in mid-sentence carries a capital although it is neither name nor title.

    Systems that join two source clauses keep the capital of the second one; terms copied from
    title-case training data leave others. A word counts as common when the lexicon knows it in
    lower case and the article itself writes it so, or when it is a function word; a neighbour
    with a capital, a number after it, or a title makes it part of a name. Headlines and lists of
    names are left alone. Source: style guides on capitals (down style).
    """
    if view.is_heading:
        return
    forms, gaps, counts = view.forms, view.gaps, view.doc.word_counts
    checked = False
    for i in view.capitals:
        low = view.lowers[i]
        if low not in counts and low not in _FUNCTION_WORDS:
            continue  # nowhere in lower case: a name, as far as this article goes
        form = forms[i]
        if not i or not form[0].isupper() or not form[1:].islower():
            continue
        if gaps[i] != " " and not gaps[i].endswith(", "):
            continue  # no word and no comma of the same sentence stands before it
        if not checked:
            if _title_case(view):
                return
            checked = True
        if _part_of_name(view, i) or not _common(view, i):
            continue
        word = view.words[i]
        yield view.hit(
            word.start,
            word.end,
            f"“{form}” has a capital in the middle of a sentence",
            suggestion=form.lower(),
            features=("known-word",),
        )


def _part_of_name(view: SegmentView, i: int) -> bool:
    """Whether a neighbour makes the capitalised word a name, a title or a label."""
    forms, text = view.forms, view.text
    end = view.starts[i] + len(forms[i])
    after = text[end : end + 2]
    if after[:1] in {"'", "’", "-", "&", "™", "®", "(", "/", "”", '"'}:
        return True
    before = forms[i - 1]
    if before[0].isupper():
        return True
    if before[0].isdigit() or before.lower() in _COMMANDS:
        return True
    back = i - 1  # "Department of the Interior", "Protection of Heroes and Martyrs"
    while back > 0 and i - back < 4 and view.lowers[back] in _LINKS:
        back -= 1
    if back < i - 1 and forms[back][0].isupper() and view.lowers[back] not in _LINKS:
        return True
    if i + 1 < len(forms):
        following, near = forms[i + 1], view.gaps[i + 1]
        joined = near.isspace() or near.strip() in {"of", "and", "&", ",", "-"}
        if joined and (following[0].isupper() or following[0].isdigit()):
            return True
        low = following.lower()
        if low in {"of", "and", "for", "the", "or", "to", "in", "on"} and i + 2 < len(forms):
            return any(form[0].isupper() for form in forms[i + 2 : i + 4])
    return False


def _common(view: SegmentView, i: int) -> bool:
    low = view.lowers[i]
    if low in _TITLES or low in proper_words():
        return False
    if low in _FUNCTION_WORDS:
        return True
    if not classes(low) or len(low) < 4 or lexicon().is_name(view.forms[i]):
        return False
    doc = view.doc
    return doc.word_counts[low] >= 1 and doc.word_counts[low] > doc.word_counts[low.capitalize()]


@segment_check(
    "casing.lower-name",
    Category.SPELLING,
    Severity.MINOR,
    languages=("en",),
    examples=(
        Example("The talks in china began on monday.", ["china", "monday"]),
        Example("She speaks english well.", ["english"]),
        Example("Li said i would go.", ["i"]),
        Example("Eat french fries from fine china, or a brazil nut; see china.org.cn or #china."),
        Example("We march in May; they may polish the turkey in august company."),
        Example("It is a made-in-china product, a non-english word and a jordan."),
        Example("Items i) and ii), the i-th case, version i of the text."),
    ),
)
def lower_name(view: SegmentView) -> Iterator[Hit]:
    """A name that English writes with a capital stands in lower case.

    Translation of text that was cut into lower-cased pieces loses the capitals of countries,
    nationalities, weekdays and months, and of the pronoun I. Only words that have no other
    meaning are listed (not march, may, polish, turkey), and fixed lower-case uses (french fries,
    bone china), web addresses and hashtags are left alone. Source: English spelling rules.
    """
    proper, lows, text = proper_words(), view.lowers, view.text
    if proper.isdisjoint(view.forms) and "i" not in view.forms:
        return
    words = view.words
    for i, low in enumerate(lows):
        if low not in proper and low != "i":
            continue
        word = words[i]
        if word.text != low:
            continue
        around = text[word.start - 1 : word.start] + text[word.end : word.end + 1]
        if _is_web(text, word.start, word.end) or (low == "i" and not _is_pronoun(view, i)):
            continue
        if "-" in around or (i and lows[i - 1] in _NOT_PROPER_BEFORE):
            continue
        if i + 1 < len(lows) and lows[i + 1] in _NOT_PROPER_AFTER | {"nut", "nuts"}:
            continue
        fixed = "I" if low == "i" else "-".join(p.capitalize() for p in low.split("-"))
        yield view.hit(
            word.start,
            word.end,
            f"“{low}” is written with a capital in English",
            suggestion=fixed,
            features=("heading",) if view.is_heading else (),
        )


def _is_web(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    if before in _WEB and before:
        return True
    return len(after) == 2 and after[0] in _WEB and after[1].isalnum()


def _is_pronoun(view: SegmentView, i: int) -> bool:
    """Whether a lone "i" reads as the pronoun: between words, with a verb after it."""
    words = view.words
    if i + 1 >= len(words) or view.text[words[i].end : words[i + 1].start] != " ":
        return False
    key = classes(view.lowers[i + 1])
    if not (set(key) & set("BD") and "+" not in key) and view.lowers[i + 1] not in _AFTER_I:
        return False
    return i == 0 or view.text[words[i - 1].end : words[i].start].strip(" ,\"“‘'") == ""


_AFTER_I = frozenset("am was have had will would can could should do did may might must".split())
