"""The journal: what the program wrote there is still as it wrote it."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, setting


@rule(
    "JRN-01",
    Severity.ERROR,
    "Journal modifié",
    why=(
        "Chaque ligne du journal porte une empreinte de ses cellules et de la ligne du dessus. Celle-ci ne "
        "correspond plus : la ligne, ou celle du dessus, a été modifiée, retirée ou déplacée après coup."
    ),
    source="Le journal sert de preuve et permet d’annuler une opération ; il ne s’écrit pas à la main.",
    repair="Comparez avec une sauvegarde du classeur ; ne corrigez pas le journal à la main.",
)
def broken_chain(see: Checkup) -> Iterator[Sighting]:
    """Yield the lines of the journal whose seal is not that of what they say."""
    found = see.tables.get("journal")
    if found is None or found.last_row == found.header_row:
        return
    from reclam_xl.register.journal import verify_chain  # noqa: PLC0415 - hashing is for registers with a journal

    for row in verify_chain(see.register):
        yield setting(found, row, "digest", "L’empreinte ne correspond pas à la ligne et à celle du dessus.")
