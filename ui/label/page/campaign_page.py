"""The page of an open campaign: its labels, images and problems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ....core.base.model import Problem
from ....core.workspace.summary import Summary
from ...common.models import ProblemsModel
from ...common.page import Page
from ...common.text import annotation_count, image_count, tr
from ...common.text_focus import NoTypeAhead
from ...common.views import problems_view, section, section_title
from ...work.options import Options
from ..class_tags import ClassTags
from ..images.navigator import Navigator
from ..modes_bar import ModesBar
from ..options_menu import OptionsMenu
from ..palette.palette_panel import PalettePanel
from .tray import Tray

_PROBLEMS = 120  # pixels: least height of a list that opens by itself, with its title


class CampaignPage(Page):
    """The palette of labels, the images and the problems, one above the other.

    The modes, and the classes of the image on the map, are visible during labelling. Where there is
    no room for the list of problems, it is folded to its count.
    """

    is_home = True

    def __init__(self, options: Options, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.palette = PalettePanel()
        self.navigator = Navigator()
        self.options = OptionsMenu(options)
        self.modes = ModesBar(self.options)
        self.class_tags = ClassTags()
        self.class_tags_line = self._make_class_tags_line()
        self.labels, self.labels_view = self.palette.labels, self.palette.labels_view
        self.new_label, self.hint = self.palette.new_label, self.palette.hint
        self.images, self.images_view = self.navigator.images, self.navigator.images_view
        self.problems = ProblemsModel(self)
        self.problems_view = problems_view(self.problems)
        NoTypeAhead(self.problems_view)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.check = QPushButton(tr("Check"))
        self.check.setToolTip(tr("Look for mistakes in annotations, labels and files"))
        self.tray = Tray()
        self.tray.problems.clicked.connect(self._fold_by_hand)
        self._by_hand: Optional[bool] = None  # whether the user has opened or folded the list
        self._most = 3
        self._problems_title = QLabel()
        self._problems_section = section(self._problems_title, self.problems_view)
        # It may shrink, however low the window is.
        self._problems_section.setSizePolicy(
            QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored
        )
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.palette)
        self._splitter.addWidget(self.navigator)
        self._splitter.addWidget(self._problems_section)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.status, 1)
        line.addWidget(self.check)
        layout.addLayout(line)
        layout.addWidget(self.modes)
        layout.addWidget(self.class_tags_line)
        layout.addWidget(self._splitter, 1)
        layout.addWidget(self.tray)
        self.show_problems(())
        self.show_labelling(False)

    def _make_class_tags_line(self) -> QWidget:
        line = QFrame()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        title = QLabel(tr("This image:"))
        title.setContentsMargins(0, 3, 0, 3)  # aligns its text with that of the class tags
        layout.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.class_tags, 1)
        return line

    def set_idle(self, is_idle: bool) -> None:
        """The images can be browsed also while work is running."""
        for widget in (self.palette, self.modes, self.check):
            widget.setEnabled(is_idle)

    def show_labelling(self, is_on: bool) -> None:
        """Whether labelling is on: then the modes are visible, and all labels, if there is room."""
        self.modes.setVisible(is_on)
        self.class_tags_line.setVisible(is_on)
        self._most = 2 if is_on else 3
        if is_on:
            self._make_room()

    def show_summary(self, summary: Summary) -> None:
        """Shows the counts of a campaign."""
        before = self.labels.listed_count
        self.palette.show_labels(summary.labels)
        self.navigator.show_images(summary.images)
        self.navigator.show_unread(summary.unread_count)
        parts = [annotation_count(summary.annotation_count)]
        if summary.unread_count:
            parts = [tr("{annotations} so far", annotations=parts[0])]
        if summary.edited_count:
            edited = image_count(summary.edited_count)
            parts.append(tr("{images} to export", images=edited))
        self.status.setText(" · ".join(parts))
        if self.labels.listed_count > before:
            self._make_room()
            self.labels_view.scrollTo(self.labels.index(self.labels.listed_count - 1, 0))

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Lists problems, or their number; hidden where there are none."""
        self.problems.set_items(found)
        self._problems_title.setText(section_title(tr("Problems"), len(found)))
        self.tray.show_problems(found)
        if not found:
            self._by_hand = None
        self._fold()

    def share_room(self) -> None:
        """Gives the labels the height that they need, and the images most of the rest."""
        self._fold()
        height = max(self._splitter.height(), 300)
        labels = self._labels_height(height)
        self._splitter.setSizes([labels, height - labels - height // 4, height // 4])
        self.labels_view.scrollToTop()

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """Folds or opens the list of problems, depending on the height. Called by Qt."""
        if widget is self._splitter and event.type() == QEvent.Type.Resize:
            self._fold()
        return super().eventFilter(widget, event)

    def _fold_by_hand(self, is_open: bool) -> None:
        self._by_hand = is_open
        self._fold()

    def _fold(self) -> None:
        was_open = not self._problems_section.isHidden()
        wanted = self._has_room() if self._by_hand is None else self._by_hand
        is_open = wanted and bool(self.problems.items)
        self._problems_section.setVisible(is_open)
        self.tray.problems.setChecked(is_open)
        if is_open and not was_open:
            labels, images, _ = self._splitter.sizes()
            # What the images can't give, the labels do.
            spare = max(images - self.navigator.minimumSizeHint().height(), 0)
            less = max(_PROBLEMS - spare, 0)
            self._splitter.setSizes([labels - less, images + less - _PROBLEMS, _PROBLEMS])

    def _has_room(self) -> bool:
        """Whether some rows of images stay visible beside it."""
        height = self._splitter.height() - 2 * self._splitter.handleWidth()
        images = self.navigator.minimumSizeHint().height()
        return height - self._labels_height(height) - images >= _PROBLEMS

    def _make_room(self) -> None:
        """Gives the labels more of the images' height, where they need it."""
        labels, images, problems = self._splitter.sizes()
        more = self._labels_height(self._splitter.height()) - labels
        if more > 0:
            self._splitter.setSizes([labels + more, images - more, problems])

    def _labels_height(self, height: int) -> int:
        """At most a third of the height; half of it during labelling."""
        return min(self.palette.list_height(), height // self._most)
