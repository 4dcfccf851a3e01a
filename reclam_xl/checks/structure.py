"""The workbook as a whole: its tables and columns, its version, and what a file may hide."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity, short_header
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, heading, workbook
from reclam_xl.french import enumerate_, number, plural, quoted
from reclam_xl.layout import LAYOUT_VERSION, RECORD_TABLES, TABLES, Kind, Need, Table, sheet_of
from reclam_xl.register import FoundTable

_DESIGN = "Décision : un classeur de registre a les tableaux et les colonnes du modèle."
_OURS = (*RECORD_TABLES, TABLES["settings"], TABLES["people"], TABLES["counters"], TABLES["holidays"])


@rule(
    "STR-01",
    Severity.ERROR,
    "Tableau absent",
    why="Un tableau du registre n’a été trouvé dans aucune feuille : ce qu’il devrait contenir ne peut pas être "
    "contrôlé.",
    source=_DESIGN,
    repair="Rétablissez le tableau d’après une sauvegarde, ou reprenez le contenu dans un classeur neuf (« reclam-xl "
    "importer »).",
)
def missing_tables(see: Checkup) -> Iterator[Sighting]:
    """Yield once the tables that the workbook lacks."""
    lacking = [table for table in (_OURS if see.ours else RECORD_TABLES) if table.key not in see.tables]
    if lacking:
        names = enumerate_(quoted(_name(table)) for table in lacking)
        one = len(lacking) == 1
        yield workbook(f"{'Le tableau' if one else 'Les tableaux'} {names} {'manque' if one else 'manquent'}.")


@rule(
    "STR-02",
    Severity.ERROR,
    "Colonnes absentes",
    why="Des colonnes du tableau n’ont pas été trouvées sous leur nom : elles ne sont ni lues, ni contrôlées, ni "
    "remplies.",
    source="Les renseignements que demande le plan de gestion, les onze colonnes du suivi.",
    repair="Rétablissez ces colonnes, avec l’en-tête exact du modèle.",
)
def missing_columns(see: Checkup) -> Iterator[Sighting]:
    """Yield once a table the columns that it lacks, with the headers that come near."""
    for found in see.record_tables:
        lacking = _lacking(see, found)
        if lacking:
            near = [(header, ours) for header, ours in _near(found) if ours in lacking]
            names = enumerate_(quoted(short_header(header)) for header in lacking)
            one = len(lacking) == 1
            what = f"{'La colonne' if one else 'Les colonnes'} {names} {'manque' if one else 'manquent'}."
            advice = " ".join(
                f"Renommez {quoted(short_header(header))} en {quoted(short_header(ours))} si c’est elle."
                for header, ours in near
            )
            yield _renamed(found, what, advice, near[0][0]) if near else heading(found, what)


@rule(
    "STR-03",
    Severity.INFO,
    "Colonne inconnue",
    why="L’en-tête ne correspond à aucune colonne du modèle : la colonne est gardée telle quelle, mais n’est ni lue "
    "ni contrôlée.",
    source="Décision : ce qui n’est pas reconnu est dit, avec la colonne la plus proche.",
    repair="Rien à faire si c’est voulu.",
)
def unknown_columns(see: Checkup) -> Iterator[Sighting]:
    """Yield the columns that match none of ours, less those that stand for a missing one."""
    for found in see.record_tables:
        lacking = set(_lacking(see, found))
        for place, nearest in found.extra.items():
            if nearest not in lacking and found.headers.get(place):
                close = f" La plus proche du modèle est {quoted(short_header(nearest))}." if nearest else ""
                what = f"{quoted(short_header(found.headers[place]))} n’est pas une colonne du modèle.{close}"
                yield heading(found, what, place=place)


@rule(
    "STR-04",
    Severity.WARNING,
    "Classeur d’une version plus récente",
    why="Le classeur vient d’une version ultérieure du programme : des colonnes ou des règles nouvelles peuvent nous "
    "échapper.",
    source=_DESIGN,
    repair="Mettez le programme à jour.",
)
def newer(see: Checkup) -> Iterator[Sighting]:
    """Yield a layout newer than ours."""
    version = see.register.contents.layout_version
    if version is not None and version > LAYOUT_VERSION:
        yield workbook(f"Le classeur est à la version {version}, le programme connaît la version {LAYOUT_VERSION}.")


@rule(
    "STR-05",
    Severity.INFO,
    "Classeur d’un ancien modèle",
    why="Le classeur n’a pas été fait avec le modèle actuel : il est lu et contrôlé, mais sans listes, sans alertes "
    "ni surlignage.",
    source=_DESIGN,
    repair="Reprenez-le dans un classeur neuf : « reclam-xl importer ANCIEN --vers NOUVEAU ».",
)
def older(see: Checkup) -> Iterator[Sighting]:
    """Yield a workbook without our layout, or with an older one."""
    version = see.register.contents.layout_version
    if version is None:
        yield workbook("Le classeur ne vient pas du modèle.")
    elif version < LAYOUT_VERSION:
        yield workbook(f"Le classeur est à la version {version} du modèle, la version actuelle est {LAYOUT_VERSION}.")


def _renamed(found: FoundTable, what: str, advice: str, header: str) -> Sighting:
    """Return the lack of a column at the header that comes near it."""
    place = next(place for place, written in found.headers.items() if written == header)
    return heading(found, what, advice, place=place)


@rule(
    "STR-06",
    Severity.WARNING,
    "Autre tableau semblable",
    why="Deux endroits du classeur ressemblent au même tableau ; un seul est lu.",
    source=_DESIGN,
    repair="Comparez les deux, réunissez leurs lignes dans celui qui est lu, puis seulement retirez l’autre.",
)
def rivals(see: Checkup) -> Iterator[Sighting]:
    """Yield the places that look like one of our tables and were not read."""
    for rival in see.register.rivals:
        read = see.tables.get(rival.table.key)
        lines = _lines(see, rival)
        where = (
            f", c’est {quoted(read.sheet)} (ligne {read.header_row}, {_lines(see, read)}) qui est lu" if read else ""
        )
        what = f"Un tableau ({lines}) ressemble à {quoted(_name(rival.table))} et n’est pas lu{where}."
        yield heading(rival, what)


def _lines(see: Checkup, found: FoundTable) -> str:
    """Return how many rows of a table hold something."""
    rows = range(found.header_row + 1, found.last_row + 1)
    sheet, places = see.sheets[found.sheet], found.columns.values()
    filled = sum(any(sheet.value(row, place) not in {None, ""} for place in places) for row in rows)
    return plural(filled, "ligne", "lignes")


@rule(
    "STR-07",
    Severity.WARNING,
    "Feuille masquée avec des données",
    why="Une feuille que personne ne voit contient des données : elles peuvent fausser un calcul ou partir avec le "
    "fichier.",
    source="Pratique : feuilles masquées oubliées dans les classeurs transmis.",
    repair="Affichez la feuille, vérifiez son contenu, supprimez-la si elle ne sert plus.",
)
def hidden(see: Checkup) -> Iterator[Sighting]:
    """Yield hidden sheets that hold values."""
    for sheet in see.register.contents.sheets:
        if sheet.hidden:
            filled = sum(1 for row in sheet.rows if any(value not in (None, "") for value in row))
            if filled:
                lines = plural(filled, "ligne", "lignes")
                yield workbook(f"La feuille est masquée et contient {lines} de données.", sheet=sheet.name)


@rule(
    "STR-08",
    Severity.INFO,
    "Calendrier depuis 1904",
    why="Le classeur compte les jours depuis 1904 : ses dates sont justes ici, mais se décalent de quatre ans et un "
    "jour quand on les copie dans un autre classeur.",
    source="Option d’Excel « Calendrier depuis 1904 ».",
    repair="Ne copiez pas de dates entre ce classeur et un autre ; au besoin, reprenez-le dans un classeur neuf.",
)
def since_1904(see: Checkup) -> Iterator[Sighting]:
    """Yield workbooks on the date system of 1904."""
    if see.register.contents.date1904:
        yield workbook("Les dates du classeur sont comptées depuis 1904.")


@rule(
    "STR-09",
    Severity.INFO,
    "Macros présentes",
    why="Le classeur contient des macros. Elles n’ont pas été exécutées ; la messagerie de qui le reçoit les bloquera "
    "sans doute. Celles d’un registre que « reclam-xl nouveau --boutons » vient de créer sont reconnues et ne sont "
    "pas signalées ; une fois qu’Excel a enregistré ce registre, elles ne peuvent plus l’être avec certitude.",
    source="Décision : un contrôle ne lance aucune macro.",
    repair="Sans gravité si le registre a été créé avec des boutons ; sinon, demandez d’où elles viennent avant de les "
    "activer.",
)
def macros(see: Checkup) -> Iterator[Sighting]:
    """Yield workbooks with macros."""
    if see.register.contents.foreign_macros:
        yield workbook("Le classeur contient des macros.")


@rule(
    "STR-10",
    Severity.INFO,
    "Liaisons vers d’autres fichiers",
    why="Le classeur dépend d’autres fichiers. Ils n’ont pas été ouverts ; chez qui le reçoit, ils manqueront.",
    source="Décision : un contrôle ne suit aucune liaison.",
    repair="Rompez les liaisons (Données, Modifier les liens) et gardez les valeurs.",
)
def links(see: Checkup) -> Iterator[Sighting]:
    """Yield workbooks with external links."""
    if see.register.contents.external_links:
        yield workbook("Le classeur contient des liaisons vers d’autres fichiers.")


@rule(
    "STR-11",
    Severity.INFO,
    "Lignes fantômes",
    why="La feuille s’étend bien au-delà des données (lignes vides mais mises en forme) : le fichier grossit et "
    "s’ouvre lentement.",
    source="Pratique : mise en forme de colonnes entières.",
    repair="Supprimez les lignes vides sous le tableau, puis enregistrez.",
)
def phantoms(see: Checkup) -> Iterator[Sighting]:
    """Yield tables whose sheet runs on far below their data."""
    for found in see.record_tables:
        end = max(len(see.sheets[found.sheet].rows), found.end_row)
        if end > max(found.last_row, *found.aside, found.header_row) + _PHANTOMS:
            empty = number(end - found.last_row)
            yield heading(found, f"{empty} lignes vides suivent la dernière ligne remplie ({found.last_row}).")


_PHANTOMS = 2000
"""Empty rows below the data before a sheet is said to run on: a template lays out a few hundred in advance."""


def _name(table: Table) -> str:
    """Return what people call a table: its sheet's name where it is alone there, else its title."""
    sheet = sheet_of(table)
    return sheet.name if len(sheet.tables) == 1 else table.title


def _lacking(see: Checkup, found: FoundTable) -> list[str]:
    """Return the headers that a table lacks; of a workbook that is not ours, those that the plan asks for alone."""
    whole = see.ours or found.table.key == "suivi"
    return [
        column.header
        for column in map(found.table.column, found.missing)
        if whole or column.need in (Need.ALWAYS, Need.STEP) or column.kind is Kind.NUMBER
    ]


def _near(found: FoundTable) -> Iterator[tuple[str, str]]:
    """Yield the headers that match nothing, each with the header of ours that is nearest."""
    for place, nearest in found.extra.items():
        if nearest and place in found.headers:
            yield found.headers[place], nearest
