"""The start page, shown when no campaign is open: what the plugin is, and what to do first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from ....core.base.names import shown, shown_text
from ...common.command_link import CommandLink
from ...common.page import Page
from ...common.text import shown_path, tooltip, tr

_MOST = 4
_LETTERS = 40  # most letters of a folder's name; its path is shown below


class StartPage(Page):
    """Three steps for newcomers, and recent campaigns for everybody else."""

    is_home = True
    folder_chosen = pyqtSignal(str)
    layers_chosen = pyqtSignal()
    """The user wants to begin with layers that the project has."""

    def __init__(self, icon: Path, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(QIcon(str(icon)).pixmap(48, 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title = _text(f"<b>{tr('Label satellite images')}</b>")
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        steps = "".join(
            f"<tr><td>{number}.&nbsp;</td><td style='padding-bottom: 6px'>{step}</td></tr>"
            for number, step in enumerate(
                (
                    tr("<b>Open</b> a campaign: a folder of GeoTIFF images, with or without "
                       "SCANEO annotations. Choose it above, or drop it here."),
                    tr("<b>Edit</b> its classes, boxes and areas in their layers, with all of "
                       "QGIS's tools."),
                    tr("<b>Export</b>: only what you changed is written back into the folder."),
                ),
                1,
            )
        )  # fmt: skip
        self.layers = CommandLink(
            tr("Begin with layers you have"),
            tr("Export any vector layers as annotations of the images below them"),
            wraps=True,
        )
        self.layers.clicked.connect(self.layers_chosen)
        self._recent_title = _text(f"<b>{tr('Recent campaigns')}</b>")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(4, 8, 4, 4)
        layout.setSpacing(8)
        for widget in (picture, title, _text(f"<table cellspacing=0>{steps}</table>")):
            layout.addWidget(widget)
        layout.addWidget(self.layers)
        layout.addWidget(self._recent_title)
        layout.addLayout(self._recent)
        layout.addStretch(1)
        scroll = QScrollArea()  # for a low window, or a large font
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        for ground in (scroll.viewport(), body):
            ground.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.set_recent(())

    def set_recent(self, folders: Sequence[str]) -> None:
        """Shows recently opened folders."""
        while self._recent.count():
            self._recent.takeAt(0).widget().deleteLater()
        for folder in folders[:_MOST]:
            path = Path(shown_path(Path(folder)))
            texts = shown(path.name, _LETTERS), shown_text(str(path))
            button = CommandLink(*texts, wraps=False)
            button.setToolTip(tooltip(folder))
            button.clicked.connect(lambda _, folder=folder: self.folder_chosen.emit(folder))
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(folders))


def _text(html: str) -> QLabel:
    label = QLabel(html)
    label.setWordWrap(True)
    return label
