"""Write and open the files that carry contributions (`*.altlot`): immutable, sealed, refused whole or read whole.

Layout: a header (magic, format, seal, group id, key id, salt, length), then the zlib-compressed JSON lines: one
with counts, the commits parents first, their edits, the attached files they mention. Sealed with
ChaCha20-Poly1305 (RFC 8439) under a key that HKDF-SHA256 (RFC 5869) derives from the group's and a fresh salt; or,
where the group wants no key, followed by a SHA-256.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.exchange import lines
from altterr_desktop.exchange.errors import (
    BundleTooLarge,
    DamagedBundle,
    FileRefused,
    ForeignBundle,
    NewerBundle,
    NotABundle,
    UnknownKey,
    UnsealedBundle,
)
from altterr_desktop.exchange.keys import Seals, key_id
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.travelling import CommitLine, EditLine, read_commits, read_edits
from altterr_desktop.journal.values import unpack_json
from altterr_desktop.model.journal import JournalEdit
from altterr_desktop.model.verdicts import AttachmentContent

MAGIC = b"altlot"
FORMAT = 1
_OPEN, _SEALED = 0, 1
# magic, format, sealed or not, group id, key id, salt, length of what follows
_HEADER = struct.Struct(">6sBB16s8s16sQ")
_TAG_SIZE, _DIGEST_SIZE = 16, 32
MOST_COMMITS = 5000
MOST_EDITS = 100_000
MOST_CONTENT = 16 * 1024 * 1024
# What a commit holds at most beyond that is one attached file of 25 MB, written in base 64.
MAX_FILE = 64 * 1024 * 1024
MAX_PLAIN = 512 * 1024 * 1024
MAX_LINE = 64 * 1024 * 1024
_STEP, _INFLATED = 1 << 16, 1 << 20


@dataclass(frozen=True)
class Lot:
    """Hold an opened file: its commits, and the rest of its lines, to be read once, edits before contents."""

    name: str
    commits: tuple[CommitLine, ...]
    edit_count: int
    content_count: int
    _lines: Iterator[bytes]

    def edits(self) -> Iterator[EditLine]:
        """Read the edits. Raises DamagedBundle."""
        taken = (next(self._lines, b"") for _line in range(self.edit_count))
        with _shapes_checked(self.name):
            yield from lines.read_edits(taken, len(self.commits))

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Read the attached files, once all edits were read. Raises DamagedBundle."""
        with _shapes_checked(self.name):
            for _file in range(self.content_count):
                yield lines.read_content(next(self._lines, b""))
            if next(self._lines, None) is not None:
                raise lines.BadLine


