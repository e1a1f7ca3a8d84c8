"""Exports layers of the project: choose, preview, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.base.errors import ScaneoError
from ...core.base.model import Label
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.mapping.export import LayerExport, export_layers, preview_layers
from ...core.mapping.found_images import project_images
from ...core.mapping.guess import (
    guess_image_field,
    guess_mapping,
    known_images,
    mappable_layers,
    suggest_layer,
    with_campaign,
)
from ...core.mapping.mapping import CampaignMapping, read_mapping, save_mapping
from ...core.mapping.plan import LayerPlan, plan_export
from ...core.store.folder import AnyPath
from ..common.text import said, tr
from ..work.bar_messages import layers_message
from ..work.host import Host, Shell
from ..work.settings import Settings
from ..work.steps import Steps, in_thread
from ..work.work import Work
from .layers_page import LayersPage
from .layers_preview_page import LayersPreviewPage
from .taking_over import taking_over


class LayerExporter(QObject):
    """The two pages of an export of layers, and the mapping stored in the project."""

    open_requested = pyqtSignal(str)
    """The written folder, which the user wants to open."""

    def __init__(
        self,
        host: Host,
        project: QgsProject,
        shell: Shell,
        work: Work,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._host = host
        self._project = project
        self._shell = shell
        self._work = work
        self._settings = settings
        self._plan: Optional[LayerPlan] = None  # the plan of the shown preview
        self._written: Optional[Path] = None
        self._mapping: Optional[CampaignMapping] = None  # the mapping stored in the project
        self._page = LayersPage()
        self._page.preview_requested.connect(self.preview)
        self._page.folder_changed.connect(self._suggest_again)
        shell.add_page(self._page)
        self._preview_page = LayersPreviewPage()
        self._preview_page.label_chosen.connect(self.choose_label)
        self._preview_page.preview_requested.connect(self.preview_labels)
        self._preview_page.confirmed.connect(self.export)
        self._preview_page.open_requested.connect(self._open_written)
        shell.add_page(self._preview_page, self._leave_preview)
        project.legendLayersAdded.connect(self._refresh)
        project.layersRemoved.connect(self._refresh)
        project.readProject.connect(self._note_project)
        project.writeProject.connect(self._save_mapping)
        project.cleared.connect(self._leave)
        self._note_project()

    def unload(self) -> None:
        """Stops watching the project and its layers."""
        self._plan = None
        self._project.legendLayersAdded.disconnect(self._refresh)
        self._project.layersRemoved.disconnect(self._refresh)
        self._project.readProject.disconnect(self._note_project)
        self._project.writeProject.disconnect(self._save_mapping)
        self._project.cleared.disconnect(self._leave)

    def choose(self) -> None:
        """Shows the mapping; the first time, a likely one."""
        kept = self._kept()
        campaign = self._host.campaign
        folder = None if campaign is None else campaign.folder
        self._page.follows_folder = kept is None
        self._show(kept or guess_mapping(self._project, folder))
        self._shell.show_page(self._page)

    def _kept(self) -> Optional[CampaignMapping]:
        """The mapping stored in the project, with the open campaign's layers where its folder is
        the destination."""
        kept = self._mapping
        return None if kept is None else with_campaign(self._project, kept)

    def _show(self, mapping: CampaignMapping) -> None:
        layers = mappable_layers(self._project)
        known = known_images(self._project, mapping)
        guesses = {layer.id(): suggest_layer(layer, known) for layer in layers}
        images = project_images(self._project)
        self._page.show_layers(layers, guesses, mapping, images)

    def _suggest_again(self) -> None:
        """With other images, other fields may name them."""
        known = known_images(self._project, self._page.mapping())
        for card in self._page.cards if known is not None else ():
            layer = self._project.mapLayer(card.layer_id)
            if layer is not None:
                card.suggest_image_field(guess_image_field(layer, known))

    def _refresh(self) -> None:
        """Layers were added or removed: shows the present ones."""
        if self._shell.is_shown(self._page):
            self._show(self._page.mapping())

    def _note_project(self) -> None:
        self._mapping = read_mapping(self._project)
        self._shell.set_mapped(self._mapping is not None)

    def _save_mapping(self) -> None:
        """The project was saved, perhaps elsewhere: the mapping's paths are relative to its
        file."""
        if self._mapping is not None:
            save_mapping(self._project, self._mapping)

    def _save(self, mapping: CampaignMapping) -> None:
        save_mapping(self._project, mapping)
        self._note_project()

    def _leave(self) -> None:
        """The project whose layers were shown is closed."""
        self._plan = self._mapping = None
        self._shell.leave_page(self._page)
        self._shell.leave_page(self._preview_page)
        self._note_project()

    def preview(self) -> None:
        """Shows what an export as chosen would write, and stores the choice."""
        mapping = self._page.mapping()
        self._save(mapping)
        self._preview(mapping)

    def preview_again(self) -> None:
        """The same for the stored mapping."""
        mapping = self._kept()
        if mapping is None:
            self.choose()
            return
        self._show(mapping)
        self._preview(mapping)

    def _preview(self, mapping: CampaignMapping) -> None:
        if not self._host.save_edits():
            return
        try:
            plan = plan_export(self._project, mapping)
        except ScaneoError as error:
            self._shell.show_page(self._page)
            self._page.show_error(said(error.message))
            return
        self._preview_plan(plan)

    def preview_labels(self) -> None:
        """Shows what an export would write with the labels chosen since."""
        if self._plan is not None:
            self._preview_plan(self._plan)

    def _preview_plan(self, plan: LayerPlan) -> None:
        self._work.start(tr("Looking at the layers…"), self._previewing(plan))

    def _previewing(self, plan: LayerPlan) -> Steps[None]:
        """Merges what others changed in the open campaign first, while nobody can edit; under open
        conflicts, nothing is exported."""
        merged: Sequence[str] = ()
        if plan.workspace is not None and self._is_open(plan.folder):
            back = partial(self._shell.show_page, self._page)
            taken = yield from taking_over(self._host, self._work, plan.workspace, back)
            if taken is None:
                return
            merged = taken
        preview = yield from in_thread(lambda feedback: preview_layers(plan, feedback))
        self._plan = plan
        self._preview_page.show_preview(_with(preview, merged))
        self._shell.show_page(self._preview_page)
        self._preview_page.write.setFocus()

    def _is_open(self, folder: AnyPath) -> bool:
        campaign = self._host.campaign
        return campaign is not None and campaign.folder.is_same(folder)

    def choose_label(self, name: str, label: Label) -> None:
        """Sets the label that is written in place of the one that layers give."""
        if self._plan is None or self._mapping is None:
            return
        labels = {**self._plan.labels, name: label}
        self._plan = replace(self._plan, labels=labels)
        self._save(replace(self._mapping, labels=labels))

    def export(self) -> None:
        """Writes what was shown: the layers as they were then, with the labels chosen since."""
        plan = self._plan
        if plan is None:
            return
        self._work.start(tr("Exporting…"), self._exporting(plan))

    def _exporting(self, plan: LayerPlan) -> Steps[None]:
        """What came into the open campaign is read into its layers, too."""
        keep = self._settings.kept_backups()
        done = yield from in_thread(lambda feedback: export_layers(plan, feedback, keep))
        self._plan = None
        self._written = done.folder
        self._preview_page.show_written(done)
        if self._is_open(done.folder):
            yield from self._host.reload(partial(self._tell_written, done))
        else:
            self._work.tell(*layers_message(done))

    def _tell_written(self, done: LayerExport, opened: OpenedCampaign) -> None:
        """What the layers could not bring is not lost from sight."""
        self._work.tell(*layers_message(done))
        self._host.show_problems([*done.all_problems, *opened.problems])

    def _leave_preview(self) -> None:
        """Back to the choice; after writing, to where the user came from."""
        if self._preview_page.is_written:
            self._shell.leave_page(self._preview_page)
        else:
            self._shell.show_page(self._page)

    def _open_written(self) -> None:
        if self._written is not None:
            self.open_requested.emit(str(self._written))


def _with(preview: LayerExport, merged: Sequence[str]) -> LayerExport:
    """A preview that says what was taken over before it."""
    campaign = preview.campaign
    return replace(preview, campaign=None if campaign is None else replace(campaign, merged=merged))
