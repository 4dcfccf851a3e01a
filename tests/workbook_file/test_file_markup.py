"""Tags found where they stand, and texts as they read."""

from __future__ import annotations

import pytest

from reclam_xl.workbook.file.markup import attribute, attributes, children, root, text_of, with_attributes


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"&lt;a&gt; &amp;amp; &quot;b&quot; &apos;", '<a> &amp; "b" \''),
        (b"&#233;&#xE9;&#38;&#x26;lt;&#x110000;", "éé&&lt;"),
        (b"a<![CDATA[<b>&amp;]]><r>c</r>", "a<b>&amp;c"),
    ],
)
def test_texts_are_read_as_xml_means_them(content, text):
    assert text_of(content) == text


def test_attributes_are_read_set_added_and_removed():
    tag = b"<a x='1' b:y = \"&lt;&#10;\"/>"
    assert attributes(tag) == {"x": "1", "b:y": "<\n"}
    assert attribute(tag, b"x") == "1"
    assert attribute(tag, b"z") is None
    assert with_attributes(tag, {"x": None, "z": 'é"\n'}) == '<a b:y = "&lt;&#10;" z="é&quot;&#10;"/>'.encode()
    assert with_attributes(b"<a>", {"x": "1"}) == b'<a x="1">'


@pytest.mark.parametrize("content", [b"<a>", b"</a>", b"<a></a></b>"])
def test_tags_that_do_not_match_are_refused(content):
    with pytest.raises(ValueError, match="tag"):
        list(children(content))


def test_elements_side_by_side_and_a_root():
    found = list(children(b"<!-- <x/> --><a><b/><a/></a><?p?><c:d e='>'/>"))
    assert [(item.name, item.local, item.empty) for item in found] == [("a", "a", False), ("c:d", "d", True)]
    assert root(b"<?xml version='1.0'?><a/>").empty
    with pytest.raises(ValueError, match="root"):
        root(b"rien")
