"""What happens when the user opens, edits and exports: it owns the dock and the tasks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from qgis.core import Qgis, QgsApplication, QgsFeedback, QgsProject
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.layers.exporting import Export, export_campaign, preview_export
from ..core.layers.importing import Opened, open_campaign
from ..core.layers.project import (
    KINDS,
    add_layers,
    adopt_layers,
    current_image,
    find_layers,
    find_workspaces,
    make_layer,
    set_current_image,
    show_image,
    style_layer,
)
from ..core.layers.summary import Summary, read_summary
from ..core.layers.workspace import Workspace
from ..core.scaneo.errors import Cancelled, ScaneoError
from ..core.scaneo.model import Label
from .dock import CampaignDock
from .edits import Edits
from .settings import Settings
from .tasks import Job, Jobs
from .text import annotation_count, export_counts, image_count, plain, problem_count, shown_path, tr

_Work = Callable[[QgsFeedback], Any]
_Done = Callable[[Any], Optional[Iterator[None]]]
"""What to do with the result: at once, or in steps."""
_Place = tuple[Path, Optional[Path]]
"""A folder and its workspace; None for the usual one."""
_LAST = object()


@dataclass(frozen=True)
class _Loaded:
    """A campaign that was opened, what is in it, and the image to begin with."""

    opened: Opened
    summary: Summary
    first: str

    @property
    def labels(self) -> list[Label]:
        """The labels that spai.json lists."""
        return [entry.label for entry in self.summary.labels if entry.listed]


class Controller(QObject):
    """One campaign in the dock, and one piece of work at a time."""

    def __init__(
        self, iface: QgisInterface, project: QgsProject, settings: Settings, icon: Path
    ) -> None:
        super().__init__()
        self._iface = iface
        self._project = project
        self._settings = settings
        self._campaign: Optional[Opened] = None
        self._target: Optional[Path] = None
        self._jobs = Jobs()
        self._is_busy = False
        self._job: Optional[Job[Any]] = None  # the one that the dock shows, while it can be stopped
        self._resumes = False
        self._clearings = 0  # how often the project was emptied: older work is not for it
        self._saves = 0  # how often edits were saved: what was counted before one is out of date
        self._previewed = 0  # of them, those that the user was shown before an export
        self._edits = Edits(project)
        self._edits.saved.connect(self._note_saved)
        self.dock = CampaignDock(icon, iface.mainWindow())
        self.dock.set_recent(settings.recent_campaigns())
        self.dock.open_requested.connect(self.open_folder)
        self.dock.export_requested.connect(self.preview)
        self.dock.export_confirmed.connect(self.export)
        self.dock.image_activated.connect(self.go_to_image)
        self.dock.cancel_requested.connect(self.cancel)
        project.cleared.connect(self._note_cleared)
        project.readProject.connect(self._resume)
        project.layersRemoved.connect(self._leave_if_gone)
        if find_workspaces(project):
            self._resume()

    def unload(self) -> None:
        """Stops what is under way and lets go of everything but the layers."""
        self._jobs.abandon()
        self._campaign = None
        self._project.cleared.disconnect(self._note_cleared)
        self._project.readProject.disconnect(self._resume)
        self._project.layersRemoved.disconnect(self._leave_if_gone)
        self._edits.unload()
        self.dock.setParent(None)
        self.dock.deleteLater()

    # Opening

    def open_folder(self, folder: str) -> None:
        """Opens a campaign's folder."""
        path = Path(os.path.abspath(os.path.expanduser(folder)))
        known = find_workspaces(self._project)
        if self._campaign is not None:
            known.insert(0, self._campaign.workspace)

        def find() -> _Place:
            # A campaign that is in the project stays in its workspace, wherever that lies.
            return path, next((one for one in known if _belongs(one, path)), None)

        self._open(path.name, find)

    def _resume(self) -> None:
        """Goes on with a campaign whose layers came with a project."""
        self._resumes = self._is_busy  # a project that was opened meanwhile waits
        workspaces = find_workspaces(self._project)
        if not workspaces or self._resumes:
            return

        def find() -> _Place:
            with Workspace.open(workspaces[0], writable=False) as workspace:
                return workspace.folder(), workspaces[0]

        self._open(workspaces[0].parent.name, find)

    def _open(self, name: str, find: Callable[[], _Place]) -> None:
        """Opens the folder and the workspace that ``find`` answers.

        It is asked in a thread, for a network's disk may take its time. Only then is it known whose
        edits to save.
        """
        clearings = self._clearings

        def look(feedback: QgsFeedback) -> _Place:
            place = find()
            if feedback.isCanceled():
                raise Cancelled
            return place

        def open_found(place: _Place) -> None:
            folder, workspace = place
            if not self._is_in_time(clearings, name):
                return
            if workspace is not None and not self._try(self._edits.hold, workspace):
                return

            def work(feedback: QgsFeedback) -> _Loaded:
                opened = open_campaign(folder, workspace, feedback)
                summary = read_summary(opened.workspace)
                return _Loaded(opened, summary, _first_image(opened.folder, summary))

            self._run(title, work, lambda loaded: self._show(loaded, clearings))

        title = tr("Opening {name}…").format(name=name)
        self._start(title, look, open_found)

    def _show(self, loaded: _Loaded, clearings: int) -> Iterator[None]:
        """Adds the layers that are missing, one a turn of the event loop: each holds it a moment.

        They can't be made in the task's thread: while the main thread uses the same GeoPackage,
        QGIS 3.22 locks itself out for good (QgsOgrProviderUtils).
        """
        opened = loaded.opened
        name = opened.folder.name
        if not self._is_in_time(clearings, name):
            return
        take_crs = not self._project.mapLayers()
        adopt_layers(self._project, opened.workspace, opened.folder)
        known = find_layers(self._project, opened.workspace)
        for layer in known.values():
            layer.dataProvider().reloadData()
            style_layer(layer, loaded.labels)
        for kind in KINDS:
            if kind in known:
                continue
            layer = make_layer(opened.workspace, opened.folder, kind)
            style_layer(layer, loaded.labels)
            add_layers(self._project, [layer], name)
            yield
            if not self._is_in_time(clearings, name):
                return
        self._show_page(loaded)
        if current_image(self._project, opened.workspace) is None:
            yield  # QGIS takes the extent and CRS of a first layer a moment after it was added
            self._go(loaded.first, take_crs)

    def _show_page(self, loaded: _Loaded) -> None:
        opened = loaded.opened
        self._campaign = opened
        self._edits.watch(opened.workspace)
        self._settings.remember_campaign(opened.folder)
        self.dock.set_recent(self._settings.recent_campaigns())
        self.dock.show_campaign(opened.folder)
        self.dock.campaign_page.show_summary(loaded.summary)
        self.dock.campaign_page.show_problems(opened.problems)
        self.dock.campaign_page.share_room()
        shown = current_image(self._project, opened.workspace)
        self.dock.campaign_page.show_current(shown)
        if shown is not None:  # layers that were added anew don't know it yet
            set_current_image(self._project, opened.workspace, shown)
        self._tell_opened(opened)

    def _is_in_time(self, clearings: int, name: str) -> bool:
        """Whether the project is still the one for which a campaign was opened."""
        if self._clearings == clearings:
            return True
        text = tr("The project was closed meanwhile.")
        self._tell(tr("{name} is not open").format(name=name), text, Qgis.MessageLevel.Info)
        return False

    def _note_cleared(self) -> None:
        self._clearings += 1

    def _tell_opened(self, opened: Opened) -> None:
        parts = [image_count(opened.image_count), annotation_count(opened.annotation_count)]
        if opened.problems:
            parts.append(problem_count(len(opened.problems)))
        text = ", ".join(parts)
        if opened.edited:
            text += ". " + tr(
                "Edits of {images} are not exported yet: they are kept in the workspace."
            ).format(images=image_count(len(opened.edited)))
        level = Qgis.MessageLevel.Warning if opened.problems else Qgis.MessageLevel.Success
        self._tell(tr("Opened {name}").format(name=opened.folder.name), text, level)

    def _leave_if_gone(self) -> None:
        """Shows the start page when the user has removed the campaign's layers."""
        if self._campaign and not find_layers(self._project, self._campaign.workspace):
            self._campaign = None
            self.dock.show_start()

    # Images

    def go_to_image(self, image: str) -> None:
        """Shows an image and zooms to it."""
        self._go(image, take_crs=False)

    def _go(self, image: str, take_crs: bool) -> None:
        if self._campaign is None:
            return
        try:
            raster = show_image(
                self._project, self._campaign.workspace, self._campaign.folder, image
            )
        except ScaneoError as error:
            self._fail(error)
            return
        if raster is None:
            return
        if take_crs and raster.crs().isValid():
            self._project.setCrs(raster.crs())  # square pixels, north where the image has it
        canvas = self._iface.mapCanvas()
        extent = canvas.mapSettings().layerExtentToOutputExtent(raster, raster.extent())
        extent.scale(1.05)
        canvas.setExtent(extent)
        canvas.refresh()
        self.dock.campaign_page.show_current(image)

    # Exporting

    def preview(self, target: str) -> None:
        """Says what an export would write; the user decides whether it does."""
        if self._campaign is None or not self._try(self._edits.save, self._campaign.workspace):
            return
        self._target = Path(target) if target else None
        self._previewed = self._saves
        workspace, folder = self._campaign.workspace, self._target
        self._start(
            tr("Comparing with the folder…"),
            lambda feedback: preview_export(workspace, folder, feedback),
            self._show_preview,
        )

    def _show_preview(self, preview: Export) -> None:
        if self._campaign is None:  # the user has removed its layers meanwhile
            return
        if preview.problems:
            found = [*preview.problems, *self._campaign.problems]
            self.dock.campaign_page.show_problems(found)
        notes = []
        if preview.problems:
            left = tr("{problems}: what they name is not written. See the list above.")
            notes.append(left.format(problems=problem_count(len(preview.problems))))
        if preview.files:
            self.dock.show_preview(preview, notes)
            return
        self._recount()  # edits that were undone again are no edits any more
        title = tr("Nothing to export")
        text = tr("{folder} holds all of it already.").format(folder=shown_path(preview.folder))
        level = Qgis.MessageLevel.Warning if notes else Qgis.MessageLevel.Info
        self._tell(title, " ".join([text, *notes]), level)

    def export(self) -> None:
        """Writes what the preview said; where more was edited since, asks again."""
        if self._campaign is None:
            return
        if self._saves != self._previewed or self._edits.are_open(self._campaign.workspace):
            text = tr("There are new edits: look again at what would be written.")
            self._tell(tr("Nothing was written"), text, Qgis.MessageLevel.Info)
            self.preview(str(self._target or ""))
            return
        workspace, folder = self._campaign.workspace, self._target
        self._start(
            tr("Exporting…"),
            lambda feedback: export_campaign(workspace, folder, feedback),
            self._show_exported,
        )

    def _show_exported(self, done: Export) -> None:
        self._recount()
        text = export_counts(done.files)
        if done.problems:
            text += ". " + tr("{problems}: what they name is not written.").format(
                problems=problem_count(len(done.problems))
            )
        level = Qgis.MessageLevel.Warning if done.problems else Qgis.MessageLevel.Success
        self._tell(tr("Exported to {name}").format(name=done.folder.name), text, level)

    # Edits

    def _try(self, deed: Callable[[Path], None], workspace: Path) -> bool:
        """Whether a deed to the edits of a workspace went well; says so if not."""
        try:
            deed(workspace)
        except ScaneoError as error:
            self._fail(error)
            return False
        return True

    def _note_saved(self) -> None:
        self._saves += 1
        self._recount()

    def _recount(self) -> None:
        campaign, saves = self._campaign, self._saves
        if campaign is None:
            return

        def show(summary: Summary) -> None:
            if self._campaign is not campaign or self._saves != saves:
                return  # a later count is under way
            self.dock.campaign_page.show_summary(summary)
            labels = [entry.label for entry in summary.labels if entry.listed]
            for layer in self._edits.layers(campaign.workspace):
                style_layer(layer, labels)

        self._jobs.start(
            tr("Counting annotations"),
            lambda _: read_summary(campaign.workspace),
            show,
            self._fail,
            lambda: None,
        )

    # Work

    def _start(self, title: str, work: _Work, done: _Done) -> None:
        """Begins the one piece of work that the dock shows."""
        if self._is_busy:
            return
        self._is_busy = True
        self.dock.begin(title)
        self._run(title, work, done)

    def _run(self, title: str, work: _Work, done: _Done) -> None:
        """Does a part of that work in a thread, and then ``done``, which may `_run` the next."""

        def go_on(result: Any) -> None:
            self._job = None  # QGIS deletes it now
            self.dock.progress_panel.set_cancellable(False)
            self._go_on(steps(result))

        def steps(result: Any) -> Iterator[None]:
            yield from done(result) or ()

        def failed(error: ScaneoError) -> None:
            self._end()
            self._fail(error)

        def cancelled() -> None:
            self._end()
            self._tell(tr("Cancelled"), tr("Nothing was changed."), Qgis.MessageLevel.Info)

        self._job = self._jobs.start(title, work, go_on, failed, cancelled)
        self._job.progressChanged.connect(self.dock.progress_panel.set_progress)
        self.dock.progress_panel.set_cancellable(True)

    def _go_on(self, steps: Iterator[None]) -> None:
        """Takes one step a turn of the event loop. However the last one ends, so does the work."""
        if self._jobs.abandoned:
            return
        more = False
        try:
            more = next(steps, _LAST) is not _LAST
        except ScaneoError as error:
            self._fail(error)
        finally:
            if more:
                QTimer.singleShot(0, lambda: self._go_on(steps))
            elif self._job is None:
                self._end()

    def _end(self) -> None:
        self._job = None
        self._is_busy = False
        self._edits.release()
        self.dock.end()
        if self._resumes:
            QTimer.singleShot(0, self._resume)

    def cancel(self) -> None:
        """Stops what is under way; everything stays as it was."""
        if self._job is not None:
            self._job.cancel()

    def _fail(self, error: ScaneoError) -> None:
        self._tell(tr("Scaneo Bridge"), str(error), Qgis.MessageLevel.Critical)
        if error.details:
            QgsApplication.messageLog().logMessage(
                error.details, "Scaneo Bridge", Qgis.MessageLevel.Warning
            )

    def _tell(self, title: str, text: str, level: Qgis.MessageLevel) -> None:
        seconds = 0 if level == Qgis.MessageLevel.Critical else 8
        self._iface.messageBar().pushMessage(plain(title), plain(text), level, seconds)


def _is_same(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _belongs(workspace: Path, folder: Path) -> bool:
    """Whether a workspace says that it is of this folder."""
    try:
        with Workspace.open(workspace, writable=False) as opened:
            return _is_same(opened.folder(), folder)
    except ScaneoError:  # it is gone, or broken: no reason not to open the folder
        return False


def _first_image(folder: Path, summary: Summary) -> str:
    """The first image that has something to see; any that is there, or else the first."""
    annotated = [image.path for image in summary.images if image.counts]
    every = [image.path for image in summary.images]
    there = (image for image in (*annotated, *every) if (folder / image).is_file())
    return next(there, every[0])
