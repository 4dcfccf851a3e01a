"""The zip container of a workbook: parts read within bounds, every unchanged part copied byte for byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from reclam_xl.errors import DamagedWorkbook, EncryptedWorkbook, OversizedWorkbook
from reclam_xl.frozen import frozen

__all__ = ["Entry", "Package"]

_END, _END64, _LOCATOR64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sQ2H2L4Q"), struct.Struct("<4sLQL")
_CENTRAL, _LOCAL = struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s5H3L2H")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIPTOR = 0x1, 0x8
_FULL16, _FULL32 = 0xFFFF, 0xFFFFFFFF
_ZIP64_EXTRA = 1
_LARGE = 1 << 16
"""Parts above this many bytes are compressed at a faster level."""
_NEW_DATE = (0, 33)
"""MS-DOS time and date of added parts: 1 January 1980, so that the same change gives the same bytes."""


@frozen
class Entry:
    """One entry: `offset` is that of its local header; sizes are bytes; `central` is its directory record."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int
    central: bytes


class Package:
    """The entries of a zip file held in memory, found by part name, without regard to case if need be."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Read the directory of `data`; raise `DamagedWorkbook` when it is cut or wrong."""
        self.path = path
        self.data = data
        try:
            end, self._comment, start, size, count, base = self._end_record()
            self.directory = data[start : start + size]
            if end < start + size or base < 0:
                raise DamagedWorkbook(path, "directory out of place")
            self.entries = tuple(self._entries(count, base))
        except struct.error as fault:
            raise DamagedWorkbook(path, "directory cut short") from fault
        self._directory_start = start
        self._by_name = {entry.name.casefold(): entry for entry in reversed(self.entries)}
        self._by_name.update({entry.name: entry for entry in reversed(self.entries)})

    def _end_record(self) -> tuple[int, bytes, int, int, int, int]:
        """Return where the directory ends, its comment, its start, size and count, and what precedes the zip file."""
        data = self.data
        end = data.rfind(b"PK\5\6", max(0, len(data) - _END.size - _FULL16))
        if end < 0:
            raise DamagedWorkbook(self.path, "no directory")
        _, _, _, _, count, size, offset, length = _END.unpack_from(data, end)
        comment = data[end + _END.size : end + _END.size + length]
        if _FULL16 in (count,) or _FULL32 in (size, offset):
            sign, _, position, _ = _LOCATOR64.unpack_from(data, max(0, end - _LOCATOR64.size))
            if sign == b"PK\6\7":
                if data[position : position + 4] != b"PK\6\6":
                    raise DamagedWorkbook(self.path, "no 64-bit directory")
                *_, count, size, offset = _END64.unpack_from(data, position)
                return position, comment, offset, size, count, 0
        base = end - size - offset
        return end, comment, base + offset, size, count, base

    def _entries(self, count: int, base: int) -> Iterator[Entry]:
        """Yield the entries of the directory, in its order."""
        data, position = self.directory, 0
        for _ in range(count):
            fields = _CENTRAL.unpack_from(data, position)
            if fields[0] != b"PK\1\2":
                raise DamagedWorkbook(self.path, "directory record")
            flags, method, crc, packed, size = fields[3], fields[4], fields[7], fields[8], fields[9]
            after_name = position + _CENTRAL.size + fields[10]
            finish = after_name + fields[11] + fields[12]
            raw_name = data[position + _CENTRAL.size : after_name]
            offset = fields[16]
            if _FULL32 in (packed, size, offset):
                size, packed, offset = _wide(data[after_name : after_name + fields[11]], size, packed, offset)
            if flags & _ENCRYPTED:
                raise EncryptedWorkbook(self.path, "encrypted entry")
            yield Entry(
                name=raw_name.decode("utf-8", "replace").replace("\\", "/").lstrip("/"),
                flags=flags,
                method=method,
                crc=crc,
                packed=packed,
                size=size,
                offset=base + offset,
                central=data[position:finish],
            )
            position = finish

    def __contains__(self, name: str) -> bool:
        return self.entry(name) is not None

    def entry(self, name: str) -> Entry | None:
        """Return the entry of a part, `None` when there is none."""
        return self._by_name.get(name) or self._by_name.get(name.casefold())

    def packed(self, entry: Entry) -> bytes:
        """Return an entry's compressed bytes."""
        sign, *_, name_length, extra_length = _LOCAL.unpack_from(self.data, entry.offset)
        if sign != b"PK\3\4":
            raise DamagedWorkbook(self.path, entry.name)
        start = entry.offset + _LOCAL.size + name_length + extra_length
        return self.data[start : start + entry.packed]

    def read(self, name: str, *, verify: bool = False) -> bytes:
        """Return a part's bytes, `b""` when it is missing; `verify` checks its sum too.

        Raises `DamagedWorkbook` when it cannot be inflated and `OversizedWorkbook` when it is larger than declared.
        """
        entry = self.entry(name)
        if entry is None:
            return b""
        try:
            content = inflate(self.packed(entry), entry.method, entry.size)
        except (zlib.error, struct.error, NotImplementedError) as fault:
            raise DamagedWorkbook(self.path, entry.name) from fault
        if len(content) > entry.size:
            raise OversizedWorkbook(self.path, f"{entry.name} is larger than declared")
        if len(content) < entry.size or (verify and zlib.crc32(content) != entry.crc):
            raise DamagedWorkbook(self.path, entry.name)
        return content

    def start(self, name: str) -> bytes:
        """Return the first bytes of a part, enough to tell how it is written."""
        entry = self.entry(name)
        try:
            return b"" if entry is None else inflate(self.packed(entry), entry.method, 200)
        except (zlib.error, struct.error, NotImplementedError) as fault:
            raise DamagedWorkbook(self.path, name) from fault

    def rewritten(self, changed: Mapping[str, bytes | None]) -> bytes:
        """Return the bytes of the package with some parts changed, added or (`None`) removed.

        Every other entry keeps its bytes, header included, and its place; added parts come last.
        """
        wanted = {entry: content for name, content in changed.items() if (entry := self.entry(name)) is not None}
        pieces: list[bytes] = []
        records: dict[int, bytes] = {}
        physical = sorted(self.entries, key=lambda entry: entry.offset)
        bounds = [entry.offset for entry in physical[1:]] + [self._directory_start]
        position = physical[0].offset if physical else 0
        pieces.append(self.data[:position])
        for entry, bound in zip(physical, bounds, strict=True):
            if entry not in wanted:
                piece, record = self.data[entry.offset : bound], _moved(entry, position)
            else:
                content = wanted[entry]
                if content is None:
                    continue
                piece, record = self._changed(entry, content, position)
            pieces.append(piece)
            records[entry.offset] = record
            position += len(piece)
        directory = [records[entry.offset] for entry in self.entries if entry.offset in records]
        for name, content in changed.items():
            if content is not None and name not in self:
                piece, record = _added(name, content, position)
                pieces.append(piece)
                directory.append(record)
                position += len(piece)
        listing = b"".join(directory)
        end = _END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), len(listing), position, len(self._comment))
        return b"".join([*pieces, listing, end, self._comment])

    def _changed(self, entry: Entry, content: bytes, offset: int) -> tuple[bytes, bytes]:
        """Return the local entry and the directory record of an entry with other content."""
        packed = deflate(content) if entry.method == _DEFLATED else content
        sums = (zlib.crc32(content), len(packed), len(content))
        local = _LOCAL.unpack_from(self.data, entry.offset)
        names = entry.offset + _LOCAL.size
        name = self.data[names : names + local[9]]
        extra = _without_zip64(self.data[names + local[9] : names + local[9] + local[10]])
        flags = local[2] & ~_DESCRIPTOR
        head = _LOCAL.pack(b"PK\3\4", local[1], flags, *local[3:6], *sums, len(name), len(extra))
        central = _CENTRAL.unpack_from(entry.central)
        rest = entry.central[_CENTRAL.size :]
        kept = _without_zip64(rest[central[10] : central[10] + central[11]])
        record = _CENTRAL.pack(
            *central[:3], flags, *central[4:7], *sums, central[10], len(kept), *central[12:16], offset
        )
        record += rest[: central[10]] + kept + rest[central[10] + central[11] :]
        return head + name + extra + packed, record


