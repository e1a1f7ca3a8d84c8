"""The open campaign in QGIS's locator: its images, its labels, and the dock's commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QAbstractButton, QAction

from ..common.locator_filter import NamesFilter
from ..common.text import tr
from ..label.labelling import Labelling
from .dock import CampaignDock


class CampaignLocator(QObject):
    """Three filters, which find nothing while no campaign is open."""

    def __init__(self, iface: QgisInterface, dock: CampaignDock, labelling: Labelling) -> None:
        super().__init__()
        self._iface = iface
        self._dock = dock
        self._labelling, self._page = labelling, labelling.page
        self._filters = [
            NamesFilter(
                "scaneo_images",
                tr("Images of the campaign"),
                "img",
                self._images,
                labelling.navigation.go,
            ),
            NamesFilter(
                "scaneo_labels", tr("Labels of the campaign"), "lab", self._labels, self._choose
            ),
            NamesFilter("scaneo_commands", tr("Scaneo Bridge"), "cmd", self._commands, self._run),
        ]
        for one in self._filters:
            iface.registerLocatorFilter(one)
        # Later: to cancel a search, QGIS handles events, which nobody expects in mid-opening.
        self._outdated = QTimer(self)
        self._outdated.setSingleShot(True)
        self._outdated.timeout.connect(self._forget_results)
        labelling.campaign_changed.connect(self._note_change)

    def unload(self) -> None:
        """Removes the filters from QGIS, which deletes them."""
        self._labelling.campaign_changed.disconnect(self._note_change)
        self._outdated.stop()
        self._forget_results()  # they would lead to filters that are gone
        for one in self._filters:
            self._iface.deregisterLocatorFilter(one)
        self._filters.clear()

    def _note_change(self) -> None:
        self._outdated.start(0)

    def _forget_results(self) -> None:
        """What was found is of the campaign that was open before."""
        self._iface.invalidateLocatorResults()

    # Images and labels

    def _images(self) -> Sequence[str]:
        is_open = self._labelling.is_open
        return [image.path for image in self._page.images.items] if is_open else []

    def _labels(self) -> Sequence[str]:
        is_open = self._labelling.is_open
        return [entry.label.name for entry in self._page.labels.listed] if is_open else []

    def _choose(self, label: str) -> None:
        if label in self._labels():  # it may have got another name since it was found
            self._labelling.choose_label(label)

    # Commands

    def _commands(self) -> Sequence[str]:
        return list(self._offered())

    def _run(self, text: str) -> None:
        """Does it as a click in the dock would; if it is still offered."""
        command = self._offered().get(text)
        if isinstance(command, QAction):
            self._dock.setUserVisible(True)  # there is where it goes on
            command.trigger()
        elif command is not None:
            if command not in self._walks().values():
                self._dock.setUserVisible(True)
            command.click()

    def _offered(self) -> dict[str, Union[QAbstractButton, QAction]]:
        """What could be clicked in the dock now, if the dock is or were shown, by its text."""
        if not self._labelling.is_open:
            return {}
        dock = self._dock
        label = tr("End labelling") if dock.label.isChecked() else dock.label.text()
        buttons = {
            label: dock.label,
            self._page.check.text(): self._page.check,
            dock.export.text(): dock.export,
            **self._walks(),
        }
        offered: dict[str, Union[QAbstractButton, QAction]] = {
            text: button
            for text, button in buttons.items()
            if button.isEnabled() and button.isVisibleTo(dock)
        }
        if dock.export in offered.values():
            for action in dock.export.menu().actions():
                if action.isEnabled() and not action.isSeparator():
                    offered[action.text()] = action
        return offered

    def _walks(self) -> dict[str, QAbstractButton]:
        navigator = self._page.navigator
        buttons = (navigator.todo, navigator.next, navigator.previous)
        return {button.accessibleName(): button for button in buttons}
