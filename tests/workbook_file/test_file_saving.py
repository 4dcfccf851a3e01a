"""Saving that loses nothing: locks, backups, faults of disks and folders, and kills at any instant."""

from __future__ import annotations

import datetime as dt
import errno
import os
import random
import runpy
import shutil
import stat
import sys
from pathlib import Path

import pytest

from reclam_xl.changes import CellChange, ChangeSet
from reclam_xl.errors import (
    DiskFull,
    ReadOnlyWorkbook,
    ReplaceRefused,
    UnwritableWorkbook,
    WorkbookChanged,
    WorkbookLocked,
    WorkbookMissing,
)
from reclam_xl.workbook.file import PRIVATE_FOLDER, apply, backups, holder_of, locks, read, saving, set_cells

AT = dt.datetime(2026, 11, 23, 9, 5, 7)


def write(path, value, **options):
    cell = CellChange(sheet="Registre", row=1, column=1, before=None, after=value)
    return apply(path, ChangeSet(operation="essai", summary="", changes=(cell,)), **options)


def value(path):
    return read(path).sheets[0].value(1, 1)


def others(path):
    return sorted(entry.name for entry in path.parent.iterdir() if entry.name not in (path.name, PRIVATE_FOLDER))


def test_the_workbook_is_replaced_and_the_old_one_kept_under_a_dated_name(book):
    backup = write(book, "neuf", now=AT)
    assert backup == book.parent / PRIVATE_FOLDER / "classeur.2026-11-23_090507.xlsx"
    assert (value(book), value(backup)) == ("neuf", "Titre")
    assert others(book) == []


def test_a_bounded_number_of_backups_is_kept_the_latest_first(book):
    for number in range(6):
        write(book, number, keep=3, now=AT)
    (book.parent / PRIVATE_FOLDER / "classeur.autre.xlsx").write_bytes(b"")
    assert [value(backup) for backup in backups(book)] == [4, 3, 2]
    write(book, 7, keep=0)
    assert len(backups(book)) == 3


def test_a_backup_that_cannot_be_deleted_is_left(book, monkeypatch):
    for number in range(3):
        write(book, number, now=AT)
    monkeypatch.setattr(Path, "unlink", _refusing(".xlsx", Path.unlink))
    write(book, "x", keep=1, now=AT)
    assert len(backups(book)) == 4


def _refusing(suffix, unlink):
    def refuse(self, missing_ok=False):
        if self.name.endswith(suffix):
            raise PermissionError(errno.EACCES, "refused")
        unlink(self, missing_ok=missing_ok)

    return refuse


def test_where_links_are_refused_the_backup_is_a_copy(book, monkeypatch):
    monkeypatch.setattr(os, "link", _raising(errno.EPERM))
    assert value(write(book, "neuf")) == "Titre"


def test_no_backups_where_nothing_was_saved(book):
    assert backups(book) == []


def _raising(code):
    def fail(*args, **kwargs):
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize(
    ("code", "fault"),
    [(errno.ENOSPC, DiskFull), (errno.EACCES, ReadOnlyWorkbook), (errno.EIO, UnwritableWorkbook)],
)
def test_a_write_that_fails_leaves_everything_as_it_was(book, monkeypatch, code, fault):
    before = book.read_bytes()
    monkeypatch.setattr(os, "fsync", _raising(code))
    with pytest.raises(fault) as caught:
        write(book, "neuf")
    assert type(caught.value) is fault
    assert book.read_bytes() == before
    assert others(book) == []
    assert backups(book) == []


def test_a_backup_that_fails_leaves_everything_as_it_was(book, monkeypatch):
    monkeypatch.setattr(os, "link", _raising(errno.EPERM))
    monkeypatch.setattr(shutil, "copy2", _raising(errno.ENOSPC))
    with pytest.raises(DiskFull):
        write(book, "neuf")
    assert (value(book), others(book), backups(book)) == ("Titre", [], [])


def test_a_replace_that_is_refused_leaves_everything_as_it_was(book, monkeypatch):
    monkeypatch.setattr(Path, "replace", _raising(errno.EACCES))
    with pytest.raises(ReplaceRefused):
        write(book, "neuf")
    assert (value(book), others(book), backups(book)) == ("Titre", [], [])
    with pytest.raises(ReplaceRefused):
        write(book, "neuf", keep=0)


def test_a_folder_that_cannot_be_synchronised_is_no_fault(book, monkeypatch):
    sync = os.fsync

    def files_only(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "folder")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", files_only)
    write(book, "neuf")
    assert value(book) == "neuf"


def test_a_read_only_file_is_left_alone(book):
    book.chmod(0o444)
    with pytest.raises(ReadOnlyWorkbook):
        write(book, "neuf")
    assert value(book) == "Titre"