def inflate(packed: bytes, method: int, size: int) -> bytes:
    """Return at most `size` + 1 bytes of what an entry holds."""
    if method == _STORED:
        return packed[: size + 1]
    if method != _DEFLATED:
        raise NotImplementedError(method)
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)


def deflate(content: bytes) -> bytes:
    """Return compressed bytes; large parts are compressed faster, and a little less."""
    level = 6 if len(content) < _LARGE else 4
    machine = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return machine.compress(content) + machine.flush()


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Return the size, packed size and offset that the 64-bit extra field completes."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == _ZIP64_EXTRA:
            numbers = iter(struct.unpack_from(f"<{min(length, 24) // 8}Q", extra, position + 4))
            size, packed, offset = (next(numbers, n) if n == _FULL32 else n for n in (size, packed, offset))
        position += 4 + length
    return size, packed, offset


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields less the 64-bit sizes, which no changed part needs."""
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind != _ZIP64_EXTRA:
            kept += extra[position : position + 4 + length]
        position += 4 + length
    return kept


def _moved(entry: Entry, offset: int) -> bytes:
    """Return the directory record of an untouched entry that now stands at `offset`."""
    central = entry.central
    fields = _CENTRAL.unpack_from(central)
    if _FULL32 not in (fields[8], fields[9], fields[16]):
        return central[:42] + struct.pack("<L", offset) + central[_CENTRAL.size :]
    rest = central[_CENTRAL.size :]
    kept = _without_zip64(rest[fields[10] : fields[10] + fields[11]])
    head = _CENTRAL.pack(*fields[:8], entry.packed, entry.size, fields[10], len(kept), *fields[12:16], offset)
    return head + rest[: fields[10]] + kept + rest[fields[10] + fields[11] :]


def _added(name: str, content: bytes, offset: int) -> tuple[bytes, bytes]:
    """Return the local entry and the directory record of a new part."""
    packed, raw_name = deflate(content), name.encode()
    sums = (zlib.crc32(content), len(packed), len(content))
    utf8 = 0 if name.isascii() else 0x800
    local = _LOCAL.pack(b"PK\3\4", 20, utf8, _DEFLATED, *_NEW_DATE, *sums, len(raw_name), 0)
    record = _CENTRAL.pack(b"PK\1\2", 20, 20, utf8, _DEFLATED, *_NEW_DATE, *sums, len(raw_name), 0, 0, 0, 0, 0, offset)
    return local + raw_name + packed, record + raw_name