class _shapes_checked:  # noqa: N801 - reads as a phrase
    """Turn a line that does not hold what it must into the typed error of its file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, lines.BadLine):
            raise DamagedBundle(self.name) from error


def parts(session: Session, seqs: Sequence[int]) -> Iterator[list[int]]:
    """Cut a run of commits into those of one file each, by number of commits, of edits, of bytes."""
    part: list[int] = []
    edits = size = 0
    for batch in batches(seqs):
        query = (
            select(JournalEdit.commit_seq, func.count(), func.sum(func.length(JournalEdit.value)))
            .where(JournalEdit.commit_seq.in_(batch))
            .group_by(JournalEdit.commit_seq)
        )
        counts = {seq: (count, length) for seq, count, length in session.execute(query)}
        attached = _content_sizes(session, batch)
        for seq in batch:
            count, length = counts.get(seq, (0, 0))
            length += attached.get(seq, 0)
            edits, size = edits + count, size + length
            full = len(part) == MOST_COMMITS or edits > MOST_EDITS or size > MOST_CONTENT
            if part and full:
                yield part
                part, edits, size = [], count, length
            part.append(seq)
    if part:
        yield part


def _content_digests(session: Session, seqs: Sequence[int]) -> dict[str, int]:
    """List the attached files that commits mention, each with the number of the first such commit."""
    found: dict[str, int] = {}
    for batch in batches(seqs):
        rows = session.execute(
            select(JournalEdit.commit_seq, JournalEdit.value)
            .where(
                JournalEdit.commit_seq.in_(batch),
                JournalEdit.kind == "attachment",
                JournalEdit.field == "sha256",
            )
            .order_by(JournalEdit.seq)
        )
        for seq, value in rows:
            found.setdefault(str(unpack_json(value)), seq)
    return found


def _content_sizes(session: Session, seqs: Sequence[int]) -> dict[int, int]:
    digests = _content_digests(session, seqs)
    sizes: dict[int, int] = {}
    for batch in batches(digests):
        rows = session.execute(
            select(AttachmentContent.sha256, func.length(AttachmentContent.content)).where(
                AttachmentContent.sha256.in_(batch)
            )
        )
        for digest, size in rows:
            sizes[digests[digest]] = sizes.get(digests[digest], 0) + size
    return sizes


def pack(session: Session, seqs: Sequence[int], seals: Seals) -> bytes:
    """Write commits, given by number and parents first, as the bytes of one file."""
    digests = [digest for digest in _content_digests(session, seqs) if _content(session, digest) is not None]
    edit_count = sum(
        session.scalar(select(func.count()).where(JournalEdit.commit_seq.in_(batch))) or 0
        for batch in batches(seqs)
    )
    counts = {"commits": len(seqs), "edits": edit_count, "contents": len(digests)}

    def written() -> Iterator[bytes]:
        yield json.dumps(counts).encode() + b"\n"
        yield from map(lines.commit_text, read_commits(session, seqs))
        yield from map(lines.edit_text, read_edits(session, seqs))
        for digest in digests:
            yield lines.content_text(digest, _content(session, digest) or b"")

    return seal(written(), seals)


def read_contents(session: Session, seqs: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """Read the attached files that commits mention, by SHA-256."""
    for digest in _content_digests(session, seqs):
        content = _content(session, digest)
        if content is not None:
            yield digest, content


def _content(session: Session, digest: str) -> bytes | None:
    return session.scalar(select(AttachmentContent.content).where(AttachmentContent.sha256 == digest))


def seal(texts: Iterable[bytes], seals: Seals) -> bytes:
    """Compress lines and close them with the group's current key, or with their SHA-256."""
    compressor = zlib.compressobj(6)
    body = b"".join([*map(compressor.compress, texts), compressor.flush()])
    salt = secrets.token_bytes(16)
    if seals.is_open:
        header = _HEADER.pack(MAGIC, FORMAT, _OPEN, seals.group, bytes(8), salt, len(body) + _DIGEST_SIZE)
        return header + body + hashlib.sha256(header + body).digest()
    header = _HEADER.pack(
        MAGIC, FORMAT, _SEALED, seals.group, key_id(seals.current), salt, len(body) + _TAG_SIZE
    )
    return header + bytes(_cipher(seals.current, salt).encrypt(bytes(12), body, header))


def _cipher(key: bytes, salt: bytes):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the type is imported late
    """Derive the key of one file; a key serves once, so its nonce may be zero."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"altterr lot").derive(key)
    return ChaCha20Poly1305(derived)


def open_file(path: Path, seals: Seals) -> Lot:
    """Open a file of contributions. Raises FileRefused and the errors of `unseal`."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            # What is no bundle, or too large, is not read whole.
            head = file.read(_HEADER.size)
            if head[: len(MAGIC)] != MAGIC[: len(head)] or not head:
                raise NotABundle(path.name)
            if size > MAX_FILE:
                raise BundleTooLarge(path.name)
            data = head + file.read(MAX_FILE)
    except OSError as error:
        raise FileRefused(path) from error
    return unpack(path.name, data, seals)