def test_the_rights_of_the_file_stay(book):
    book.chmod(0o640)
    write(book, "neuf")
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(book, tmp_path):
    link = tmp_path / "lien.xlsx"
    link.symlink_to(book)
    write(link, "neuf")
    assert link.is_symlink()
    assert value(book) == "neuf"


def test_a_missing_file(tmp_path):
    with pytest.raises(WorkbookMissing):
        write(tmp_path / "absent.xlsx", 1)


def test_a_file_saved_by_another_meanwhile_is_left_alone(book, tmp_path):
    other = tmp_path / "autre.xlsx"
    set_cells(book, other, {"Registre": {"A1": "d’un autre"}})
    with pytest.raises(WorkbookChanged), saving.replacing(book) as writer:
        shutil.copy(other, book)
        writer.replace(b"", keep=3, now=AT)
    assert value(book) == "d’un autre"


EXCEL = bytes([6]) + b"Camill" + b" " * 48 + bytes([14, 0]) + "MARTIN Camille".encode("utf-16-le") + b" \0" * 40


@pytest.mark.parametrize(
    ("name", "content", "holder"),
    [
        ("~$classeur.xlsx", EXCEL, "MARTIN Camille"),
        ("~$classeur.xlsx", bytes([5]) + b"Lucas" + b" " * 20, "Lucas"),
        ("~$classeur.xlsx", b"", ""),
        ("~$classeur.xlsx", bytes([3, 1, 2, 9, *range(200, 256)]) + b"\x07\xd8" * 200, ""),
        (".~lock.classeur.xlsx#", b"Lucas PETIT,lucas,poste12,23.11.2026 09:00,file:///x;", "Lucas PETIT – poste12"),
        (".~lock.classeur.xlsx#", b",lucas,poste12,23.11.2026 09:00,file:///x;", "lucas – poste12"),
        (".~lock.classeur.xlsx#", b"PETIT\\, Lucas,lucas,,,;", "PETIT, Lucas"),
        (".~lock.classeur.xlsx#", b"", ""),
    ],
)
def test_a_workbook_open_elsewhere_is_left_alone_and_its_holder_named(book, name, content, holder):
    book.with_name(name).write_bytes(content)
    with pytest.raises(WorkbookLocked) as caught:
        write(book, "neuf")
    assert caught.value.holder == holder == holder_of(book)
    assert value(book) == "Titre"
    write(book, "malgré tout", ignore_locks=True)
    assert value(book) == "malgré tout"


def test_a_lock_file_that_cannot_be_read_counts(book):
    book.with_name("~$classeur.xlsx").mkdir()
    with pytest.raises(WorkbookLocked):
        write(book, "neuf")


def test_a_stale_lock_is_passed_over_where_that_can_be_told(book, monkeypatch):
    lock = book.with_name("~$classeur.xlsx")
    lock.write_bytes(EXCEL)
    assert not locks._stale(lock)
    monkeypatch.setattr(locks, "_stale", locks._opens)
    write(book, "neuf")
    assert not locks._opens(lock.with_name("absent"))


def test_two_writers_do_not_meet(book):
    with saving.replacing(book), pytest.raises(WorkbookLocked) as caught:
        write(book, "neuf")
    assert "reclam_xl" in caught.value.holder
    write(book, "neuf")


def test_nobody_to_name(book, monkeypatch):
    monkeypatch.setattr(locks.getpass, "getuser", _raising(errno.ENOENT))
    with saving.replacing(book), pytest.raises(WorkbookLocked) as caught:
        write(book, "neuf")
    assert f"reclam_xl {os.getpid()}" in caught.value.holder


def test_what_a_killed_write_left_is_swept_away(book, monkeypatch):
    left = book.with_name(".classeur.xlsx.abc.reclam_xl.tmp")
    left.write_bytes(b"morceau")
    write(book, "neuf")
    assert others(book) == []
    left.write_bytes(b"morceau")
    monkeypatch.setattr(Path, "unlink", _refusing(".tmp", Path.unlink))
    with pytest.raises(PermissionError):
        write(book, "autre")
    assert value(book) == "autre"


def test_the_source_may_be_the_target(book):
    set_cells(book, book, {"Registre": {"A1": "sur place"}})
    assert value(book) == "sur place"
    assert len(backups(book)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="os.fork")
@pytest.mark.parametrize("seed", [1, 2])
def test_killed_at_any_instant_the_file_is_the_old_one_or_the_new_one(tmp_path, seed):
    script = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "kill-saves"))
    path = tmp_path / "registre.xlsx"
    script["build"](path)
    assert script["kills"](path, 15, random.Random(seed)) == 0
