"""Bilingual files and feeds: segments with their sources, codes out of sight, nothing resolved."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from mtlint.load import LoadOptions, load_paths
from mtlint.load.feed import paragraphs_of
from mtlint.load.xml import xml_kind
from mtlint.types import Document, Failure, Part

XLIFF_12 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="harbour.html" source-language="zh-CN" target-language="en-GB" datatype="html">
  <header><note>A note.</note></header>
  <body>
   <trans-unit id="1"><source>港口开放</source><target>Harbour opens</target></trans-unit>
   <trans-unit id="2"><source>有<ph id="1">&lt;n/&gt;</ph>艘船。</source>
    <target state="translated">There are <ph id="1">&lt;n/&gt;</ph> ships <g id="2">in</g> port<x
      id="3"/>.</target></trans-unit>
   <trans-unit id="3" translate="no"><source>ABC</source><target>ABC</target></trans-unit>
   <trans-unit id="4"><source>很好。</source></trans-unit>
   <group translate="no">
    <trans-unit id="5"><source>X</source><target>X</target></trans-unit></group>
   <trans-unit id="6"><source>甲。乙。</source>
    <seg-source><mrk mtype="seg" mid="1">甲。</mrk><mrk mtype="seg" mid="2">乙。</mrk></seg-source>
    <target><mrk mtype="seg" mid="1">First.</mrk> <mrk mtype="seg" mid="2">Second.</mrk></target>
    <alt-trans><target>Old first. Old second.</target></alt-trans></trans-unit>
  </body>
 </file>
 <file original="two.html" source-language="zh-CN" target-language="en-GB" datatype="html">
  <body><trans-unit id="1"><source>船</source><target>A ship sails.</target></trans-unit></body>
 </file>
</xliff>
"""
XLIFF_20 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh" trgLang="en">
 <file id="f1">
  <unit id="u1">
   <segment id="s1"><source>你好。</source><target>Hello<ph id="1" subType="xlf:lb"/>there.</target>
   </segment>
   <ignorable><source> </source></ignorable>
   <segment id="s2"><source>再见。</source><target><pc id="2">Good</pc>bye to
      <ph id="3" equiv="Ann"/>.</target></segment>
  </unit>
 </file>
</xliff>
"""
SDL = XLIFF_12.replace(
    'version="1.2" xmlns', 'version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" xmlns'
)
MXLIFF = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"
 xmlns:m="http://www.memsource.com/mxlf/2.0">
 <file original="a.docx" source-language="zh" target-language="en"><body><group id="0">
  <trans-unit id="0:1"><source>{b>好&lt;b}消息 {1}</source><target>{b>Good&lt;b} news {1}.</target>
  </trans-unit></group></body></file></xliff>
"""
TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="zh-CN" datatype="plaintext"/><body>
 <tu tuid="a"><tuv xml:lang="zh-CN"><seg>船</seg></tuv>
  <tuv xml:lang="en-US"><seg>A <bpt i="1">&lt;b&gt;</bpt>ship<ept i="1">&lt;/b&gt;</ept></seg></tuv>
  <tuv xml:lang="de-DE"><seg>Ein Schiff</seg></tuv></tu>
 <tu><tuv xml:lang="zh-CN"><seg>港口</seg></tuv><tuv xml:lang="en-US"><seg>A port</seg></tuv></tu>
</body></tmx>
"""
PO = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: fr\n"
"Plural-Forms: nplurals=2; plural=(n>1);\n"

#: a.c:1
msgid "Open"
msgstr "Ouvrir"

#, fuzzy
msgid "Close"
msgstr "Ferme"

msgid "One ship"
msgid_plural "Many ships"
msgstr[0] "Un navire"
msgstr[1] "Des navires"

msgid "Port"
msgstr ""

#~ msgid "Old"
#~ msgstr "Vieux"
"""
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News</title><language>en</language>
<item><title>Harbour opens to ships</title><guid>h-1</guid>
 <description>Summary only.</description>
 <content:encoded><![CDATA[<p>The harbour opened. , People came.</p><p>It <b>was</b> late.</p>
 <script>alert(1)</script>]]></content:encoded></item>
