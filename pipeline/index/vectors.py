"""Static word vectors of the optional package `wordllama`: what a short text is about, as 256 numbers.

Installed by the extra `dechrome[embeddings]`; without it `word_vectors` gives None and the rules use words alone.
The two files of the package are read as they are (the vectors mapped, not copied, so that all workers share
them); importing the package itself would pull in network code that nothing here needs. From each mean a fixed
background is subtracted: what all texts of that kind have in common. It is never the site's own mean, which
would take away the very thing that a site of one subject has in common.
"""

from __future__ import annotations

import importlib.util
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.index.runs import PageTokens, Runs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from pipeline.index.vocabulary import Vocabulary

PACKAGE = "wordllama"
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
BACKGROUND = Path(__file__).with_name("background.json")
SUBTRACTED = 0.75
"""Share of the background that is subtracted."""
OPEN = 0.6
"""The number that all texts share, beside lengths of about 1 before they are made 1."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[?]")
_LONGEST_WORD = 48
_MOST_TOKENS = 400
_CHUNK = 1024
_AT_ONCE = 4096
"""Words whose vectors are held at once, at 1 KB each."""
_CACHED_TITLES = 8192
_CACHED_WORDS = 50_000
"""At 1 KB each; then the cache begins anew. More than one call can ask for."""


@dataclass(frozen=True)
class WordVectors:
    """Texts to vectors of length 1; a text without a known word is all zeros."""

    tokenizer: Tokenizer
    matrix: NDArray[np.float16]
    backgrounds: dict[str, NDArray[np.float32]]
    _rows: _Rows = field(init=False, repr=False)
    _titles: dict[str, NDArray[np.float32]] = field(init=False, repr=False, default_factory=dict)
    """A cache of a pure function: the titles that cards show are shown on many pages."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", _Rows(self.tokenizer, self.matrix))

    def titles(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each title."""
        import numpy as np

        if len(texts) > _CHUNK:
            return self._centred(texts, "title")
        known = self._titles
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if len(known) + len(new) > _CACHED_TITLES:
            known.clear()
            new = list(dict.fromkeys(texts))
        known.update(zip(new, self._centred(new, "title"), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32).reshape(len(texts), -1)

    def passage(self, opening: Runs) -> NDArray[np.float32]:
        """The row of the opening of a running text; of a long one its first words."""
        import numpy as np

        means, counts = self.means_of(opening, np.zeros(1, np.int64), opening.ends[-1:])
        row: NDArray[np.float32] = self._unit(means, counts, "passage")[0]
        return row

    def pieces(self, runs: Runs, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float32]:
        """A row for each of these pieces of a text, without the number that all texts share: how they differ counts."""
        import numpy as np

        means, counts = self.means_of(runs, starts, ends)
        rows = self.centred(means, "passage")
        rows[counts == 0] = 0.0
        norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        unit: NDArray[np.float32] = rows / np.maximum(norms, 1e-9)[:, None]
        return unit

    def centred(self, means: NDArray[np.float32], kind: str) -> NDArray[np.float32]:
        """Means without what all texts of a kind have in common."""
        import numpy as np

        return means - np.float32(SUBTRACTED) * self.backgrounds[kind]

    def _centred(self, texts: Sequence[str], kind: str) -> NDArray[np.float32]:
        import numpy as np

        found = np.zeros((len(texts), self.matrix.shape[1] + 1), dtype=np.float32)
        for head in range(0, len(texts), _CHUNK):
            found[head : head + _CHUNK] = self._unit(*self.means(texts[head : head + _CHUNK]), kind)
        return found

    def _unit(self, means: NDArray[np.float32], counts: NDArray[np.int64], kind: str) -> NDArray[np.float32]:
        import numpy as np

        whole = np.full((len(means), means.shape[1] + 1), OPEN, dtype=np.float32)
        whole[:, :-1] = self.centred(means, kind)
        whole[counts == 0] = 0.0
        norms = np.sqrt(np.einsum("ij,ij->i", whole, whole))
        unit: NDArray[np.float32] = whole / np.maximum(norms, 1e-9)[:, None]
        return unit

    def means(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The mean vector of each text's word pieces, nothing subtracted, and how many pieces it has."""
        runs = PageTokens().runs(texts)
        return self.means_of(runs, runs.starts, runs.ends)

    def means_of(
        self, runs: Runs, starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The same of pieces of a page, each given by its first token and by that after its last."""
        import numpy as np

        means = np.zeros((len(starts), self.matrix.shape[1]), dtype=np.float32)
        counts = np.zeros(len(starts), dtype=np.int64)
        sizes = np.minimum(ends - starts, _MOST_TOKENS)
        width = int(sizes.max(initial=0))
        if not width:
            return means, counts
        at_once = max(1, _AT_ONCE // width)
        for head in range(0, len(starts), at_once):
            some = slice(head, head + at_once)
            places = np.arange(width)
            there = places < sizes[some, None]
            numbers = runs.numbers.take((starts[some, None] + places)[there])
            rows = np.zeros(there.shape, np.int64)
            rows[there] = self._rows.of(runs.vocabulary, numbers)
            # Word after word, and nothing for the words that a piece has less: the same sum whatever stands beside it.
            np.add.reduce(self._rows.sums.take(rows, axis=0), axis=1, out=means[some])
            np.add.reduce(self._rows.pieces.take(rows), axis=1, out=counts[some])
        means /= np.maximum(counts, 1)[:, None].astype(np.float32)
        return means, counts


class _Rows(threading.local):
    """A cache of a pure function: token → sum of the vectors of its words' pieces, and their number.

    Tokens of one word have that word's row: "bed", "bed," and "(bed)".
    """

    def __init__(self, tokenizer: Tokenizer, matrix: NDArray[np.float16]) -> None:
        import numpy as np

        self._tokenizer = tokenizer
        self._matrix = matrix
        self._row = {"": 0}
        """The first row is that of no word: zeros."""
        # Whole from the start: rows that are not written yet take no memory, and growing would hold it twice.
        self.sums = np.zeros((_CACHED_WORDS, matrix.shape[1]), dtype=np.float32)
        self.pieces = np.zeros(_CACHED_WORDS, dtype=np.int64)
        self._vocabulary: Vocabulary | None = None
        self._known = np.zeros(0, dtype=np.int64)
        """The row of each token of this vocabulary; -1 where none was asked for."""

    def of(self, vocabulary: Vocabulary, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each token, good until this is asked again."""
        import numpy as np

        if len(self._row) + len(numbers) > _CACHED_WORDS:
            self._row.clear()
            self._row[""] = 0
            self._vocabulary = None
        if self._vocabulary is not vocabulary:
            self._vocabulary, self._known = vocabulary, np.zeros(0, dtype=np.int64)
        if len(self._known) < len(vocabulary.tokens):
            more = len(vocabulary.tokens) * 5 // 4 - len(self._known)
            self._known = np.concatenate((self._known, np.full(more, -1)))
        rows = self._known.take(numbers)
        if rows.min(initial=0) < 0:
            for number in set(numbers[rows < 0].tolist()):
                self._known[number] = self._of_token(vocabulary.tokens[number])
            rows = self._known.take(numbers)
        return rows

    def _of_token(self, token: str) -> int:
        words = _WORD.findall(token)
        if len(words) == 1:
            return self._of_word(words[0])
        known = self._row.get(token)
        if known is None:
            rows = [self._of_word(word) for word in words]
            known = self._add(token, self.sums[rows].sum(axis=0), int(self.pieces[rows].sum()))
        return known

    def _of_word(self, word: str) -> int:
        import numpy as np

        known = self._row.get(word)
        if known is None:
            text = word if word.isascii() else word.encode("utf-8", "ignore").decode()
            ids = self._tokenizer.encode(text[:_LONGEST_WORD], add_special_tokens=False).ids
            known = self._add(word, self._matrix[ids].astype(np.float32).sum(axis=0), len(ids))
        return known

    def _add(self, key: str, vector: NDArray[np.float32], pieces: int) -> int:
        import numpy as np

        at = len(self._row)
        if at == len(self.sums):
            self.sums = np.concatenate((self.sums, np.zeros_like(self.sums)))
            self.pieces = np.concatenate((self.pieces, np.zeros_like(self.pieces)))
        self.sums[at], self.pieces[at] = vector, pieces
        self._row[key] = at
        return at


@lru_cache(maxsize=1)
def word_vectors() -> WordVectors | None:
    """The vectors, or None where the extra `embeddings` is not installed or is of another version."""
    bare = without_background()
    if bare is None:
        return None
    content = json.loads(BACKGROUND.read_text("utf-8"))
    if fingerprint(bare) != content["fingerprint"]:
        return None
    return WordVectors(bare.tokenizer, bare.matrix, _backgrounds(content["title"], content["passage"]))


def passage_vector(opening: Runs) -> bytes:
    """The vector of a text's opening as 16-bit floats, for keeping; empty where there are no vectors or no word."""
    import numpy as np

    vectors = word_vectors()
    if vectors is None or not len(opening.numbers):
        return b""
    vector = vectors.passage(opening)
    return vector.astype(np.float16).tobytes() if vector.any() else b""


def without_background() -> WordVectors | None:
    """The vectors with nothing subtracted: what the background is made with."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(spec.submodule_search_locations[0])
    if not (folder / _WEIGHTS).is_file() or not (folder / _TOKENIZER).is_file():
        return None
    try:
        from tokenizers import Tokenizer
    except ImportError:
        return None
    matrix = _mapped(folder / _WEIGHTS)
    nothing = [0.0] * matrix.shape[1]
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    return WordVectors(tokenizer, matrix, _backgrounds(nothing, nothing))


def fingerprint(vectors: WordVectors) -> str:
    """Tells one set of vectors from another: the signs of a known sentence's vector, in hexadecimal digits."""
    numbers = vectors.means(["How do you plan a garden?"])[0][0].tolist()
    bits = "".join("1" if number > 0 else "0" for number in numbers)
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def _mapped(path: Path) -> NDArray[np.float16]:
    """The one tensor of a safetensors file: 8 bytes of header length, the header in JSON, the numbers."""
    import numpy as np

    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        (tensor,) = (value for key, value in json.loads(file.read(length)).items() if key != "__metadata__")
    shape = tuple(tensor["shape"])
    return np.memmap(
        path, dtype=np.float16, mode="r", offset=8 + length + tensor["data_offsets"][0], shape=shape
    )


def _backgrounds(title: Sequence[float], passage: Sequence[float]) -> dict[str, NDArray[np.float32]]:
    import numpy as np

    return {"title": np.array(title, dtype=np.float32), "passage": np.array(passage, dtype=np.float32)}
