"""What widgets show, and how one uses those of Qt."""

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocumentFragment


def rows(model):
    """What a table shows: the text of each of its cells."""
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def as_html(text):
    """What the eye sees of HTML: not the characters that hold words in their places."""
    return unseen(QTextDocumentFragment.fromHtml(text).toPlainText())


def unseen(text):
    """A text without the characters that nobody sees: isolates, and where a word may be broken."""
    return text.translate(dict.fromkeys(map(ord, "\u2068\u2069\u200b\u2060")))


def choose(bot, combo, text):
    """Chooses the entry of a drop-down that begins so, with the arrow keys."""
    combo.setFocus()
    bot.keyClick(combo, Qt.Key.Key_Home)
    while not combo.currentText().startswith(text):
        before = combo.currentIndex()
        bot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before, f"there is no “{text}…”"
