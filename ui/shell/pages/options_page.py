"""Settings > Options > Scaneo Bridge: a page made from a table of settings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Optional, Union

from qgis.core import QgsSettings
from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ....core.images.files.allowed import (
    LARGEST_MB,
    MOST_MB,
    allow_drivers,
    largest_file,
    more_drivers,
    set_largest_file,
    unknown_drivers,
)
from ...common.text import plain, tr

TITLE = "Scaneo Bridge"
_BETWEEN = 12  # pixels between two settings


@dataclass(frozen=True)
class NumberSetting:
    """A setting that is an integer; ``read`` and ``write`` access its value."""

    name: str
    category: str
    title: str
    help: str
    unit: str
    lowest: int
    highest: int
    default: int
    read: Callable[[QgsSettings], int]
    write: Callable[[QgsSettings, int], None]


@dataclass(frozen=True)
class NamesSetting:
    """A setting that is a list of names; ``unknown`` returns those of a text that are invalid."""

    name: str
    category: str
    title: str
    help: str
    example: str
    default: str
    read: Callable[[QgsSettings], str]
    write: Callable[[QgsSettings, str], None]
    unknown: Callable[[str], Sequence[str]]


Setting = Union[NumberSetting, NamesSetting]


def settings_table() -> list[Setting]:
    """All settings of the page, in the user's language."""
    opening = tr("What is opened")
    return [
        NumberSetting(
            "largest_file",
            opening,
            tr("Largest annotation file"),
            tr(
                "Annotation files, spai.json and backups that are larger are told and left alone, "
                "so that no file fills the memory."
            ),
            tr(" MB"),
            1,
            MOST_MB,
            LARGEST_MB,
            largest_file,
            set_largest_file,
        ),
        NamesSetting(
            "more_drivers",
            opening,
            tr("Images in other formats"),
            tr(
                "Images are opened as GeoTIFFs only. Where files that end in .tif are of another "
                "kind, name GDAL's drivers for them here, with commas between. With drivers such "
                "as VRT or WMS, an image can open other files and connect to servers."
            ),
            tr("for example: JP2OpenJPEG, PNG"),
            "",
            lambda settings: ", ".join(more_drivers(settings)),
            lambda settings, names: allow_drivers(settings, names.split(",")),
            unknown_drivers,
        ),
    ]


class OptionsPage(QgsOptionsPageWidget):
    """The page. Changes apply once the dialog is accepted."""

    def __init__(self, settings: QgsSettings, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("ScaneoBridgeOptions")
        self._settings = settings
        self._editors: list[Union[_NumberEditor, _NamesEditor]] = []
        groups: dict[str, QVBoxLayout] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for setting in settings_table():
            group = groups.get(setting.category)
            if group is None:
                box = QGroupBox(setting.category)
                group = groups[setting.category] = QVBoxLayout(box)
                column.addWidget(box)
            else:
                group.addSpacing(_BETWEEN)
            editor = _editor(setting)
            for widget in editor.widgets:
                group.addWidget(widget)
            self._editors.append(editor)
        buttons = QHBoxLayout()
        self.reset_button = QPushButton(tr("Reset to defaults"))
        self.reset_button.setObjectName("reset")
        self.reset_button.clicked.connect(self.reset)
        buttons.addStretch()
        buttons.addWidget(self.reset_button)
        column.addLayout(buttons)
        column.addStretch()
        for editor in self._editors:
            editor.load(settings)

    def reset(self) -> None:
        """Shows the defaults."""
        for editor in self._editors:
            editor.reset()

    def apply(self) -> None:
        """Called by QGIS when the dialog is accepted."""
        for editor in self._editors:
            editor.save(self._settings)


class _Editor:
    """A setting's title, its value, and its explanation, one below the other."""

    def __init__(self, setting: Setting, field: QWidget) -> None:
        field.setObjectName(setting.name)
        field.setAccessibleName(setting.title)
        field.setAccessibleDescription(setting.help)
        title = QLabel(setting.title)
        title.setBuddy(field)
        explained = QLabel(setting.help)
        explained.setWordWrap(True)
        self.widgets: list[QWidget] = [title, field, explained]


class _NumberEditor(_Editor):
    def __init__(self, setting: NumberSetting) -> None:
        self._setting = setting
        self._box = QSpinBox()
        self._box.setRange(setting.lowest, setting.highest)
        self._box.setSuffix(setting.unit)
        self._box.setGroupSeparatorShown(True)
        super().__init__(setting, self._box)

    def load(self, settings: QgsSettings) -> None:
        self._box.setValue(self._setting.read(settings))

    def save(self, settings: QgsSettings) -> None:
        self._setting.write(settings, self._box.value())

    def reset(self) -> None:
        self._box.setValue(self._setting.default)


class _NamesEditor(_Editor):
    def __init__(self, setting: NamesSetting) -> None:
        self._setting = setting
        self._line = QLineEdit()
        self._line.setPlaceholderText(setting.example)
        self._line.setClearButtonEnabled(True)
        super().__init__(setting, self._line)
        self._told = QLabel()
        self._told.setObjectName(f"{setting.name}_told")
        self._told.setWordWrap(True)
        self._told.hide()
        self.widgets.insert(2, self._told)
        self._line.textChanged.connect(self._check)

    def load(self, settings: QgsSettings) -> None:
        self._line.setText(self._setting.read(settings))

    def save(self, settings: QgsSettings) -> None:
        self._setting.write(settings, self._line.text())

    def reset(self) -> None:
        self._line.setText(self._setting.default)

    def _check(self, text: str) -> None:
        names = self._setting.unknown(text)
        if names:
            told = tr(
                "GDAL has no driver of the name {names} that reads images: it is left out.",
                names=", ".join(names),
            )
            self._told.setText(f"<b>{plain(told)}</b>")
        self._told.setVisible(bool(names))


def _editor(setting: Setting) -> Union[_NumberEditor, _NamesEditor]:
    return _NumberEditor(setting) if isinstance(setting, NumberSetting) else _NamesEditor(setting)


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the dialog opens. QGIS does not keep the factory alive: we do."""

    def __init__(self, settings: QgsSettings, icon: QIcon) -> None:
        super().__init__(TITLE, icon)
        self._settings = settings

    def createWidget(self, parent: Optional[QWidget] = None) -> OptionsPage:
        return OptionsPage(self._settings, parent)
