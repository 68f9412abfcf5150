"""The head of a GGUF file: enough to refuse one that is cut short, and to know the context it allows.

llama.cpp refuses such files too, but says why only in its log. The format is described in ggml's
`docs/gguf.md`.
"""

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import ModelError

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_STRING, _ARRAY = 8, 9
# struct codes of the metadata types; u8 i8 u16 i16 u32 i32 f32 bool, then u64 i64 f64.
_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
# ggml tensor type -> (values a block, bytes a block); a type not listed is checked by its offset alone.
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 30: (1, 2),
}  # fmt: skip
_MAX_NESTING = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What is read of a model file; `context` is the tokens it was trained for, None when it does not say."""

    architecture: str
    context: int | None


def read_head(path: Path) -> Head:
    """Read the head of the GGUF file at `path` and check that the tensors it announces lie within the file.

    Raises:
        ModelError: the file is missing, is not GGUF, or is cut short.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ModelError(f"{path} is not a GGUF file")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _Reader(data).head()
    except OSError as error:
        raise ModelError(f"cannot read {path}: {error.strerror}") from error
    except (struct.error, OverflowError, MemoryError) as error:
        raise ModelError(f"{path} is cut short or damaged; delete it and fetch it again") from error
    except _Damaged as error:
        raise ModelError(f"{path} {error}") from error


class _Damaged(Exception):
    pass


class _Reader:
    """Walks the head once; a read past the end raises struct.error."""

    def __init__(self, data: mmap.mmap) -> None:
        self._data = data
        self._at = len(_MAGIC)

    def head(self) -> Head:
        version, tensors, entries = self._take("<IQQ")
        if version not in _VERSIONS:
            raise _Damaged(f"is GGUF version {version}, which cannot be read")
        kept: dict[str, object] = {}
        for _ in range(entries):
            key = self._string()
            kept[key] = self._value(self._take("<I")[0])
        self._check_tensors(tensors, kept.get("general.alignment", 32))
        architecture = str(kept.get("general.architecture", ""))
        context = kept.get(f"{architecture}.context_length")
        return Head(architecture, context if isinstance(context, int) and context > 0 else None)

    def _check_tensors(self, tensors: int, alignment: object) -> None:
        ends = []
        for _ in range(tensors):
            self._string()
            shape = self._take(f"<{self._take('<I')[0]}Q")
            kind, offset = self._take("<IQ")
            per_block, block_bytes = _BLOCKS.get(kind, (1, 0))
            count = 1
            for length in shape:
                count *= length
            ends.append(offset + count // per_block * block_bytes)
        step = alignment if isinstance(alignment, int) and alignment > 0 else 32
        start = -(-self._at // step) * step
        if not ends:
            raise _Damaged("holds no tensors")
        if start + max(ends) > len(self._data):
            raise _Damaged("is cut short; delete it and fetch it again")

    def _value(self, kind: int, depth: int = 0) -> object:
        """The value of a scalar or a string; None for an array, which is only stepped over."""
        if kind == _STRING:
            return self._string()
        if kind == _ARRAY:
            self._skip_array(depth)
            return None
        if kind not in _SCALARS:
            raise _Damaged("is damaged; delete it and fetch it again")
        value: object = self._take("<" + _SCALARS[kind])[0]
        return value

    def _skip_array(self, depth: int) -> None:
        kind, count = self._take("<IQ")
        if kind in _SCALARS:
            self._at += count * struct.calcsize("<" + _SCALARS[kind])
        elif kind == _STRING:
            # Vocabularies have some 150,000 entries: no slice, no decoding.
            data, at, length = self._data, self._at, struct.Struct("<Q").unpack_from
            for _ in range(count):
                at += 8 + length(data, at)[0]
            self._at = at
        elif depth < _MAX_NESTING:
            for _ in range(count):
                self._value(kind, depth + 1)
        else:
            raise _Damaged("is damaged; delete it and fetch it again")

    def _string(self) -> str:
        length = self._take("<Q")[0]
        start, self._at = self._at, self._at + length
        return self._data[start : self._at].decode(errors="replace")

    def _take(self, form: str) -> tuple[int, ...]:
        taken = struct.unpack_from(form, self._data, self._at)
        self._at += struct.calcsize(form)
        return taken
