"""Work through many images: how far it is, how it ends, and what it goes without meanwhile."""

import gc

import pytest
from qgis.core import QgsFeedback
from scaneo_bridge.core.base.errors import Cancelled, ScaneoError
from scaneo_bridge.core.base.garbage import no_collection_of_garbage
from scaneo_bridge.core.base.model import Annotation
from scaneo_bridge.core.campaign.annotators.merge_campaigns import merge_campaigns
from scaneo_bridge.core.campaign.annotators.merge_plan import MergePlan
from scaneo_bridge.core.campaign.checking.check_campaign import check_folder, check_workspace
from scaneo_bridge.core.campaign.long_work import tracked
from scaneo_bridge.core.campaign.opening.open_campaign import open_campaign
from support.files.broken import break_folder
from support.images import write_image


def reports(count):
    feedback, told = QgsFeedback(), []
    feedback.progressChanged.connect(told.append)
    assert list(tracked(range(count), count, feedback)) == list(range(count))
    return told


def test_a_small_campaign_tells_of_each_image():
    assert reports(4) == [25, 50, 75]  # a feedback begins with 0
    assert reports(0) == []


def test_a_large_one_tells_no_more_often_than_anybody_sees():
    assert 90 < len(reports(10_050)) < 130
    assert reports(10_050)[-1] > 98


def test_a_cancel_is_heard_at_each_item():
    feedback, done = QgsFeedback(), []
    with pytest.raises(Cancelled):
        for item in tracked(range(10_000), 10_000, feedback):
            done.append(item)
            if item == 7:
                feedback.cancel()
    assert done == list(range(8))


WORKS = ["import", "opening again", "check", "check of a workspace", "merge"]


@pytest.fixture(params=[*WORKS, "import of faults", "check of faults", "merge of faults"])
def work(request, folder, opened, tmp_path):
    """Calls a long work with a feedback."""
    what, _, of = request.param.partition(" of ")
    if of == "faults":
        folder = break_folder(tmp_path / "broken")
    for name in ("c.tif", "d.tif"):
        write_image(folder / name)
    if what == "import":
        workspace = tmp_path / "new.gpkg"
        return lambda feedback: (
            workspace.unlink(missing_ok=True),
            open_campaign(folder, workspace, feedback),
        )
    if what == "merge":
        return lambda feedback: merge_campaigns(MergePlan([folder], tmp_path / "out"), feedback)
    workspace = opened(folder).workspace.path
    if of == "a workspace":
        return lambda feedback: check_workspace(workspace, feedback)
    if what == "check":
        return lambda feedback: check_folder(folder, feedback)
    return lambda feedback: open_campaign(folder, None, feedback)


@pytest.mark.parametrize("is_cancelled", [False, True])
def test_it_goes_without_the_search_for_cycles(work, is_cancelled):
    feedback, seen = QgsFeedback(), []

    def look(_):
        seen.append(gc.isenabled())
        if is_cancelled:
            feedback.cancel()

    feedback.progressChanged.connect(look)
    if is_cancelled:
        with pytest.raises(Cancelled):
            work(feedback)
    else:
        work(feedback)
    assert seen
    assert not any(seen)
    assert gc.isenabled()


def test_it_leaves_no_annotation_to_the_search_for_cycles(work, feedback):
    """All that waited for it would be in memory until the whole work has ended."""
    work(feedback)  # what is made once
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        with no_collection_of_garbage():
            work(feedback)
        gc.collect()
        waiting = [one for one in gc.garbage if isinstance(one, Annotation)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert not waiting


def test_the_search_is_on_again_after_an_error(tmp_path, feedback):
    for work in (check_folder, check_workspace):
        with pytest.raises(ScaneoError):
            work(tmp_path / "gone", feedback)
    with pytest.raises(ScaneoError):
        open_campaign(tmp_path / "gone", None, feedback)
    with pytest.raises(ScaneoError):
        merge_campaigns(MergePlan([tmp_path / "gone"], tmp_path / "out"), feedback)
    assert gc.isenabled()
