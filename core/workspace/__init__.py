"""The workspace, in which a campaign is edited: nobody else knows its tables.

People edit its layers with any program. So the workspace itself notes what was edited, by triggers,
and all else relies on that. Whoever keeps a campaign elsewhere (in PostGIS, say) has triggers of
its own for (a) to (d):

(a) An annotation that is inserted, deleted, or given another image, label or shape is an edit of
    its image, and of the one that it left; of ``""`` where it has none. `Workspace.changes` has it
    then, by a number above those of all edits before. What replaces a row (SQL's ``REPLACE``) is an
    edit of the image that the row had, too.
(b) The same ends what is kept of open edits of that task: who saves them writes them.
    What is kept of other tasks, of labels and of images stays.
(c) An image that gets an annotation is verified empty no more.
(d) Where in which file an annotation was read comes with its insertion alone. Whatever writes it
    later, but for `FeatureIndexes`, is undone.
(e) All of it is so for what we write ourselves, too. So we put back what is not meant: what is open
    stays so (`keeping_open_edits`); an image that has another footprint or another name is noted
    as it was before (`Workspace.set_footprint`, `ImageRenaming`).
(f) Who writes a table anew takes its triggers along. The next opening makes them again, notes all
    images as edited, and has each compared with its file.
"""
