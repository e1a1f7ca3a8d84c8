"""What a campaign holds, counted anew from the workspace and from what is open in the layers.

It shares nothing with the counts that the plugin keeps by difference but the reading of tables.
"""

from collections import Counter

from scaneo_bridge.core.base.model import ImageState, Label, Task
from scaneo_bridge.core.workspace.summary import UNLISTED_COLOR, ImageCount
from scaneo_bridge.ui.label.images.images_model import ImagesModel


def recounted(editing):
    """The counts of labels, in their order, and all images, as `Summary` should have them."""
    counts, edited = Counter(), set()
    with editing.workspace.open(writable=False) as workspace:
        for task in Task:
            saved = {
                row.GetFID(): (row.GetFieldAsString(0), row.GetFieldAsString(1))
                for row in workspace.database.rows(f"SELECT fid, image, label FROM {task.value}")
            }
            now = _now(editing.layers.get(task), saved)
            counts.update((image, task, label) for image, label in now.values())
            for fid in saved.keys() | now.keys():
                if saved.get(fid) != now.get(fid):
                    edited.update(one[0] for one in (saved.get(fid), now.get(fid)) if one)
        marks = workspace.marks()
        edited.update(workspace.changes())
    for image, mark in editing.marks.open.items():
        states = (marks[image].state, mark.state)
        if ImageState.EMPTY in states and len(set(states)) == 2:
            edited.add(image)
    marks.update(editing.marks.open)
    return _labels(editing, counts), [_image(path, marks[path], counts, edited) for path in marks]


def _now(layer, saved):
    """Image and label of each feature by now, by its id: what a layer's filter hides, too."""
    buffer = None if layer is None else layer.editBuffer()
    if buffer is None:
        return saved
    names = {layer.fields().indexOf(name): place for place, name in enumerate(("image", "label"))}
    now = {fid: list(held) for fid, held in saved.items()}
    for fid, values in buffer.changedAttributeValues().items():
        for index, value in values.items():
            if index in names:
                now[fid][names[index]] = value or ""
    for fid in buffer.deletedFeatureIds():
        now.pop(fid, None)
    for fid, feature in buffer.addedFeatures().items():
        now[fid] = [feature["image"] or "", feature["label"] or ""]
    return {fid: tuple(held) for fid, held in now.items()}


def _labels(editing, counts):
    by_label = Counter()
    for (_, _, label), count in counts.items():
        by_label[label] += count
    listed = [(label, by_label[label.name], True) for label in editing.palette.labels]
    others = sorted(by_label.keys() - {label.name for label in editing.palette.labels})
    return [
        *listed,
        *((Label(name, UNLISTED_COLOR), by_label[name], False) for name in others),
    ]


def _image(path, mark, counts, edited):
    found = Counter()
    for (image, task, _), count in counts.items():
        if image == path:
            found[task] += count
    state = ImageState.TODO if mark.state is ImageState.EMPTY and found else mark.state
    return ImageCount(path, dict(found), path in edited, state, mark.flagged)


def check_shown(page, editing):
    """The dock shows what a dock would that has just been opened."""
    labels, images = recounted(editing)
    assert [(one.label, one.count, one.listed) for one in page.labels.items] == labels
    assert list(page.images.items) == images
    fresh = ImagesModel()
    fresh.set_items(images)
    assert vars(page.images.totals) == vars(fresh.totals)
    for image in (None, "gone.tif", *(one.path for one in images)):
        assert page.images.row_of(image) == fresh.row_of(image)


def check(editing):
    """What is kept by difference is what a recount finds."""
    labels, images = recounted(editing)
    summary = editing.summary()
    assert [(one.label, one.count, one.listed) for one in summary.labels] == labels
    assert list(summary.images) == images
    assert summary.annotation_count == sum(count for _, count, _ in labels)
    assert summary.edited_count == sum(image.edited for image in images)
