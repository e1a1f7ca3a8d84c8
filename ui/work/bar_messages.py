"""Messages in the message bar about finished work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qgis.core import Qgis

from ...core.base.model import Problem, Severity
from ...core.campaign.file_changes import Export
from ...core.campaign.opening.open_campaign import OpenedCampaign
from ...core.mapping.export import LayerExport
from ..common.text import (
    annotation_count,
    export_counts,
    feature_count,
    followed,
    image_count,
    problem_count,
    shown_path,
    tr,
)

_FEW = 3  # most files that are named


class BarMessage(NamedTuple):
    """Plain text: a title, a text, and its level."""

    title: str
    text: str
    level: Qgis.MessageLevel


def opened_message(opened: OpenedCampaign) -> BarMessage:
    """About a campaign that was opened."""
    parts, sentences = [image_count(opened.image_count)], []
    if opened.unread_count:
        sentences.append(tr("You can begin: the other images are read meanwhile."))
    else:
        parts.append(annotation_count(opened.annotation_count))
    if opened.problem_count:
        parts.append(problem_count(opened.problem_count))
    if opened.edited:
        sentences.append(
            tr(
                "Edits of {images} are not exported yet: they are kept in the workspace.",
                images=image_count(len(opened.edited)),
            )
        )
    if opened.conflicts:
        sentences.append(
            tr(
                "Changed here and elsewhere, each in another way: {files}.",
                files=_listed(opened.conflicts),
            )
        )
    if opened.merged:
        sentences.append(_taken_over(opened.merged))
    if opened.taken:
        sentences.append(
            tr(
                "Edits of {images} were taken over from another workspace of this folder.",
                images=image_count(len(opened.taken)),
            )
        )
    if opened.taken_marks:
        sentences.append(
            tr(
                "States or flags of {images} came from another workspace of this folder.",
                images=image_count(len(opened.taken_marks)),
            )
        )
    if opened.recovered:
        sentences.append(
            tr(
                "{count:,} edit that was open when QGIS ended unexpectedly is here again. What "
                "was done after that was kept, in the last minute or so, is not.",
                "{count:,} edits that were open when QGIS ended unexpectedly are here again. What "
                "was done after that was kept, in the last minute or so, is not.",
                count=opened.recovered,
            )
        )
    text = followed(", ".join(parts), sentences)
    told = opened.problem_count or opened.recovered
    level = Qgis.MessageLevel.Warning if told else Qgis.MessageLevel.Success
    return BarMessage(tr("Opened {name}", name=opened.folder.path.name), text, level)


def warped_message(copy: str) -> BarMessage:
    """About a warped copy: what to do with it."""
    text = tr(
        "It is in the list now: label it in place of the image that it is of. What that has "
        "already stays there; draw it again on the copy, and take the image out of the folder."
    )
    title = tr("{image} lies beside it", image=copy)
    return BarMessage(title, text, Qgis.MessageLevel.Success)


def exported_message(done: Export) -> BarMessage:
    """About an export: what was written, and what could not be."""
    text = followed(export_counts(done.files), _problem_notes(done.problems))
    level = Qgis.MessageLevel.Warning if done.problems else Qgis.MessageLevel.Success
    return BarMessage(tr("Exported to {name}", name=done.folder.name), text, level)


def layers_message(done: LayerExport) -> BarMessage:
    """About an export of layers."""
    text = tr(
        "{annotations} on {images}",
        annotations=annotation_count(done.annotation_count),
        images=image_count(done.image_count),
    )
    notes = []
    if done.problems:
        notes.append(tr("Not written: {features}.", features=feature_count(len(done.problems))))
    if done.deleted_count:
        notes.append(tr("Deleted: {count:,}.", count=done.deleted_count))
    level = Qgis.MessageLevel.Warning if done.problems else Qgis.MessageLevel.Success
    title = tr("Exported to {name}", name=done.folder.name)
    return BarMessage(title, followed(text, notes), level)


def nothing_to_export(preview: Export) -> BarMessage:
    """About an export with nothing to write, perhaps because of problems."""
    text = tr("{folder} holds all of it already.", folder=shown_path(preview.folder))
    notes = preview_notes(preview)
    level = Qgis.MessageLevel.Warning if preview.problems else Qgis.MessageLevel.Info
    return BarMessage(tr("Nothing to export"), " ".join([text, *notes]), level)


def _problem_notes(problems: Sequence[Problem]) -> list[str]:
    """Errors keep something from being written; warnings are for information."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    notes = []
    if errors:
        notes.append(
            tr(
                "{count:,} problem: what it names is not written.",
                "{count:,} problems: what they name is not written.",
                count=errors,
            )
        )
    if warnings:
        notes.append(
            tr(
                "{count:,} problem to look at: what it names is written.",
                "{count:,} problems to look at: what they name is written.",
                count=warnings,
            )
        )
    return notes


def preview_notes(preview: Export) -> list[str]:
    """What to know before an export, besides its files."""
    notes = [_taken_over(preview.merged)] if preview.merged else []
    if preview.replaced:
        notes.append(
            tr(
                "Another version is there and gives way; a backup keeps it: {files}.",
                files=_listed(preview.replaced),
            )
        )
    if preview.reindexed:
        notes.append(reindexed_note(preview.reindexed))
    if preview.left_out:
        notes.append(
            tr(
                "Left out, for they have no annotation: {images}.",
                images=image_count(len(preview.left_out)),
            )
        )
    notes += _problem_notes(preview.problems)
    return notes


def reindexed_note(labels: Sequence[str]) -> str:
    """That the index of labels in spai.json changes."""
    return tr(
        "In spai.json, {count:,} label gets another place, which programs that train on the folder "
        "take for the class code: {names}.",
        "In spai.json, {count:,} labels get another place, which programs that train on the folder "
        "take for the class code: {names}.",
        count=len(labels),
        names=_listed(labels),
    )


def conflicts_message(opened: OpenedCampaign) -> BarMessage:
    """That nothing is written because a person has to choose first."""
    text = tr(
        "{files}: changed here and elsewhere, each in another way. Choose first.",
        files=_listed(opened.conflicts),
    )
    return BarMessage(tr("Nothing was written"), text, Qgis.MessageLevel.Warning)


def _taken_over(paths: Sequence[str]) -> str:
    """Which files with changes by others were merged."""
    return tr("Changed in the folder since, and taken over: {files}.", files=_listed(paths))


def _listed(paths: Sequence[str]) -> str:
    shown = ", ".join(paths[:_FEW])
    if len(paths) > _FEW:
        shown = tr("{files} and {n:,} more", files=shown, n=len(paths) - _FEW)
    return shown
