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
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.index.words import TokenCache

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

PACKAGE = "wordllama"
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
BACKGROUND = Path(__file__).with_name("background.json")
SUBTRACTED = 0.75
"""Share of the background that is subtracted."""
OPEN = 0.6
"""The number that all texts share, beside lengths of about 1 before they are made 1."""
OPENING = 2500
"""Characters of an article's text that its vector is made of."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[?]")
_LONGEST_WORD = 48
_MOST_WORDS = 400
_CHUNK = 1024
_BLOCK, _LANES = 128, 8
"""Rows that numpy adds up before it adds the sums, and sums that it keeps meanwhile."""
_CACHED_TITLES = 8192
_CACHED_WORDS = 50_000
"""At 1 KB each; then the cache begins anew. More than one call can ask for."""


@dataclass(frozen=True)
class WordVectors:
    """Texts to vectors of length 1; a text without a known word is all zeros."""

    tokenizer: Tokenizer
    matrix: NDArray[np.float16]
    backgrounds: dict[str, NDArray[np.float32]]
    _words: _WordSums = field(init=False, repr=False)
    _titles: dict[str, NDArray[np.float32]] = field(init=False, repr=False, default_factory=dict)
    """A cache of a pure function: the titles that cards show are shown on many pages."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_words", _WordSums(self.tokenizer, self.matrix))

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

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each passage of running text; of a long one its opening."""
        return self._centred([text[:OPENING] for text in texts], "passage")

    def pieces(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each piece of one text, without the number that all texts share: how they differ counts."""
        import numpy as np

        means, _ = self.means(texts)
        rows = means - np.float32(SUBTRACTED) * self.backgrounds["passage"]
        rows[~means.any(axis=1)] = 0.0
        norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))
        unit: NDArray[np.float32] = rows / np.maximum(norms, 1e-9)[:, None]
        return unit

    def _centred(self, texts: Sequence[str], kind: str) -> NDArray[np.float32]:
        import numpy as np

        found = np.zeros((len(texts), self.matrix.shape[1] + 1), dtype=np.float32)
        for head in range(0, len(texts), _CHUNK):
            found[head : head + _CHUNK] = self._unit(texts[head : head + _CHUNK], self.backgrounds[kind])
        return found

    def _unit(self, texts: Sequence[str], background: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        means, counts = self.means(texts)
        whole = np.full((len(texts), means.shape[1] + 1), OPEN, dtype=np.float32)
        whole[:, :-1] = means - np.float32(SUBTRACTED) * background
        whole[counts == 0] = 0.0
        norms = np.sqrt(np.einsum("ij,ij->i", whole, whole))
        unit: NDArray[np.float32] = whole / np.maximum(norms, 1e-9)[:, None]
        return unit

    def means(self, texts: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """The mean vector of each text's word pieces, nothing subtracted, and how many pieces it has."""
        import numpy as np

        words = [_words(text) for text in texts]
        lengths = np.array([len(some) for some in words], dtype=np.int64)
        means = np.zeros((len(texts), self.matrix.shape[1]), dtype=np.float32)
        counts = np.zeros(len(texts), dtype=np.int64)
        some = np.flatnonzero(lengths)
        if len(some):
            sums, pieces = self._words.of(list(chain.from_iterable(words)))
            starts = (np.cumsum(lengths) - lengths)[some]
            counts[some] = np.add.reduceat(pieces, starts)
            whole = _sum_of_rows(sums)[None] if len(some) == 1 else np.add.reduceat(sums, starts, axis=0)
            means[some] = whole / np.maximum(counts[some], 1)[:, None]
        return means, counts


class _WordSums:
    """A cache of a pure function: word → sum of the vectors of its pieces, and their number."""

    def __init__(self, tokenizer: Tokenizer, matrix: NDArray[np.float16]) -> None:
        import numpy as np

        self._tokenizer = tokenizer
        self._matrix = matrix
        self._row: dict[str, int] = {}
        # Whole from the start: rows that are not written yet take no memory, and growing would hold it twice.
        self._sums = np.zeros((_CACHED_WORDS, matrix.shape[1]), dtype=np.float32)
        self._pieces = np.zeros(_CACHED_WORDS, dtype=np.int64)

    def of(self, words: Sequence[str]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """A row and a count for each word."""
        import numpy as np

        row = self._row
        if len(row) + len(words) > _CACHED_WORDS:
            row.clear()
        known = list(map(row.get, words))
        if None in known:
            known = [found if (found := row.get(word)) is not None else self._add(word) for word in words]
        rows = np.array(known, dtype=np.int64)
        return self._sums.take(rows, axis=0), self._pieces.take(rows)

    def _add(self, word: str) -> int:
        import numpy as np

        at = self._row[word] = len(self._row)
        if at == len(self._sums):
            self._sums = np.concatenate((self._sums, np.zeros_like(self._sums)))
            self._pieces = np.concatenate((self._pieces, np.zeros_like(self._pieces)))
        known = word if word.isascii() else word.encode("utf-8", "ignore").decode()
        ids = self._tokenizer.encode(known[:_LONGEST_WORD], add_special_tokens=False).ids
        self._pieces[at] = len(ids)
        self._sums[at] = self._matrix[ids].astype(np.float32).sum(axis=0) if ids else 0.0
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


def passage_vector(text: str) -> bytes:
    """The vector of a passage as 16-bit floats, for keeping; empty where there are no vectors or no word."""
    import numpy as np

    vectors = word_vectors()
    if vectors is None or not text:
        return b""
    vector = vectors.passages([text])[0]
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


def _words_of(token: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(token))


_token_words = TokenCache(_words_of)


def _words(text: str) -> list[str]:
    """The first words of a text; none runs over white space, so each token has its own."""
    return list(islice(chain.from_iterable(map(_token_words.__getitem__, text.split())), _MOST_WORDS))


def _sum_of_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sum of the rows, to the bit as `np.add.reduceat` adds them, in a tenth of its time for a long text.

    The first row, and the others pairwise: numpy's order within a column, here for all columns at once.
    """
    first: NDArray[np.float32] = rows[0]
    return first + _pairwise(rows[1:]) if len(rows) > 1 else first


def _pairwise(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    count = len(rows)
    if count > _BLOCK:
        half = count // 2
        half -= half % _LANES
        return _pairwise(rows[:half]) + _pairwise(rows[half:])
    lanes = count // _LANES * _LANES
    total = np.zeros(rows.shape[1], dtype=np.float32)
    if lanes:
        r = np.add.reduce(rows[:lanes].reshape(-1, _LANES, rows.shape[1]), axis=0)
        total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]))
    for row in rows[lanes:]:
        total = total + row
    return total


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
