"""Sentences for people: made in English, shown in the user's language.

The core knows what is wrong, but not who reads it, nor in which language. It makes a `Message`: the
English text, with all that is needed to translate it. Each message is made by one call of
`message`, from which ``make i18n`` collects the templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePath
from string import Formatter
from typing import Any, Callable, NamedTuple, Union

Value = Union[str, int, float, PurePath, None]
"""What is filled in: a text of others (a name, what a library says), a number or a `Message`; and
``strerror``, which may be None."""
Translate = Callable[[str, str, int], str]
"""Takes the id of a message, its template (of two, that for many) and its count, -1 where it counts
nothing; answers the template in another language, and the same one where there is none."""

_SPEC = re.compile(r",?(\.\d)?[a-z]?")
"""How a value may be written that comes from outside: not in millions of characters."""


class Template(NamedTuple):
    """What all messages of one kind share. ``many`` is the form for any count but 1, empty where
    nothing is counted; ``names`` are those of the values, in the order in which they are given."""

    id: str
    text: str
    many: str
    names: tuple[str, ...]

    def form(self, values: Mapping[str, Value]) -> str:
        """The English template that fits these values."""
        return self.text if not self.many or values["count"] == 1 else self.many


class Message(str):
    """An English sentence, usable as any `str`, that can be translated.

    What `str`, ``+`` or an f-string make of it is a plain text and can't be translated any more;
    `joined` and the values of `message` keep it translatable. What is handed to Qt by value, such
    as a model's cell or a feature's attribute, must be a plain text: PyQt wraps a subclass of `str`
    in a `QVariant` as a Python object, which shows as nothing.
    """

    __slots__ = ("_given", "template")

    template: Template
    _given: Union[Value, tuple[Value, ...]]

    @property
    def values(self) -> dict[str, Value]:
        """The values to be filled in, by their names in the template."""
        given = self._given if isinstance(self._given, tuple) else (self._given,)
        return dict(zip(self.template.names, given))

    def said(self, translate: Translate) -> str:
        """It in the language that ``translate`` knows; what that does not know, in English."""
        template, values = self.template, self.values
        count = values["count"] if template.many else None
        source = template.many or template.text
        number = count if isinstance(count, int) else -1
        found = translate(template.id, source, number)
        if found == source:
            found = template.form(values)
        try:
            return found.format(**{name: _part(value, translate) for name, value in values.items()})
        except (LookupError, ValueError):  # the translation uses a name that does not exist
            return str(self)

    def as_data(self) -> dict[str, Any]:
        """What JSON can keep of it; `from_data` makes it of that again."""
        values = {name: _kept(value) for name, value in self.values.items()}
        id, text, many, _ = self.template
        return {"id": id, "text": text, "many": many, "values": values}


def from_data(data: Any) -> Value:
    """What a `Message` gave as data, which others may have written since.

    :raises ValueError: where it is none; and what wrong types raise.
    """
    if data is None or isinstance(data, (str, int, float)):
        return data
    template = Template(data["id"], data["text"], data["many"], tuple(data["values"]))
    for form in (template.text, template.many):
        for _, name, spec, conversion in Formatter().parse(form):
            if name is not None and (
                name not in template.names or conversion or not _SPEC.fullmatch(spec or "")
            ):
                raise ValueError(form)
    values = {name: from_data(value) for name, value in data["values"].items()}
    english = template.form(values).format_map(values)
    return _made(template, english, tuple(values.values()))


def message(id: str, text: str, many: str = "", /, **values: Value) -> Message:
    """A sentence for people.

    ``id`` is unique and has the form ``room.what``; ``text`` is the English template, which names
    the values as in `str.format`: ``{path}``, ``{size:,}``. A message that counts has two
    templates, one for 1 and ``many``, and gets the number as ``count``. Id and templates must be
    literals. A text that is shown right where it is made needs no id: it goes through `tr` of
    ``core/qgis/translation.py``.
    """
    if not values:
        return _constant(id, text)
    template = _TEMPLATES.get(id)
    if template is None or template.text != text or not id:
        template = _TEMPLATES[id] = Template(id, text, many, tuple(values))
    return _made(template, template.form(values).format_map(values), tuple(values.values()))


def joined(*parts: str) -> Message:
    """Sentences one after the other, separated by a space; empty ones are left out."""
    given = tuple(filter(None, parts))
    fixed = [one.template for one in given if isinstance(one, Message) and not one.template.names]
    if len(fixed) == len(given):
        return _fixed(*fixed)
    return _made(_chain(len(given)), " ".join(given), given)


def said(text: str, translate: Translate) -> str:
    """A text in the language that ``translate`` knows, if it is a `Message`; else as it is."""
    return text.said(translate) if isinstance(text, Message) else text


def storable(text: str) -> str:
    """A text without what a file may contain and nobody can display or store: lone surrogates
    (halves of UTF-16 pairs), and NUL, at which SQLite ends a statement."""
    if text.isascii() and "\0" not in text:
        return text
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\u2400")
    if whole == text:  # thousands of problems may have the same text: keep one object
        return text
    return _refilled(text, whole, storable)


def replaced(text: str, old: str, new: str) -> str:
    """As `str.replace`, of a message in what is filled in, too."""

    def replace(value: str) -> str:
        return replaced(value, old, new)

    return _refilled(text, text.replace(old, new), replace)


def _refilled(text: str, english: str, change: Callable[[str], str]) -> str:
    """A text that became another, where it is a message with its texts and paths changed alike."""
    if not isinstance(text, Message):
        return english
    given: list[Value] = []
    for value in text.values.values():
        text_of = str(value) if isinstance(value, PurePath) else value
        given.append(change(text_of) if isinstance(text_of, str) else text_of)
    return _made(text.template, english, tuple(given))


def _kept(value: Value) -> Any:
    if isinstance(value, Message):
        return value.as_data()
    return str(value) if isinstance(value, PurePath) else value


def _part(value: Value, translate: Translate) -> Value:
    return said(value, translate) if isinstance(value, str) else value


_TEMPLATES: dict[str, Template] = {}
"""By their ids: a check makes hundreds of thousands of messages of a few."""


@cache
def _constant(id: str, text: str) -> Message:
    """One object for each message without values, however often it is made."""
    return _made(Template(id, text, "", ()), text.format(), ())


@cache
def _fixed(*templates: Template) -> Message:
    """One object for sentences without values, however often they follow each other."""
    given = tuple(_constant(one.id, one.text) for one in templates)
    return _made(_chain(len(given)), " ".join(given), given)


@cache
def _chain(count: int) -> Template:
    """The template of so many joined parts; it is the same in every language, and has no id."""
    names = tuple(f"part{number}" for number in range(count))
    return Template("", " ".join(f"{{{name}}}" for name in names), "", names)


def _made(template: Template, english: str, given: tuple[Value, ...]) -> Message:
    made = Message(english)
    made.template = template
    # A tuple only where there are several: saves memory.
    made._given = given[0] if len(given) == 1 else given
    return made
