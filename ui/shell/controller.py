"""The controller: opens and closes the campaign, and owns dock, work and session."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsFeedback, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon

from ...core.base.errors import Cancelled
from ...core.base.model import Problem
from ...core.campaign.opening.open_campaign import OpenedCampaign, open_campaign
from ...core.campaign.workspaces.found_workspaces import belongs
from ...core.qgis.editing.read_only_layers import ReadOnlyLayers
from ...core.qgis.editing.session import EditSession
from ...core.qgis.layers import (
    add_layers,
    adopt_layers,
    find_edited_layers,
    find_layers,
    find_workspaces,
    make_layer,
    style_layer,
)
from ...core.store.folder import CampaignFolder, typed_path
from ...core.workspace.campaign_folder import campaign_folder
from ...core.workspace.workspace_ref import KINDS, WorkspaceRef
from ..common.text import tr
from ..work.bar_messages import opened_message, warped_message
from ..work.settings import Settings
from ..work.steps import Steps, in_thread, next_turn
from ..work.work import Work
from .behind_reader import BehindReader
from .dock import CampaignDock
from .loaded import LoadedCampaign
from .pages.start_page import StartPage
from .recounter import Recounter
from .recovery_question import RecoveryQuestion
from .rooms import Rooms

_Target = tuple[CampaignFolder, Optional[WorkspaceRef]]
"""A folder and its workspace; None for the usual one."""
_Tell = Callable[[OpenedCampaign], None]
"""Says what there is to say as soon as a campaign is shown."""
_First = Callable[[QgsFeedback], None]
"""What is done in the thread before a campaign is opened."""


def _nothing(feedback: QgsFeedback) -> None:
    """The campaign is opened as it is."""


class Controller(QObject):
    """One campaign in the dock, and one piece of work at a time."""

    def __init__(
        self, iface: QgisInterface, project: QgsProject, settings: Settings, icon: Path
    ) -> None:
        super().__init__()
        self._project = project
        self._settings = settings
        self._campaign: Optional[OpenedCampaign] = None
        self._session: Optional[EditSession] = None
        self._clearings = 0  # how often the project was cleared: work begun before is out of date
        self._read_only = ReadOnlyLayers()
        self._start = StartPage(icon)
        self.dock = CampaignDock(self._start, iface.mainWindow())
        self.dock.setWindowIcon(QIcon(str(icon)))
        self._work = Work(self.dock, iface.messageBar())
        self._work.ended.connect(self._settle)
        self._recounter = Recounter(self._work)
        self._rooms = Rooms(self, iface, project, self.dock, self._work, settings)
        self._labelling, self._page = self._rooms.labelling, self._rooms.labelling.page
        navigation = self._labelling.navigation
        navigation.alignment.warped.connect(self._read_warped)
        self._behind = BehindReader(self._work, lambda: navigation.current)
        self._behind.all_read.connect(self._finish)
        self._recovery = RecoveryQuestion(self, self._work, iface.messageBar())
        self.dock.open_requested.connect(self.open_folder)
        self._start.folder_chosen.connect(self.dock.open_folder)
        self._start.layers_chosen.connect(self.dock.layers_requested)
        self._offer_recent()
        project.cleared.connect(self._note_cleared)
        project.readProject.connect(self._resume)
        project.layersRemoved.connect(self._leave_if_gone)
        if find_workspaces(project):
            self._resume()

    def unload(self) -> None:
        """Cancels what is running and releases everything but the layers."""
        self._recovery.forget()
        self._rooms.unload()
        self._work.abandon()
        self._campaign = None
        self._drop_session()
        self._project.cleared.disconnect(self._note_cleared)
        self._project.readProject.disconnect(self._resume)
        self._project.layersRemoved.disconnect(self._leave_if_gone)
        self._read_only.release()
        self.dock.setParent(None)
        self.dock.deleteLater()

    # What the parts of the dock ask (`Host`)

    @property
    def campaign(self) -> Optional[OpenedCampaign]:
        """The open campaign; None where there is none."""
        return self._campaign

    @property
    def session(self) -> Optional[EditSession]:
        """The edit session of the open campaign."""
        return self._session

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Shows these problems on the campaign's page, in place of earlier ones."""
        self._page.show_problems(found)

    @property
    def is_reading(self) -> bool:
        """Whether images of the campaign are still unread."""
        return self._behind.is_reading

    def reload(self, tell: _Tell, first: _First = _nothing) -> Steps[Optional[OpenedCampaign]]:
        """Opens the campaign again, as part of the running work."""
        campaign = self._campaign
        if campaign is None:
            return None
        target = campaign.folder, campaign.workspace
        return (yield from self._load(*target, self._clearings, tell, first, reads_behind=False))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running, not even what the dock doesn't show."""
        return self._work.is_over and not self._recounter.is_due and not self.is_reading

    def cancel(self) -> None:
        """Cancels what is running; everything stays as it was."""
        self._work.cancel()

    # Opening

    def open_folder(self, folder: str) -> None:
        """Opens a campaign's folder."""
        path = campaign_folder(typed_path(folder))
        known = find_workspaces(self._project)
        if self._campaign is not None:
            known.insert(0, self._campaign.workspace)

        def find() -> _Target:
            # A campaign that is in the project keeps its workspace, wherever that is.
            return path, next((one for one in known if belongs(one.path, path)), None)

        self._open(path.path.name, find)

    def _resume(self) -> None:
        """Opens a campaign whose layers came with a project."""
        if self._work.is_busy:  # a project that was opened meanwhile waits
            self._work.afterwards(self._resume)
            return
        workspaces = find_workspaces(self._project)
        if not workspaces:
            return

        def find() -> _Target:
            with workspaces[0].open(writable=False) as workspace:
                return workspace.folder(), workspaces[0]

        self._open(workspaces[0].path.parent.name, find)

    def _open(self, name: str, find: Callable[[], _Target]) -> None:
        """Opens the folder and the workspace that ``find`` returns.

        ``find`` is called in a thread, since a network disk may be slow. Only then is it known
        whose edits to save.
        """

        def find_target(feedback: QgsFeedback) -> _Target:
            target = find()
            if feedback.isCanceled():
                raise Cancelled
            return target

        def opening(clearings: int) -> Steps[None]:
            target = yield from in_thread(find_target)
            if self._is_in_time(clearings, name):
                yield from self._load(*target, clearings, self._tell_opened)

        self._work.start(_opening(name), opening(self._clearings))

    def _tell_opened(self, opened: OpenedCampaign) -> None:
        self._work.tell(*opened_message(opened))

    def _load(
        self,
        folder: CampaignFolder,
        workspace: Optional[WorkspaceRef],
        clearings: int,
        tell: _Tell,
        first: _First = _nothing,
        reads_behind: bool = True,
    ) -> Steps[Optional[OpenedCampaign]]:
        """Opens folder and workspace in a thread, and shows the result."""
        if workspace is not None and not self._work.attempt(
            partial(self._make_read_only, workspace)
        ):
            return None

        session = self._session
        written = 0 if session is None else session.saving.write_count
        shown = () if session is None else session.live_summary.shown

        def load(feedback: QgsFeedback) -> LoadedCampaign:
            first(feedback)
            opened = open_campaign(folder, workspace, feedback, reads_behind=reads_behind)
            return LoadedCampaign.of(opened).counted(shown)

        loaded = yield from in_thread(load, _opening(folder.path.name))
        return (yield from self._show(loaded, clearings, tell, written))

    def _show(
        self, loaded: LoadedCampaign, clearings: int, tell: _Tell, written: int
    ) -> Steps[Optional[OpenedCampaign]]:
        """Updates existing layers, adds missing ones, and shows everything: each in a turn of the
        event loop of its own, since each takes a moment.

        They can't be made in the task's thread: while the main thread uses the same GeoPackage,
        QGIS 3.22 locks up for good (QgsOgrProviderUtils).
        """
        opened = loaded.opened
        name = opened.folder.path.name
        if not self._is_in_time(clearings, name):
            return None
        take_crs = self._takes_crs()
        session = self._edit(loaded, written)
        adopt_layers(self._project, opened.workspace, opened.folder)
        known = find_layers(self._project, opened.workspace)
        for layer in known.values():
            layer.dataProvider().reloadData()
            style_layer(layer, loaded.counts.labels)
        if known:
            yield from next_turn()
            if not self._is_in_time(clearings, name):
                return None
        for kind in KINDS:
            if kind in known:
                continue
            layer = make_layer(opened.workspace, opened.folder, kind)
            style_layer(layer, loaded.counts.labels)
            add_layers(self._project, [layer], name)
            yield from next_turn()
            if not self._is_in_time(clearings, name):
                return None
        self._show_page(loaded, session)
        tell(opened)
        if self._labelling.navigation.current is None:
            # QGIS takes over extent and CRS of a first layer a moment after it was added.
            yield from next_turn()
            self._labelling.navigation.go(loaded.first, take_crs)
        else:
            self._labelling.navigation.refocus()
        self._recovery.ask(opened)
        yield from self._rooms.resolver.note(opened)
        self._behind.serve(session)
        return opened

    def _takes_crs(self) -> bool:
        """Whether a campaign may set the project's CRS: the user has not chosen the present one."""
        return not self._project.mapLayers() or self._labelling.navigation.has_given_crs

    def _show_page(self, loaded: LoadedCampaign, session: EditSession) -> None:
        opened = loaded.opened
        self._campaign = opened
        self._settings.remember_campaign(opened.folder.path)
        self._offer_recent()
        self.dock.show_campaign(self._page, opened.folder.path)
        session.watch_layers()
        session.watch_saves()
        self._read_only.release()  # the rows are in place: labelling can go on
        self._labelling.show(session, opened.folder)
        self._page.show_problems(opened.problems)
        self._page.share_room()
        self._page.navigator.show_current(self._labelling.navigation.current)

    def _offer_recent(self) -> None:
        folders = self._settings.recent_campaigns()
        self.dock.set_recent(folders)
        self._start.set_recent(folders)

    def _edit(self, loaded: LoadedCampaign, written: int) -> EditSession:
        """The edit session of the campaign: the same as before where it was open already."""
        workspace = loaded.opened.workspace
        session = self._session
        if session is None or session.workspace != workspace:
            session = EditSession(self._project, workspace, loaded.counts, loaded.fault)
            self._labelling.leave()
            self._drop_session()
            self._session = session
            self._recounter.serve(session)
        else:
            session.palette.fault = loaded.fault
            session.count_again(loaded.counts)
            session.history.end_bulk()
            if session.saving.write_count == written:
                self._recounter.skip()
            else:  # somebody has marked since it was read
                self._recounter.count()
        return session

    def _finish(self, found: Sequence[Problem]) -> None:
        """All images are read, and it is known what is wrong with them."""
        if self._campaign is not None:
            before = set(self._campaign.problems)
            problems = [*self._campaign.problems, *(one for one in found if one not in before)]
            self._campaign = replace(self._campaign, problems=problems)
            self._page.show_problems(problems)
            self._recounter.count()

    def _drop_session(self) -> None:
        self._recounter.serve(None)
        self._behind.serve(None)
        if self._session is not None:
            self._session.unload()
            self._session = None

    def _is_in_time(self, clearings: int, name: str) -> bool:
        """Whether the project is still the one for which a campaign was opened."""
        if self._clearings == clearings:
            return True
        text = tr("The project was closed meanwhile.")
        self._work.tell(tr("{name} is not open", name=name), text, Qgis.MessageLevel.Info)
        return False

    def _note_cleared(self) -> None:
        self._clearings += 1

    def _settle(self) -> None:
        """After any work: the layers become editable again."""
        self._read_only.release()

    def _leave_if_gone(self) -> None:
        """Shows the start page when the user has removed the campaign's layers."""
        if self._campaign and not find_layers(self._project, self._campaign.workspace):
            self._campaign = None
            self._recovery.forget()
            self._labelling.leave()
            self._drop_session()
            self.dock.show_start()

    def _read_warped(self, copy: str) -> None:
        """Reads a warped copy, which is a new image beside the original, into the list of
        images."""

        def tell(_: OpenedCampaign) -> None:
            self._work.tell(*warped_message(copy))

        def read() -> None:
            if self._campaign is not None:
                self._work.start(_opening(self._campaign.folder.path.name), self.reload(tell))

        self._work.afterwards(read)

    # Edits

    def save_edits(self) -> bool:
        """Saves open edits; returns whether that worked. Tells the user if not."""
        session = self._session
        return session is None or self._work.attempt(session.save_everywhere)

    def _make_read_only(self, workspace: WorkspaceRef) -> None:
        """Saves open edits, and lets nobody edit the layers of a workspace until it is open.

        :raises ScaneoError: where QGIS can't; what was not saved stays open.
        """
        session, layers = self._session, find_edited_layers(self._project, workspace)
        if session is not None and session.workspace == workspace:
            session.saving.save(stop=True, others=layers)
        elif session is not None:
            session.save()
        self._read_only.start(workspace, layers)

    def recount(self) -> None:
        """Counts the content of the campaign, and shows it."""
        if self._campaign is not None:
            self._recounter.count()


def _opening(name: str) -> str:
    return tr("Opening {name}…", name=name)
