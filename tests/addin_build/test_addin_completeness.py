"""Ribbon, macros, shortcuts, buttons and Python name the same actions, and images that Excel has."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from reclam_xl import boutons
from reclam_xl.addin.actions import ACTIONS
from reclam_xl.addin.build import ribbon as ribbons
from reclam_xl.addin.build import sources
from reclam_xl.addin.build.form_buttons import MACROS, places
from reclam_xl.addin.build.package import modules
from reclam_xl.addin.build.ribbon import NAMESPACE, ribbon
from reclam_xl.addin.install.click import ACTION
from reclam_xl.layout import BUTTONS, FORM_BUTTONS, VERSION_PROPERTY

BUTTON = f"{{{NAMESPACE}}}button"
CALLBACKS = ("onAction", "getEnabled", "onLoad")
IMAGES = set(
    """
    DataFormExcel TableInsertExcel SheetInsert FileSendAsAttachment ReviewShowOrHideComment ReviewReplyWithChanges Lock
    ReviewNewComment SheetRowsDelete ConditionalFormattingHighlightDateOccuring SortAscendingExcel CalculateNow
    Consolidate ErrorChecking PivotTableReport ChartInsert ReviewHighlightChanges Undo Help FileDocumentInspect
    """.split()  # noqa: SIM905 - a list of twenty words reads better so
)
"""Checked one by one against Microsoft's lists of Excel's controls for Office 2013, 2016, 2019 and Microsoft 365."""


@pytest.fixture(scope="module")
def drawn() -> ElementTree.Element:
    return ElementTree.fromstring(ribbon())


def test_the_ribbon_has_each_button_of_the_layout_once(drawn: ElementTree.Element) -> None:
    tags = [element.attrib["tag"] for element in drawn.iter(BUTTON)]
    assert sorted(tags) == sorted(button.action for button in BUTTONS)


def test_the_ribbon_says_what_the_layout_says(drawn: ElementTree.Element) -> None:
    said = {each.attrib["tag"]: (each.attrib["label"], each.attrib["supertip"]) for each in drawn.iter(BUTTON)}
    assert said == {button.action: (button.caption, button.help) for button in BUTTONS}


def test_every_callback_is_a_public_routine(drawn: ElementTree.Element) -> None:
    called = {value for each in drawn.iter() for name, value in each.attrib.items() if name in CALLBACKS}
    written = set(re.findall(r"^Public Sub (\w+)", "\n".join(modules().values()), re.MULTILINE))
    assert called == {"Reclam_RubanCharge", "Reclam_RubanAction", "Reclam_RubanActif"}
    assert called <= written
    assert all(each.get("getEnabled") for each in drawn.iter(BUTTON))


def test_ids_are_unique_and_images_are_excels(drawn: ElementTree.Element) -> None:
    ids = [each.attrib["id"] for each in drawn.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    assert {each.attrib["imageMso"] for each in drawn.iter(BUTTON)} == IMAGES
    assert all(len(each.attrib["supertip"]) <= 1024 for each in drawn.iter(BUTTON))


def test_a_button_of_no_action_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    text = sources.text("complement/ruban.xml").replace('tag="aide"', 'tag="autre"')
    monkeypatch.setattr(ribbons.sources, "text", lambda name: text)
    with pytest.raises(KeyError, match="autre"):
        ribbon()


def test_the_ribbon_is_related_to_the_package(addin: Path) -> None:
    with ZipFile(addin) as parts:
        relations = ElementTree.fromstring(parts.read("_rels/.rels"))
        kinds = {each.attrib["Target"]: each.attrib["Type"] for each in relations}
        assert parts.read("customUI/customUI14.xml") == ribbon()
    assert kinds["customUI/customUI14.xml"].endswith("/office/2007/relationships/ui/extensibility")
    assert len({each.attrib["Id"] for each in relations}) == len(relations)


def test_python_runs_each_action_that_a_button_asks_for() -> None:
    asked = {button.action for button in (*BUTTONS, *FORM_BUTTONS)}
    assert asked == set(ACTIONS)
    assert all(ACTION.fullmatch(action) for action in asked)


def test_each_shortcut_runs_an_action_of_its_own() -> None:
    text = modules()["Clavier"]
    keys = dict(re.findall(r'Associer "(\w)", "(\w+)"', text))
    routines = dict(re.findall(r'^Public Sub (Touche_\w+)\(\)\n    Executer "(\w+)"', text, re.MULTILINE))
    assert set(keys.values()) == set(routines)
    assert len(keys) == len(routines) == 6
    assert all(routine == f"Touche_{action}" for routine, action in routines.items())
    assert set(routines.values()) <= {button.action for button in BUTTONS}


def test_the_macros_know_our_workbooks_and_links_as_the_layout_names_them() -> None:
    assert f'PROPRIETE As String = "{VERSION_PROPERTY}"' in modules()["Classeur"]
    prefix = BUTTONS[0].defined_name.removesuffix(BUTTONS[0].action)
    assert prefix == boutons.PREFIX
    assert all(f'PREFIXE As String = "{prefix}"' in modules()[name] for name in ("Ecouteur", "Reclam"))
    assert "App_SheetFollowHyperlink(ByVal Sh As Object, ByVal Target As Hyperlink)" in modules()["Ecouteur"]


def test_the_register_has_a_routine_and_a_place_for_each_button() -> None:
    actions = {button.action for button in (*BUTTONS, *FORM_BUTTONS)}
    written = dict(re.findall(r'^Public Sub Bouton_(\w+)\(\)\n    Appeler "(\w+)"', sources.text(MACROS), re.MULTILINE))
    assert written == {action: action for action in actions}
    assert sorted(place.button.action for place in places()) == sorted(actions)


def test_the_buttons_of_the_register_call_their_routines(macro_register: Path) -> None:
    with ZipFile(macro_register) as parts:
        names = [name for name in parts.namelist() if name.endswith(".vml")]
        drawing = "".join(parts.read(name).decode() for name in names)
    called = set(re.findall(r"<x:FmlaMacro>\[0\]!Bouton_(\w+)</x:FmlaMacro>", drawing))
    assert called == {button.action for button in (*BUTTONS, *FORM_BUTTONS)}
