"""XML as bytes with places: tags found where they stand, so that an edit is a splice and the rest stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reclam_xl.frozen import frozen

__all__ = [
    "Element",
    "attribute",
    "attributes",
    "children",
    "escape_attribute",
    "escape_text",
    "prefix_of",
    "root",
    "splice",
    "text_of",
    "to_utf8",
    "with_attributes",
]

ATTRS = rb"""(?:\s++[^\s=/>]++\s*+=\s*+(?:"[^"]*+"|'[^']*+'))*+"""
"""A tag's attributes, quoted values and all; possessive, so that it never backtracks."""
_TOKEN = re.compile(
    rb"<(?:(?P<close>/)?(?P<name>[^\s/>!?]++)(?P<attrs>" + ATTRS + rb")\s*+(?P<empty>/)?>"
    rb"|!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>)",
    re.DOTALL,
)
_ATTR = re.compile(rb"""\s([^\s=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_REFERENCE = re.compile(r"&(?:#(x[0-9a-fA-F]+|[0-9]+)|(lt|gt|amp|quot|apos));")
_DECLARED = re.compile(rb"""^(<\?xml[^>]*?\sencoding\s*=\s*)["']([\w.-]+)["']""")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_INVALID = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@frozen(kw_only=False)
class Element:
    """An element in some bytes: its tag starts at `start` and ends at `inner`; its content ends at `close`.

    `name` has its prefix; the element itself ends at `end`. An empty tag has `inner == close == end`.
    """

    name: str
    attrs: dict[str, str]
    start: int
    inner: int
    close: int
    end: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def empty(self) -> bool:
        """Whether it is an empty tag."""
        return self.inner == self.end


def to_utf8(data: bytes) -> bytes:
    """Return a part's bytes in UTF-8, without byte order mark; `ValueError` for a document type or a wrong encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16").encode()
    elif data.startswith(b"<\0") or data.startswith(b"\0<"):
        data = data.decode("utf-16-le" if data.startswith(b"<\0") else "utf-16-be").encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    declared = _DECLARED.match(data)
    if declared is not None:
        encoding = declared[2].decode().lower()
        if encoding not in ("utf-8", "utf8", "us-ascii", "ascii"):
            if not encoding.startswith("utf-16"):
                data = _decoded(data, encoding).encode()
            data = _DECLARED.sub(rb'\1"UTF-8"', data)
    if b"<!DOCTYPE" in data:
        raise ValueError("document type")
    return data


def _decoded(data: bytes, encoding: str) -> str:
    """Return text in the encoding that its declaration names."""
    try:
        return data.decode(encoding)
    except LookupError as fault:
        raise ValueError(encoding) from fault


def children(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Element]:
    """Yield the elements that stand side by side between two places; `ValueError` when tags do not match."""
    depth, opened = 0, None
    for token in _TOKEN.finditer(data, start, len(data) if end is None else end):
        if token["name"] is None:
            continue
        if token["close"]:
            depth -= 1
            if depth == 0 and opened is not None:
                yield _element(opened, token.start(), token.end())
            elif depth < 0:
                raise ValueError("closing tag")
        elif token["empty"]:
            if depth == 0:
                yield _element(token, token.end(), token.end())
        else:
            depth += 1
            if depth == 1:
                opened = token
    if depth:
        raise ValueError("tag left open")


def _element(token: re.Match[bytes], close: int, end: int) -> Element:
    """Return the element opened by a token."""
    return Element(token["name"].decode(), attributes(token["attrs"]), token.start(), token.end(), close, end)


def root(data: bytes) -> Element:
    """Return the root element as far as its opening tag goes (`close` and `end` are the end of the data)."""
    for token in _TOKEN.finditer(data):
        if token["name"] is not None and not token["close"]:
            stop = token.end() if token["empty"] else len(data)
            return _element(token, stop, stop)
    raise ValueError("no root element")


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes of a tag's text, by name with prefix."""
    return {name.decode(): _plain((double or single).decode()) for name, double, single in _ATTR.findall(tag)}


def attribute(tag: bytes, name: bytes) -> str | None:
    """Return one attribute of a tag's text."""
    match = re.search(rb"""\s""" + name + rb"""\s*=\s*(?:"([^"]*)"|'([^']*)')""", tag)
    return None if match is None else _plain((match[1] or match[2] or b"").decode())


def _plain(text: str) -> str:
    """Return text with its references resolved."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(lambda match: _ENTITIES[match[2]] if match[2] else _character(match[1]), text)


def _character(reference: str) -> str:
    """Return the character that a numeric reference names."""
    code = int(reference[1:], 16) if reference.startswith("x") else int(reference)
    return chr(code) if code <= 0x10FFFF else ""


def text_of(content: bytes) -> str:
    """Return an element's text: references resolved, CDATA unwrapped, tags left out."""
    parts = re.split(rb"<!\[CDATA\[(.*?)\]\]>", content, flags=re.DOTALL)
    return "".join(
        part.decode() if index % 2 else _plain(re.sub(rb"<[^>]*>", b"", part).decode())
        for index, part in enumerate(parts)
    )


def with_attributes(tag: bytes, values: Mapping[str, str | None]) -> bytes:
    """Return an opening tag with some attributes set, added last, or (`None`) removed; the others stay as they are."""
    for name, value in values.items():
        pattern = re.compile(rb"""(\s""" + re.escape(name.encode()) + rb"""\s*=\s*)(?:"[^"]*"|'[^']*')""")
        if value is None:
            tag = pattern.sub(b"", tag)
            continue
        written = b'"' + escape_attribute(value) + b'"'
        if pattern.search(tag):
            tag = pattern.sub(lambda match, written=written: match[1] + written, tag)  # type: ignore[misc]
        else:
            cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
            tag = tag[:cut].rstrip() + b" " + name.encode() + b"=" + written + tag[cut:]
    return tag


def escape_text(text: str) -> bytes:
    """Return text for an element; characters that XML forbids are written as Excel does (`_x0001_`)."""
    text = _ESCAPE_LIKE.sub("_x005F_", text)
    text = _INVALID.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def unescaped(text: str) -> str:
    """Return a cell's text with Excel's own escapes (`_x000D_`) resolved."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def escape_attribute(text: str) -> bytes:
    """Return text for a double-quoted attribute, line breaks kept."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;").encode()


def prefix_of(name: str) -> str:
    """Return the prefix of a name with its colon, `""` when it has none."""
    return name.rpartition(":")[0] + ":" if ":" in name else ""


def splice(data: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Return bytes with stretches (start, end) replaced; edits at one place go in their order."""
    pieces, position = [], 0
    for start, end, replacement in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        pieces += [data[position:start], replacement]
        position = end
    return b"".join([*pieces, data[position:]])
