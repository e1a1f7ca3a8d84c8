"""Finds the fields of a layer that contain the labels of its features."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qgis.core import NULL, QgsExpression, QgsFeatureRequest, QgsVectorLayer

_WORDS = (
    "label", "labelname", "labels", "classname", "class", "cls", "klass", "cname", "mcname",
    "cinfo", "mcinfo", "predclass", "predictedclass", "predicted", "prediction", "category",
    "categoryname", "catname", "object", "objectclass", "kind", "fclass", "type", "landuse",
    "landcover", "lulc", "cover", "covertype", "croptype", "crop", "species",
)  # fmt: skip
_CODES = (
    "classid", "classcode", "classvalue", "labelid", "categoryid", "catid", "mcid", "cid",
    "gridcode", "dn", "value", "pixelvalue", "code18", "code12", "code06", "clccode", "lccode",
    "code",
)  # fmt: skip
"""Numbers of classes, as classified rasters leave them: taken where there is no word."""
_NAMES = ("name",)
"""What may be the name of one thing, or of a kind: then it repeats."""
_OSM_IDS = {"osmid", "fullid", "osmtype", "osmwayid", "atid"}
_OSM_KEYS = (
    "building", "landuse", "natural", "landcover", "water", "waterway", "leisure", "amenity",
    "highway", "railway", "aeroway", "power", "manmade", "military", "barrier", "historic",
    "tourism", "shop", "office", "place", "boundary", "geological", "sport",
)  # fmt: skip
"""The tags that say what a thing of OpenStreetMap is; its name is that of one thing."""
_IN_WORDS = ("ValueMap", "ValueRelation")
"""Widgets of forms that show a word for a code."""
_LOOKED_AT = 2000  # features
_MANY = 20


class _FieldValues(NamedTuple):
    """A field with its values in the first features; empty ones are only counted."""

    name: str
    word: str
    values: Sequence[object]
    empty_count: int


def label_expression(layer: QgsVectorLayer) -> str:
    """An expression for the label; empty where no field looks like one.

    Where more features have a value in one of several fields together, these are combined in their
    order.
    """
    columns = _read(layer)
    if {column.word for column in columns} & _OSM_IDS:
        chosen = _osm_keys(columns, layer.name())
        rest = (
            [QgsExpression.quotedString(layer.name())] if chosen and chosen[-1].empty_count else []
        )
    else:
        chosen, rest = _best(columns, layer.name()), []
    pieces = [_piece(layer, column, bool(rest) or len(chosen) > 1) for column in chosen] + rest
    return f"coalesce({', '.join(pieces)})" if len(pieces) > 1 else "".join(pieces)


def _best(columns: Sequence[_FieldValues], name: str) -> list[_FieldValues]:
    """The field whose name stands for a label; where some features have no value there, another
    field in which all have one, or several fields together."""
    words = {column.word: column for column in reversed(columns) if _is_kind(column)}
    if _WORDS[0] in words:
        return [words[_WORDS[0]]]
    for group in ((*_WORDS, *_themes(name)), _CODES):
        found = [words[word] for word in group if word in words]
        full = [column for column in found if not column.empty_count]
        if found:
            return full[:1] or found
    return [words[word] for word in _NAMES if word in words and not words[word].empty_count]


def _read(layer: QgsVectorLayer) -> list[_FieldValues]:
    """The fields that may contain labels, or say where a layer comes from."""
    sought = {*_WORDS, *_CODES, *_NAMES, *_OSM_IDS, *_OSM_KEYS, *_themes(layer.name())}
    words = {index: _word(one.name()) for index, one in enumerate(layer.fields())}
    wanted = [index for index, word in words.items() if word in sought]
    if not wanted:
        return []
    request = QgsFeatureRequest().setLimit(_LOOKED_AT).setSubsetOfAttributes(wanted)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    rows = [one.attributes() for one in layer.getFeatures(request)]
    found = []
    for index in wanted:
        values = [row[index] for row in rows if not _is_empty(row[index])]
        name = layer.fields().at(index).name()
        found.append(_FieldValues(name, words[index], values, len(rows) - len(values)))
    return found


def _is_empty(value: object) -> bool:
    return value is None or value == NULL or (isinstance(value, str) and not value.strip())


def _word(name: str) -> str:
    """A field's name for comparison: Class_Name and classname are equal."""
    return re.sub(r"[\W_]+", "", name.casefold().replace("@", "at"))


def _themes(name: str) -> list[str]:
    """What a layer of that name is about, in singular and plural: also building for Buildings."""
    word = _word(name)
    singular = [
        word[: -len(end)] + one for end, one in (("ies", "y"), ("s", "")) if word.endswith(end)
    ]
    return [word, *singular]


def _is_kind(column: _FieldValues) -> bool:
    """Whether the values are kinds of things, rather than names of single things or
    measurements."""
    if not column.values:
        return not column.empty_count  # a layer without features tells nothing
    if any(isinstance(value, float) and not value.is_integer() for value in column.values):
        return False
    different, count = len(set(map(str, column.values))), len(column.values)
    if column.word in _NAMES:
        return count == 1 or different < count
    if column.word in _WORDS:
        return True
    return count < _MANY or different <= count / 2


def _osm_keys(columns: Iterable[_FieldValues], name: str) -> list[_FieldValues]:
    """The OpenStreetMap keys that say what things are: the layer's theme first, then by how much
    they are used, as far as one has values where those before it have none."""
    words = {column.word: column for column in columns if column.values}
    themes = _themes(name)
    keys = [word for word in ("fclass", *themes, *_OSM_KEYS) if word in words]
    order = sorted(
        dict.fromkeys(keys),
        key=lambda key: (key != "fclass", key not in themes, -len(words[key].values)),
    )
    chosen: list[_FieldValues] = []
    for key in order:
        chosen.append(words[key])
        if not words[key].empty_count:
            break
    return chosen


def _piece(layer: QgsVectorLayer, column: _FieldValues, has_next: bool) -> str:
    """What one field contributes to the label expression; NULL where it has no value and another
    may."""
    field = QgsExpression.quotedColumnRef(column.name)
    index = layer.fields().lookupField(column.name)
    if layer.editorWidgetSetup(index).type() in _IN_WORDS:
        shown = f"represent_value({field})"
        return f"if({field} IS NULL, NULL, {shown})" if column.empty_count else shown
    # Yes: the value says only that the key applies.
    if column.word in _OSM_KEYS and "yes" in column.values:
        return f"if({field} = 'yes', {QgsExpression.quotedString(column.name)}, {field})"
    is_text = any(isinstance(value, str) for value in column.values)
    return f"nullif(trim({field}), '')" if has_next and column.empty_count and is_text else field
