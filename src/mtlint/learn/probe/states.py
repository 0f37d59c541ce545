"""What the language model makes of the training texts, read once and kept.

    python -m mtlint.learn.probe.states --data DIR --work WORK [--part K --of N]

The model is frozen, so its states are computed once and the probe is trained on them in minutes.
WORK/states gets a file for every few articles (1.2 kB a token, 1.5 GB in all); a run goes on after
a stop, and several processes may take a part each (an hour of two cores).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mtlint.learn import installed
from mtlint.learn.probe.texts import Example, Text, load
from mtlint.models import language
from mtlint.models.probe import Seen

TEXTS = 32  # articles in a file


@dataclass(frozen=True, slots=True)
class Row:
    """A text that was read."""

    example: Example
    seen: Seen

    @property
    def tokens(self) -> int:
        """Number of its tokens."""
        return len(self.seen.offsets)


def lots(texts: Sequence[Text]) -> list[Sequence[Text]]:
    """The articles of each file of states."""
    return [texts[a : a + TEXTS] for a in range(0, len(texts), TEXTS)]


def keep(seen: Sequence[Seen], path: Path) -> None:
    """Write the states of some articles' segments, whole or not at all."""
    temporary = path.with_suffix(".new.npz")
    np.savez(
        temporary,
        states=np.concatenate([s.states for s in seen]).clip(-60000, 60000).astype(np.float16),
        offsets=np.concatenate([s.offsets for s in seen]).astype(np.int32),
        sizes=np.array([len(s.offsets) for s in seen]),
    )
    temporary.replace(path)


def kept(texts: Sequence[Text], folder: Path) -> Iterator[Row]:
    """The texts with their states, as far as they were read."""
    for number, lot in enumerate(lots(texts)):
        path = folder / f"train-{number:04}.npz"
        if not path.is_file():
            continue
        with np.load(path) as found:
            ends = np.cumsum(found["sizes"])[:-1]
            states = np.split(found["states"], ends)
            offsets = np.split(found["offsets"].astype(np.int64), ends)
        examples = [e for t in lot for e in t.examples]
        for example, own, places in zip(examples, states, offsets, strict=True):
            if len(places):
                yield Row(example, Seen(own, places))


def main() -> None:
    """Read what is not there yet."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--of", type=int, default=1)
    options = parser.parse_args()
    folder = options.work / "states"
    folder.mkdir(parents=True, exist_ok=True)
    model = language.open_model(installed.weights())
    for number, lot in enumerate(lots(load(options.data)[0])):
        path = folder / f"train-{number:04}.npz"
        if number % options.of == options.part and not path.is_file():
            keep([s for t in lot for s in model.states([e.text for e in t.examples])], path)
            print(path.name, flush=True)


if __name__ == "__main__":
    main()
