"""Somebody in QGIS with the plugin, as tests do it: with mouse and keys on real widgets."""

from functools import cached_property

import pytest
from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QTimer
from scaneo_bridge.core.base.model import Task
from support.desk.bar import Bar
from support.desk.dock import Dock
from support.desk.images import Images
from support.desk.map import Map
from support.desk.palette import Palette, chips_of
from support.mouse import LEFT, NONE

TASKS = ("detection", "segmentation", "classification")


class Desk:
    """A QGIS with the dock in it, and what a person does and sees there.

    Its parts are what one looks at: ``dock``, ``map``, ``palette``, ``images``, and the ``bar`` of
    messages. Here is what belongs to none: layers and what is in them, and waiting.
    """

    def __init__(self, controller, project, bar, canvas, bot):
        self.controller, self.project, self.bot = controller, project, bot
        self.folder = None
        """The folder that was opened last."""
        self.dock, self.map, self.bar = Dock(self, controller.dock), Map(self, canvas), Bar(bar)

    @cached_property
    def palette(self):
        return Palette(self)

    @cached_property
    def images(self):
        return Images(self.bot, self.dock.page.navigator, self.wait)

    def open(self, folder):
        """Types the folder and presses Enter; waits for what comes of it."""
        self.folder = folder
        self.dock.enter(folder)
        self.wait()

    def begin(self, folder=None):
        """Opens a folder, where one is named, and begins to label."""
        if folder is not None:
            self.open(folder)
        self.dock.switch()
        return self

    def wait(self):
        """Until no work is under way, counting included, and map and lists have been told."""
        manager, controller = QgsApplication.taskManager(), self.controller
        self.bot.waitUntil(lambda: controller.is_idle and not manager.activeTasks())
        self.bot.wait(35)

    @property
    def prefetching(self):
        """The timer that runs from the showing of an image to the loading of the next one."""
        return self.controller._labelling.navigation.findChild(QTimer, "prefetch")

    def prefetch(self):
        """Waits until the image that comes next is in memory."""
        self.bot.waitUntil(lambda: not self.prefetching.isActive())
        Desk.wait(self)

    def click(self, button):
        """Clicks a button, and waits for nothing."""
        assert button.isEnabled() and button.isVisible()
        self.bot.mouseClick(button, LEFT, NONE, QPoint(12, button.height() // 2))

    def press(self, button):
        """Clicks a button, and waits for what comes of it."""
        self.click(button)
        self.wait()

    def layers(self, kind=QgsVectorLayer):
        return [layer for layer in self.project.mapLayers().values() if isinstance(layer, kind)]

    def layer(self, task):
        (layer,) = self.project.mapLayersByName(task)
        return layer

    def features(self, task):
        """In the order in which they came."""
        found = self.layer(task).getFeatures()
        return sorted(found, key=lambda one: (one.id() < 0, abs(one.id())))

    def owners(self, task):
        """Image and label of each annotation of a task."""
        return [(one["image"] or None, one["label"]) for one in self.features(task)]

    def annotations(self):
        """What the layers show: task, image and label of each annotation."""
        return sorted(
            (task.value, feature["image"] or "", feature["label"])
            for task in Task
            for feature in self.layer(task.value).getFeatures()
        )

    @property
    def boxes(self):
        """The sides of each box: west, south, east, north. All of them are true boxes."""
        found = []
        for feature in self.features("detection"):
            bounds = feature.geometry().boundingBox()
            assert feature.geometry().area() == pytest.approx(bounds.area())
            assert feature.geometry().constGet().nCoordinates() == 5
            found.append(
                (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())
            )
        return found

    @property
    def areas(self):
        return [feature.geometry() for feature in self.features("segmentation")]

    @property
    def chips(self):
        """What the dock and the map say of the image's classes."""
        return [chips_of(self.dock.page.class_tags), chips_of(self.map.chips)]

    @property
    def picture(self):
        """All that a deed may change: annotations, labels, and how the dock and the map show it."""
        return {
            **{
                task: [
                    (one["image"], one["label"], one.geometry().asWkt(9))
                    for one in self.features(task)
                ]
                for task in TASKS
            },
            "labels": [(one.label.name, one.label.color) for one in self.dock.page.labels.items],
            "counts": self.palette.counts(),
            "styles": [self.palette.style(task) for task in TASKS],
            "drop-downs": [self.palette.drop_down(task) for task in TASKS],
        }

    # Steps back and forth, as Ctrl+Z does them on the layer that is active

    def undo(self, task="detection", times=1):
        for _ in range(times):
            self.layer(task).undoStack().undo()
            self.wait()

    def redo(self, task="detection", times=1):
        for _ in range(times):
            self.layer(task).undoStack().redo()
            self.wait()
