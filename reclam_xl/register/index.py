"""Look-ups across the tables of a register, gathered once: by order number, by origin of an action, by person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from reclam_xl.frozen import frozen
from reclam_xl.register.texts import name_key

if TYPE_CHECKING:
    from reclam_xl.register.model import Action, Complaint, FollowUp, OrderNumber, Person, Register

Key = TypeVar("Key")
Item = TypeVar("Item")


@frozen
class Index:
    """Records by order number, in sheet order: more than one where a number was given twice.

    `actions_from` maps a number to the actions that name it as their origin; `people` maps a name's key
    (`texts.name_key`) to the person, the first where a name stands twice.
    """

    complaints: Mapping[OrderNumber, tuple[Complaint, ...]]
    follow_ups: Mapping[OrderNumber, tuple[FollowUp, ...]]
    actions: Mapping[OrderNumber, tuple[Action, ...]]
    actions_from: Mapping[OrderNumber, tuple[Action, ...]]
    people: Mapping[str, Person]

    @classmethod
    def of(cls, register: Register) -> Index:
        """Return the look-ups of a register."""
        return cls(
            complaints=_grouped((row.number, row) for row in register.complaints if row.number),
            follow_ups=_grouped((row.number, row) for row in register.follow_ups if row.number),
            actions=_grouped((row.number, row) for row in register.actions if row.number),
            actions_from=_grouped((source, row) for row in register.actions for source in row.sources),
            people={name_key(person.name): person for person in reversed(register.people)},
        )

    def numbered(self, number: OrderNumber) -> tuple[Complaint | FollowUp | Action, ...]:
        """Return every row that bears an order number, table by table."""
        return (*self.complaints.get(number, ()), *self.follow_ups.get(number, ()), *self.actions.get(number, ()))


def _grouped(pairs: Iterable[tuple[Key, Item]]) -> dict[Key, tuple[Item, ...]]:
    groups: dict[Key, list[Item]] = {}
    for key, item in pairs:
        groups.setdefault(key, []).append(item)
    return {key: tuple(items) for key, items in groups.items()}
