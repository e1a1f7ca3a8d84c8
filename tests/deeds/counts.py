"""How many deeds each task takes: what the tests of this folder count, and the README tells.

The tasks: 20 boxes of one label on one image; 20 boxes of two labels in turn; 10 images with one
class each, of two labels in turn.
"""

from __future__ import annotations

PLUGIN = {
    "boxes_one_label": 20,  # a drag for each box
    "boxes_two_labels": 39,  # and the other label's key 19 times
    "classes": 19,  # the label's key for each image, 9 times the next one
}
PLAIN_QGIS = {
    "boxes_one_label": 42,  # the tool, two clicks for each box, saving
    "boxes_two_labels": 72,  # and in the form Enter for each, a letter for every other one
    "classes": 20,  # a letter for each image, 9 times the next one, saving
}
SCANEO = {
    "boxes_one_label": 23,  # label, detection, rectangle; a drag for each box
    "boxes_two_labels": 42,  # and the other label 19 times
    "classes": 30,  # label and button for each image, 9 times the next one; the list rolled once
}
