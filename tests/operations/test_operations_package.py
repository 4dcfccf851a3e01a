import subprocess
import sys

import pytest

from reclam_xl import operations
from reclam_xl.layout import BUTTONS, FORM_BUTTONS


@pytest.mark.parametrize("name", operations.__all__)
def test_each_name_that_the_package_promises_is_there(name: str) -> None:
    assert getattr(operations, name) is not None


def test_an_unknown_name_is_no_operation() -> None:
    assert sorted(operations.__all__) == sorted(operations._HOMES)
    with pytest.raises(AttributeError, match="no attribute 'effacer_tout'"):
        _ = operations.effacer_tout  # type: ignore[attr-defined]


def test_each_step_has_its_button() -> None:
    assert operations.STEPS.keys() <= {button.action for button in (*BUTTONS, *FORM_BUTTONS)}


def test_one_operation_loads_neither_the_others_nor_the_checks() -> None:
    code = (
        "import sys; from reclam_xl.operations import stamp; "
        "print(*(name for name in sys.modules if name.startswith('reclam_xl.')))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "reclam_xl.operations.stamps" in loaded
    assert not {name for name in loaded if name.startswith(("reclam_xl.checks", "reclam_xl.workbook"))}
    assert "reclam_xl.operations.undo" not in loaded
