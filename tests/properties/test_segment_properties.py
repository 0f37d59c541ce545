"""What holds for the segmenter on any text."""

from hypothesis import example, given
from hypothesis import strategies as st

from mtlint.segment import article, paragraphs
from mtlint.text.profiles import PROFILES, profile
from mtlint.text.sentences import split_sentences

PIECES = [
    "The", "work", "ended", "U.S", "Dr", "3", "2019", "A", "he", "said", "No", "他说", "市长", "и",
    ".", ".", ".", "!", "?", "…", "。", "！", ",", ";", ":", " ", " ", " ", "\n", "\r\n", "\r",
    "\u2028", "\u00a0", "\u200b", '"', "“", "”", "(", ")", "«", "»", "'", "- ", "[1]", "\t",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80)
LANGS = st.sampled_from([*PROFILES, "xx"])


def check_cover(text: str, spans: list[tuple[int, int]], start: int, end: int) -> None:
    at = start
    for s, e in spans:
        assert at <= s < e <= end
        assert not text[at:s].strip()
        assert not text[s].isspace() and not text[e - 1].isspace()
        at = e
    assert not text[at:end].strip()


@given(TEXTS, LANGS, st.data())
def test_sentences_are_ordered_disjoint_and_cover_the_text(
    text: str, lang: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check_cover(text, split_sentences(text, profile(lang), start, end), start, end)


@given(TEXTS)
def test_paragraphs_are_ordered_disjoint_and_cover_the_text(text: str) -> None:
    check_cover(text, paragraphs(text), 0, len(text))


@given(TEXTS, LANGS, st.data())
def test_a_part_of_a_text_is_cut_as_if_it_stood_alone(
    text: str, lang: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    alone = [(s + start, e + start) for s, e in split_sentences(text[start:], profile(lang))]
    assert split_sentences(text, profile(lang), start) == alone


@given(TEXTS, TEXTS, LANGS)
@example("The\nThe.The", "", "en")
def test_what_follows_a_paragraph_break_changes_nothing_before_it(
    text: str, more: str, lang: str
) -> None:
    before = article(text, lang=lang).segments
    after = article(f"{text}\n\n{more}", lang=lang).segments
    assert after[: len(before)] == before


@given(TEXTS, LANGS)
def test_segments_are_slices_of_the_document(text: str, lang: str) -> None:
    document = article(text, lang=lang)
    for s in document.segments:
        assert document.text[s.offset : s.offset + len(s.target)] == s.target
