"""The workspace, in which a campaign is edited: no other room knows its tables.

People edit its layers with any program. So triggers in the database record what was edited, and
everything else relies on that. A workspace elsewhere (in PostGIS, say) needs triggers of its own
for (a) to (d):

(a) An annotation that is inserted, deleted, or given another image, label or shape counts as an
    edit of its image, and of the image that it left; of ``""`` where it has none. The image is then
    in `Workspace.changes`, with a number higher than those of all edits before. A row that is
    replaced (SQL's ``REPLACE``) counts as an edit of its former image, too.
(b) The same edits delete the stored open edits of that task, which are saved now. Stored open edits
    of other tasks, of labels and of images stay.
(c) An image that gets an annotation is no longer verified empty.
(d) An annotation's source image and feature index are set by its insertion only. Any later change,
    except by `FeatureIndexes`, is undone.
(e) All of this applies to our own writes as well. So we restore what they should not change: open
    edits (`keeping_open_edits`), and the edit number of an image that only got another footprint or
    name (`Workspace.set_footprint`, `ImageRenaming`).
(f) A program that replaces a table drops its triggers. The next opening creates them again, records
    all images as edited, and has each compared with its file.
"""
