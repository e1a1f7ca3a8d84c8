"""Functions of QGIS's expressions that say what is in a campaign: in tables, forms and models.

They answer what is saved in the workspace. QGIS calls them for each row, in the threads that draw,
too: a workspace is read again only where its file has changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple, Optional

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsExpressionNodeFunction,
    QgsGeometry,
    QgsProject,
    QgsWkbTypes,
)

from ..base.errors import ScaneoError
from ..base.messages import message
from ..images.assignment import Tie, assign
from ..images.image_index import ImageIndex
from ..workspace.summary import read_counts
from ..workspace.workspace_ref import WorkspaceRef
from .layers import find_workspaces
from .translation import said, tr

GROUP = "Scaneo"
_BESIDE = ("", "-wal")  # the files of a workspace that a save changes
_NO_CAMPAIGN = message(
    "expressions.none", "There is no campaign in the project: open one in Scaneo Bridge."
)
_SEVERAL = message(
    "expressions.several",
    "There are several campaigns in the project: use this in a layer of the one that you mean.",
)
_NO_POINT = message(
    "expressions.no-point", "A point is wanted, in longitude and latitude (EPSG:4326)."
)


class CampaignContent:
    """What is in a campaign, as it was saved last."""

    def __init__(self, workspace: WorkspaceRef) -> None:
        """:raises WorkspaceError: where it can't be read; so does `image_at`."""
        self._workspace = workspace
        self._counts = read_counts(workspace)

    @cached_property
    def _index(self) -> ImageIndex:
        with self._workspace.open(writable=False) as opened:
            return ImageIndex.of((path, wkb, None) for path, wkb in opened.footprints())

    @cached_property
    def _order(self) -> dict[str, int]:
        return {label.name: number for number, label in enumerate(self._counts.labels)}

    def image_at(self, point: QgsGeometry) -> Optional[str]:
        """The image on which a point lies; of several, that with the nearest centre, then the first
        by name."""
        return assign(point, self._index, tie=Tie.NEAREST).image

    def is_read(self, image: str) -> bool:
        """Whether it is an image of the campaign, and was read."""
        return image in self._counts.marks and image not in self._counts.unread

    def labels_of(self, image: str) -> Optional[list[str]]:
        """The labels that an image has, in their order in the palette; None where it was not
        read."""
        if not self.is_read(image):
            return None
        last = len(self._order)
        names = {label for (_, label), count in self._counts.counts.get(image, {}).items() if count}
        return sorted(names, key=lambda name: (self._order.get(name, last), name))

    def count_of(self, image: str, label: str) -> Optional[int]:
        """How many annotations of a label an image has; None where it was not read."""
        if not self.is_read(image):
            return None
        counts = self._counts.counts.get(image, {})
        return sum(count for (_, name), count in counts.items() if name == label)


class _Kept(NamedTuple):
    stamps: Sequence[Optional[tuple[int, int]]]
    content: CampaignContent


class _Campaigns:
    """The campaigns of a project, each read once as long as it does not change."""

    def __init__(self, project: QgsProject) -> None:
        self._project = project
        self._kept: dict[Path, _Kept] = {}
        self._lock = Lock()

    def content(self, context: Optional[QgsExpressionContext]) -> CampaignContent:
        """That of the layer for which an expression is evaluated; otherwise the project's only one.

        :raises ScaneoError: where there is none, there are several, or it can't be read.
        """
        workspace = self._workspace(context)
        with self._lock:
            stamps = [_stamp(f"{workspace}{part}") for part in _BESIDE]
            kept = self._kept.get(workspace.path)
            if kept is None or kept.stamps != stamps:
                kept = self._kept[workspace.path] = _Kept(stamps, CampaignContent(workspace))
            return kept.content

    def _workspace(self, context: Optional[QgsExpressionContext]) -> WorkspaceRef:
        name = None if context is None else context.variable("layer_id")
        workspace = WorkspaceRef.of(self._project.mapLayer(name)) if name else None
        if workspace is not None:
            return workspace
        found = find_workspaces(self._project)
        if not found:
            raise ScaneoError(_NO_CAMPAIGN)
        if len(found) > 1:
            raise ScaneoError(_SEVERAL)
        return found[0]


def _stamp(path: str) -> Optional[tuple[int, int]]:
    with suppress(OSError):
        stat = os.stat(path)
        return stat.st_size, stat.st_mtime_ns
    return None


