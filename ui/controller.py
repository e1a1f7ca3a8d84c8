"""What happens when the user opens, edits and exports: it owns the dock and the tasks."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from qgis.core import Qgis, QgsApplication, QgsFeedback, QgsProject, QgsVectorLayer
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
    show_image,
    style_layer,
)
from ..core.layers.summary import Summary, read_summary
from ..core.layers.workspace import Workspace
from ..core.scaneo.errors import ScaneoError
from ..core.scaneo.model import Label, Task
from .dock import CampaignDock
from .settings import Settings
from .tasks import Job, Jobs
from .text import annotation_count, export_counts, image_count, plain, problem_count, shown_path, tr


@dataclass(frozen=True)
class _Loaded:
    """A campaign that was opened, what is in it, and how often edits had been saved before."""

    opened: Opened
    summary: Summary
    saves: int

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
        self._job: Optional[Job[Any]] = None  # the one that the dock shows
        self._resumes = False
        self._saves = 0  # how often edits were saved: a count begun before one is out of date
        self._watched: set[str] = set()  # ids of layers
        self.dock = CampaignDock(icon, iface.mainWindow())
        self.dock.set_recent(settings.recent_campaigns())
        self.dock.open_requested.connect(self.open_folder)
        self.dock.export_requested.connect(self.preview)
        self.dock.export_confirmed.connect(self.export)
        self.dock.image_activated.connect(self.go_to_image)
        self.dock.cancel_requested.connect(self.cancel)
        project.readProject.connect(self._resume)
        project.layersRemoved.connect(self._leave_if_gone)
        if find_workspaces(project):
            self._resume()

    def unload(self) -> None:
        """Stops what is under way and lets go of everything but the layers."""
        self._jobs.abandon()
        self._campaign = None
        self._project.readProject.disconnect(self._resume)
        self._project.layersRemoved.disconnect(self._leave_if_gone)
        self._unwatch()
        self.dock.setParent(None)
        self.dock.deleteLater()

    # Opening

    def open_folder(self, folder: str) -> None:
        """Opens a campaign's folder."""
        path = Path(os.path.abspath(os.path.expanduser(folder)))
        same = self._campaign is not None and _same_folder(self._campaign.folder, path)
        if same and not self._save_edits():
            return
        saves = self._saves

        def work(feedback: QgsFeedback) -> _Loaded:
            # A campaign that is open stays in its workspace, wherever that lies.
            workspace = self._campaign.workspace if same and self._campaign else None
            opened = open_campaign(path, workspace, feedback)
            return _Loaded(opened, read_summary(opened.workspace), saves)

        self._start(tr("Opening {name}…").format(name=path.name), work, self._show)

    def _resume(self) -> None:
        """Goes on with a campaign whose layers came with a project."""
        self._resumes = self._job is not None  # a project that was opened meanwhile waits
        workspaces = find_workspaces(self._project)
        if not workspaces or self._resumes:
            return
        saves = self._saves

        def work(feedback: QgsFeedback) -> _Loaded:
            with Workspace.open(workspaces[0]) as workspace:
                folder = workspace.folder()
            opened = open_campaign(folder, workspaces[0], feedback)
            return _Loaded(opened, read_summary(opened.workspace), saves)

        self._start(tr("Opening {name}…").format(name=workspaces[0].parent.name), work, self._show)

    def _show(self, loaded: _Loaded) -> None:
        opened = loaded.opened
        take_crs = not self._project.mapLayers()
        adopt_layers(self._project, opened.workspace, opened.folder)
        known = find_layers(self._project, opened.workspace)
        for layer in known.values():
            layer.dataProvider().reloadData()
            style_layer(layer, loaded.labels)
        self._add_layers(loaded, [kind for kind in KINDS if kind not in known], take_crs)

    def _add_layers(self, loaded: _Loaded, kinds: Sequence[str], take_crs: bool) -> None:
        """Adds layers one a turn of the event loop: each holds it for a moment.

        They can't be made in the task's thread: while the main thread uses the same GeoPackage,
        QGIS 3.22 locks itself out for good (QgsOgrProviderUtils).
        """
        if self._jobs.abandoned:
            return
        if not kinds:
            self._show_page(loaded, take_crs)
            return
        opened = loaded.opened
        try:
            layer = make_layer(opened.workspace, opened.folder, kinds[0])
        except ScaneoError as error:
            self._end()
            self._fail(error)
            return
        style_layer(layer, loaded.labels)
        add_layers(self._project, [layer], opened.folder.name)
        QTimer.singleShot(0, lambda: self._add_layers(loaded, kinds[1:], take_crs))

    def _show_page(self, loaded: _Loaded, take_crs: bool) -> None:
        opened, summary = loaded.opened, loaded.summary
        self._campaign = opened
        self._watch()
        self._settings.remember_campaign(opened.folder)
        self.dock.set_recent(self._settings.recent_campaigns())
        self.dock.show_campaign(opened.folder)
        self.dock.campaign_page.show_summary(summary)
        self.dock.campaign_page.show_problems(opened.problems)
        self.dock.campaign_page.share_room()
        shown = current_image(self._project, opened.workspace)
        self.dock.campaign_page.show_current(shown)
        if shown is None:
            # QGIS takes the extent and CRS of a first layer a moment after it was added.
            image = _first_image(summary)
            QTimer.singleShot(0, lambda: self._go(image, take_crs))
        self._end()
        self._tell_opened(opened)
        if loaded.saves != self._saves:
            self._recount()

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

    def _leave_if_gone(self, removed: Sequence[str]) -> None:
        """Shows the start page when the user has removed the campaign's layers."""
        self._watched.difference_update(removed)
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
        if self._campaign is None or not self._save_edits():
            return
        self._target = Path(target) if target else None
        workspace, folder = self._campaign.workspace, self._target
        self._start(
            tr("Comparing with the folder…"),
            lambda feedback: preview_export(workspace, folder, feedback),
            self._show_preview,
        )

    def _show_preview(self, preview: Export) -> None:
        self._end()
        if preview.problems:
            found = [*preview.problems, *self._campaign.problems] if self._campaign else []
            self.dock.campaign_page.show_problems(found)
        notes = []
        if preview.problems:
            left = tr("{problems}: what they name is not written. See the list above.")
            notes.append(left.format(problems=problem_count(len(preview.problems))))
        if preview.files:
            self.dock.show_preview(preview, notes)
            return
        title = tr("Nothing to export")
        text = tr("{folder} holds all of it already.").format(folder=shown_path(preview.folder))
        level = Qgis.MessageLevel.Warning if notes else Qgis.MessageLevel.Info
        self._tell(title, " ".join([text, *notes]), level)

    def export(self) -> None:
        """Writes what the preview said."""
        if self._campaign is None or not self._save_edits():
            return
        workspace, folder = self._campaign.workspace, self._target
        self._start(
            tr("Exporting…"),
            lambda feedback: export_campaign(workspace, folder, feedback),
            self._show_exported,
        )

    def _show_exported(self, done: Export) -> None:
        self._end()
        self._recount()
        text = export_counts(done.files)
        if done.problems:
            text += ". " + tr("{problems}: what they name is not written.").format(
                problems=problem_count(len(done.problems))
            )
        level = Qgis.MessageLevel.Warning if done.problems else Qgis.MessageLevel.Success
        self._tell(tr("Exported to {name}").format(name=done.folder.name), text, level)

    # Edits

    def _save_edits(self) -> bool:
        """Saves open edits into the workspace; editing goes on. Whether that went well."""
        for layer in self._task_layers():
            if layer.isModified() and not layer.commitChanges(False):
                reasons = layer.commitErrors()
                reason = next((line for line in reasons if line.startswith("ERROR")), "")
                text = tr("The edits of {layer} can't be saved; they are still open. {reason}")
                error = text.format(layer=layer.name(), reason=reason)
                self._fail(ScaneoError(error, "\n".join(reasons)))
                return False
        return True

    def _task_layers(self) -> list[QgsVectorLayer]:
        """The campaign's layers that are edited, as far as the user has not removed them."""
        if self._campaign is None:
            return []
        layers = find_layers(self._project, self._campaign.workspace)
        return [layers[task.value] for task in Task if task.value in layers]

    def _watch(self) -> None:
        """Counts anew whenever edits of the campaign's layers are saved."""
        for layer in self._task_layers():
            if layer.id() not in self._watched:
                layer.afterCommitChanges.connect(self._note_saved)
                self._watched.add(layer.id())

    def _unwatch(self) -> None:
        for layer in map(self._project.mapLayer, self._watched):
            if layer is not None:
                layer.afterCommitChanges.disconnect(self._note_saved)
        self._watched.clear()

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
            for layer in self._task_layers():
                style_layer(layer, labels)

        self._jobs.start(
            tr("Counting annotations"),
            lambda _: read_summary(campaign.workspace),
            show,
            self._fail,
            lambda: None,
        )

    # Work

    def _start(
        self, title: str, work: Callable[[QgsFeedback], Any], done: Callable[[Any], None]
    ) -> None:
        """Begins the one piece of work that the dock shows; ``done`` calls `_end`."""
        if self._job is not None:
            return

        def failed(error: ScaneoError) -> None:
            self._end()
            self._fail(error)

        def cancelled() -> None:
            self._end()
            self._tell(tr("Cancelled"), tr("Nothing was changed."), Qgis.MessageLevel.Info)

        self.dock.begin(title)
        self._job = self._jobs.start(title, work, done, failed, cancelled)
        self._job.progressChanged.connect(self.dock.progress_panel.set_progress)

    def _end(self) -> None:
        self._job = None
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


def _same_folder(one: Path, other: Path) -> bool:
    return one == other or (one.is_dir() and other.is_dir() and one.samefile(other))


def _first_image(summary: Summary) -> str:
    """The first image that has something to see, or else the first."""
    return next((image.path for image in summary.images if image.counts), summary.images[0].path)
