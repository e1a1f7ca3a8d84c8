"""What algorithms in Processing are given, and tell."""

from qgis.core import QgsProcessingFeedback


class Log(QgsProcessingFeedback):
    """A feedback that keeps what it is told, and can cancel at the first sign of progress."""

    def __init__(self, cancel=False):
        super().__init__(False)
        self.errors, self.warnings, self.infos, self.steps = [], [], [], []
        self.progressChanged.connect(self.step)
        self._cancel = cancel

    def step(self, percent):
        self.steps.append(percent)
        if self._cancel:
            self.cancel()

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def pushInfo(self, info):
        self.infos.append(info)