class _Help(NamedTuple):
    """What the expression dialog says of a function: ``takes`` are its arguments, each with what it
    is; ``examples`` are expressions with what they answer."""

    does: str
    takes: Sequence[tuple[str, str]]
    examples: Sequence[tuple[str, str]]

    def html(self, name: str) -> str:
        """In the form of QGIS's own functions."""
        arguments = ", ".join(argument for argument, _ in self.takes)
        takes = "".join(f"<li><code>{one}</code>: {what}</li>" for one, what in self.takes)
        examples = "".join(f"<li><code>{one}</code> → {what}</li>" for one, what in self.examples)
        return (
            f"<h3>{name}</h3><p>{self.does}</p><p><code>{name}({arguments})</code></p>"
            f"<ul>{takes}</ul><h4>{tr('Examples')}</h4><ul>{examples}</ul>"
            f"<p>{tr('Edits count as soon as they are saved.')}</p>"
        )


Answer = Callable[[CampaignContent, Sequence[Any]], object]


class _Function(QgsExpressionFunction):
    """One of the functions. QGIS answers NULL itself where an argument is NULL."""

    def __init__(self, name: str, about: _Help, campaigns: _Campaigns, answer: Answer) -> None:
        parameters = [QgsExpressionFunction.Parameter(one) for one, _ in about.takes]
        super().__init__(name, parameters, GROUP, about.html(name), False, False, True)
        self._campaigns, self._answer = campaigns, answer

    def func(
        self,
        values: Sequence[Any],
        context: Optional[QgsExpressionContext],
        parent: QgsExpression,
        node: QgsExpressionNodeFunction,
    ) -> object:
        """Called by QGIS, in any thread."""
        try:
            return self._answer(self._campaigns.content(context), values)
        except ScaneoError as error:
            parent.setEvalErrorString(said(error.message))
            return None


class CampaignFunctions:
    """The functions, registered until `unload`."""

    def __init__(self, project: QgsProject) -> None:
        campaigns = _Campaigns(project)
        # QGIS keeps no reference to them.
        self._functions = [
            _Function(name, about, campaigns, answer)
            for name, (about, answer) in _functions().items()
        ]
        for function in self._functions:
            QgsExpression.registerFunction(function)

    def unload(self) -> None:
        """QGIS knows them no more."""
        for function in self._functions:
            QgsExpression.unregisterFunction(function.name())


def _functions() -> dict[str, tuple[_Help, Answer]]:
    image = "image", tr("an image's path below the campaign's folder")
    return {
        "scaneo_image_at": (
            _Help(
                tr(
                    "The image of the campaign on which a point lies, NULL where there is none. Of "
                    "several, it is the one whose centre is nearest, then the first by name."
                ),
                [("point", tr("a point in longitude and latitude (EPSG:4326)"))],
                [
                    ("scaneo_image_at(make_point(2.1, 41.4))", "'coast/a.tif'"),
                    (
                        "scaneo_image_at(transform($geometry, @layer_crs, 'EPSG:4326'))",
                        tr("the image of a feature of any point layer"),
                    ),
                ],
            ),
            lambda content, values: content.image_at(_point(values[0])),
        ),
        "scaneo_labels": (
            _Help(
                tr(
                    "The labels that an image has, as an array; NULL for an image that is unknown "
                    "or not read yet."
                ),
                [image],
                [
                    ("scaneo_labels('coast/a.tif')", "[ 'water', 'urban' ]"),
                    (
                        'array_to_string(scaneo_labels("path"))',
                        tr("the same as a text, in the layer of images"),
                    ),
                ],
            ),
            lambda content, values: content.labels_of(str(values[0])),
        ),
        "scaneo_count": (
            _Help(
                tr(
                    "How many annotations of a label an image has; NULL for an image that is "
                    "unknown or not read yet."
                ),
                [image, ("label", tr("the name of a label"))],
                [
                    ("scaneo_count('coast/a.tif', 'water')", "12"),
                    (
                        'scaneo_count("image", "label")',
                        tr("how many an annotation's image has of its label"),
                    ),
                ],
            ),
            lambda content, values: content.count_of(str(values[0]), str(values[1])),
        ),
    }


def _point(value: object) -> QgsGeometry:
    """:raises ScaneoError: where it is none."""
    kind = QgsWkbTypes.GeometryType.PointGeometry
    if not isinstance(value, QgsGeometry) or value.type() != kind or value.isEmpty():
        raise ScaneoError(_NO_POINT)
    return value