def group_of(path: Path) -> bytes:
    """Read which group a file comes from, without opening it. Raises FileRefused, NotABundle."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
    except OSError as error:
        raise FileRefused(path) from error
    if len(header) < _HEADER.size or not header.startswith(MAGIC):
        raise NotABundle(path.name)
    return bytes(_HEADER.unpack(header)[3])


def unpack(name: str, data: bytes, seals: Seals) -> Lot:
    """Open the bytes of a file. Raises as `unseal`."""
    texts = _split(name, unseal(name, data, seals))
    with _shapes_checked(name):
        counts = _counts(next(texts, b""))
        commits = tuple(lines.read_commit(next(texts, b"")) for _commit in range(counts["commits"]))
    return Lot(name, commits, counts["edits"], counts["contents"], texts)


def _counts(line: bytes) -> dict[str, int]:
    try:
        counts = {key: int(json.loads(line)[key]) for key in ("commits", "edits", "contents")}
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise lines.BadLine from error
    if min(counts.values()) < 0 or counts["commits"] > MOST_COMMITS:
        raise lines.BadLine
    return counts


def unseal(name: str, data: bytes, seals: Seals) -> bytes:
    """Check header and seal, and give the compressed lines.

    Raises NotABundle, NewerBundle, BundleTooLarge, DamagedBundle, ForeignBundle, UnknownKey, UnsealedBundle.
    """
    if data[: len(MAGIC)] != MAGIC[: len(data)] or not data:
        raise NotABundle(name)
    if len(data) < _HEADER.size:
        raise DamagedBundle(name)
    header = data[: _HEADER.size]
    _magic, file_format, kind, group, key_name, salt, size = _HEADER.unpack(header)
    if file_format > FORMAT:
        raise NewerBundle(name)
    if size > MAX_FILE:
        raise BundleTooLarge(name)
    if file_format != FORMAT or kind not in (_OPEN, _SEALED) or size != len(data) - _HEADER.size:
        raise DamagedBundle(name)
    if group != seals.group:
        raise ForeignBundle(name)
    if kind == _OPEN:
        return _check_digest(name, data, seals)
    key = seals.keys.get(key_name)
    if key is None:
        raise UnknownKey(name)
    return _decrypt(name, data, key, salt)


def _check_digest(name: str, data: bytes, seals: Seals) -> bytes:
    if not seals.is_open:
        raise UnsealedBundle(name)
    if not hmac.compare_digest(hashlib.sha256(data[:-_DIGEST_SIZE]).digest(), data[-_DIGEST_SIZE:]):
        raise DamagedBundle(name)
    return data[_HEADER.size : -_DIGEST_SIZE]


def _decrypt(name: str, data: bytes, key: bytes, salt: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag

    try:
        return bytes(_cipher(key, salt).decrypt(bytes(12), data[_HEADER.size :], data[: _HEADER.size]))
    except InvalidTag as error:
        raise DamagedBundle(name) from error


def _split(name: str, body: bytes) -> Iterator[bytes]:
    """Inflate step by step and cut at line ends; memory is bounded by the longest line."""
    inflater = zlib.decompressobj()
    begun: list[bytes] = []
    length = total = 0
    for chunk in _inflated(name, body, inflater):
        first, *more = chunk.split(b"\n")
        begun.append(first)
        if more:
            yield b"".join(begun)
            yield from more[:-1]
            begun = more[-1:]
        length = sum(map(len, begun)) if more else length + len(first)
        total += len(chunk)
        if total > MAX_PLAIN or length > MAX_LINE:
            raise BundleTooLarge(name)
    if length or not inflater.eof or inflater.unused_data:
        raise DamagedBundle(name)


def _inflated(name: str, body: bytes, inflater: Any) -> Iterator[bytes]:
    """Inflate a little at a time, however much a few bytes blow up to."""
    for at in range(0, len(body), _STEP):
        piece = body[at : at + _STEP]
        while piece:
            try:
                chunk = inflater.decompress(piece, _INFLATED)
            except zlib.error as error:
                raise DamagedBundle(name) from error
            yield chunk
            piece = inflater.unconsumed_tail
    if not inflater.eof:
        yield inflater.flush()
