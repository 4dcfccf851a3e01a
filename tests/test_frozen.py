"""What `frozen` makes of a class, seen from outside."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Mapping
from functools import cached_property

import pytest

from reclam_xl.frozen import frozen, replace


@frozen
class Place:
    """A place."""

    row: int
    column: int = 1
    marks: Mapping[str, int] = {}

    @property
    def next(self) -> int:
        """The row under it."""
        return self.row + 1


@frozen
class Named(Place):
    """A place that has a name, without a default after fields that have one."""

    name: str


@frozen(kw_only=False)
class Code:
    """A value given in order, that shows itself."""

    code: str

    def __str__(self) -> str:
        return self.code


@frozen
class Counted:
    """A value that remembers what it has computed."""

    __slots__ = ("__dict__",)

    numbers: tuple[int, ...]

    @cached_property
    def total(self) -> int:
        """The sum."""
        return sum(self.numbers)


def test_fields_are_given_by_keyword_or_have_their_default() -> None:
    place = Place(row=3)
    assert (place.row, place.column, place.marks, place.next) == (3, 1, {}, 4)
    named = Named(row=3, name="x", column=7)
    assert (named.row, named.column, named.name, named.next) == (3, 7, "x", 4)
    assert str(Code("#N/A")) == "#N/A"


@pytest.mark.parametrize("given", [{}, {"row": 1, "colour": 2}, {"column": 1}])
def test_a_field_that_is_missing_or_unknown_is_refused(given: dict[str, int]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match="argument"):
            Place(**given)  # type: ignore[arg-type]


def test_fields_in_order_are_refused_unless_the_class_says_so() -> None:
    with pytest.raises(TypeError, match="positional"):
        Place(3)  # type: ignore[misc]


def test_nothing_can_be_changed_added_or_removed() -> None:
    place = Place(row=3)
    with pytest.raises(AttributeError, match="'row' cannot change"):
        place.row = 4  # type: ignore[misc]
    with pytest.raises(AttributeError, match="'colour' cannot change"):
        place.colour = 4  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match="'row' cannot change"):
        del place.row
    assert not hasattr(place, "__dict__")


def test_two_are_equal_where_class_and_fields_are() -> None:
    assert Place(row=3) == Place(row=3, column=1)
    assert Place(row=3) != Place(row=4)
    assert Named(row=3, name="x") != Place(row=3)
    assert Place(row=3) != (3, 1, {})
    assert {Code("a"), Code("a"), Code("b")} == {Code("b"), Code("a")}
    with pytest.raises(TypeError, match="unhashable"):
        hash(Place(row=3))


def test_it_shows_its_fields() -> None:
    assert repr(Named(row=3, name="x")) == "Named(row=3, column=1, marks={}, name='x')"


def test_a_copy_with_other_values_leaves_the_first_as_it_was() -> None:
    first = Named(row=3, name="x")
    assert replace(first, row=5) == Named(row=5, name="x")
    assert first.row == 3
    with pytest.raises(TypeError, match="colour"):
        replace(first, colour=5)  # type: ignore[call-arg]


def test_it_survives_copying_and_pickling_without_what_it_had_computed() -> None:
    counted = Counted(numbers=(1, 2))
    assert counted.total == 3
    for other in (copy.copy(counted), copy.deepcopy(counted), pickle.loads(pickle.dumps(counted))):
        assert other == counted
        assert vars(other) == {}
        assert other.total == 3
    assert pickle.loads(pickle.dumps(Named(row=3, name="x"))) == Named(row=3, name="x")


def test_its_class_keeps_its_names_and_its_words() -> None:
    assert (Place.__name__, Place.__qualname__, Place.__module__) == ("Place", "Place", __name__)
    assert Place.__doc__ == "A place."
    assert Named.__mro__[1] is Place


def test_making_a_class_imports_neither_dataclasses_nor_inspect() -> None:
    code = (
        "import sys, reclam_xl.operations.stamps, reclam_xl.checks; print({'dataclasses', 'inspect'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
