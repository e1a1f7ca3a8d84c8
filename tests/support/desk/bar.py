"""QGIS's message bar, as a person reads it."""

from qgis.PyQt.QtWidgets import QPushButton
from support.desk.widgets import as_html


class Bar:
    """What the message bar says, as the eye sees it; ``widget`` is the bar itself."""

    def __init__(self, widget):
        self.widget = widget

    def texts(self, level=None):
        found = []
        for of, texts in self.widget.messages.items():
            if level is None or of == level:
                found += [as_html(text) for text in texts]
        return found

    def text(self):
        """All that it says, as one text."""
        return "\n".join(self.texts())

    def told(self, text):
        return any(text in message for message in self.texts())

    @property
    def question(self):
        """The buttons of a question, by their texts."""
        buttons = self.widget.findChildren(QPushButton)
        return {button.text(): button for button in buttons if button.isVisible()}
