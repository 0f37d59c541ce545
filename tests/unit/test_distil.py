"""Training texts as numbers, and the batches that are made of them."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from mtlint.learn.distil.corpus import Builder, Corpus
from mtlint.learn.probe.texts import NATIVE_RATER, Example, Rating, Text
from mtlint.models.encoding import SOURCE_FORM, encode, pair
from mtlint.models.language import LanguageModel

NEWS = "wmt21-zhen-news.train"
WORDS = ["<s>", "<pad>", "</s>", "<unk>", "The", "ferry", "left", "on", "Monday", ".", "Boat", "船"]


def tokenizer(ends: bool) -> Any:
    """Whole words and marks; with the special tokens at both ends, as the tagger's has them."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors

    made = Tokenizer(models.WordLevel({w: i for i, w in enumerate(WORDS)}, "<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    if ends:
        made.post_processor = processors.TemplateProcessing(
            single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
        )
    return made


def corpus() -> Corpus:
    """Two translations of a source, one of them rated twice, and a native sentence."""
    builder = Builder(LanguageModel(None, tokenizer(False), 0), tokenizer(True))  # type: ignore[arg-type]
    group = (NEWS, "doc", "1")
    marks = Rating("a", ((4, 9, 2), (10, 14, 1)), 6.0, True)
    clean = Rating("b", (), 0.0, False)
    first = Example("The ferry left on Monday .", group, (marks, clean), False, "船")
    second = Example("Boat left .", group, (clean,), False, "船")
    other = Example("Boat left on Monday", (NEWS, "doc", "2"), (clean,), False, "船 船")
    native = Example(
        "The Boat left", ("", "lot", "1"), (Rating(NATIVE_RATER, (), 0.0, False),), True
    )
    builder.add(Text(NEWS, "doc", [first, other]), 0)
    builder.add(Text(NEWS, "doc", [second]), 0)
    builder.add(Text("", "lot", [native]), 0)
    return builder.corpus()


def with_one_aside() -> Corpus:
    """An article to learn from, one held out, and one to learn from again."""
    builder = Builder(LanguageModel(None, tokenizer(False), 0), tokenizer(True))  # type: ignore[arg-type]
    clean = Rating("a", (), 0.0, False)
    for k, (text, part) in enumerate((("The ferry left .", 0), ("Boat .", 1), ("Boat left on", 0))):
        example = Example(text, (NEWS, "doc", str(k)), (clean,), False, "船")
        builder.add(Text(NEWS, f"doc{k}", [example]), part)
    return builder.corpus()


def test_a_corpus_keeps_pieces_marks_and_sources(tmp_path: Any) -> None:
    corpus().save(tmp_path / "corpus.npz")
    made = Corpus.load(tmp_path / "corpus.npz")
    assert made.group.tolist() == [0, 1, 0, 2] and made.article.tolist() == [0, 0, 1, 2]
    assert made.source.tolist() == [0, 1, 0, -1]
    own = made.own[made.own_first[2] : made.own_last[2]].tolist()
    assert [WORDS[i] for i in own] == ["<s>", "Boat", "left", ".", "</s>"]
    assert made.tokens.tolist() == [[1, 2], [2, 3]]
    assert made.subwords.tolist() == [[2, 3], [3, 4]]  # one later: the mark at the beginning
    touched = made.touched[made.own_first[0] : made.own_last[0]]
    assert touched[1:-1].tolist() == [[i, i + 1] for i in range(6)]
    assert (touched[[0, -1], 0] >= touched[[0, -1], 1]).all()  # ends touch nothing
    assert made.rater.tolist() == [0, 1, 1, 1, -1]


def test_a_batch_has_the_labels_of_every_rater() -> None:
    pytest.importorskip("torch")
    from mtlint.learn.distil.lots import Batches

    batches = Batches(corpus(), small=False)
    known = batches.known(np.array([0, 2]), np.array([0, 0]))
    assert known.row.tolist() == [0, 0, 1] and known.rater.tolist() == [0, 1, 1]
    assert known.labels.tolist() == [[0, 2, 1, 0, 0, 0], [0] * 6, [0, 0, 0, -1, -1, -1]]
    assert known.penalty.tolist() == pytest.approx([np.log1p(3.0), 0.0])
    assert known.major.tolist() == [0.5, 0.0] and known.group.tolist() == [0, 0]


def test_the_taggers_input_is_that_of_inference() -> None:
    pytest.importorskip("torch")
    from mtlint.learn.distil.lots import Batches, for_tagger

    made, texts = corpus(), ["The ferry left on Monday .", "Boat left on Monday", "Boat left ."]
    sources = encode(tokenizer(True), ["船", "船 船", "船"])
    wanted = [pair(t, s) for t, s in zip(encode(tokenizer(True), texts), sources, strict=True)]
    chosen = np.array([0, 1, 2])
    batches, seen = Batches(made, True), {}
    jobs = for_tagger(batches, chosen, 99, random.Random(1), 1.0, 1.0)
    for lot in (job.made(batches) for job in jobs):
        for k, r in enumerate(lot.segments.tolist()):
            size = int(lot.mask[k].sum())
            seen[r] = lot.ids[k, :size].tolist(), lot.forms[k, :size].tolist()
            assert int(lot.own[k].sum()) == sum(f != SOURCE_FORM for f in seen[r][1])
            if r < 0:  # another sentence beside this source: not a translation of it
                assert lot.penalty[k] == pytest.approx(np.log1p(25.0))
                assert not (lot.row == k).any()
    assert {r: seen[r] for r in (0, 1, 2)} == {k: (w.ids, w.forms) for k, w in enumerate(wanted)}
    assert -1 in seen


def test_teachers_word_goes_to_the_subwords_that_touch_it() -> None:
    torch = pytest.importorskip("torch")
    from mtlint.learn.distil.networks import Said
    from mtlint.learn.distil.train import carried

    made = corpus()
    pieces = torch.arange(2.0 * len(made.ids)).reshape(-1, 2)
    found = carried(made, Said(pieces, torch.zeros(4, 2))).pieces
    a, b = int(made.own_first[0]), int(made.own_last[0])
    assert found[a + 1 : b - 1].tolist() == pieces[:6].tolist()
    assert found[[a, b - 1]].isnan().all()


def exchanged(copies: int, seed: int = 0, made: Corpus | None = None) -> tuple[Corpus, Corpus]:
    """A corpus, and with copies behind it; words stand in pieces as they do in the models'."""
    from mtlint.learn.distil.exchange import places_of, with_copies, words_of

    known = [w.isascii() and not w.startswith("<") for w in WORDS]
    pieces, tokens = (
        [mark + w if k else w for w, k in zip(WORDS, known, strict=True)] for mark in "▁Ġ"
    )
    words = words_of(pieces, tokens, np.random.default_rng(1).normal(size=(len(WORDS), 4)))
    made = made or corpus()
    places = places_of(made, words, np.array(known))
    return made, with_copies(made, words, places, copies, np.random.default_rng(seed))


def test_copies_stand_behind_their_originals_which_stay_as_they_are() -> None:
    made, more = exchanged(2)
    assert more.copy.tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert more.article.tolist() == [0, 0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8]
    assert (more.ids[: len(made.ids)] == made.ids).all()
    assert (more.own[: len(made.own)] == made.own).all()
    assert len(more.ids) == 3 * len(made.ids) and len(more.own) == 3 * len(made.own)
    assert (np.diff(more.own_first) > 0).all() and (np.diff(more.first) > 0).all()
    assert more.segment.tolist() == made.segment.tolist()  # nobody rated a copy
    assert more.group.tolist() == [g + 3 * k for k in range(3) for g in made.group.tolist()]


def test_a_copy_has_the_same_words_either_way_and_capitals_where_they_were() -> None:
    differ = 0
    for seed in range(20):
        made, more = exchanged(1, seed)
        for r in range(4, 8):
            own = more.own[more.own_first[r] : more.own_last[r]][1:-1].tolist()
            assert more.ids[more.first[r] : more.last[r]].tolist() == own
            old = made.own[made.own_first[r - 4] : made.own_last[r - 4]][1:-1].tolist()
            for a, b in zip(old, own, strict=True):
                assert WORDS[a][0].isupper() == WORDS[b][0].isupper()
                assert a == b or WORDS[b].isalpha()
                differ += a != b
    assert differ > 20


def test_neighbours_change_places(monkeypatch: pytest.MonkeyPatch) -> None:
    from mtlint.learn.distil import exchange

    for name, value in (("TURNED", 1.0), ("WHOLE", 0.0), ("LEAST", 1e-9), ("MOST", 2e-9)):
        monkeypatch.setattr(exchange, name, value)
    made, more = exchanged(1)
    old, new = (c.own[c.own_first[r] + 1 : c.own_last[r] - 1] for c, r in ((made, 0), (more, 4)))
    words = [WORDS[i] for i in new.tolist()]
    assert words == ["The", "left", "ferry", "on", "Monday", "."]
    assert sorted(old) == sorted(new)


def test_what_is_held_out_is_not_copied() -> None:
    made, more = exchanged(1, made=with_one_aside())
    assert more.part.tolist() == [0, 1, 0, 0, 0] and more.copy.tolist() == [0, 0, 0, 1, 1]
    assert more.article.tolist() == [0, 1, 2, 3, 4]
    sizes = [(c.own_last - c.own_first).tolist() for c in (made, more)]
    assert sizes == [[6, 4, 5], [6, 4, 5, 6, 5]]
    for r, old in ((3, 0), (4, 2)):
        tokens = more.ids[more.first[r] : more.last[r]].tolist()
        assert tokens == more.own[more.own_first[r] : more.own_last[r]][1:-1].tolist()
        assert len(tokens) == made.last[old] - made.first[old]


def test_no_stray_stands_beside_its_own_source() -> None:
    pytest.importorskip("torch")
    from mtlint.learn.distil.lots import Batches, for_tagger

    _, more = exchanged(3)
    batches = Batches(more, True)
    chosen, strays = np.flatnonzero(more.source >= 0), 0
    texts = [more.own[a:b].tolist() for a, b in zip(more.own_first, more.own_last, strict=True)]
    ends = [0, *more.source_end.tolist()]
    whole_sources = [more.sources[a + 1 : b - 1].tolist() for a, b in pairwise(ends)]
    for seed in range(20):
        for job in for_tagger(batches, chosen, 9999, random.Random(seed), 1.0, 1.0):
            lot = job.made(batches)
            for k in np.flatnonzero(lot.segments.numpy() < 0).tolist():
                size, whole = int(lot.own[k].sum()), int(lot.mask[k].sum())
                source = lot.ids[k, size : whole - 1].tolist()
                own = [r for r, t in enumerate(texts) if t == lot.ids[k, :size].tolist()]
                strays += 1
                assert any(whole_sources[more.source[r]] != source for r in own)
    assert strays > 20


def test_what_nobody_rated_counts_for_nothing_within_a_source() -> None:
    torch = pytest.importorskip("torch")
    from mtlint.learn.tagger.train import centred

    values = torch.tensor([1.0, 5.0, 3.0, 9.0, 2.0])
    group, known = torch.tensor([0, 0, 0, 1, 1]), torch.tensor([1.0, 0.0, 1.0, 0.0, 0.0])
    assert centred(values, group, known).tolist() == [-1.0, 0.0, 1.0, 0.0, 0.0]


def test_an_error_in_the_thread_is_raised() -> None:
    torch = pytest.importorskip("torch")
    from mtlint.learn.distil.fit import made_ahead
    from mtlint.learn.distil.lots import Batches

    def broken(_: int) -> list[Any]:
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        next(made_ahead(Batches(corpus(), False), broken, torch.device("cpu")))


def test_the_probe_is_read_back_from_its_graph(tmp_path: Any) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from mtlint.learn.distil.shipped import probe_of
    from mtlint.learn.probe.export import compact, to_onnx
    from mtlint.learn.probe.network import Network
    from mtlint.learn.probe.upper import Upper
    from mtlint.models.causal import Shape

    torch.manual_seed(0)
    shape = Shape(3, 4, 2, 16, 10000.0, 1e-5)
    upper = Upper(shape, 64, 128, layers=2)
    net = Network(1, upper, torch.randn(64), torch.rand(64) + 0.5).eval()
    with torch.no_grad():
        for p in net.parameters():
            p.add_(0.02 * torch.randn_like(p))  # an export joins parameters that are the same
    to_onnx([net], tmp_path / "full.onnx")
    compact(tmp_path / "full.onnx", tmp_path / "small.onnx")
    again = probe_of(tmp_path / "small.onnx", shape, raters=3)
    states, mask = torch.randn(1, 9, 64), torch.ones(1, 9, dtype=torch.bool)
    with torch.no_grad():
        for was, now in zip(net(states, mask), again(states, mask), strict=True):
            assert torch.allclose(was, now, atol=0.05)
            assert not torch.allclose(was, torch.zeros_like(was), atol=0.05)
    with pytest.raises(ValueError, match="no graph of this network"):
        probe_of(tmp_path / "small.onnx", Shape(3, 2, 2, 16, 10000.0, 1e-5), raters=3)