<item><title>Tea &amp; rain</title><link>https://example.org/2</link>
 <description>&lt;p&gt;It rained &amp;amp; poured on the tea.&lt;/p&gt;</description></item>
</channel></rss>
"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>News</title><entry><title>Harbour opens to ships</title><id>urn:1</id>
<content type="html">&lt;p&gt;The harbour opened today.&lt;/p&gt;</content></entry></feed>
"""


def load(path: Path, text: str | bytes, **options: object) -> list[Document | Failure]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return list(load_paths([str(path)], LoadOptions(**options)))  # type: ignore[arg-type]


def documents(path: Path, text: str | bytes, **options: object) -> list[Document]:
    found = load(path, text, **options)
    assert all(isinstance(d, Document) for d in found), found
    return [d for d in found if isinstance(d, Document)]


def pairs(document: Document) -> dict[int | str, tuple[str | None, str]]:
    return {s.id: (s.source, s.target) for s in document.segments}


def test_xliff_1_2(tmp_path: Path) -> None:
    first, second = documents(tmp_path / "a.xlf", XLIFF_12)
    assert pairs(first) == {
        1: ("港口开放", "Harbour opens"),
        2: ("有艘船。", "There are ships in port."),
        4: ("很好。", ""),
        "6#1": ("甲。", "First."),
        "6#2": ("乙。", "Second."),
    }
    assert (first.id, first.source_lang, first.target_lang) == ("harbour.html", "zh-CN", "en-GB")
    assert first.headline == "Harbour opens" and first.segments[0].part is Part.HEADLINE
    assert second.id == "two.html" and second.segmented


def test_xliff_2(tmp_path: Path) -> None:
    (document,) = documents(tmp_path / "a.xliff", XLIFF_20)
    assert pairs(document) == {
        "u1#s1": ("你好。", "Hello\nthere."),
        "u1#s2": ("再见。", "Goodbye to Ann."),
    }
    assert (document.source_lang, document.target_lang) == ("zh", "en")


def test_studio_segments_go_by_their_number(tmp_path: Path) -> None:
    first, _ = documents(tmp_path / "a.sdlxliff", SDL)
    assert [s.id for s in first.segments] == [1, 2, 4, 1, 2]


def test_codes_written_as_text(tmp_path: Path) -> None:
    (document,) = documents(tmp_path / "a.mxliff", MXLIFF)
    assert pairs(document) == {"0:1": ("好消息", "Good news.")}


def test_target_only_drops_the_sources(tmp_path: Path) -> None:
    first, _ = documents(tmp_path / "a.xlf", XLIFF_12, target_only=True)
    assert {s.source for s in first.segments} == {None}


def test_tmx_gives_a_document_a_language(tmp_path: Path) -> None:
    english, german = documents(tmp_path / "m.tmx", TMX)
    assert pairs(english) == {"a": ("船", "A ship"), 2: ("港口", "A port")}
    assert (english.target_lang, english.source_lang, english.headline) == ("en-US", "zh", None)
    assert [s.target for s in german.segments] == ["Ein Schiff"]
    (only,) = documents(tmp_path / "m.tmx", TMX, target_lang="de")
    assert only.target_lang == "de"
    (failure,) = load(tmp_path / "m.tmx", TMX, target_lang="fr")
    assert isinstance(failure, Failure) and "en-US, de-DE" in failure.what


def test_po(tmp_path: Path) -> None:
    (document,) = documents(tmp_path / "m.po", PO)
    assert pairs(document) == {
        8: ("Open", "Ouvrir"),
        "15[0]": ("One ship", "Un navire"),
        "15[1]": ("Many ships", "Des navires"),
        20: ("Port", ""),
    }
    assert document.target_lang == "fr" and document.headline is None
    assert document.notes == ("1 fuzzy messages were left out",)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('msgid "Open"', 'msgid "Open'),
        ('msgstr "Ouvrir"', 'msgstr "Ouvrir'),
        ('msgstr "Ouvrir"', 'msgstr "Ouvrir\\"'),
        ('msgstr[1] "Des navires"', 'msgstr[1] "'),
        ('msgstr[1] "Des navires"', "msgstr[1] Des navires"),
        ('"Language: fr\\n"', '"Language: fr\\n'),
        ('msgid_plural "Many ships"', "msgid_plural"),
    ],
)
def test_po_with_an_open_quote_is_broken_where_it_is(
    tmp_path: Path, right: str, wrong: str
) -> None:
    (failure,) = load(tmp_path / "m.po", PO.replace(right, wrong))
    assert isinstance(failure, Failure) and "quotation marks" in failure.what
    assert failure.line == PO[: PO.index(right)].count("\n") + 1 and not failure.absent


def test_po_with_marks_in_its_texts(tmp_path: Path) -> None:
    text = PO.replace('"Ouvrir"', r'"Le \"port\\"').replace('#~ msgid "Old"', '#~ msgid "Old')
    (document,) = documents(tmp_path / "m.po", text.replace("\n", "\r\n"))
    assert document.segments[0].target == 'Le "port\\'


def test_feeds(tmp_path: Path) -> None:
    first, second = documents(tmp_path / "news.rss", RSS)
    assert (first.id, first.headline) == ("h-1", "Harbour opens to ships")
    assert first.text.split("\n\n")[1:] == ["The harbour opened. , People came.", "It was late."]
    assert second.headline == "Tea & rain" and "rained & poured" in second.text
    (atom,) = documents(tmp_path / "news.atom", ATOM)
    assert atom.text == "Harbour opens to ships\n\nThe harbour opened today."


def test_fragments_of_markup() -> None:
    assert paragraphs_of("One<br>two <i>is</i> here<div>three</div>") == [
        "One",
        "two is here",
        "three",
    ]
    assert paragraphs_of("5 < 6 and\nmore") == ["5 < 6 and more"]
    assert paragraphs_of("") == []
    deep = "<div>" * 400 + "one<p>two</p>" + "</div>" * 400 + "three"
    assert paragraphs_of(deep) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [(XLIFF_12, ".xlf"), (TMX, ".tmx"), (RSS, ".rss"), (ATOM, ".atom"), ("<urlset/>", None)],
)
def test_xml_is_known_by_its_root(tmp_path: Path, head: str, kind: str | None) -> None:
    assert xml_kind(head.encode()) == kind
    (tmp_path / "a.xml").write_text(head, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The harbour opened today.", encoding="utf-8")
    found = list(load_paths([str(tmp_path)], LoadOptions()))
    assert all(isinstance(d, Document) for d in found)
    assert (len(found) > 1) is (kind is not None)


def test_gzip_and_standard_input(tmp_path: Path) -> None:
    assert len(documents(tmp_path / "a.xlf.gz", gzip.compress(XLIFF_12.encode()))) == 2
    found = list(load_paths(["-"], LoadOptions(), io.BytesIO(ATOM.encode())))
    assert [d.id for d in found if isinstance(d, Document)] == ["urn:1"]


@pytest.mark.parametrize("name", ["a.xlf", "a.tmx", "a.rss"])
@pytest.mark.parametrize("outside", ["SYSTEM 'file:///{secret}'", "'SECRET inside'"])
def test_entities_are_never_resolved(tmp_path: Path, name: str, outside: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET", encoding="utf-8")
    body = {"a.xlf": XLIFF_12, "a.tmx": TMX, "a.rss": RSS}[name]
    root = {"a.xlf": "xliff", "a.tmx": "tmx", "a.rss": "rss"}[name]
    dtd = f"<!DOCTYPE {root} [<!ENTITY e {outside.format(secret=secret)}>]>"
    start = body.index(f"<{root}")
    text = '<?xml version="1.0"?>' + dtd + body[start:]
    text = text.replace("Harbour opens", "Harbour &e; opens").replace("A port", "A &e; port")
    text = text.replace("A <bpt", "A &e; <bpt")
    found = load(tmp_path / name, text)
    if "SYSTEM" in outside or name != "a.rss":  # a feed's own plain-text entities do no harm
        assert "SECRET" not in repr(found)
    if name != "a.rss":
        assert any(isinstance(d, Failure) and "&e;" in d.what for d in found)


def test_a_broken_file_gives_what_came_before_and_one_failure(tmp_path: Path) -> None:
    cut = XLIFF_12[: XLIFF_12.index("A ship sails")]
    (tmp_path / "z.txt").write_text("The harbour opened today.", encoding="utf-8")
    (tmp_path / "a.xlf").write_text(cut, encoding="utf-8")
    first, failure, last = load_paths([str(tmp_path)], LoadOptions())
    assert isinstance(first, Document) and first.id == "harbour.html"
    assert isinstance(failure, Failure) and "broken XML" in failure.what and failure.line
    assert isinstance(last, Document)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.xlf", "<tmx/>", "no XLIFF"),
        ("a.tmx", "<xliff/>", "no TMX"),
        ("a.xlf", "not XML at all", "broken XML"),
        ("a.po", PO.replace('msgid "Open"', 'mssgid "Open"'), "no PO file"),
        ("a.po", 'msgid ""\nmsgstr ""\n', "holds no message"),
        ("a.rss", "nothing here", "no feed"),
        (
            "a.rss",
            '<rss version="2.0"><channel><title>x</title></channel></rss>',
            "without entries",
        ),
        ("a.xml", "<urlset><url/></urlset>", "is XML"),
        (
            "a.xlf",
            XLIFF_12.replace("<target", "<old").replace("</target", "</old"),
            "no translated",
        ),
    ],
)
def test_one_clear_failure(tmp_path: Path, name: str, text: str, words: str) -> None:
    failures = load(tmp_path / name, text)
    assert all(isinstance(f, Failure) for f in failures)
    assert words in str(failures[0]) and "\n" not in str(failures[0])


def test_bombs_end_as_failures(tmp_path: Path) -> None:
    entities = "".join(
        f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' if i else '<!ENTITY e0 "lol">' for i in range(12)
    )
    text = f"<!DOCTYPE xliff [{entities}]>" + XLIFF_12[XLIFF_12.index("<xliff") :].replace(
        "Harbour opens", "&e11;"
    )
    (failure, *_) = load(tmp_path / "a.xlf", text)
    assert isinstance(failure, Failure)
    deep = "<xliff><file original='a'><body>" + "<group>" * 5000
    assert isinstance(load(tmp_path / "b.xlf", deep)[0], Failure)


def test_parquet_by_segment_and_by_article(tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    by_segment = {
        "id": ["a", "a", "b"],
        "segment": [1, 2, 1],
        "target": ["Harbour opens", "Ships came.", "It rained."],
        "source": ["港口开放", "船来了。", None],
    }
    parquet.write_table(arrow.table(by_segment), tmp_path / "s.parquet")
    first, second = load_paths([str(tmp_path / "s.parquet")], LoadOptions())
    assert isinstance(first, Document) and isinstance(second, Document)
    assert pairs(first) == {1: ("港口开放", "Harbour opens"), 2: ("船来了。", "Ships came.")}
    by_article = {"id": [1, 2], "headline": ["It rains", None], "body": ["It rained today.", ""]}
    parquet.write_table(arrow.table(by_article), tmp_path / "a.parquet")
    good, bad = load_paths([str(tmp_path / "a.parquet")], LoadOptions())
    assert isinstance(good, Document) and good.headline == "It rains"
    assert isinstance(bad, Failure) and bad.line == 2
    (tmp_path / "x.parquet").write_bytes(b"PAR1 no table")
    (failure,) = load_paths([str(tmp_path / "x.parquet")], LoadOptions())
    assert isinstance(failure, Failure) and "no Parquet" in failure.what
