"""What the network for words out of place learns from."""

import json
from pathlib import Path

import numpy as np
import pytest

from mtlint.learn.misfit import texts
from mtlint.learn.misfit.corpus import FORMS, Corpus, Counts, companions, vocabulary, words_in
from mtlint.learn.misfit.weigh import FEW, with_beginnings
from mtlint.segment import article

torch = pytest.importorskip("torch")

from mtlint.learn.misfit.batches import Windows  # noqa: E402
from mtlint.learn.misfit.generate import kept  # noqa: E402
from mtlint.models.misfit import BEGIN, UNKNOWN  # noqa: E402

WORDS = ["bank", "board", "old", "pier"]
TEXT = ["the old pier", "the old bank , the old board", "board and bank and pier and old pier"]


def corpus() -> Corpus:
    """A corpus in which a sub-word is a chunk."""
    chunks = [w + str(i) for w in WORDS for i in range(FORMS)]
    numbers = {w: FORMS * i for i, w in enumerate(WORDS)}
    stream, ends = list[int](), list[int]()
    for segment in TEXT * 6:
        for chunk in segment.split():
            if chunk not in numbers:
                numbers[chunk] = len(chunks)
                chunks.append(chunk)
            stream.append(numbers[chunk])
        ends.append(len(stream))
    none = np.full((len(WORDS), 2), -1, np.int32)
    return Corpus(
        np.array(stream, np.uint32),
        np.array(ends, np.uint32),
        np.array([len(ends)], np.uint32),
        np.ones(len(chunks), np.uint16),
        np.arange(10, 10 + len(chunks), dtype=np.uint16),
        np.array([1, 1, 2, 1], np.uint8),
        np.array([0, 0, 0, 3, 3], np.int32),
        np.array([0, 1, 3], np.int32),
        np.array([0, 1, 1, 1, 1], np.int32),
        np.array([2], np.int32),
        none,
        np.ones(len(WORDS), np.float32),
    )


def test_a_batch_says_where_words_were_put_in_and_what_stood_there() -> None:
    made = corpus()
    windows, rng = Windows(made, 60), np.random.default_rng(3)
    seen = 0
    for _ in range(30):
        batch = windows.draw(8, rng)
        flat = batch.ids.reshape(-1).numpy()
        assert (batch.ids[:, 0] == BEGIN).all()
        put = batch.first[batch.exchanged > 0].numpy()
        count = int((batch.wrong >= 0).sum())
        assert count == len(put)
        truth, wrong = batch.truth[:count].numpy(), batch.wrong[:count].numpy()
        assert (truth != wrong).all()
        places = batch.asked[:count].numpy()
        assert sorted(places) == sorted(put)
        assert ((flat[places] - 10) // FORMS == wrong).all()
        others = flat[batch.asked[count:].numpy()]
        hidden = others == UNKNOWN
        assert ((others[~hidden] - 10) // FORMS == batch.truth[count:].numpy()[~hidden]).all()
        seen += count
    assert seen > 20


def test_the_same_seed_draws_the_same_windows() -> None:
    windows = Windows(corpus(), 60)
    one, other = (windows.draw(8, np.random.default_rng(5)) for _ in range(2))
    assert torch.equal(one.ids, other.ids) and torch.equal(one.exchanged, other.exchanged)


def test_a_corpus_is_read_as_it_was_written(tmp_path: Path) -> None:
    made = corpus()
    made.save(tmp_path / "corpus.npz")
    again = Corpus.load(tmp_path / "corpus.npz")
    assert np.array_equal(made.stream, again.stream) and np.array_equal(made.after, again.after)


def test_companions_are_words_that_stand_there_twice() -> None:
    counts = Counts.of(["old pier by the old pier", "old bank", "old, pier"])
    words = vocabulary(counts.words + counts.words, counts.words)
    assert words == ["old", "pier"]
    at, found = companions(words, counts.after)
    assert at.tolist() == [0, 1, 1] and found.tolist() == [1]
    assert words_in("Old 7 piers.") == [("old", False), None, ("piers", True)]


def test_texts_of_every_sort_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = "The old pier was torn down in May because nobody paid for it any more."
    page = f"<p>{line}</p><script>var x = 1</script><p>Short.</p><p>See <i>{line}</i> [1]</p>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    (tmp_path / "biblio.html").write_text(page, "utf-8")
    (tmp_path / "s.json").write_text(json.dumps([line, 7, line]), "utf-8")
    (tmp_path / "speech.txt").write_text(f"{line}\n\nToo short\n{line}", "utf-8")
    out = tmp_path / "out.jsonl"
    folder = str(tmp_path)
    given = ["x", "--out", str(out), "--html", folder, "--sentences", folder, "--plain", folder]
    monkeypatch.setattr("sys.argv", given)
    texts.main()
    found = [json.loads(x) for x in out.read_text("utf-8").splitlines()]
    assert [(f["kind"], len(f["segments"])) for f in found] == [
        ("page", 2),
        ("speech", 2),
        ("sentences", 2),
    ]
    assert found[0]["segments"][1] == f"See {line}"


def test_what_goes_round_in_circles_is_not_kept() -> None:
    assert kept("the bank and the pier " * 20, whole=True) == []
    words = " ".join(f"word{i}" for i in range(30))
    assert kept(f"{words}\n\nAnd then it was cu", whole=False) == [words, "And then it was"]
    assert kept(f"{words}\n\nAnd then", whole=True) == [words, "And then"]


def test_articles_are_taken_with_their_beginnings() -> None:
    short, long = article("One."), article("\n\n".join(f"Line {i}." for i in range(FEW + 3)))
    found = with_beginnings([("a", short), ("b", long)])
    assert [len(d.segments) for _, d in found] == [1, FEW + 3, FEW]
