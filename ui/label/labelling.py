"""Labelling a campaign: the current mode and label, and what users do in the dock and on the
map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

from qgis.core import Qgis, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication

from ...core.base.errors import ScaneoError
from ...core.base.model import ImageState, Label, Task
from ...core.qgis.editing.edit_commands import annotation_commands
from ...core.qgis.editing.session import EditSession
from ...core.store.folder import NO_FOLDER, CampaignFolder
from ...core.workspace.summary import UNLISTED_COLOR
from ..common.text import tr
from ..common.translucent_selection import TranslucentSelection
from ..work.host import Shell
from ..work.options import Options
from ..work.settings import Settings
from ..work.work import Work
from .annotation_actions import AnnotationActions
from .autosave import Autosave
from .class_tags import MapClassTags
from .drawing import Drawing
from .image_navigation import ImageNavigation
from .keys import Keys
from .modes import Mode
from .page.campaign_page import CampaignPage
from .palette.label_requests import LabelRequests
from .tools.map_tools import MapTools


class Labelling(QObject):
    """The campaign's page; and, while the dock's button *Label* is down, the keys and the modes'
    tools."""

    campaign_changed = pyqtSignal()
    """Another campaign is labelled from now on, or none."""

    def __init__(
        self,
        iface: QgisInterface,
        project: QgsProject,
        shell: Shell,
        button: QAbstractButton,
        work: Work,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self.page = CampaignPage(settings.options())
        shell.add_page(self.page)
        self._shell = shell
        self._button = button
        self._work = work
        self._settings = settings
        self._session: Optional[EditSession] = None
        self._is_on = False
        self._mode = Mode.BOX  # the mode in which labelling begins the next time
        self._paused: Optional[Mode] = None  # the mode in which a bulk edit was begun
        self.selection = TranslucentSelection(self._canvas)
        self._tools = MapTools(iface, self.selection)
        self.navigation = ImageNavigation(iface, project, self.page.navigator, self._tools, work)
        self._keys = Keys(self._canvas, shell.dock, self.page.isVisible, self._press)
        self._class_tags = MapClassTags(self._canvas)
        self._drawing = Drawing(
            iface,
            self.page.palette,
            self.page.options,
            self._tools,
            self.navigation,
            work,
        )
        self._actions = AnnotationActions(project, self._canvas, self.navigation, work)
        self._labels = LabelRequests(self.page.palette, work, self.navigation.is_free)
        self._autosave = Autosave(self._options.autosave)
        self._clicked = QTimer(self)  # runs after a click that relabelled something
        self._clicked.setSingleShot(True)
        self._soon = QTimer(self)  # updates once for everything in one turn of the event loop
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self._connect()
        self._name_keys()
        self._follow(self._options)

    def _connect(self) -> None:
        self._button.toggled.connect(self._toggle)
        self.page.modes.chosen.connect(self.use)
        self.page.options.changed.connect(self._choose_options)
        self.page.palette.label_chosen.connect(self._click_label)
        self.page.labels_view.click_meant_more.connect(self._take_click_back)
        self.page.class_tags.removed.connect(self._drawing.toggle_class)
        self._tools.mode_changed.connect(self._note_mode)
        self._labels.added.connect(self._take_label)
        self._labels.settled.connect(self._give_keys_back)
        self._labels.bulk.paused.connect(self._pause)
        self._labels.bulk.resumed.connect(self._resume)
        self._work.ended.connect(self._give_keys_back)
        self._shell.left_page.connect(self._give_keys_back)
        self._autosave.failed.connect(self._work.fail)
        self.navigation.arrived.connect(self._arrive)
        for action in self._keys.actions.values():
            action.changed.connect(self._name_keys)

    def unload(self) -> None:
        """Saves open edits and releases everything."""
        self.leave()
        self._autosave.unload()
        self._tools.unload()
        self.navigation.unload()
        for action in self._keys.actions.values():
            action.changed.disconnect(self._name_keys)
        self._keys.unload()
        self._drawing.unload()
        self._actions.unload()
        self._canvas.removeEventFilter(self._class_tags)
        self._class_tags.deleteLater()

    # The campaign

    @property
    def is_open(self) -> bool:
        """Whether a campaign is open, so that the page shows it."""
        return self._session is not None

    def show(self, session: EditSession, folder: CampaignFolder) -> None:
        """Labels this campaign from now on."""
        is_another = session is not self._session
        if is_another:
            self.leave()
            self._session = session
            session.palette.keeps_positions = self._options.keep_places
            session.changed.connect(self._soon_show)
            session.failed.connect(self._work.fail)
            session.restyled.connect(self._tell_restyled)
            session.doubled.connect(self._tell_doubled)
            session.history.ended.connect(self._tell_end)
        self.navigation.serve(session, folder)
        self._tools.serve(session)
        self._drawing.serve(session)
        self._actions.serve(session)
        self._autosave.serve(session)
        self._labels.serve(session)
        if session.palette.find(self._current_label) is None:
            self._set_label(next(iter(session.palette.names), ""))
        self._show()
        if is_another:
            self.campaign_changed.emit()
        if self._is_on and not self._begin():
            self._button.setChecked(False)

    def leave(self) -> None:
        """No campaign is open any more; open edits are saved."""
        session = self._session
        if session is None:
            return
        self._button.setChecked(False)
        self._work.attempt(session.save)
        self._soon.stop()
        session.changed.disconnect(self._soon_show)
        session.failed.disconnect(self._work.fail)
        session.restyled.disconnect(self._tell_restyled)
        session.doubled.disconnect(self._tell_doubled)
        session.history.ended.disconnect(self._tell_end)
        self._session = None
        self._tools.serve(None)
        self._drawing.serve(None)
        self._actions.serve(None)
        self._autosave.serve(None)
        self._labels.serve(None)
        self.navigation.serve(None, NO_FOLDER)
        self._class_tags.show_labels([])
        self.campaign_changed.emit()

    def _tell_restyled(self, layers: list[str]) -> None:
        title = tr("Style")
        text = tr(
            "The new style of {layers} was taken back: it does not show each label of the campaign "
            "as a class of its own.",
            layers=", ".join(layers),
        )
        self._work.tell(title, text, Qgis.MessageLevel.Warning)

    def _tell_doubled(self, count: int) -> None:
        text = tr(
            "{count:,} class stays beside another of the same label, for the file says of each "
            "what it doesn't of the other. Delete what is not wanted.",
            "{count:,} classes stay beside another of the same label, for the file says of each "
            "what it doesn't of the other. Delete what is not wanted.",
            count=count,
        )
        self._work.tell(tr("Kept"), text, Qgis.MessageLevel.Info)

    def _tell_end(self) -> None:
        text = tr("What was done before was saved.")
        self._work.tell(tr("It can't be undone any more"), text, Qgis.MessageLevel.Info)

    def _soon_show(self) -> None:
        self._soon.start(0)

    def _show(self) -> None:
        """Updates the lists after an edit."""
        if self._session is None:
            return
        known, current = self.page.labels, self._current_label
        position = known.row_of(current) if current else None
        count = known.listed_count
        try:
            self.page.show_summary(self._session.summary())
        except ScaneoError as error:
            self._work.fail(error)
        names = self._session.palette.names
        # Undo may have renamed it: then take the one at its index.
        start = position if position is not None and count == len(names) else 0
        self._set_label(self._current_label or next(iter(names[start:]), ""))
        self._show_classes()

    def _show_classes(self) -> None:
        session, image = self._session, self.navigation.current
        if session is None or image is None or Task.CLASSIFICATION not in session.layers:
            return
        names = annotation_commands.classes_of(session, image)
        palette = session.palette
        labels = palette.having(names)
        labels += [Label(name, UNLISTED_COLOR) for name in sorted(names) if not palette.find(name)]
        self.page.class_tags.show_labels(labels)
        self._class_tags.show_labels(labels)

    def _arrive(self, _: str) -> None:
        self._deselect()
        self._show_classes()
        if self._is_on:
            self._keys.settle_on_map()

    # On and off, modes

    def _toggle(self, is_on: bool) -> None:
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on and not self._begin():
            self._button.setChecked(False)
            return
        if not is_on:
            self._tools.put_away()
            session = self._session
            if session is not None:
                self._work.attempt(lambda: session.save(stop=True))
        self._keys.set_enabled(is_on)
        self.page.show_labelling(is_on)
        self._show_classes()

    def _begin(self) -> bool:
        """Switches to editing, in the last mode."""
        return self.use(self._mode)

    def _pause(self) -> None:
        self._paused = self._tools.mode

    def _resume(self) -> None:
        """QGIS has taken the tool away while nothing could be edited."""
        if self._is_on and self._paused not in (None, self._tools.mode):
            self._begin()

    def use(self, mode: Mode) -> bool:
        """Activates a mode's tool; returns whether that worked."""
        is_on = self._session is not None and self._put_on(mode, self._session)
        self.page.modes.show_mode(self._tools.mode)  # a click has pressed its button anyway
        return is_on

    def _put_on(self, mode: Mode, session: EditSession) -> bool:
        if mode is not self._tools.mode and not self.navigation.is_free():
            return False
        if not self._work.attempt(lambda: session.begin(mode.task)):
            return False
        if mode in (Mode.BOX, Mode.AREA, Mode.CLASSIFY):
            self._deselect()
        if not self._work.attempt(lambda: self._tools.use(mode)):
            return False
        self._keys.settle_on_map()
        return True

    def _deselect(self) -> None:
        """Otherwise a key would relabel annotations that are out of sight."""
        if self._session is not None:
            for layer in self._session.layers.values():
                layer.removeSelection()

    def _note_mode(self, mode: Optional[Mode]) -> None:
        self.page.modes.show_mode(mode)
        self._mode = mode or self._mode

    def _press(self, name: str) -> None:
        """A shortcut key of labelling was pressed."""
        if name.startswith("label "):
            names = [] if self._session is None else self._session.palette.names
            number = int(name.split()[1])
            if number <= len(names):
                self.choose_label(names[number - 1])
        elif name in _WALKS:
            _WALKS[name](self.navigation)
        elif name in _STATES:
            self.navigation.mark_current(_STATES[name])
        elif name == "flagged":
            self.navigation.flag_current()
        else:
            self.use(Mode(name))

    def _name_keys(self) -> None:
        key = self._keys.key
        self.page.modes.name_keys(key)
        marks = {name: key(name) for name in (*_STATES, "flagged")}
        ways = key("previous"), key("next"), key("next to do")
        self.page.navigator.name_keys(*ways, **marks)
        self.page.palette.name_keys([key(f"label {number}") for number in range(1, 11)])

    @property
    def _options(self) -> Options:
        return self.page.options.options

    def _choose_options(self, options: Options) -> None:
        self._settings.remember_options(options)
        self._follow(options)

    def _follow(self, options: Options) -> None:
        self._autosave.set_seconds(options.autosave)
        self._tools.set_technique(options.technique)
        if self._session is not None:
            self._session.palette.keeps_positions = options.keep_places
        self._tools.set_snap(self._drawing.snap if options.snap else lambda point: point)

    # Labels

    @property
    def _current_label(self) -> str:
        return self.page.palette.current

    def _set_label(self, name: str) -> None:
        self.page.palette.set_current(name)
        if self._session is not None:
            self._session.set_current_label(name)
            label = self._session.palette.find(name)
            self._tools.set_color(UNLISTED_COLOR if label is None else label.color)

    def choose_label(self, name: str) -> None:
        """Makes a label the current one; the selection gets it or, in its mode, the image."""
        self._set_label(name)
        session = self._session
        if session is None:
            return
        if annotation_commands.selected_count(session):
            self._drawing.relabel_selected(name)
        elif self._tools.mode is Mode.CLASSIFY:
            self._drawing.toggle_class(name)
        if self._is_on:
            self._keys.settle_on_map()

    def _click_label(self, name: str) -> None:
        """Like its key; if it was the first half of a double click, it is undone."""
        session = self._session
        before = 0 if session is None else session.history.count
        self.choose_label(name)
        if session is not None and session.history.count > before:
            self._clicked.start(2 * QApplication.doubleClickInterval())

    def _take_click_back(self) -> None:
        if self._clicked.isActive() and self._session is not None:
            self._clicked.stop()
            self._session.history.undo()

    def _give_keys_back(self) -> None:
        """Gives the map the focus, once the list has closed its editor; not while a question is
        open."""
        if self._is_on and self.page.isVisible():
            QTimer.singleShot(0, self._keys.settle_on_map)

    def _take_label(self, name: str) -> None:
        """A label was added: what waits for one gets it, and it becomes the current one."""
        self._show()  # the palette must list it before it can be current
        self._set_label(name)
        self._drawing.name_waiting(name)
        if self.page.new_label.answer():
            self._keys.go_to_map()
        else:
            self._give_keys_back()


_WALKS: dict[str, Callable[[ImageNavigation], None]] = {
    "next": ImageNavigation.go_next,
    "previous": ImageNavigation.go_back,
    "next to do": ImageNavigation.go_to_todo,
}
_STATES = {state.value: state for state in ImageState}
