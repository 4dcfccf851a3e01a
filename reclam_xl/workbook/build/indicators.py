"""The indicators of the dashboard as data: captions and formulas for the year chosen on the sheet."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.layout import Table
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.lists import NONE_STATED, ActionStatus, Alert, Decision, Effect, Origin, Status
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.values import column_letters

YEAR_NAME = "tdb_annee"
MONTHS = ("janv.", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
NUMBER, PERCENT, DAYS = "0", "0 %", "0.0"


@frozen
class Indicator:
    """One line: `formulas` fill the columns after the caption; `array` ones need array evaluation."""

    caption: str
    formulas: tuple[str, ...]
    look: str = NUMBER
    array: bool = False


@frozen
class Section:
    """Lines under a caption; `columns` are the captions of their figures."""

    key: str
    caption: str
    lines: tuple[Indicator, ...]
    columns: tuple[str, ...] = ("",)


def _of(table: Table, key: str) -> str:
    return f"{table.name}[{table.column(key).header}]"


_RECEIVED, _STATUS = _of(REGISTRE, "received"), _of(REGISTRE, "status")
_ACKNOWLEDGED, _ACK_DUE = _of(REGISTRE, "acknowledged"), _of(REGISTRE, "ack_due")
_ANSWERED, _ANSWER_DUE = _of(REGISTRE, "answered"), _of(REGISTRE, "answer_due")
_DECISION, _DYSFUNCTIONS = _of(REGISTRE, "decision"), _of(REGISTRE, "dysfunctions")
_NOT_VOID = f'({_STATUS}<>"{Status.VOID.value}")'
_JANUARY, _NEXT_JANUARY = f"DATE({YEAR_NAME},1,1)", f"DATE({YEAR_NAME}+1,1,1)"
_THIS_YEAR = f"({_RECEIVED}>={_JANUARY})*({_RECEIVED}<{_NEXT_JANUARY})*{_NOT_VOID}"
"""Complaints received in the year and not void; a text that is no date is not smaller than a number, so it counts 0."""

_ACK_MET = f'((({_ACKNOWLEDGED}<>"")*({_ACKNOWLEDGED}<={_ACK_DUE})+({_ANSWERED}<>"")*({_ANSWERED}<={_ACK_DUE}))>0)'
_ANSWER_MET = f'({_ANSWERED}<>"")*({_ANSWERED}<={_ANSWER_DUE})'
_ACK_OPEN = f'({_ACKNOWLEDGED}="")*({_ANSWERED}="")*({_ACK_DUE}>=TODAY())'
_ANSWER_OPEN = f'({_ANSWERED}="")*({_ANSWER_DUE}>=TODAY())'


def _sum(condition: str) -> str:
    return f"SUMPRODUCT({_THIS_YEAR}*{condition})"


def _month(month: int, years_back: int) -> str:
    year = f"{YEAR_NAME}-{years_back}" if years_back else YEAR_NAME
    first, following = f"DATE({year},{month},1)", f"DATE({year},{month + 1},1)"
    return f"SUMPRODUCT(({_RECEIVED}>={first})*({_RECEIVED}<{following})*{_NOT_VOID})"


def _days(statistic: str) -> str:
    dates = f"ISNUMBER({_RECEIVED})*ISNUMBER({_ANSWERED})"
    return f'IFERROR({statistic}(IF({_THIS_YEAR}*{dates},{_ANSWERED}-{_RECEIVED})),"–")'


def _follow_ups(origin: Origin, more: str = "") -> str:
    column = {key: f"'Suivi'!${(c := column_letters(SUIVI.place(key)))}:${c}" for key in ("origin", "date", "closed")}
    dates = f'{column["date"]},">="&{_JANUARY},{column["date"]},"<"&{_NEXT_JANUARY}'
    return f'COUNTIFS({column["origin"]},"{origin.value}",{dates}{more.format(**column)})'


def _actions(key: str, value: str) -> str:
    return f'COUNTIF({_of(ACTIONS, key)},"{value}")'


def _delay(caption: str, met: str, running: str) -> Indicator:
    """Return a line of the delays: met, missed, still running, share met of what is settled."""
    kept, going = _sum(met), _sum(running)
    missed = f"SUMPRODUCT({_THIS_YEAR}*1)-{kept}-{going}"
    return Indicator(caption=caption, formulas=(kept, missed, going))


SECTIONS: tuple[Section, ...] = (
    Section(
        key="received",
        caption="Réclamations reçues dans l’année",
        lines=(
            Indicator(caption="Reçues (hors annulées)", formulas=(f"SUMPRODUCT({_THIS_YEAR}*1)",)),
            Indicator(caption="Répondues", formulas=(_sum(f'({_ANSWERED}<>"")'),)),
            Indicator(caption="Sans réponse à ce jour", formulas=(_sum(f'({_ANSWERED}="")'),)),
            Indicator(caption="Jours pour répondre, en moyenne", formulas=(_days("AVERAGE"),), look=DAYS, array=True),
            Indicator(caption="Jours pour répondre, médiane", formulas=(_days("MEDIAN"),), look=DAYS, array=True),
        ),
    ),
    Section(
        key="delays",
        caption="Respect des délais",
        columns=("Tenu", "Dépassé", "En cours"),
        lines=(
            _delay("Accusé de réception", _ACK_MET, _ACK_OPEN),
            _delay("Réponse", _ANSWER_MET, _ANSWER_OPEN),
        ),
    ),
    Section(
        key="decisions",
        caption="Décisions",
        lines=(
            *(
                Indicator(caption=decision.value, formulas=(_sum(f'({_DECISION}="{decision.value}")'),))
                for decision in Decision
            ),
            Indicator(caption="Pas encore décidée", formulas=(_sum(f'({_DECISION}="")'),)),
        ),
    ),
    Section(
        key="dysfunctions",
        caption="Dysfonctionnements",
        lines=(
            Indicator(
                caption="Réclamations qui en révèlent",
                formulas=(_sum(f'({_DYSFUNCTIONS}<>"")*({_DYSFUNCTIONS}<>"{NONE_STATED}")'),),
            ),
            Indicator(
                caption="Réclamations sans dysfonctionnement", formulas=(_sum(f'({_DYSFUNCTIONS}="{NONE_STATED}")'),)
            ),
        ),
    ),
    Section(
        key="follow_ups",
        caption="Fiches de l’année",
        columns=("Ouvertes", "Closes"),
        lines=tuple(
            Indicator(
                caption=f"{origin.value} – {meaning}",
                formulas=(_follow_ups(origin, ',{closed},"="'), _follow_ups(origin, ',{closed},">0"')),
            )
            for origin, meaning in (
                (Origin.COMPLAINT, "réclamations"),
                (Origin.SURVEY, "questionnaires"),
                (Origin.IMPROVEMENT, "améliorations"),
            )
        ),
    ),
    Section(
        key="actions",
        caption="Actions correctives, toutes années",
        lines=(
            Indicator(caption="En retard", formulas=(_actions("alert", Alert.LATE),)),
            Indicator(
                caption="À réaliser, dans les temps",
                formulas=(f"{_actions('status', ActionStatus.TO_DO)}-{_actions('alert', Alert.LATE)}",),
            ),
            Indicator(caption="Réalisées, à vérifier", formulas=(_actions("status", ActionStatus.TO_CHECK),)),
            Indicator(caption="Vérifiées", formulas=(_actions("status", ActionStatus.DONE),)),
        ),
    ),
    Section(
        key="effects",
        caption="Efficacité des actions vérifiées",
        lines=tuple(Indicator(caption=effect.value, formulas=(_actions("effect", effect.value),)) for effect in Effect),
    ),
    Section(
        key="months",
        caption="Réclamations par mois",
        columns=("Année", "Précédente"),
        lines=tuple(
            Indicator(caption=name, formulas=(_month(month, 0), _month(month, 1)))
            for month, name in enumerate(MONTHS, start=1)
        ),
    ),
)
"""The dashboard, top to bottom. Everything about complaints counts those received in the year, void ones aside."""
