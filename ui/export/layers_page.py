"""The page for choosing which layers become annotations, of which images, in which folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...core.mapping.found_images import likely_images
from ...core.mapping.mapping import Assign, CampaignMapping, Existing, ImagesFrom, LayerMapping
from ...core.store.folder import typed_path
from ..common.page import Page
from ..common.text import shown_path, tooltip, tr
from ..common.views import TextLabel, choices, choose
from .layer_card import LayerCard

_CAMPAIGN, _FOLDER, _RASTERS = "campaign", "folder", "rasters"


class LayersPage(Page):
    """A card for each layer, and below them what applies to all. Everything has a default."""

    has_own_buttons = True
    preview_requested = pyqtSignal()
    folder_changed = pyqtSignal()
    """The images may be others now."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.cards: list[LayerCard] = []
        self._mapping = CampaignMapping()
        self._project_images: Sequence[Path] = ()
        self.follows_folder = True
        """Whether where the images are is filled in by the folder; not once somebody chose it."""
        self.folder = _folder_field(tr("The campaign's folder: annotations are written there"))
        self.images = choices((tr("in this folder"), _CAMPAIGN))
        self.images.setToolTip(tr("Where the images are that the features lie on"))
        self.images_folder = _folder_field(tr("The folder that holds the images"))
        self.copy_images = QCheckBox(tr("Copy them there"))
        self.copy_images.setToolTip(tr("SCANEO wants the images beside their annotations"))
        self.assign = choices(
            (tr("most overlapped image"), Assign.LARGEST),
            (tr("every image touched"), Assign.TOUCHED),
            (tr("every image, cut to it"), Assign.CLIPPED),
        )
        self.existing = choices(
            (tr("keep, add what is new"), Existing.ADD),
            (tr("replace these tasks"), Existing.REPLACE),
        )
        self.assign.setToolTip(tr("Where features go that don't name their image"))
        self.existing.setToolTip(
            tooltip(
                tr(
                    "What becomes of the annotations that the folder has. None is written twice, "
                    "but an edited feature is a new one: replace to bring the folder up to date."
                )
            )
        )
        self.campaign = _sentence(
            tr("The open campaign lies in this folder: its own edits are written, too.")
        )
        self.error = TextLabel()
        self.empty = _sentence(
            tr("The project has no vector layers. Add the ones that you want to export.")
        )
        self.preview = QPushButton(tr("Preview"))
        self.preview.setToolTip(tr("See what would be written, before anything is"))
        self.dismiss = QPushButton(tr("Back"))
        self.dismiss.setToolTip(tr("Leave without exporting"))
        self._cards = QVBoxLayout()
        self._build()
        self._connect()

    def _build(self) -> None:
        title = QLabel(f"<b>{tr('Export layers as annotations')}</b>")
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(4)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(4)
        column.addWidget(self.empty)
        column.addLayout(self._cards)
        column.addSpacing(4)
        column.addLayout(self._form())
        column.addWidget(self.campaign)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        buttons = QHBoxLayout()
        buttons.addWidget(self.dismiss, 1)
        buttons.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.error)
        layout.addLayout(buttons)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("Folder"), self.folder)
        form.addRow(tr("Images"), self.images)
        form.addRow("", self.images_folder)
        form.addRow("", self.copy_images)
        form.addRow(tr("Put on"), self.assign)
        form.addRow(tr("Existing"), self.existing)
        return form

    def _connect(self) -> None:
        self.images.currentIndexChanged.connect(self._arrange)
        self.images.activated.connect(self._keep_images)
        self.folder.fileChanged.connect(self._follow)
        self.folder.fileChanged.connect(self._arrange)
        for field in (self.folder, self.images_folder):
            field.fileChanged.connect(self.folder_changed)
        self.preview.clicked.connect(self.preview_requested)
        self.dismiss.clicked.connect(self.dismissed)

    def show_layers(
        self,
        layers: Sequence[QgsVectorLayer],
        guesses: Mapping[str, LayerMapping],
        mapping: CampaignMapping,
        images: Sequence[Path],
    ) -> None:
        """Shows a mapping. ``guesses``, by the layers' ids, fill in the rest; ``images`` are the
        project's."""
        for card in self.cards:
            card.deleteLater()
        self._mapping = mapping
        mapped = {entry.layer: entry for entry in mapping.layers}
        self.cards = []
        for layer in layers:
            card = LayerCard(layer, self)
            card.suggest(guesses[layer.id()])
            card.show_mapping(mapped.get(layer.id()))
            card.changed.connect(self._arrange)
            self._cards.addWidget(card)
            self.cards.append(card)
        self.empty.setVisible(not layers)
        self._project_images = images
        self._show_images(len(images))
        _show_path(self.folder, mapping.folder)
        choose(self.assign, mapping.assign)
        choose(self.existing, mapping.existing)
        self.copy_images.setChecked(mapping.copy_images)
        self._order_tabs()
        self.error.hide()
        self._arrange()

    def show_error(self, text: str) -> None:
        """Shows why there is no preview, until the next change."""
        self.error.setText(text)
        self.error.show()

    def _order_tabs(self) -> None:
        """Tab order from the cards, which are made anew, to the widgets below them."""
        order = [widget for card in self.cards for widget in card.stops]
        order += [self.folder.lineEdit(), self.images, self.images_folder.lineEdit()]
        order += [self.copy_images, self.assign, self.existing, self.dismiss, self.preview]
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)

    def _show_images(self, count: int) -> None:
        mapping = self._mapping
        self.images.clear()
        self.images.addItem(tr("in this folder"), _CAMPAIGN)
        self.images.addItem(tr("in another folder"), _FOLDER)
        if count or mapping.images is ImagesFrom.RASTERS:
            shown = tr("the project's ({count:,})", count=count)
            self.images.addItem(shown, _RASTERS)
        _show_path(self.images_folder, mapping.images_folder)
        source = _FOLDER if mapping.images_folder else _CAMPAIGN
        choose(self.images, _RASTERS if mapping.images is ImagesFrom.RASTERS else source)

    def _keep_images(self) -> None:
        self.follows_folder = False

    def _follow(self) -> None:
        """Another folder has other likely images."""
        folder = _path_of(self.folder)
        if not self.follows_folder or not self._project_images:
            return
        source, other = likely_images(Path(folder) if folder else None, self._project_images)
        _show_path(self.images_folder, other)
        in_folder = _FOLDER if other else _CAMPAIGN
        choose(self.images, _RASTERS if source is ImagesFrom.RASTERS else in_folder)

    def _arrange(self) -> None:
        source = self.images.currentData()
        self.images_folder.setVisible(source == _FOLDER)
        self.copy_images.setVisible(source == _FOLDER or (source == _RASTERS and self._are_away()))
        folder = _path_of(self.folder)
        own = [card for card in self.cards if folder and card.is_of_campaign(Path(folder))]
        for card in self.cards:
            card.setVisible(card not in own)
        self.campaign.setVisible(bool(own))
        mapped = any(card.mapping() is not None for card in self.cards if card not in own)
        self.preview.setEnabled(bool(folder) and (mapped or bool(own)))
        self.error.hide()

    def _are_away(self) -> bool:
        """Whether the project has images outside the campaign's folder."""
        folder = Path(_path_of(self.folder))
        return any(folder not in image.parents for image in self._project_images)

    def mapping(self) -> CampaignMapping:
        """The user's choices."""
        source = self.images.currentData()
        folder = Path(_path_of(self.folder))
        entries = (
            card.guess if card.is_of_campaign(folder) else card.mapping() for card in self.cards
        )
        return replace(
            self._mapping,
            layers=tuple(entry for entry in entries if entry is not None),
            images=ImagesFrom.RASTERS if source == _RASTERS else ImagesFrom.FOLDER,
            images_folder=_path_of(self.images_folder) if source == _FOLDER else "",
            folder=_path_of(self.folder),
            copy_images=self.copy_images.isChecked(),
            assign=self.assign.currentData(),
            existing=self.existing.currentData(),
        )


def _folder_field(tip: str) -> QgsFileWidget:
    field = QgsFileWidget()
    field.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
    field.setToolTip(tip)
    return field


def _show_path(field: QgsFileWidget, path: str) -> None:
    field.setFilePath(shown_path(Path(path)) if path else "")


def _path_of(field: QgsFileWidget) -> str:
    path = field.filePath().strip()
    return str(typed_path(path)) if path else ""


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label
