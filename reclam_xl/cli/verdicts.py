"""The result of validating workbooks, file by file, as text for people or JSON for programs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from reclam_xl.checks import Finding, check
from reclam_xl.cli.surface import open_register
from reclam_xl.errors import FolderTaken, ReadOnlyWorkbook, UnreadableWorkbook
from reclam_xl.french import number, plural, typeset
from reclam_xl.frozen import frozen
from reclam_xl.register import Register
from reclam_xl.rules.context import Context
from reclam_xl.values import CellError, CellValue

JSON_VERSION = 1
SUFFIXES = (".xlsx", ".xlsm")
CONFORM, DEVIATING, UNREADABLE = "conforme", "ecarts", "illisible"


@frozen
class Verdict:
    """What validating one file gave; `error` is the French sentence that says why it could not be read."""

    file: Path
    agency: str = ""
    profile: str = ""
    rows: tuple[tuple[str, int], ...] = ()
    findings: tuple[Finding, ...] = ()
    error: str = ""

    @property
    def status(self) -> str:
        """`conforme`, `ecarts` or `illisible`."""
        if self.error:
            return UNREADABLE
        return DEVIATING if self.findings else CONFORM


def workbooks(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files named, and the workbooks of the folders named, whatever their depth.

    What begins with a dot or `~$` (backups, lock files) is passed over.
    """
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for candidate in sorted(path.rglob("*")):
            hidden = any(part.startswith((".", "~$")) for part in candidate.relative_to(path).parts)
            if candidate.suffix.lower() in (*SUFFIXES, ".xls") and candidate.is_file() and not hidden:
                yield candidate


def validate(path: Path, *, today: dt.date, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Verdict:
    """Validate one file; a file that cannot be read gives a verdict too."""
    try:
        register = open_register(path)
    except UnreadableWorkbook as error:
        from reclam_xl.messages import sentence  # noqa: PLC0415 - only when something went wrong

        return Verdict(file=path, error=sentence(error))
    context = Context.of(register, today=today)
    return Verdict(
        file=path,
        agency=register.settings.agency,
        profile=context.profile.name,
        rows=_rows(register),
        findings=tuple(check(register, context, select=select, ignore=ignore)),
    )


def _rows(register: Register) -> tuple[tuple[str, int], ...]:
    return (
        ("registre", len(register.complaints)),
        ("suivi", len(register.follow_ups)),
        ("actions", len(register.actions)),
    )


def annotate(verdicts: Sequence[Verdict], folder: Path, *, at: dt.datetime) -> Iterator[Path]:
    """Write an annotated copy of each workbook that has findings into a folder; yield the path of each.

    `at` is the moment of the validation. A copy never replaces a file: where its name is taken, it gets a number.
    Raises `FolderTaken` when a file bears the folder's name, `ReadOnlyWorkbook` when the folder cannot be made.
    """
    from reclam_xl.reports.annotated import annotated_copy  # noqa: PLC0415 - most validations write nothing
    from reclam_xl.reports.control import about  # noqa: PLC0415

    _make(folder)
    for verdict in verdicts:
        if verdict.findings:
            names = (f"{verdict.file.stem}-controle{number}{verdict.file.suffix}" for number in ("", *range(2, 10_000)))
            target = next(folder / name for name in names if not (folder / name).exists())
            whose = about(verdict.agency, verdict.profile)
            annotated_copy(verdict.file, target, verdict.findings, at=at, context=whose)
            yield target


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise FolderTaken(folder) from error
    except OSError as error:
        raise ReadOnlyWorkbook(folder, error.strerror or "") from error


def exit_code(verdicts: Sequence[Verdict]) -> int:
    """Return 2 when a file could not be read, else 1 when there are findings, else 0."""
    statuses = {verdict.status for verdict in verdicts}
    if UNREADABLE in statuses:
        return 2
    return 1 if DEVIATING in statuses else 0


def as_text(verdicts: Sequence[Verdict], *, first: int | None = 10) -> str:
    """Return the verdicts for people: each file, its first findings, and the total."""
    lines = [line for verdict in verdicts for line in _file_lines(verdict, first)]
    return typeset("\n".join([*lines, _total(verdicts)]))


def _file_lines(verdict: Verdict, first: int | None) -> Iterator[str]:
    if verdict.error:
        yield f"{verdict.file} : illisible"
        yield f"  {verdict.error}"
        return
    rows = " · ".join(f"{number(count)} {table}" for table, count in verdict.rows)
    whose = f"agence {verdict.agency}" if verdict.agency else "agence inconnue"
    found = plural(len(verdict.findings), "écart", "écarts") if verdict.findings else "conforme aux contrôles"
    yield f"{verdict.file} : {found} ({whose}, profil « {verdict.profile} », lignes : {rows})"
    for finding in verdict.findings[:first]:
        yield f"  {finding.severity.upper():<11} {finding.sentence}"
    rest = len(verdict.findings) - len(verdict.findings[:first])
    if rest:
        yield f"  … et {plural(rest, 'autre', 'autres')} (--tous les liste)"


def _total(verdicts: Sequence[Verdict]) -> str:
    summary = _summary(verdicts)
    return (
        f"Total : {plural(summary['files'], 'classeur', 'classeurs')}, {number(summary['conform'])} sans écart, "
        f"{number(summary['with_findings'])} avec écarts, {plural(summary['unreadable'], 'illisible', 'illisibles')} ; "
        f"{plural(summary['findings'], 'écart', 'écarts')}."
    )


def _summary(verdicts: Sequence[Verdict]) -> dict[str, int]:
    statuses = [verdict.status for verdict in verdicts]
    return {
        "files": len(statuses),
        "conform": statuses.count(CONFORM),
        "with_findings": statuses.count(DEVIATING),
        "unreadable": statuses.count(UNREADABLE),
        "findings": sum(len(verdict.findings) for verdict in verdicts),
    }


def as_json(verdicts: Sequence[Verdict]) -> str:
    """Return the verdicts for programs (`docs/json.md` describes the form)."""
    import json  # noqa: PLC0415 - the text form needs none

    document = {
        "version": JSON_VERSION,
        "files": [_file_json(verdict) for verdict in verdicts],
        "summary": _summary(verdicts),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _file_json(verdict: Verdict) -> dict[str, object]:
    document: dict[str, object] = {
        "file": str(verdict.file),
        "status": verdict.status,
        "agency": verdict.agency or None,
        "profile": verdict.profile or None,
        "rows": dict(verdict.rows or (("registre", 0), ("suivi", 0), ("actions", 0))),
        "findings": [_finding_json(finding) for finding in verdict.findings],
    }
    if verdict.error:
        document["error"] = verdict.error
    return document


def _finding_json(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": finding.sheet or None,
        "table": finding.table or None,
        "row": finding.row,
        "column": finding.column or None,
        "cell": finding.cell or None,
        "value": _plain(finding.value),
        "expected": finding.expected or None,
        "message": finding.message,
        "repair": finding.repair,
        "fixable": finding.fixable,
    }


def _plain(value: CellValue) -> str | float | bool | None:
    """Return a value that JSON has: dates in ISO form, error values as their code."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, CellError) else value
