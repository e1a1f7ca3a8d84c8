"""All that a window says: the texts of its widgets, their tooltips, menus and lists.

PYTEST_DONT_REWRITE: it is imported before pytest could rewrite it.
"""

import re

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QTextDocumentFragment
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAction,
    QComboBox,
    QCommandLinkButton,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QTreeView,
    QWidget,
)
from support.words.brackets import CLOSE, OPEN, outside

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
WORD = re.compile(r"[^\W\d_]{2,}")
KEYS = re.compile(r"\b(Ctrl|Shift|Alt|Meta)\+")
QGIS = {
    *("Browse", "Cancel", "Close", "Closes the dock widget", "Float"),
    "Full path to the file(s), including name and extension",
    "Undocks and re-attaches the dock widget",
}
"""What its own widgets say, in its own catalogue."""


def english_in(texts, names=()):
    """Of texts in brackets, those in which a word is in none: names of files and labels aside."""
    left = {text: _outside(text) for text in map(plain, texts)}
    for text, words in left.items():
        for name in sorted(names, key=len, reverse=True):
            words = words.replace(name, "")
        left[text] = "" if text in QGIS else KEYS.sub("", words)
    return sorted(f"{text!r}: {words!r}" for text, words in left.items() if WORD.search(words))


def _outside(text):
    """What was cut for want of room ends in a bracket that is closed nowhere, or begins so."""
    missing = text.count(OPEN) - text.count(CLOSE)
    if "…" in text:
        text = OPEN * -missing + text + CLOSE * missing
    return outside(text)


def plain(text):
    """What the eye sees of a text that Qt may take for HTML."""
    if "<" in text and Qt.mightBeRichText(text):
        text = QTextDocumentFragment.fromHtml(text).toPlainText()
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b\u2060")))


def texts_in(window):
    """What a widget and those in it say, whether they are in sight or not."""
    for widget in (window, *window.findChildren(QWidget)):
        if not isinstance(widget.parent(), QScrollBar):
            yield from filter(None, _of_widget(widget))
    for action in window.findChildren(QAction):
        yield from filter(None, _of_action(action))


def _of_widget(widget):
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QCommandLinkButton):
        yield widget.description()
    if isinstance(widget, (QGroupBox, QMenu)):
        yield widget.title()
    if isinstance(widget, QSpinBox):
        yield from (widget.prefix(), widget.suffix(), widget.specialValueText())
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from _of_rows(widget.model(), QModelIndex())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_rows(widget.model(), QModelIndex())
        if isinstance(widget, QTreeView) and not widget.isHeaderHidden():
            yield from _of_header(widget.model())


def _of_action(action):
    if action.text() or action.menu() is not None:
        yield from (action.text(), action.toolTip(), action.statusTip(), action.whatsThis())


def _of_header(model):
    for column in range(model.columnCount()):
        for role in ROLES[:2]:
            text = model.headerData(column, Qt.Orientation.Horizontal, role)
            if isinstance(text, str):
                yield text


def _of_rows(model, parent):
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield from (text for text in map(index.data, ROLES) if isinstance(text, str))
        yield from _of_rows(model, model.index(row, 0, parent))
