"""What is measured of checks, merges and previews, and what the issue wants of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.contenders import Contest, expect, relabel
from benchmarks.ground import LABELS, PER_IMAGE
from benchmarks.table import Row, Target
from benchmarks.timing import Clock, Contender, medians, turns_of
from qgis.core import QgsFeedback
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.campaign.exporting.export_campaign import preview_export
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from scaneo_bridge.core.workspace.workspace import WORKSPACE_FILE

CHECK = Target(1)
MERGE = Target(2)
PREVIEW = Target(1, " s")


def measure_trust(sizes: Sequence[int], repeats: int) -> list[Row]:
    """The rows of the table, and a line of progress for each campaign; small sizes first."""
    with TemporaryDirectory() as work:  # whose times nobody sees
        medians(TrustContest(Path(work), 10 * PER_IMAGE).all(), 1)
    rows: list[Row] = []
    for size in sizes:
        print(f"{size:,} annotations to check and merge …", flush=True)
        with TemporaryDirectory() as work:
            times = medians(TrustContest(Path(work), size).all(), turns_of(size, repeats))
        rows.extend(_rows(size, times))
    return rows


def _rows(size: int, times: Mapping[str, float]) -> Iterator[Row]:
    imported = times["import"]
    for name, target in (
        ("check of a folder", CHECK),
        ("check of a workspace", CHECK),
        ("opening a folder that changed", MERGE),
        ("merge of two folders", MERGE),
    ):
        ours = times[name]
        figure = ours / imported
        yield Row(name, size, figure, " × the import", target, floor=imported, ours=ours)
    ours = times["preview, nothing changed"]
    yield Row("preview, nothing changed", size, ours, " s", PREVIEW, ours=ours)


class TrustContest:
    """One campaign, and what two people made of it: each relabelled one annotation of each image,
    and the other's files have their features in SCANEO's order, newest first."""

    def __init__(self, work: Path, annotations: int) -> None:
        self._contest = Contest(work, annotations, None)
        self._base = self._contest.folder
        self._mine, self._theirs, self._output = work / "mine", work / "theirs", work / "output"
        for folder, place in ((self._mine, 0), (self._theirs, 1)):
            shutil.copytree(self._base, folder)
            for file in folder.glob("*.geojson"):
                _relabel(file, place)

    def all(self) -> dict[str, Contender]:
        """All that is timed; the first makes the workspace that the next ones look at."""
        return {
            "import": self._contest.importing()["ours"],
            "check of a folder": self._check_folder,
            "check of a workspace": self._check_workspace,
            "preview, nothing changed": self._preview,
            "opening a folder that changed": self._open,
            "merge of two folders": self._merge,
        }

    def _check_folder(self, clock: Clock) -> None:
        with clock:
            checked = check_folder(self._base, QgsFeedback())
        expect(checked.annotation_count, self._contest.annotations)

    def _check_workspace(self, clock: Clock) -> None:
        with clock:
            checked = check_workspace(self._contest.workspace, QgsFeedback())
        expect(checked.annotation_count, self._contest.annotations)

    def _preview(self, clock: Clock) -> None:
        with clock:
            preview = preview_export(self._contest.workspace, None, QgsFeedback())
        expect(len(preview.files), 0)

    def _open(self, clock: Clock) -> None:
        """Every image was edited in the workspace, and every file by somebody else."""
        shutil.rmtree(self._output, ignore_errors=True)
        shutil.copytree(self._base, self._output)
        workspace = self._output / WORKSPACE_FILE
        relabel(workspace)
        for file in self._theirs.glob("*.geojson"):
            shutil.copyfile(file, self._output / file.name)
        with clock:
            opened = open_campaign(self._output, None, QgsFeedback())
        expect(len(opened.merged), self._contest.images)
        expect(len(opened.conflicts), 0)

    def _merge(self, clock: Clock) -> None:
        shutil.rmtree(self._output, ignore_errors=True)
        plan = MergePlan([self._mine, self._theirs], self._output, self._base)
        with clock:
            merged = merge_campaigns(plan, QgsFeedback())
        expect(merged.annotation_count, self._contest.annotations)
        expect(merged.conflict_count, 0)


def _relabel(file: Path, place: int) -> None:
    """Gives an annotation the next label, and turns the order of all of them round."""
    content = json.loads(file.read_bytes())
    properties = content["features"][place]["properties"]
    names = [*LABELS]
    properties["label"] = names[(names.index(properties["label"]) + 1) % len(names)]
    content["features"].reverse()
    file.write_text(json.dumps(content), encoding="utf-8")
