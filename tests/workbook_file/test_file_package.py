"""The zip container, in the forms that programs give it."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from reclam_xl.errors import DamagedWorkbook
from reclam_xl.workbook.file.package import Package

LONG = bytes(range(256)) * 400


def package(tmp_path, entries, *, comment=b"", method=zipfile.ZIP_DEFLATED):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as made:
        made.comment = comment
        for name, content in entries.items():
            made.writestr(name, content)
    return path


def reopened(tmp_path, content):
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as found:
        assert found.testzip() is None
        return found.namelist(), {name: found.read(name) for name in found.namelist()}, found.comment


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_are_changed_added_and_removed(tmp_path, method):
    path = package(tmp_path, {"a": b"1", "b": LONG, "c": b"3"}, comment=b"remarque", method=method)
    found = Package(path, path.read_bytes())
    names, parts, comment = reopened(tmp_path, found.rewritten({"A": b"un", "c": None, "é": b"neuf"}))
    assert names == ["a", "b", "é"]
    assert (parts["a"], parts["b"], parts["é"], comment) == (b"un", LONG, b"neuf", b"remarque")


def test_names_are_found_without_regard_to_case_the_exact_one_first(tmp_path):
    path = package(tmp_path, {"Part.xml": b"1", "part.xml": b"2"})
    found = Package(path, path.read_bytes())
    assert (found.read("part.xml"), found.read("Part.xml"), found.read("PART.XML")) == (b"2", b"1", b"2")
    assert found.read("absent") == found.start("absent") == b""


def test_what_precedes_the_package_stays(tmp_path):
    path = package(tmp_path, {"a": b"1", "b": b"2"})
    found = Package(path, b"#!/bin/sh\n" + path.read_bytes())
    content = found.rewritten({"a": b"un"})
    assert content.startswith(b"#!/bin/sh\n")
    assert reopened(tmp_path, content)[1] == {"a": b"un", "b": b"2"}


def streamed(tmp_path):
    """A package whose sizes follow the entries, as programs that write to a pipe do, with 64-bit sizes."""
    path = tmp_path / "flux.zip"

    class Pipe:
        def __init__(self, file):
            self.file = file

        def write(self, data):
            return self.file.write(data)

        def flush(self):
            self.file.flush()

    with path.open("wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as made:
        for name in ("a", "b", "c"):
            with made.open(name, "w", force_zip64=True) as entry:
                entry.write(LONG)
    return path


def test_sizes_that_follow_and_64_bit_fields_are_understood(tmp_path):
    path = streamed(tmp_path)
    found = Package(path, path.read_bytes())
    assert found.read("b", verify=True) == LONG
    assert reopened(tmp_path, found.rewritten({"b": b"deux"}))[1] == {"a": LONG, "b": b"deux", "c": LONG}


def widened(path: Path) -> bytes:
    """Return a package whose directory says everything in 64 bits."""
    content = path.read_bytes()
    end = content.rindex(b"PK\5\6")
    _, _, _, _, count, _, start, _ = struct.unpack_from("<4s4H2LH", content, end)
    directory, position = b"", start
    for _ in range(count):
        fields = list(struct.unpack_from("<4s6H3L5H2L", content, position))
        name = content[position + 46 : position + 46 + fields[10]]
        extra = struct.pack("<2H3Q", 1, 24, fields[9], fields[8], fields[16]) + struct.pack("<2HH", 0x7075, 2, 7)
        position += 46 + fields[10] + fields[11] + fields[12]
        fields[8] = fields[9] = fields[16] = 0xFFFFFFFF
        fields[11], fields[12] = len(extra), 0
        directory += struct.pack("<4s6H3L5H2L", *fields) + name + extra
    wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(directory), start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, start + len(directory), 1)
    short = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:start] + directory + wide + locator + short


def test_a_64_bit_directory_is_read_and_written_short(tmp_path):
    content = widened(package(tmp_path, {"a": b"1", "b": LONG}))
    found = Package(tmp_path / "a.zip", content)
    assert found.read("b") == LONG
    assert reopened(tmp_path, found.rewritten({"a": b"un"}))[1] == {"a": b"un", "b": LONG}


@pytest.mark.parametrize("mark", [b"PK\6\6", b"PK\1\2"])
def test_a_wrong_directory_is_damage(tmp_path, mark):
    content = widened(package(tmp_path, {"a": b"1"})).replace(mark, b"XXXX")
    with pytest.raises(DamagedWorkbook):
        Package(tmp_path / "a.zip", content)


def test_entries_that_cannot_be_unpacked_are_damage(tmp_path):
    path = package(tmp_path, {"a": LONG}, method=zipfile.ZIP_BZIP2)
    found = Package(path, path.read_bytes())
    for reading in (found.read, found.start):
        with pytest.raises(DamagedWorkbook):
            reading("a")
    moved = path.read_bytes().replace(b"PK\3\4", b"XXXX")
    with pytest.raises(DamagedWorkbook):
        Package(path, moved).read("a")


def test_a_wrong_sum_is_damage_where_it_matters(tmp_path):
    path = package(tmp_path, {"a": b"12345"}, method=zipfile.ZIP_STORED)
    found = Package(path, path.read_bytes().replace(b"12345", b"12346"))
    assert found.read("a") == b"12346"
    with pytest.raises(DamagedWorkbook):
        found.read("a", verify=True)
