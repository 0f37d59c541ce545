"""Paragraphs, headings and sentences: right offsets, right cuts, linear time."""

import time

import pytest

from mtlint.segment import article, looks_like_heading, paragraphs
from mtlint.text.profiles import profile
from mtlint.text.sentences import split_sentences
from mtlint.types import Role

# (language, sentences joined by "|"; between two of them stands a space unless "|" has "_" first)
SENTENCES = [
    ("en", "He met J. K. Rowling.|They talked."),
    ("en", "The U.S. Government agreed.|It was late."),
    ("en", "He lives in the U.S.|The house is old."),
    ("en", "It rose 3.5 percent.|Prices fell."),
    ("en", "1. First do this.|2. Then do that."),
    ("en", "Three things: 1. Open it.|2. Close it."),
    ("en", "Wait... and see.|Then go."),
    ("en", "He paused...|Then he left."),
    ("en", '"Stop!" he said.|He ran.'),
    ("en", "“Stop! Go away!” he said."),
    ("en", "“Stop!” Wang Jie said.|He ran."),
    ("en", "“Why?” asked Wang Jie.|He ran."),
    ("en", "See it (it is old. It is big.) and go."),
    ("en", "Visit www.example.com.|The site is old."),
    ("en", "Mail a.b@c.com today.|It works."),
    ("en", "Open README.md now.|It works."),
    ("en", "At 10 a.m. Monday he left.|He came at 5 p.m.|The train was late."),
    ("en", "The three “No. 1 Projects”, etc.|A powerful action."),
    ("en", "The No. 1 Project began.|It ran."),
    ("en", "St. Petersburg is old.|He left St. Petersburg."),
    ("en", "The work ended.|The next day was calm."),
    ("en", "He uses Node.JS daily.|It works."),
    ("en", "He uses Node.js daily.|It works."),
    ("en", "In the U.S.A he is known.|He left."),
    ("en", "new capabilities. , create new advantages.|Then go."),
    ("en", "Wait . . . and go.|He left."),
    ("en", "he said. .|He left."),
    ("en", "He left,.|The car stayed."),
    ("en", "He left。|The car stayed."),
    ("en", "It ended .|The next came."),
    ("en", "It is good.|it is bad."),
    ("en", "Acme Inc. said so.|Acme Inc.|The firm is big."),
    ("en", "Dr. He Jiankui came.|He left."),
    ("en", "He said no.|We left."),
    ("en", "In Dec. 5 people came.|In Dec.|The snow fell."),
    ("en", "He has vitamin C.|The rest is fine."),
    ("en", "In 2019.|The firm grew."),
    ("en", "He bought www . xinhua . com today."),
    ("en", "Smith et al. 2010 is known.|Smith et al.|The rest."),
    ("en", "Yahoo! News said so.|Yahoo! announced it."),
    ("en", "He said: “We go. We must. ”|Then he left."),
    ("en", "He asked?|Yes."),
    ("en", "A. First point.|B. Second point."),
    ("en", "GDP grew in line with CPI.|Beijing is fine."),
    ("en", "He ran 5 km.|Then he slept.|He ran 5 km. and slept."),
    ("en", "He left.[1]|The car stayed."),
    ("en", "He was born Oct. 12 in Beijing.|It rained."),
    ("en", "He sat.|the dog sat."),
    ("en", "the sun.|The moon."),
    ("en", "I ate the e.g. apples.|Then i.e. Pears."),
    ("en", "World War I.|The next war."),
    ("en", "He and I.|Then she."),
    ("en", "Visit Booking.Com today.|It works."),
    ("en", "“It is done.” he said."),
    ("en", '"A."|He left.'),
    ("zh", "他说：“你好！”|她笑了。|他走了。"),
    ("zh", "“停！”他说。|他走了。"),
    ("zh", "约3.5万人。|共5人。"),
    ("zh", "真的吗？|是的！|好。"),
    ("de", "Am 3. Mai kam er.|Er ging."),
    ("de", "Der 15. Parteitag begann am 3.|Er endete bald."),
    ("de", "Das ist z. B. gut.|Und z.B. Äpfel."),
    ("de", "Dr. Müller kam.|„Ja.“|Er ging."),
    ("de", "Es war 1999.|Berlin war groß."),
    ("fr", "« Arrêtez ! » dit-il.|Il est parti."),
    ("fr", "M. Dupont est là.|Il part."),
    ("fr", "Il dit : « Oui. »|Puis il part."),
    ("es", "¿Qué pasa?|¡Nada!|El Sr. López vino."),
    ("es", "EE.UU.|La casa es vieja."),
    ("ru", "А. С. Пушкин родился в 1799 г. в Москве.|Он писал."),
    ("ru", "Это было в 1999 г.|Он уехал."),
    ("ru", "Книги, газеты и т. д.|Он читал."),
    ("en", 'He reads "Stop. Look. Listen." every day.'),
    ("en", "the pace will rise.” said Li Wen, head of the mill. , the plant will grow."),
    ("en", "Zhou Min, head of the office, said.|Speed up the building of the hall."),
    ("en", "P.S. I love it.|Bye."),
    ("en", "It works.\u200b"),
    ("en", "Three steps:|\n- Open the box|\n- Close the box"),
    ("en", "A wrapped\nline goes on.|Another\r\none."),
    ("en", "First block|\n\nsecond block"),
]


