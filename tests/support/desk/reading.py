"""Somebody who labels in a campaign whose images are still being read."""

from support.subjects.read_behind import COUNT


class Reading:
    """Opens a campaign, and what is read behind stands still until ``go_on``."""

    def __init__(self, desk, folder):
        self.desk, self.folder, self._turn = desk, folder, None

    @property
    def workspace(self):
        return self.folder / "scaneo.gpkg"

    @property
    def unread(self):
        return self.desk.controller.session.unread

    def begin(self):
        controller = self.desk.controller
        self.desk.dock.page.navigator.all_images.setChecked(False)
        self.desk.dock.enter(self.folder)
        self.desk.bot.waitUntil(lambda: controller.session is not None)
        self._turn = controller.session.saving.turn
        self._turn.take()
        self.desk.bot.waitUntil(lambda: not controller._work.is_busy)
        assert len(self.unread) > COUNT - 10
        return self

    def label(self):
        """Puts the button Label down, which waits for nothing."""
        self.desk.click(self.desk.dock.widget.label)
        self.desk.bot.waitUntil(lambda: self.desk.dock.mode is not None)

    def go_on(self):
        self._turn.give_up()
        self._turn = None

    def end(self):
        self.go_on()
        self.desk.wait()

    def leave(self):
        if self._turn is not None:
            self.go_on()
