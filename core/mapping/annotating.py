"""Turns features of layers into annotations, and spools each for its image."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qgis.core import QgsFeedback, QgsGeometry, QgsRectangle

from ..base.errors import Cancelled
from ..base.geometry import BadAnnotation, wound_coordinates
from ..base.messages import message
from ..base.model import Task
from ..formats.scaneo.addition import NewFeature
from ..formats.scaneo.feature_text import area_text, box_text, class_text
from ..images.assignment import Tie, assign
from ..images.image_index import ImageIndex, ImageNames, LocatedImage
from .feature_shapes import DRAW, NO_GEOMETRY, as_area, as_box, as_image_geometry, piece_box, wound
from .label_uses import LabelUses
from .ledger import Ledger
from .mapping import Assign
from .sources import LayerSource, SourceFeature
from .spool import Spool

_Written = Iterator[tuple[int, str]]
"""Images, each with the feature's JSON in its file."""
_ALIKE = message(
    "annotating.alike", "It lies on several images of one place: it is written to the first."
)
_ALIKE_MEND = message(
    "annotating.name-image", "Name the image in a field, or assign it to every image."
)


class Annotator:
    """Turns features into annotations in a spool; the ledger records what became of each
    feature."""

    def __init__(
        self, images: Sequence[LocatedImage], assign: Assign, labels: LabelUses, ledger: Ledger
    ) -> None:
        # Images without an annotation file of their own are found by name only.
        self._index = ImageIndex.of(
            (image.path, footprint, pixel)
            for image, footprint, pixel in images
            if footprint is not None and image.geojson is not None
        )
        self._numbers = {image.path: number for number, (image, *_) in enumerate(images)}
        self._names = ImageNames(images)
        self._assign = assign
        self._labels = labels
        self._ledger = ledger
        self._notes: list[tuple[str, str]] = []

    def annotate(
        self, sources: Sequence[LayerSource], spool: Spool, feedback: QgsFeedback, share: float
    ) -> None:
        """Reads all features of the layers; ``share`` is how many percent of the progress this is.

        :raises Cancelled: where the feedback was cancelled.
        :raises ScaneoError: where the disk is full.
        """
        total = max(sum(max(source.count, 0) for source in sources), 1)
        for layer, source in enumerate(sources):
            before = self._ledger.feature_count
            for item in source.features():
                if feedback.isCanceled():
                    raise Cancelled
                self._take(layer, source, item, spool)
                done = self._ledger.feature_count
                if done % 1000 == 0:
                    feedback.setProgress(min(share * done / total, share))
            self._ledger.compare(layer, source.count, self._ledger.feature_count - before)
        spool.flush()

    def _take(self, layer: int, source: LayerSource, item: SourceFeature, spool: Spool) -> None:
        fid = item.feature.id()
        self._notes.clear()
        try:
            label = self._labels.name(layer, source, item)
            written = list(self._written(source, item, label))
            if not written:
                raise BadAnnotation(
                    message("annotating.outside", "It lies outside every image."),
                    message("annotating.add-image", "Add its image, or delete the feature."),
                )
        except BadAnnotation as error:
            self._ledger.refuse(layer, fid, error.what, error.mend)
            return
        for image, text in written:
            spool.add(image, layer, fid, NewFeature(source.task, text), item.label)
        self._ledger.write(layer, fid, len(written))
        self._labels.count(item.label, len(written))
        for what, mend in self._notes:
            self._ledger.note(layer, fid, what, mend)

    def _written(self, source: LayerSource, item: SourceFeature, label: str) -> _Written:
        geometry = item.feature.geometry()
        named = self._names.find(item.image) if item.image.strip() else None
        if source.task is Task.CLASSIFICATION:
            images = [named] if named is not None else self._at(source, geometry)
            return ((image, class_text(label)) for image in images)
        if source.projector is None:
            raise BadAnnotation(NO_GEOMETRY, DRAW)
        if source.task is Task.DETECTION:
            box, notes = as_box(geometry, source.projector)
            shape = QgsGeometry.fromRect(QgsRectangle(box.west, box.south, box.east, box.north))
        else:
            shape, notes = as_area(geometry, source.projector)
        self._notes += [(note, "") for note in notes]
        if named is None and self._assign is Assign.CLIPPED:
            return self._pieces(shape, source.task, label)
        is_box = source.task is Task.DETECTION
        text = box_text(label, box) if is_box else _area_text(label, shape)
        images = [named] if named is not None else self._images_of(shape)
        return ((image, text) for image in images)

    def _at(self, source: LayerSource, geometry: QgsGeometry) -> Iterable[int]:
        """The images at the position of a feature that gives them a class."""
        if source.projector is None or geometry.isNull():
            raise BadAnnotation(
                message("annotating.nowhere", "It names no image and has no geometry."),
                message("annotating.name-or-delete", "Name its image, or delete the feature."),
            )
        return self._images_of(as_image_geometry(geometry, source.projector))

    def _images_of(self, shape: QgsGeometry) -> Iterable[int]:
        if self._assign is not Assign.LARGEST:
            return [self._numbers[image] for image in self._index.touched(shape)]
        found = assign(shape, self._index, tie=Tie.NEAREST)
        if found.is_tie:
            self._notes.append((_ALIKE, _ALIKE_MEND))
        return [] if found.image is None else [self._numbers[found.image]]

    def _pieces(self, shape: QgsGeometry, task: Task, label: str) -> _Written:
        for path, piece in self._index.pieces(shape).items():
            image = self._numbers[path]
            if task is Task.DETECTION:
                yield image, box_text(label, piece_box(piece))
            else:
                # Other images may get it, too.
                yield (image, _area_text(label, wound(QgsGeometry(piece))))


def _area_text(label: str, area: QgsGeometry) -> str:
    return area_text(label, wound_coordinates(area.asWkb().data()))