@pytest.mark.parametrize(("lang", "marked"), SENTENCES)
def test_sentences(lang: str, marked: str) -> None:
    wanted = [part.strip() for part in marked.split("|")]
    glued = marked.replace("|\n", "\n")
    text = glued.replace("|", "" if lang == "zh" or ".|The next day" in marked else " ")
    text = text.replace("。 ", "。")
    assert [text[a:b] for a, b in split_sentences(text, profile(lang))] == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Province launches second bridge over the river",
        "Mayor: “We shall build three schools”",
        'Visitors praise "the best noodles"',
        "Will the price of rice rise again?",
        "Three Cities Win Gold!",
        "Shares Fall Sharply at Acme Widgets Inc.",
        "Third plenum of the 12th council (full text)",
        "Prices up? Shoppers say no",
        "taking the lead and opening new roads",
    ],
)
def test_headings(line: str) -> None:
    assert looks_like_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The bridge opened on Monday.",
        "He works for Acme Widgets Inc.",
        "“We shall build three schools.”",
        "“Will you come?”",
        "The measures are as follows:",
        "The bridge opened on Monday. Two more will follow next year",
        "Two lines\nare no heading",
        "大桥周一通车。",
        "word " * 60,
    ],
)
def test_no_headings(line: str) -> None:
    assert not looks_like_heading(line)


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in paragraphs(text)]


def test_paragraphs_are_parted_by_blank_lines_of_any_kind() -> None:
    assert cut("a\r\n\r\nb\n \t\nc\u2029d\r\re") == ["a", "b", "c", "d", "e"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council met on Monday to speak about the\nbridge that joins the two banks and "
        "the cost of\nbuilding it, which has grown."
    )
    assert cut(text) == [text]
    assert cut(text.replace("\n", "\r\n")) == [text.replace("\n", "\r\n")]


def test_one_line_a_paragraph() -> None:
    long = "The council met on Monday to speak about the bridge that joins both banks. " * 3
    text = f"Bridge to open soon\n{long}\n{long}"
    assert cut(text) == ["Bridge to open soon", long.strip(), long.strip()]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    text = (
        "The council met on Monday and spoke about the old\nbridge at length.\n"
        "The mayor then opened the session to questions\nfrom the public."
    )
    first = text.index("The mayor")
    assert cut(text) == [text[: first - 1], text[first:]]


def test_article_offsets_are_exact_slices() -> None:
    document = article("First one. Second one.\r\n\r\nA heading\r\n\r\nThird.", "Head line")
    assert [s.target for s in document.segments] == [
        "Head line",
        "First one.",
        "Second one.",
        "A heading",
        "Third.",
    ]
    assert [s.role for s in document.segments].count(Role.HEADING) == 2
    for s in document.segments:
        assert document.text[s.offset : s.offset + len(s.target)] == s.target


@pytest.mark.parametrize(
    "unit",
    ["a. ", "A. ", "“", '"', "(", ".", ". ", "\n", "\r", "\r\n", "a\n", "x" * 99, "。", "1. ",
     "He said. the ", " ", "word.Word ", "“a.", "- \n"],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    text = unit * (150_000 // len(unit))
    begin = time.process_time()
    article(text)
    split_sentences(text, profile("en"))
    assert time.process_time() - begin < 5
