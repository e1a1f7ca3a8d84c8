"""Images of each state, and the list of them in a window of its own."""

from dataclasses import replace

from scaneo_bridge.core.base.model import ImageState, Task
from scaneo_bridge.core.workspace.summary import ImageCount
from scaneo_bridge.ui.label.images.navigator import Navigator
from support.desk.images import Images

A, B, C, D, E, F = (
    "2024/a.tif",
    "2024/b.tif",
    "2025/c.tif",
    "2025/d.tif",
    "2025/E.tif",
    "f.tif",
)
STATES = {
    A: ImageState.DONE,
    B: ImageState.TODO,
    C: ImageState.EMPTY,
    D: ImageState.TODO,
    E: ImageState.DONE,
    F: ImageState.SKIPPED,
}
FLAGGED = {E}


def image(path, state=ImageState.TODO, boxes=0, edited=False):
    counts = {Task.DETECTION: boxes} if boxes else {}
    return ImageCount(path, counts, edited, state, path in FLAGGED)


def image_rows(**more):
    return [image(path, state, **more) for path, state in STATES.items()]


class ImagesInWindow(Images):
    """A navigator in a window as narrow as a dock."""

    def __init__(self, bot):
        super().__init__(bot, Navigator(), lambda: None)
        bot.addWidget(self.navigator)
        self.navigator.resize(300, 360)
        self.navigator.show()
        bot.waitExposed(self.navigator)

    def becomes(self, path, state):
        """An image is in another state by now; the others stay as they are."""
        items = self.navigator.images.items
        self.navigator.show_images(
            [replace(item, state=state) if item.path == path else item for item in items]
        )

    def go(self, path):
        self.navigator.show_current(path)
        return self.navigator
