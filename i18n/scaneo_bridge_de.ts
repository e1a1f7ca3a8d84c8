<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>ScaneoBridge</name>
    <message>
        <location filename="../plugin.py"/>
        <source>It needs the Python library shapely. On Debian and Ubuntu: sudo apt install python3-shapely; then start QGIS again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Show or hide Scaneo Bridge: label satellite images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <source>Campaigns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Status of SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Says how far a campaign is, and what to do next. Nothing is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>progress,count,labels,states,problems,conflicts,json,annotations,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Counts the annotations of a campaign by task and label, and its images by state; says which images have edits that are not exported yet, what is wrong, and what only you can settle; and what to do next. No file is changed: no workspace is made, and none is brought up to date. A folder without a workspace is read as it lies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>NEXT is one word: save (where it is open), open, resolve, export, check, label or nothing. JSON is a text with all of it: folder, workspace, images, unread (images that the dock has not read yet: they are in no other count), annotations, tasks, labels, states, flagged, edited, labels_edited, changed, problems, conflicts and next, the steps in their order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>… and {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Campaign folder, or workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>the folder that holds the images, or the GeoPackage of its workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Workspace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Images to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Images with edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <location filename="../ui/export/export_page.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>What to do next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>All of it, as JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{problems} mended in {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{images}, {annotations}, {problems}: {errors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Output has all problems, those mended left out, each with the place on the map that it is about. An error keeps SCANEO from reading the folder, or something from being shown; a warning is likely to be wrong; an info may well be meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Check SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Finds what is wrong with a folder of SCANEO annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>validate,problems,errors,repair,annotations,labels,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Checks a folder of images and SCANEO annotations: all that SCANEO stops on, labels that are unused, unknown or alike, areas that cross themselves or are thinner than a pixel, annotations that are there twice, lie outside their image or overlap where they should not, files without an image, and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Not labelled yet: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>What is mended, and how:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>What is not mended here, for it may well be meant; the dock does it:</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{count:,} errors</source>
        <extracomment>For 1: {count:,} error</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Campaign folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>the folder that holds the images and, if there is one, spai.json. Edits of a workspace that are not exported yet are not looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Mend what can be mended safely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>mends what can be mended safely: copies go, boxes and crossing areas are repaired, what reaches across the edge of its image is cut off there, labels that differ only in case or spaces become one, and those that are missing are listed. Labels that nothing has yet stay. What is replaced is kept in .scaneo_bridge/backups in the folder, and Restore SCANEO campaign puts it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../ui/check/checks_page.py"/>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/qgis/editing/edit_commands/mending.py"/>
        <location filename="../ui/check/checker.py"/>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>the GeoPackage that Import SCANEO campaign made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>where to write; the folder that the campaign came from if left empty. Another folder gets all files of the campaign but the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>what to do where an annotation was changed both in the workspace and in the folder, or changed in one and deleted in the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Images verified to have no annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>a file with an empty list tells them from images that nobody has seen, but some training programs stop on it. Left out, a file that was emptied here is deleted; one that was empty before stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Export SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Writes the edits of a workspace into a folder of SCANEO annotations.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>save,annotations,labels,machine learning,geojson,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Writes what was edited in a workspace into the campaign's folder. Only files whose annotations changed are written, and in them only the annotations that changed. What is replaced is kept in .scaneo_bridge/backups in the folder.

If a file changed on disk since it was read, what is new in it is taken over into the workspace before. Where an annotation was changed both there and in the workspace, nothing is written, and the file is named, unless Conflicts says which is right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>{layer} has edits that are not saved, and so not exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Another version was there and gave way; a backup keeps it: {files}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Left out, for they have no annotation: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Write nothing and name the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Keep the workspace's version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Take the folder's version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Write files with an empty list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Leave them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Files written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Files unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>{features} = {written} written + {listed} listed as problems; {annotations} on {images}, {kept} of them there already; {deleted} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Classification layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>features give the images at their place, or the images that they name, a class. Tables will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Detection layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>the bounds of each feature become a box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Segmentation layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>each feature becomes an area; one that is not valid is repaired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Classification label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>a field or an expression; a fixed label in single quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Detection label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Segmentation label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Image field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>names the image of a feature, by its path or its file name. Where it is empty, the place decides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Selected features only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Images folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>where the images are; the campaign's folder if left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>where the annotations are written, beside the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Image of a feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>the one that it overlaps most, every one that it overlaps, or every one, with the part of the area or box that lies in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>What the folder has already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>new annotations are added, and none is written twice; or those of the tasks that have layers are replaced, where any feature can be written. All else keeps every byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Copy images that the campaign's folder has not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Choose a layer for at least one of the three tasks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Export layers as SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Writes any vector layers as SCANEO annotations of the images below them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>annotations,labels,machine learning,geojson,training data,boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Turns the features of vector layers, in any coordinate reference system, into annotations of the GeoTIFF images that they lie on, and writes them into a campaign's folder for SCANEO.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>A feature that can't be written is listed in Problems with its layer, its id and what to do: the features are those that are written and those that are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Label expressions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>{name} is no vector layer, so it has no features to export. Leave it out; images are found in the images folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>The image that it overlaps most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Every image that it overlaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Every image that it overlaps, cut to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Add to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Replace the tasks that have layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Features written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Annotations deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>the folder that holds the images and, if there is one, spai.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>where the GeoPackage goes; scaneo.gpkg in the folder if left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>what to do where an annotation was changed both in the workspace and in the folder, or changed in one and deleted in the other. Where another workspace of the folder has edits, they are taken over, and its version is the folder's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Recover edits that may be open on another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>open edits of a QGIS that was killed are always recovered. Where it can't be known whether it was, such as on another machine, they are left and the log says so, unless this is set: then they are saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Import SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Opens a folder of SCANEO annotations as layers, one for each task.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>open,annotations,labels,machine learning,geojson,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Opens a folder of GeoTIFF images and their SCANEO annotations as QGIS layers: one for each task (classification, detection, segmentation) and one with the outlines of the images, in the colours of the folder's spai.json.

The layers lie in a workspace, a GeoPackage in which they are edited. Nothing else in the folder changes until the campaign is exported. Where the workspace exists, its edits are kept, and what changed in the folder since is merged with them.

A file that can't be read is listed in the log and left as it is; all others are imported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>The campaign is open, and its edits in {layers} are not saved. Save or discard them first, then import again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Edits of {images} are not exported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Edits here again that were open when QGIS ended unexpectedly: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Recover edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Leave them open and name the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Files with conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>Changed on disk, and taken over: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>In spai.json, these labels got another place, which programs that train on the folder take for the class code: {labels}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>What was replaced is kept in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflict {number}: {path}, {folders}: {what} {mend}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>{images}, {annotations}, {twins} of them from several annotators, {conflicts}, {problems}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotators' folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>a file that is chosen stands for its folder, such as the spai.json of each. They need not hold the images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Base: what they all began with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>the folder that all of them began with, if there is one. What an annotator changed or deleted since is changed or deleted; what two of them changed differently, or changed and deleted, is a conflict.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Folder to write to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>where the merged campaign is written, with the images that it has not. What it holds already counts as one more annotator's, and what is replaced is kept in .scaneo_bridge/backups. Where it is the base itself, what it held before is kept in .scaneo_bridge/base, and serves as the base when it is merged into again; remove that to begin anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Overlap of twins (IoU)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>from which overlap on, 0 to 1, two annotations are of one thing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>keep all versions, or the one of the folder that comes first or last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Merge SCANEO campaigns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Brings the annotations of several people together in one folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>annotators,union,compare,conflicts,annotations,labels,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Merges the folders of several annotators, image by image, into one campaign. Images are the same where their paths below the folders are.

What several annotators have is written once: annotations that are equal, and twins, which are of one task and one label and overlap by at least the given IoU. What they labelled differently, but overlaps as much, is a conflict. Two annotations of one folder are never taken for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Output has each version of each conflict, with its geometry, and the problems.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>… and {conflicts} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>IoU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflicts and problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep all versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep the first folder's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep the last folder's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotations that several have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/open_edits_guard.py"/>
        <source>Edits in {layers} are not saved and not exported: they are in no file yet, and so not taken into account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>mend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Restore SCANEO campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Puts a folder of SCANEO annotations back to how it was before a write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>undo,backup,annotations,labels,machine learning,folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Each write to a campaign's folder keeps what it replaces in .scaneo_bridge/backups in the folder. This puts the folder back to how it was before one of them: files that were replaced get what they held, files that were added go, and the later writes are taken back, too. What that replaces is kept in a new backup.

A file that a write added and that another program has changed since stays, and is named. Open the campaign again afterwards: edits in its workspace are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>The campaign is open, and its edits in {layers} are not saved. Save or discard them first, then restore again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>the campaign's folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>the name of one of the folders in .scaneo_bridge/backups; the newest if left empty. The log lists them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/tables.py"/>
        <source>The table refuses a row ({reason}): {row}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/algorithms/tables.py"/>
        <source>its format has no rows without a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/errors.py"/>
        <source>Cancelled. Nothing was changed.</source>
        <comment>errors.cancelled</comment>
        <translation>Abgebrochen. Nichts wurde verändert.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>It has no area.</source>
        <comment>geometry.no-area</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again.</source>
        <comment>geometry.draw-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again, or delete it.</source>
        <comment>geometry.draw-or-delete</comment>
        <translation>Neu zeichnen oder löschen.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again, or delete the feature.</source>
        <comment>geometry.draw-or-delete-feature</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Write each as two numbers, in degrees.</source>
        <comment>geometry.two-numbers</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Write it as [[south, east], [north, west]], in degrees.</source>
        <comment>geometry.write-bbox</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The bbox is not two corners.</source>
        <comment>geometry.bbox-corners</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The bbox holds something that is no number.</source>
        <comment>geometry.bbox-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area is empty.</source>
        <comment>geometry.area-empty</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A position holds something that is no number.</source>
        <comment>geometry.position-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A ring has fewer than three corners.</source>
        <comment>geometry.few-corners</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The box has no ring.</source>
        <comment>geometry.no-ring</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Give the Polygon one ring of five positions, or delete it.</source>
        <comment>geometry.give-ring</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area's coordinates are not nested as rings.</source>
        <comment>geometry.not-nested</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A position is not [longitude, latitude].</source>
        <comment>geometry.position</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Longitude {number} is out of range (-180 to 180).</source>
        <comment>geometry.longitude</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Coordinates are longitude, latitude in degrees (WGS 84): transform them.</source>
        <comment>geometry.transform</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Latitude {number} is out of range (-90 to 90).</source>
        <comment>geometry.latitude</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Coordinates are longitude, latitude in degrees (WGS 84): transform or swap them.</source>
        <comment>geometry.transform-or-swap</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Its geometry is broken ({why}).</source>
        <comment>geometry.broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>nothing</source>
        <comment>geometry.nothing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area's geometry is {type}, not a Polygon or MultiPolygon.</source>
        <comment>geometry.no-area-type</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it as an area, or delete the feature.</source>
        <comment>geometry.draw-area</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/base/names.py"/>
        <source>{names} and {count} more</source>
        <comment>names.more</comment>
        <extracomment>For 1: {names} and {count} more</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/base/names.py"/>
        <source>{names} and {name}</source>
        <comment>names.and</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>One of the two is deleted; the one of which the file says more stays.</source>
        <comment>rules.copy-goes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Outline and bbox are written anew, from the box as it is shown.</source>
        <comment>rules.both-anew</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO finds no image in the folder</source>
        <comment>rules.no-image</comment>
        <translation>SCANEO findet im Ordner kein Bild</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A folder can't be read</source>
        <comment>rules.folder-unreadable</comment>
        <translation>Ein Ordner lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A link to a folder is not followed</source>
        <comment>rules.folder-linked</comment>
        <translation>Einem Verweis auf einen Ordner wird nicht gefolgt</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A folder has the name of an image</source>
        <comment>rules.folder-named</comment>
        <translation>Ein Ordner trägt den Namen eines Bildes</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The name of a file can't be used</source>
        <comment>rules.name-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>“.tif” stands twice in a path</source>
        <comment>rules.name-doubled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO does not see an image because of its suffix</source>
        <comment>rules.image-suffix</comment>
        <translation>SCANEO sieht ein Bild wegen seiner Endung nicht</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two images have one annotation file</source>
        <comment>rules.file-shared</comment>
        <translation>Zwei Bilder haben dieselbe Annotationsdatei</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A GeoJSON file has no image</source>
        <comment>rules.geojson-orphan</comment>
        <translation>Zu einer GeoJSON-Datei gibt es kein Bild</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO does not see a GeoJSON file</source>
        <comment>rules.geojson-suffix</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Masks are left alone</source>
        <comment>rules.masks</comment>
        <translation>Masken werden in Ruhe gelassen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Files have an empty list</source>
        <comment>rules.files-empty</comment>
        <translation>Dateien haben eine leere Liste</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A mask has annotations</source>
        <comment>rules.mask-labelled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is gone from the folder</source>
        <comment>rules.image-gone</comment>
        <translation>Ein Bild ist aus dem Ordner verschwunden</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image can't be read</source>
        <comment>rules.image-unreadable</comment>
        <translation>Ein Bild lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is placed in a way in which SCANEO sees no place</source>
        <comment>rules.image-unrectified</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The place of an image on the globe is not known</source>
        <comment>rules.image-placeless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file can't be read</source>
        <comment>rules.file-unreadable</comment>
        <translation>Eine Datei lässt sich nicht lesen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file is no GeoJSON that can be shown</source>
        <comment>rules.file-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The coordinates of a file are in another CRS</source>
        <comment>rules.file-elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file names a datum that is taken for WGS 84</source>
        <comment>rules.file-datum</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file begins with a byte-order mark, on which SCANEO stops</source>
        <comment>rules.file-bom</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The mark is taken away; nothing else changes.</source>
        <comment>rules.file-bom.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file holds NaN or Infinity, which JSON has not</source>
        <comment>rules.file-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>There is no spai.json</source>
        <comment>rules.labels-missing</comment>
        <translation>Es gibt keine spai.json</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>One is written with the labels that are in use.</source>
        <comment>rules.labels-missing.mend</comment>
        <translation>Sie wird mit den benutzten Klassen angelegt.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The list of labels can't be read</source>
        <comment>rules.labels-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json has no name that can be used</source>
        <comment>rules.label-nameless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its entry is taken out of spai.json.</source>
        <comment>rules.label-nameless.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json is a bare word or number</source>
        <comment>rules.label-bare</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its entry gets a name and the colour in which it is shown.</source>
        <comment>rules.label-bare.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label is listed twice in spai.json</source>
        <comment>rules.label-twice</comment>
        <translation>Eine Klasse steht zweimal in spai.json</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The entry whose colour is shown stays; the others are taken out.</source>
        <comment>rules.label-twice.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json has no colour</source>
        <comment>rules.label-colorless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is given the colour in which it is shown.</source>
        <comment>rules.label-colorless.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The colour of a label in spai.json is not known here</source>
        <comment>rules.label-color-unknown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label is in use that spai.json does not list</source>
        <comment>rules.label-unlisted</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is added to the labels, in a colour of its own.</source>
        <comment>rules.label-unlisted.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two labels differ only in case, spaces or how a letter is encoded</source>
        <comment>rules.label-alike</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its annotations get the listed one, of several the one that is used most, and it is deleted.</source>
        <comment>rules.label-alike.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>No annotation has a label</source>
        <comment>rules.label-unused</comment>
        <translation>Keine Annotation hat eine Klasse</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is taken off the list of labels.</source>
        <comment>rules.label-unused.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no task</source>
        <comment>rules.task-missing</comment>
        <translation>Eine Annotation hat keine Aufgabe</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The task of an annotation is misspelt</source>
        <comment>rules.task-misspelt</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation is of a task that is not shown</source>
        <comment>rules.task-unknown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no label</source>
        <comment>rules.label-missing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The label of an annotation can't be used</source>
        <comment>rules.label-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation holds NaN or Infinity</source>
        <comment>rules.feature-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The coordinates of an annotation are in another CRS</source>
        <comment>rules.feature-elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A property of an annotation holds NaN or Infinity</source>
        <comment>rules.property-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The geometry of an annotation can't be shown</source>
        <comment>rules.geometry-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no image, and so no file to go to</source>
        <comment>rules.homeless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box has no bbox</source>
        <comment>rules.bbox-missing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The bbox of a box can't be read</source>
        <comment>rules.bbox-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Bbox and outline of a box disagree</source>
        <comment>rules.bbox-differs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box has no extent, and its bbox has</source>
        <comment>rules.ring-flat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline is written anew, from the bbox as it is shown; the bbox stays.</source>
        <comment>rules.ring-flat.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box is no rectangle</source>
        <comment>rules.ring-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box is turned, or no rectangle</source>
        <comment>rules.ring-turned</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box has no width or height</source>
        <comment>rules.box-flat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area crosses or touches itself</source>
        <comment>rules.area-crossing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is repaired, and looks as before.</source>
        <comment>rules.area-crossing.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area crosses itself, and what it covers is open</source>
        <comment>rules.area-tangled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area is thinner than a pixel</source>
        <comment>rules.sliver</comment>
        <translation>Eine Fläche ist dünner als ein Pixel</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two annotations are the same</source>
        <comment>rules.twin</comment>
        <translation>Zwei Annotationen sind gleich</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is given a class twice</source>
        <comment>rules.class-twice</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two annotations are the same but for what their file adds to them</source>
        <comment>rules.twin-differs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Areas of different labels overlap</source>
        <comment>rules.overlap</comment>
        <translation>Flächen verschiedener Klassen überlappen sich</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation is more than half the globe wide</source>
        <comment>rules.wide</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box or an area is on an image whose place is not known</source>
        <comment>rules.placeless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Latitude and longitude are swapped</source>
        <comment>rules.swapped</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>They are swapped back, which puts the annotation on its image.</source>
        <comment>rules.swapped.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Latitude and longitude are swapped, and so out of range</source>
        <comment>rules.swapped-unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>They are swapped back, which puts the annotation on its image.</source>
        <comment>rules.swapped-unreadable.mend</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation lies outside its image</source>
        <comment>rules.outside</comment>
        <translation>Eine Annotation liegt außerhalb ihres Bildes</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation reaches across the edge of its image</source>
        <comment>rules.across-edge</comment>
        <translation>Eine Annotation ragt über den Rand ihres Bildes hinaus</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is cut off at the edge.</source>
        <comment>rules.across-edge.mend</comment>
        <translation>Sie wird am Rand abgeschnitten.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_campaigns.py"/>
        <source>There is no folder to merge. Choose those of the annotators.</source>
        <comment>annotators.no-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_campaigns.py"/>
        <source>There is no GeoTIFF (.tif or .tiff) in {folders}. Merge at least one folder that holds the images.</source>
        <comment>annotators.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>{other} is used. Rename one of the two if they are two images.</source>
        <comment>merge_images.used</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It is another image than {other}, at the same place.</source>
        <comment>merge_images.another</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It lies elsewhere than {other}: what is annotated in one is not in the other.</source>
        <comment>merge_images.elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It is not copied: it is no file.</source>
        <comment>merge_images.no-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>Put a whole copy in its place.</source>
        <comment>merge_images.whole-copy</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It can't be compared with {other} ({why}).</source>
        <comment>merge_images.not-compared</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>These labels differ only in case, spaces or how a letter is encoded: {names}.</source>
        <comment>merge_labels.alike</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>If they are one, open the merged campaign and make one of them.</source>
        <comment>merge_labels.make-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>{count:,} labels got another place in the list.</source>
        <comment>merge_labels.moved</comment>
        <extracomment>For 1: {count:,} label got another place in the list.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>Programs that take the place for the class code need to be told.</source>
        <comment>merge_labels.tell</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>It can't be read ({why}).</source>
        <comment>merge_labels.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>So nothing is merged into it.</source>
        <comment>annotators.not-merged</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is kept.</source>
        <comment>annotators.kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is not kept.</source>
        <comment>annotators.not-kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>The edits of {count:,} images in it are not exported, and so not merged.</source>
        <comment>annotators.edits</comment>
        <extracomment>For 1: The edits of {count:,} image in it are not exported, and so not merged.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Open the campaign, export, and merge again.</source>
        <comment>annotators.export</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It can't be read ({why}), so it is not merged.</source>
        <comment>annotators.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is not merged and stays as it is.</source>
        <comment>annotators.stays</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>The file is gone; what it had is kept.</source>
        <comment>annotators.gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Write one with an empty list of features to delete all that was in it.</source>
        <comment>annotators.write-empty</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>SCANEO would stumble over this feature, so it is not merged.</source>
        <comment>annotators.left-out</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Mend it there (Check SCANEO campaign says how), and merge again.</source>
        <comment>annotators.mend-there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is “{label}” here.</source>
        <comment>annotators.label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Its colour is {color} here.</source>
        <comment>annotators.color</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is deleted here.</source>
        <comment>annotators.deleted</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>All are kept: delete what is wrong.</source>
        <comment>annotators.all-kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Choose an image of the campaign for it.</source>
        <comment>assign_images.choose</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Choose its image in the form or the attribute table, or delete it.</source>
        <comment>assign_images.choose-or-delete</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>It lies outside every image, or on several alike.</source>
        <comment>assign_images.outside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>{name} has no annotation file of its own.</source>
        <comment>assign_images.no-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>There is no image “{name}”.</source>
        <comment>assign_images.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Rename the image, and open it again.</source>
        <comment>assign_images.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>It is placed by {georeferencing} alone: SCANEO sees no place in it.</source>
        <comment>check_campaign.unrectified</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Warp a copy of it (the dock offers that when you go to it), and label that.</source>
        <comment>check_campaign.warp</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Put it back.</source>
        <comment>check_campaign.put-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>feature {fid} of {task}</source>
        <comment>check_campaign.feature</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>{name} has no annotation file of its own, so it can't be written.</source>
        <comment>check_campaign.no-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Rename the image, and open the folder again.</source>
        <comment>check_campaign.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>There is no image “{name}”, so it can't be written.</source>
        <comment>check_campaign.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>It lies outside every image, or on several alike, so it can't be written.</source>
        <comment>check_campaign.outside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/mend_files.py"/>
        <source>So it is not mended.</source>
        <comment>mend_files.not-mended</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/mend_files.py"/>
        <source>mend again</source>
        <comment>mend_files.again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/comparison.py"/>
        <source>The campaign's folder {folder} is gone. Choose a folder to export to.</source>
        <comment>comparison.folder-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the edits of {image} are not written, and wait.</source>
        <comment>staying.edits</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So its labels are not written, and wait.</source>
        <comment>staying.labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the edits of {image} are not written, and wait.</source>
        <comment>staying.broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the campaign's {path} is not written there.</source>
        <comment>staying.not-there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>It can't be read ({why}), so the edits of {image} are not written.</source>
        <comment>staying.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>It can't be read ({why}), so it is not replaced.</source>
        <comment>staying.unread-there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Or delete it, and export: what is shown is written again.</source>
        <comment>file_changes.or-delete</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>It changed on disk, and the workspace's version is shown.</source>
        <comment>file_changes.changed-and-broken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>The image {name}, whose edits go there, is gone from the folder.</source>
        <comment>file_changes.without-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Put it back; if it was renamed, give the file the same name.</source>
        <comment>file_changes.put-image-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/file_changes.py"/>
        <source>{count:,} annotations can't be added to it.</source>
        <comment>file_changes.not-added</comment>
        <extracomment>For 1: {count:,} annotation can't be added to it.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>{path} can't be read ({why}). Nothing was written.</source>
        <comment>file_changes.not-read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Changed on disk since they were read: {files}. Nothing was written. Open the campaign again to see what became of them, and export again.</source>
        <comment>file_changes.changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>The campaign's folder {folder} is gone. Put it back, or choose a folder to export to.</source>
        <comment>file_changes.folder-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Or export to another folder.</source>
        <comment>file_changes.other-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>{file} can't be read, so its labels can't be edited. Mend it or delete it, and open the campaign again.</source>
        <comment>label_edits.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>There is a label “{name}” already.</source>
        <comment>label_edits.there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>A label needs a name.</source>
        <comment>label_edits.no-name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>The image is gone from the folder; its annotations are kept in the workspace.</source>
        <comment>listing.image-missing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This folder can't be read ({why}).</source>
        <comment>listing.folder-unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>There is no GeoTIFF (.tif or .tiff) in {folder}. Choose the folder that holds the images.</source>
        <comment>listing.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>There is no image of this name beside it, so it is not shown.</source>
        <comment>listing.orphan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Put the image back, or move the file elsewhere.</source>
        <comment>listing.put-image-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>SCANEO reads files that end in {suffix} only, so it is not shown.</source>
        <comment>listing.suffix</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Let its name end in {suffix}, or move it elsewhere.</source>
        <comment>listing.let-end</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>The folder {folder} can't be read ({why}).</source>
        <comment>listing.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This is a folder with the name of an image.</source>
        <comment>listing.named</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Rename it, or put the image in its place.</source>
        <comment>listing.rename-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This is a link to a folder, which is not followed.</source>
        <comment>listing.link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Copy the folder into the campaign, or open it by itself.</source>
        <comment>listing.copy-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Its name is not UTF-8.</source>
        <comment>listing.not-utf-8</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Rename the file.</source>
        <comment>listing.rename-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>export again</source>
        <comment>locked_files.export-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>merge again</source>
        <comment>locked_files.merge-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>So the image is not copied.</source>
        <comment>locked_files.not-copied</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>{file} can't be replaced: {why}.</source>
        <comment>locked_files.not-replaced</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>Unlock it, or ask for the right to write it, and {again}.</source>
        <comment>locked_files.unlock</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>{path} can't be read, so no label can be added to it. Nothing was written. Mend it, or move it elsewhere.</source>
        <comment>locked_files.no-label-added</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Choose one of the versions.</source>
        <comment>merging.choose</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Changed on disk and in the workspace, each in another way: {files}. Nothing was written. Choose one of the versions, and export again.</source>
        <comment>merging.open</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>The file can't be read ({why}): what was read before is shown.</source>
        <comment>merging.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>{count:,} annotations that were deleted and exported came back: another program wrote the file without reading that.</source>
        <comment>merging.returned</comment>
        <extracomment>For 1: {count:,} annotation that was deleted and exported came back: another program wrote the file without reading that.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Delete again what is not wanted, export, and load the file anew over there.</source>
        <comment>merging.delete-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>The labels changed on disk and in the workspace, each in another way: the workspace's are shown. It is about {names}.</source>
        <comment>merging.labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>What you wrote into it is missing or as before on disk: it was deleted, or who wrote the file had not read it; the workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>merging.lost</comment>
        <extracomment>For 1: What you wrote into it is missing or as before on disk: it was deleted, or who wrote the file had not read it; the workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>It changed on disk and in the workspace, each in another way: the workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>merging.conflicts</comment>
        <extracomment>For 1: It changed on disk and in the workspace, each in another way: the workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>The workspace {workspace} belongs to {other}, not to {folder}. Choose another file for this folder.</source>
        <comment>open_campaign.belongs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>QGIS misreads the path {workspace}. Choose a place without % and | for the workspace.</source>
        <comment>open_campaign.misread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>The workspace {workspace} can't be written. Choose another place for it.</source>
        <comment>open_campaign.not-written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Recover them if that QGIS is gone.</source>
        <comment>opening.recover</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} is misread by QGIS: the workspace is {workspace}.</source>
        <comment>opening.misread-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Rename it if you want the workspace in it.</source>
        <comment>opening.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>{count:,} edits may be open still, so nothing of that was recovered.</source>
        <comment>opening.uncertain</comment>
        <extracomment>For 1: {count:,} edit may be open still, so nothing of that was recovered.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>{count:,} edits of {who} may be open still, so nothing of that was recovered.</source>
        <comment>opening.uncertain-of</comment>
        <extracomment>For 1: {count:,} edit of {who} may be open still, so nothing of that was recovered.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} could not be written when it was opened first: the workspace is {workspace}.</source>
        <comment>opening.was-unwritable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Move the workspace into it as {name} to have them together.</source>
        <comment>opening.move</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The label “{label}” is not in {file}: SCANEO's page breaks on it.</source>
        <comment>opening.unlisted</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Export an edit, which adds it, or relabel what has it.</source>
        <comment>opening.export</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} can't be written: the workspace is {workspace}.</source>
        <comment>opening.unwritable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Export to another folder, or ask for the right to write.</source>
        <comment>opening.elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Put it back, or export to another folder.</source>
        <comment>refresh.put-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Its annotation file {file} belongs to {owner}, whose edits wait.</source>
        <comment>refresh.owned</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export them, and open the folder again.</source>
        <comment>refresh.export</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>The file is gone from the folder; its annotations are kept in the workspace.</source>
        <comment>refresh.file-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export to write it again, or delete its annotations and export.</source>
        <comment>refresh.write-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>It looks like the mask of an image, but it was edited here: it stays an image.</source>
        <comment>refresh.mask</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export its edits; rename it if it is no mask.</source>
        <comment>refresh.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/folder_reader.py"/>
        <source>The file can't be read ({why}).</source>
        <comment>folder_reader.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>It was {old} when it was read: its annotations and edits are under its new name.</source>
        <comment>moved_images.followed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>Export them.</source>
        <comment>moved_images.export</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>It may have another name now, but which can't be told: {names}. Its edits wait.</source>
        <comment>moved_images.unsure</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>Give it its old name back, open the campaign and export; then rename it.</source>
        <comment>moved_images.old-name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>Another program wrote the table “{table}” anew.</source>
        <comment>overwritten_tables.anew</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>It lacks {annotations} of {count:,} files ({names}): an export deletes what the layer doesn't show.</source>
        <comment>overwritten_tables.lacks</comment>
        <extracomment>For 1: It lacks {annotations} of {count:,} file ({names}): an export deletes what the layer doesn't show.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>If that is not meant, save all features over the table again, or put a copy of the workspace in its place, before you export.</source>
        <comment>overwritten_tables.save-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>All images were compared with their files.</source>
        <comment>overwritten_tables.compared</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>What it changed is exported like any edit.</source>
        <comment>overwritten_tables.exported</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>{count:,} annotations</source>
        <comment>overwritten_tables.annotations</comment>
        <extracomment>For 1: {count:,} annotation</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/replaced_images.py"/>
        <source>The image lies elsewhere than when it was read. Of the boxes and areas on it, {outside} of {all} lie outside it now.</source>
        <comment>replaced_images.left-behind</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/replaced_images.py"/>
        <source>Look at them again: move what is not where it should be, or put the image back.</source>
        <comment>replaced_images.look-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>The place of the image is known by now, and was not before. Of the boxes and areas on it, {inside} of {all} lie on it.</source>
        <comment>unlocated.located</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>Look at them again: move what is not where it should be, or delete it.</source>
        <comment>unlocated.look-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>The place of the image is not known, and {count} boxes and areas are on it: written as before.</source>
        <comment>unlocated.shapes</comment>
        <extracomment>For 1: The place of the image is not known, and {count} box or area is on it: written as before.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>Give the image its place, then look at them again; or delete them.</source>
        <comment>unlocated.locate</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_campaign.py"/>
        <source>Or put another backup back.</source>
        <comment>restore_campaign.another</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Look whether that write made other files, and delete those.</source>
        <comment>restore_plan.look</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Labels are in use that it did not list: they are in it, too.</source>
        <comment>restore_plan.labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Its list of files can't be used ({why}): the files in it are put back.</source>
        <comment>restore_plan.doubted</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Its list of files can't be used ({why}), so it is passed over.</source>
        <comment>restore_plan.passed-over</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Another program has changed it since it was written, so it stays.</source>
        <comment>restore_plan.changed-stays</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Delete it where it is not wanted.</source>
        <comment>restore_plan.delete</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Another program has changed it since it was written; that is kept in a backup, too.</source>
        <comment>restore_plan.changed-kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>The backup {backup} is none of ours. Its list of files can't be used ({why}). Nothing was written. Choose another one.</source>
        <comment>restore_plan.none-of-ours</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>{file} is missing in the backup {backup}, so it can't be put back whole. Nothing was written. Choose a later backup.</source>
        <comment>restore_plan.missing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>So it is not put back.</source>
        <comment>restore_plan.stays</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>restore {backup} again</source>
        <comment>restore_plan.again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Nothing is left to do: all is labelled and exported.</source>
        <comment>next_steps.nothing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>The campaign is open for editing: what is not saved there is counted nowhere. Save it there first.</source>
        <comment>next_steps.save</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: it has no workspace yet.</source>
        <comment>next_steps.open</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} images have not been read yet.</source>
        <comment>next_steps.read</comment>
        <extracomment>For 1: Open the campaign: {count:,} image has not been read yet.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} files or images in its folder have changed since.</source>
        <comment>next_steps.open-again</comment>
        <extracomment>For 1: Open the campaign: {count:,} file or image in its folder has changed since.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: another workspace of it has edits, which are brought together.</source>
        <comment>next_steps.bring-together</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Settle {count:,} conflicts between the workspace and the folder, or another workspace.</source>
        <comment>next_steps.resolve</comment>
        <extracomment>For 1: Settle {count:,} conflict between the workspace and the folder, or another workspace.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Export the campaign: edits of {count:,} images are in its workspace only.</source>
        <comment>next_steps.export</comment>
        <extracomment>For 1: Export the campaign: edits of {count:,} image are in its workspace only.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Look at {count:,} errors among the problems: something is not shown, or not written.</source>
        <comment>next_steps.check</comment>
        <extracomment>For 1: Look at {count:,} error among the problems: something is not shown, or not written.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Label {count:,} images that are still to do.</source>
        <comment>next_steps.label</comment>
        <extracomment>For 1: Label {count:,} image that is still to do.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} edits that were open in a QGIS that ended are saved then.</source>
        <comment>next_steps.recover</comment>
        <extracomment>For 1: Open the campaign: {count:,} edit that was open in a QGIS that ended is saved then.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Export the campaign: edits of its labels are in its workspace only.</source>
        <comment>next_steps.export-labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/conflicts.py"/>
        <source>The folder or the workspace changed meanwhile, so nothing was settled. Look at the conflicts again.</source>
        <comment>conflicts.changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/of_campaign.py"/>
        <source>{workspace} can't be copied to {place} ({why}).</source>
        <comment>of_campaign.not-copied</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>edits of its labels</source>
        <comment>other_workspace.labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>edits of {count:,} images</source>
        <comment>other_workspace.edits</comment>
        <extracomment>For 1: edits of {count:,} image</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{one} and {other}</source>
        <comment>other_workspace.and</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Another workspace of this folder, {path}, can't be read, so edits in it stay there.</source>
        <comment>other_workspace.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of it in {workspace} can't be taken over.</source>
        <comment>other_workspace.not-taken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{count:,} images got another state in another workspace of this folder, {workspace}: this one's states stay.</source>
        <comment>other_workspace.unlike</comment>
        <extracomment>For 1: {count:,} image got another state in another workspace of this folder, {workspace}: this one's states stay.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open the campaign again once it is closed there.</source>
        <comment>other_workspace.open-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open that one, and recover them if that QGIS is gone.</source>
        <comment>other_workspace.recover</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} has {edits} ({when}) that are not in this one.</source>
        <comment>other_workspace.waiting</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open the campaign to bring them together.</source>
        <comment>other_workspace.bring-together</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>states or flags</source>
        <comment>other_workspace.marks</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} has {edits} ({when}). It was made for {folder}, which is not there and was like this folder, but may have been another copy of the campaign: they are not taken over.</source>
        <comment>other_workspace.guess</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>If they are of this folder, open it once with that workspace as WORKSPACE of “Import SCANEO campaign” in the toolbox: from then on it is known to be of it.</source>
        <comment>other_workspace.name-it</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{edits} were taken over from another workspace of this folder, {path} ({when}), which stays as it is.</source>
        <comment>other_workspace.taken</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>It was edited here and in another workspace of this folder, {workspace} ({when}), each in another way: this workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>other_workspace.conflicts</comment>
        <extracomment>For 1: It was edited here and in another workspace of this folder, {workspace} ({when}), each in another way: this workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>The labels were edited here and in another workspace of this folder, {workspace}, each in another way: this one's are shown. It is about {names}.</source>
        <comment>other_workspace.label-conflicts</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Another workspace of this folder, {path},</source>
        <comment>other_workspace.of-this</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>last edited {time}</source>
        <comment>other_workspace.when</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{one}, {other}</source>
        <comment>other_workspace.list</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} is open for editing, with {edits} ({when}). They are not taken over.</source>
        <comment>other_workspace.open</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} is open for editing by {who}, with {edits} ({when}). They are not taken over.</source>
        <comment>other_workspace.open-by</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} keeps edits that were open and may be open still: they are not taken over.</source>
        <comment>other_workspace.left</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} keeps edits that were open by {who} and may be open still: they are not taken over.</source>
        <comment>other_workspace.left-by</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>A workspace of another folder, {path},</source>
        <comment>other_workspace.of-another</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of {count:,} images</source>
        <comment>other_workspace.came-edits</comment>
        <extracomment>For 1: Edits of {count:,} image</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>states or flags of {count:,} images</source>
        <comment>other_workspace.marks-of</comment>
        <extracomment>For 1: states or flags of {count:,} image</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of its labels</source>
        <comment>other_workspace.came-labels</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>States or flags of {count:,} images</source>
        <comment>other_workspace.came-marks</comment>
        <extracomment>For 1: States or flags of {count:,} image</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{path} can't be copied ({why}).</source>
        <comment>other_workspace.not-copied</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>The file is not a GeoJSON FeatureCollection with a list of features.</source>
        <comment>geojson.no-collection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>Put back the file that SCANEO wrote, or move it elsewhere.</source>
        <comment>geojson.put-back-scaneos</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>By its crs member, its coordinates are not longitude and latitude on WGS 84 but {crs}: SCANEO passes over that and puts them elsewhere, so they are not shown.</source>
        <comment>geojson.elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>Transform them to EPSG:4326; or, if they are that already, take the crs member out.</source>
        <comment>geojson.transform</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>line {line}, column {column}</source>
        <comment>geojson.line-column</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>The file is not UTF-8 text.</source>
        <comment>geojson.not-utf8</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Save it as UTF-8, or put back a copy.</source>
        <comment>geojson.save-as-utf8</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>line {line}, byte {byte}</source>
        <comment>geojson.line-byte</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>This is not JSON ({why}).</source>
        <comment>geojson.no-json</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Mend it there, or put back a copy.</source>
        <comment>geojson.mend-json</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>It is nested too deep to be an annotation file.</source>
        <comment>geojson.too-deep</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Put back a copy.</source>
        <comment>geojson.put-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>A number can't be read ({why}).</source>
        <comment>geojson.number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Mend it, or put back a copy.</source>
        <comment>geojson.mend-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>The JSON is cut off.</source>
        <comment>geojson.cut-off</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Put back a whole copy of the file.</source>
        <comment>geojson.put-back-whole</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It stays in the file as it is.</source>
        <comment>annotations.kept</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Edit the box and export: both are written anew.</source>
        <comment>annotations.box-anew</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The feature has no properties.</source>
        <comment>annotations.no-properties</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Give it a task and a label.</source>
        <comment>annotations.give-task-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The feature has no task.</source>
        <comment>annotations.no-task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Add properties.task.</source>
        <comment>annotations.add-task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It has no label.</source>
        <comment>annotations.no-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The label is not a text.</source>
        <comment>annotations.label-no-text</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Write it in double quotes.</source>
        <comment>annotations.quote-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The label holds a character that no file can keep.</source>
        <comment>annotations.label-character</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The detection has no bbox, so SCANEO can't import it: the ring is shown.</source>
        <comment>annotations.no-bbox</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox has no extent, and the ring has: the ring is shown; SCANEO shows the bbox.</source>
        <comment>annotations.bbox-flat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>SCANEO has drawn the outline through two of the bbox's positions, so it has no extent: the bounds of the bbox are shown.</source>
        <comment>annotations.ring-flat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Leave it so: it stays until the box is moved.</source>
        <comment>annotations.until-moved</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox and the ring disagree: the bbox is shown, as in SCANEO.</source>
        <comment>annotations.bbox-differs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Its outline is turned, or no rectangle: its bounds are shown, as in SCANEO.</source>
        <comment>annotations.ring-turned</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Leave it so: it stays until the box is resized.</source>
        <comment>annotations.until-resized</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It has no geometry.</source>
        <comment>annotations.no-geometry</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Give it one.</source>
        <comment>annotations.give-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Rename it.</source>
        <comment>annotations.rename-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The ring is shown instead.</source>
        <comment>annotations.ring-shown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox is shown, as in SCANEO.</source>
        <comment>annotations.bbox-shown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The ring is no rectangle: the bbox, which are its bounds, is shown.</source>
        <comment>annotations.ring-no-rectangle</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>By its crs member, its coordinates are not longitude and latitude on WGS 84 but {crs}: SCANEO passes over that.</source>
        <comment>annotations.elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Transform them to EPSG:4326; or, if they are that already, take the crs member out.</source>
        <comment>annotations.transform</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>The file keeps what it had.</source>
        <comment>change.as-read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>It is written once.</source>
        <comment>change.once</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>The image has this label already.</source>
        <comment>change.label-already</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>case</source>
        <comment>checks.case</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>spaces</source>
        <comment>checks.spaces</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>characters that can't be seen</source>
        <comment>checks.unseen</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>how a letter is encoded</source>
        <comment>checks.encoding</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} files have an empty list, as images that were verified empty have: EOTDL's modules stop on that.</source>
        <comment>checks.files-empty</comment>
        <extracomment>For 1: {count:,} file has an empty list, as images that were verified empty have: EOTDL's modules stop on that.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>For what stops on them, export to another folder and leave empty images out.</source>
        <comment>checks.leave-empty-out</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Leave it, if another program needs it.</source>
        <comment>checks.leave-task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>The label “{label}” reads like “{other}”: they differ in {ways} only. {have_it}, {have_other}.</source>
        <comment>checks.label-alike</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Relabel what has it as “{other}”, or rename one of them.</source>
        <comment>checks.relabel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>The label “{label}” is not in {file}: SCANEO's page breaks on it. {count:,} annotations have it.</source>
        <comment>checks.label-unlisted</comment>
        <extracomment>For 1: The label “{label}” is not in {file}: SCANEO's page breaks on it. {count:,} annotation has it.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>List it, or relabel them.</source>
        <comment>checks.list-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>No annotation has the label “{label}”.</source>
        <comment>checks.label-unused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Delete it from the labels, if it is not meant for later.</source>
        <comment>checks.delete-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} annotations have it</source>
        <comment>checks.have-it</comment>
        <extracomment>For 1: {count:,} annotation has it</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} annotations have the other</source>
        <comment>checks.have-other</comment>
        <extracomment>For 1: {count:,} annotation has the other</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Positions are longitude, latitude; those of a bbox are the reverse.</source>
        <comment>checks.swap-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Move its corners, or draw it again.</source>
        <comment>checks.move-corners</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>SCANEO imports images whose names end in .tif, and there is none: it stops.</source>
        <comment>checks.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Let their names end in .tif; each GeoJSON file keeps its name. In QGIS, all can be done as they are.</source>
        <comment>checks.name-tif</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box is less than half a pixel wide or high.</source>
        <comment>checks.box-small</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>SCANEO reads a folder's images that end in .tif only, and not in {suffix}.</source>
        <comment>checks.image-suffix</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Rename it, with its .aux.xml file if it has one: its GeoJSON file keeps its name.</source>
        <comment>checks.rename-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It overlaps {other}, which is “{label}”.</source>
        <comment>checks.overlap</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Cut one of them, or delete it.</source>
        <comment>checks.cut-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is {degrees:.0f} degrees wide, which is more than half the globe.</source>
        <comment>checks.wide</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>If it is to lie across 180 degrees, split it there; else draw it again.</source>
        <comment>checks.split</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box is a point.</source>
        <comment>checks.box-point</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box has no width.</source>
        <comment>checks.box-no-width</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box has no height.</source>
        <comment>checks.box-no-height</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Its path has “.tif” twice, so SCANEO looks for its GeoJSON under a wrong name.</source>
        <comment>checks.name-doubled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Rename it, or the folder that it is in.</source>
        <comment>checks.rename-either</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is the same as {other}.</source>
        <comment>checks.twin</comment>
        <translation>Sie ist dieselbe wie {other}.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is the same as {other}, but the file says of each what it doesn't of the other.</source>
        <comment>checks.twin-differs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The place of its image is not known, so nobody knows what it lies on.</source>
        <comment>checks.image-not-located</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Give the image its place, then look at it again; or delete it.</source>
        <comment>checks.locate-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area crosses itself, and what it is to cover can't be told.</source>
        <comment>checks.area-tangled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area or one of its parts crosses or touches itself or another one.</source>
        <comment>checks.area-crossing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area is thinner than a pixel of its image.</source>
        <comment>checks.sliver</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>{count} of its {parts} parts are thinner than a pixel.</source>
        <comment>checks.slivers</comment>
        <extracomment>For 1: {count} of its {parts} parts is thinner than a pixel.</extracomment>
        <translation>
            <numerusform>{count} ihrer {parts} Teile ist dünner als ein Pixel.</numerusform>
            <numerusform>{count} ihrer {parts} Teile sind dünner als ein Pixel.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It reaches across the edge of its image.</source>
        <comment>checks.across-edge</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Cut it off at the edge.</source>
        <comment>checks.cut-off</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It lies on its image once latitude and longitude are swapped.</source>
        <comment>checks.fits-swapped</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It lies outside its image.</source>
        <comment>checks.outside</comment>
        <translation>Sie liegt außerhalb ihres Bildes.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Move it there, or delete it.</source>
        <comment>checks.move</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude are swapped, so they are out of range, and it can't be shown.</source>
        <comment>checks.swapped</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude of its bbox are swapped and out of range: the ring is shown.</source>
        <comment>checks.swapped-bbox</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude of its ring are swapped and out of range: the bbox is shown.</source>
        <comment>checks.swapped-ring</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Delete one of the two.</source>
        <comment>content.delete-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Save it as plain UTF-8 JSON.</source>
        <comment>content.save-plain</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Its task is “{task}”, so it is not shown.</source>
        <comment>content.other-task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>feature {number}</source>
        <comment>content.feature</comment>
        <translation>Feature {number}</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write a number or null.</source>
        <comment>content.write-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>It begins with a byte-order mark, on which SCANEO stops.</source>
        <comment>content.bom</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>It holds NaN or Infinity, which JSON has not.</source>
        <comment>content.nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>By its crs member, its coordinates are on {datum}. Programs take these for WGS 84, which is some metres off at most: they are shown as they are.</source>
        <comment>content.datum</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Leave it so.</source>
        <comment>content.leave</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The label is {value}, which is no text.</source>
        <comment>content.label-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write it in double quotes.</source>
        <comment>content.quote-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Its task, geometry or bbox holds NaN or Infinity, which JSON has not.</source>
        <comment>content.feature-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>A property holds NaN or Infinity, which JSON has not: strict programs stop on it.</source>
        <comment>content.property-nan</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write “{task}”.</source>
        <comment>content.write-task</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Until then it stays in the file as it is.</source>
        <comment>content.until-then</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The file stays as it is.</source>
        <comment>content.stays</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The image is given “{label}” twice: {other} gives it already.</source>
        <comment>content.class-twice</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The image is given “{label}” twice: {other} gives it already, but the file says of each what it doesn't of the other.</source>
        <comment>content.class-twice-differs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>The feature is nested too deep to be written again.</source>
        <comment>feature_text.too-deep</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>Flatten it.</source>
        <comment>feature_text.flatten</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>One of the feature's numbers is too large to be written again.</source>
        <comment>feature_text.number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>Shorten it.</source>
        <comment>feature_text.shorten</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/label_text.py"/>
        <source>The file has no list of labels.</source>
        <comment>label_text.no-list</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/label_text.py"/>
        <source>Write {{"labels": […]}}, or delete it.</source>
        <comment>label_text.write-list</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>There is no spai.json: the labels that the annotations use are shown in colours of our own.</source>
        <comment>labels.missing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Export once after an edit: it is written then.</source>
        <comment>labels.export-once</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>It begins with a byte-order mark, on which SCANEO stops.</source>
        <comment>labels.bom</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Save it as plain UTF-8 JSON.</source>
        <comment>labels.save-plain</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>label {number}</source>
        <comment>labels.number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label has no name that can be used.</source>
        <comment>labels.nameless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Rename or delete it.</source>
        <comment>labels.rename-or-delete</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Delete one: SCANEO stops on it.</source>
        <comment>labels.delete-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Give it a name and a colour.</source>
        <comment>labels.give-name-colour</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is listed twice: its first colour is used.</source>
        <comment>labels.twice</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is listed twice: the other entry is used.</source>
        <comment>labels.twice-bare</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is a bare word: SCANEO stops on it. It is shown in a colour of our own.</source>
        <comment>labels.bare-word</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is a bare number: SCANEO stops on it. It is shown in a colour of our own.</source>
        <comment>labels.bare-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The colour of “{name}” is “{colour}”, which is not known here: another one is shown.</source>
        <comment>labels.colour-unknown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Leave it, if SCANEO shows it; else recolour the label.</source>
        <comment>labels.recolour</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The colour of “{name}” is {value}: another one is shown.</source>
        <comment>labels.colourless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Write it as #rrggbb, such as #0048f0.</source>
        <comment>labels.write-colour</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>It looks like the mask of an image, but it has annotations: it stays an image.</source>
        <comment>pairing.mask-labelled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Move its GeoJSON file elsewhere if it is a mask, or rename it if it is none.</source>
        <comment>pairing.move-mask</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>{count:,} masks beside images, left alone.</source>
        <comment>pairing.masks-left-alone</comment>
        <extracomment>For 1: {count:,} mask beside images, left alone.</extracomment>
        <translation>
            <numerusform>{count:,} Maske neben Bildern, in Ruhe gelassen.</numerusform>
            <numerusform>{count:,} Masken neben Bildern, in Ruhe gelassen.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename what is no mask (its name ends in _mask).</source>
        <comment>pairing.rename-mask</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>It has the annotation file of {first}: its own annotations can't be kept.</source>
        <comment>pairing.file-shared</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename one of the two images.</source>
        <comment>pairing.rename-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Windows would take this name for a path elsewhere: its annotations can't be kept.</source>
        <comment>pairing.name-elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename the image.</source>
        <comment>pairing.rename-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/areas.py"/>
        <source>It can't be repaired ({why}).</source>
        <comment>areas.unrepaired</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/areas.py"/>
        <source>GEOS gives up ({why}).</source>
        <comment>areas.geos</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Warp a copy of it.</source>
        <comment>datum_operations.warp</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>its own reference system</source>
        <comment>datum_operations.own-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>QGIS shows it {metres:,.1f} m ({pixels:,.1f} pixels) away from where GDAL reads it ({crs} to {target}).</source>
        <comment>datum_operations.apart</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>QGIS shows it much away from where GDAL reads it ({crs} to {target}).</source>
        <comment>datum_operations.far-apart</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>The project has no coordinate reference system: nothing can be drawn until it has.</source>
        <comment>datum_operations.no-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Set it to that of the image: {crs}.</source>
        <comment>datum_operations.set-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>The image's pixels have no longitude and latitude here.</source>
        <comment>datum_operations.no-lonlat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Check that it has the right coordinate reference system.</source>
        <comment>datum_operations.check-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Its longitudes reach beyond the edge of its projection: what is drawn there shows elsewhere.</source>
        <comment>datum_operations.beyond-edge</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Its longitudes reach beyond 180 degrees: what is drawn there shows elsewhere.</source>
        <comment>datum_operations.beyond-180</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Set the project's reference system to {crs}.</source>
        <comment>datum_operations.set-projects</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Placed by {georeferencing} alone: SCANEO sees no place in it.</source>
        <comment>datum_operations.placed-by</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JPEG 2000 image</source>
        <comment>file_kinds.jpeg-2000</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>the description of a map server</source>
        <comment>file_kinds.map-server</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a web page</source>
        <comment>file_kinds.web-page</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a PNG image</source>
        <comment>file_kinds.png</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JPEG image</source>
        <comment>file_kinds.jpeg</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a GIF image</source>
        <comment>file_kinds.gif</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a BMP image</source>
        <comment>file_kinds.bmp</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an HDF5 file</source>
        <comment>file_kinds.hdf5</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a netCDF file</source>
        <comment>file_kinds.netcdf</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an ERDAS Imagine file</source>
        <comment>file_kinds.erdas</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a NITF file</source>
        <comment>file_kinds.nitf</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a PDF document</source>
        <comment>file_kinds.pdf</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a zip archive</source>
        <comment>file_kinds.zip</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a gzip archive</source>
        <comment>file_kinds.gzip</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a database</source>
        <comment>file_kinds.database</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>the placeholder of Git LFS: fetch the file itself</source>
        <comment>file_kinds.git-lfs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a virtual raster (VRT)</source>
        <comment>file_kinds.vrt</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an index of tiles</source>
        <comment>file_kinds.tiles</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an XML file</source>
        <comment>file_kinds.xml</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JSON file</source>
        <comment>file_kinds.json</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Put a whole copy in its place.</source>
        <comment>geotiff.replace</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Move it elsewhere.</source>
        <comment>geotiff.away</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Put a GeoTIFF in its place, or allow its driver in Settings &gt; Options &gt; Scaneo Bridge.</source>
        <comment>geotiff.instead</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read ({why}).</source>
        <comment>geotiff.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is no TIFF (it is {kind}).</source>
        <comment>geotiff.beside-other-kind</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: it is no GeoTIFF.</source>
        <comment>geotiff.no-geotiff</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: it is no GeoTIFF (it is {kind}).</source>
        <comment>geotiff.other-kind</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it has its values in another file.</source>
        <comment>geotiff.values-elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would read all of {file} beside it, and that is larger than {size} MB.</source>
        <comment>geotiff.beside-large</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is no TIFF.</source>
        <comment>geotiff.beside-no-tiff</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: {why}.</source>
        <comment>geotiff.irregular</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>GDAL would take its name for what is in it.</source>
        <comment>geotiff.name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Rename it.</source>
        <comment>geotiff.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read.</source>
        <comment>geotiff.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The folder of the image can't be read ({why}).</source>
        <comment>geotiff.folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Ask for the right to read it.</source>
        <comment>geotiff.ask-right</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would read {file} beside it, but {why}.</source>
        <comment>geotiff.beside-read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would open {file} beside it, but {why}.</source>
        <comment>geotiff.beside-open</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: it has its overviews in another file ({file}).</source>
        <comment>geotiff.overviews-elsewhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Delete {image}.aux.xml, or what names that file (OVERVIEW_FILE).</source>
        <comment>geotiff.delete-aux</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is a link that leads to no file.</source>
        <comment>geotiff.beside-link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/files/rasters.py"/>
        <source>The image {path} can't be read. Put a whole copy in its place.</source>
        <comment>rasters.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/footprints.py"/>
        <source>The image reaches where its coordinate reference system has no longitude and latitude.</source>
        <comment>footprints.off-earth</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/footprints.py"/>
        <source>Check that it has the right one.</source>
        <comment>footprints.check-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Georeference it (in QGIS: Layer &gt; Georeferencer).</source>
        <comment>georeference.do</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image covers no area.</source>
        <comment>georeference.no-area</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Check its georeference.</source>
        <comment>georeference.check</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>a geotransform</source>
        <comment>georeference.grid</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>ground control points</source>
        <comment>georeference.points</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>rational polynomial coefficients (RPC)</source>
        <comment>georeference.rpc</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has no georeference: its place is not known.</source>
        <comment>georeference.none</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>“without a name”</source>
        <comment>georeference.nameless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has ground control points without a coordinate reference system, so its place is not known.</source>
        <comment>georeference.points-no-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has no coordinate reference system, so its place is not known.</source>
        <comment>georeference.no-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Assign one (in QGIS: Raster &gt; Projections &gt; Assign Projection).</source>
        <comment>georeference.assign</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image's reference system ({crs}) is a local one, with no longitude and latitude.</source>
        <comment>georeference.local-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Assign the right one if its numbers are of that; if not, georeference it (in QGIS: Layer &gt; Georeferencer).</source>
        <comment>georeference.assign-right</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image's {georeferencing} don't say where it lies.</source>
        <comment>georeference.says-nothing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>They may be too few, or on one line.</source>
        <comment>georeference.too-few</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>There is no image “{name}”.</source>
        <comment>images.unknown</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Name one of the images, or none: then its place decides.</source>
        <comment>images.name-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>{path} has no annotation file of its own.</source>
        <comment>images.no-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Rename the image.</source>
        <comment>images.rename</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>“{name}” can be any of {paths}.</source>
        <comment>images.ambiguous</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Write the path below the folder.</source>
        <comment>images.write-path</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>{path} can't be warped.</source>
        <comment>warping.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>No pixel of it has a longitude and latitude.</source>
        <comment>warping.no-lonlat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>Georeference it.</source>
        <comment>warping.georeference</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>{path} can't be warped: GDAL can't read it, or the disk is full.</source>
        <comment>warping.gdal</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>No copy of {path} can be written ({why}).</source>
        <comment>warping.unwritable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It lies on several images of one place: it is written to the first.</source>
        <comment>annotating.alike</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Name the image in a field, or assign it to every image.</source>
        <comment>annotating.name-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It names no image and has no geometry.</source>
        <comment>annotating.nowhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Name its image, or delete the feature.</source>
        <comment>annotating.name-or-delete</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It lies outside every image.</source>
        <comment>annotating.outside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Add its image, or delete the feature.</source>
        <comment>annotating.add-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>It is written once.</source>
        <comment>mapping.written-once</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>So its labels stay as they are.</source>
        <comment>mapping.labels-stay</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>The disk refuses ({why}).</source>
        <comment>mapping.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>{file}, the file of its image, can't be read.</source>
        <comment>mapping.unread</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>Another feature gives {image} this label already.</source>
        <comment>mapping.repeated</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>So nothing is written for {image}.</source>
        <comment>mapping.not-written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>{image} has edits in the campaign's workspace that are not exported yet. Nothing was written. Open the campaign and export them first.</source>
        <comment>mapping.image-waits</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>The list of labels has edits in the campaign's workspace that are not exported yet. Nothing was written. Open the campaign and export them first.</source>
        <comment>mapping.labels-wait</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>No feature of the layers can be written, but the folder's annotations of {tasks} ({deleted:,}) would be deleted. Nothing was written. Mend the layers, or add to what the folder has instead of replacing it.</source>
        <comment>mapping.only-deletes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>No feature of the layers can be written (the first problem: {problem}), but the folder's annotations of {tasks} ({deleted:,}) would be deleted. Nothing was written. Mend the layers, or add to what the folder has instead of replacing it.</source>
        <comment>mapping.only-deletes-for</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Use QGIS's Buffer (Processing &gt; Vector geometry) to make areas of its points or lines, or map it to classification.</source>
        <comment>feature_shapes.no-areas</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no geometry.</source>
        <comment>feature_shapes.no-geometry</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it, or delete the feature.</source>
        <comment>feature_shapes.draw</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is no upright box: its bounds are exported.</source>
        <comment>feature_shapes.bounds</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It was not valid and has been repaired.</source>
        <comment>feature_shapes.repaired</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is more than half the globe wide. Split it at the antimeridian (180 degrees) if it should cross that.</source>
        <comment>feature_shapes.wide</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Lines or points that were no part of an area have been left out.</source>
        <comment>feature_shapes.left-over</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no extent.</source>
        <comment>feature_shapes.no-extent</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it again, or delete the feature.</source>
        <comment>feature_shapes.draw-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no area: its outline is a line or a point.</source>
        <comment>feature_shapes.flat</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is an area without any part.</source>
        <comment>feature_shapes.no-part</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is no area.</source>
        <comment>feature_shapes.no-area</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it again.</source>
        <comment>feature_shapes.anew</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/found_images.py"/>
        <source>{there} is another image than {file}: they lie in different places. Choose another folder, or rename one of the two.</source>
        <comment>mapping.another-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/found_images.py"/>
        <source>Two of the images would have one name in {folder}: {name}. Choose another folder, or leave one of them out.</source>
        <comment>mapping.one-name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/label_uses.py"/>
        <source>The label is not a text.</source>
        <comment>label_uses.no-text</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/label_uses.py"/>
        <source>Choose a field or expression that gives texts.</source>
        <comment>label_uses.choose</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/mapping/ledger.py"/>
        <source>features {fids} and {count:,} more</source>
        <comment>ledger.features-more</comment>
        <extracomment>For 1: features {fids} and {count:,} more</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>feature {fid}</source>
        <comment>ledger.feature</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>features {fids}</source>
        <comment>ledger.features</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>On one of its images it is not written: {why}</source>
        <comment>ledger.on-one</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/mapping/ledger.py"/>
        <source>It has {count:,} features by its own count, and gave {given:,}.</source>
        <comment>ledger.short</comment>
        <extracomment>For 1: It has {count:,} feature by its own count, and gave {given:,}.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>Check its source, and export again.</source>
        <comment>ledger.check-source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>No layer is mapped to a task. Choose a task for at least one.</source>
        <comment>plan.no-layer</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>No folder is chosen. Choose the one that the campaign is written to.</source>
        <comment>plan.no-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>{folder} is the root of a disk. Choose a folder in it for the campaign.</source>
        <comment>plan.root</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>A layer that is mapped is gone from the project. Choose the layers anew.</source>
        <comment>plan.layer-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>The project shows no local GeoTIFF (.tif or .tiff). Add the images, or choose their folder.</source>
        <comment>plan.no-image</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>It crosses the antimeridian (180 degrees) or holds a pole, and no box can.</source>
        <comment>projector.crossing</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>Split it there (QGIS: Split Features), or map its layer to segmentation.</source>
        <comment>projector.split</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>It lies where its layer's coordinate reference system has no longitude and latitude.</source>
        <comment>projector.nowhere</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>Check that the layer has the right one, or move the feature.</source>
        <comment>projector.check-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>One of its positions is no number.</source>
        <comment>projector.no-number</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} can't be mapped to {task}: it has no areas.</source>
        <comment>sources.no-areas</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} can't be read. Mend its source, or leave it out.</source>
        <comment>sources.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no field “{field}” that could name the image. Choose another one.</source>
        <comment>sources.no-image-field</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>No feature of the layer {layer} is selected, and only selected features are asked for. Select some, or export all.</source>
        <comment>sources.none-selected</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The label expression of the layer {layer} can't be read ({why}). Mend it, or choose a field.</source>
        <comment>sources.bad-expression</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no field “{field}”. Choose the field or expression that gives its label, or write a fixed label in single quotes.</source>
        <comment>sources.no-field</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no label expression. Choose the field or expression that gives its label, or write a fixed label in single quotes.</source>
        <comment>sources.no-expression</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no geometry. Choose the field that names the image.</source>
        <comment>sources.no-geometry</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no coordinate reference system. Set it (Layer &gt; Set CRS of Layer), then export again.</source>
        <comment>sources.no-crs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer}: its label can't be used.</source>
        <comment>sources.bad-label</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/spool.py"/>
        <source>The folder for temporary files ({folder}) can't be written ({why}). Nothing was written. Make room, then export again.</source>
        <comment>spool.full</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/mapping/spool.py"/>
        <source>none was found</source>
        <comment>spool.no-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} images</source>
        <extracomment>For 1: {count:,} image</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} annotations</source>
        <extracomment>For 1: {count:,} annotation</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} features</source>
        <extracomment>For 1: {count:,} feature</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} files</source>
        <extracomment>For 1: {count:,} file</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} problems</source>
        <extracomment>For 1: {count:,} problem</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} conflicts</source>
        <extracomment>For 1: {count:,} conflict</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_buffer.py"/>
        <source>The edits of {layer} can't be saved; they are still open. {reason}</source>
        <comment>edit_buffer.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_buffer.py"/>
        <source>The workspace is locked: another program is writing to it. Try again.</source>
        <comment>edit_buffer.locked</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Draw an area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Take a class away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Give a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Change a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Relabel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Delete annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>QGIS refuses to edit the layer “{layer}”. Nothing was changed.</source>
        <comment>edit_commands.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Rename a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Merge labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Delete a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <source>“{step}” can't be undone any more: files were written since, or another program has replaced the layers. Restore…, in the menu of Export, brings back how files were.</source>
        <comment>bulk_edit.cannot-undo</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Add a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Recolour a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Move a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Flagged: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Flag taken away: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>To do: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Done: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Verified empty: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Skipped: {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/history.py"/>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/keepers/boxes.py"/>
        <source>Keep boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/palette.py"/>
        <source>“{label}” would get another place in spai.json, and so another class code for programs that train on the folder. Rename a label instead of moving or deleting it; or switch “Keep the labels' places” off, in the options.</source>
        <comment>palette.keeps-places</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>The layer “{task}” is gone from the project. Open the campaign again.</source>
        <comment>session.layer-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>“{image}” is not read yet, and its campaign's workspace is being written. Try again in a moment.</source>
        <comment>session.being-written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>QGIS refuses to edit the layer “{task}” of the workspace {path}.</source>
        <comment>session.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>There is no campaign in the project: open one in Scaneo Bridge.</source>
        <comment>expressions.none</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>There are several campaigns in the project: use this in a layer of the one that you mean.</source>
        <comment>expressions.several</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>A point is wanted, in longitude and latitude (EPSG:4326).</source>
        <comment>expressions.no-point</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>an image's path below the campaign's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>Examples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>Edits count as soon as they are saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>The image of the campaign on which a point lies, NULL where there is none. Of several, it is the one whose centre is nearest, then the first by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>The labels that an image has, as an array; NULL for an image that is unknown or not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>How many annotations of a label an image has; NULL for an image that is unknown or not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>a point in longitude and latitude (EPSG:4326)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the image of a feature of any point layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the same as a text, in the layer of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the name of a label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>how many an annotation's image has of its label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/layers.py"/>
        <source>QGIS can't open the layer {layer} of {workspace}. Import it again.</source>
        <comment>layers.not-opened</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/map_image.py"/>
        <source>{image} (near infrared is shown as red)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/map_image.py"/>
        <source>QGIS can't filter the layer {layer}.</source>
        <comment>map_image.not-filtered</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/forms.py"/>
        <location filename="../ui/export/layer_card.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/forms.py"/>
        <location filename="../ui/export/layer_card.py"/>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/styles.py"/>
        <source>not in spai.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/styles.py"/>
        <source>each label in its colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/disk.py"/>
        <source>{path} can't be written ({why}). Nothing that was there is lost. Make room, ask for the right to write, or choose another folder.</source>
        <comment>disk.unwritable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/disk.py"/>
        <source>{path} can't be written: {why}. Nothing was written. Move it elsewhere.</source>
        <comment>disk.irregular</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>its name is no place in the folder</source>
        <comment>folder.no-place</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>There is no folder {folder}. Choose the folder that holds the images.</source>
        <comment>folder.gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>“{name}” is no place in the folder, so nothing is written there.</source>
        <comment>folder.outside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>“{name}” lies behind a link out of the folder: nothing is written there.</source>
        <comment>folder.link-out</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>{path} lies behind a link: nothing is written there. Remove the link, or put a folder in its place.</source>
        <comment>folder.behind-link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>{path} is a file, where the folder for locks and backups should be. Nothing was written. Move it elsewhere.</source>
        <comment>folder.own-is-file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/locks/folder_lock.py"/>
        <source>Another program</source>
        <comment>folder_lock.another</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/locks/folder_lock.py"/>
        <source>{who} is writing to {folder}. Nothing was written. Wait until that has ended, and try again.</source>
        <comment>folder_lock.busy</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>{user} on {host} ({program}, process {process}, since {since})</source>
        <comment>lock_file.holder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>another program</source>
        <comment>lock_file.another</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>It is held by {who}.</source>
        <comment>lock_file.held</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a device, not a file</source>
        <comment>regular_files.device</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is something else, not a file</source>
        <comment>regular_files.other</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Ask for the right to read it.</source>
        <comment>regular_files.ask-right</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Put a whole file in its place, or move it out of the folder.</source>
        <comment>regular_files.put-whole</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Split it, or raise the limit in Settings &gt; Options &gt; Scaneo Bridge.</source>
        <comment>regular_files.split</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is larger than {size}</source>
        <comment>regular_files.too-large</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>{size:,} bytes</source>
        <comment>regular_files.bytes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a folder, not a file</source>
        <comment>regular_files.folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a named pipe, not a file</source>
        <comment>regular_files.pipe</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a socket, not a file</source>
        <comment>regular_files.socket</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it grows while it is read</source>
        <comment>regular_files.grows</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>There is no backup “{name}” in {folder}. The newest is {newest}, the oldest {oldest}.</source>
        <comment>backups.not-this</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>There is no backup in {folder}. Each export makes one.</source>
        <comment>backups.none</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it names no kind of write</source>
        <comment>backups.no-kind</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it names files that are none of the campaign's</source>
        <comment>backups.forged</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it counts what can't be counted</source>
        <comment>backups.count</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>{path} can't be read ({why}).</source>
        <comment>backups.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it is damaged</source>
        <comment>backups.damaged</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it is no JSON</source>
        <comment>backups.no-json</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>somebody else has just written it</source>
        <comment>journal.changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} names no backup.</source>
        <comment>journal.no-backup</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} can't be read ({why}).</source>
        <comment>journal.irregular</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} can't be read.</source>
        <comment>journal.unreadable</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way, and files were changed since, so the rest of it was not written: {files}.</source>
        <comment>recovery.set-aside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>It is kept in {folder}: compare, and try again.</source>
        <comment>recovery.compare</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>What a write has left in this folder can't be finished or cleared now. {why}</source>
        <comment>recovery.unsettled</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way; it was finished now.</source>
        <comment>recovery.finished</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way; what it had changed was put back.</source>
        <comment>recovery.undone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>Then open it again.</source>
        <comment>recovery.open-again</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way, and its journal can't be used: {why}</source>
        <comment>recovery.no-journal</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>What it left is kept in {folder}: look at it.</source>
        <comment>recovery.look</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is marked as read-only</source>
        <comment>replaceable.read-only</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is locked against changes (immutable, or open for additions only)</source>
        <comment>replaceable.locked</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>{path} can't be replaced: {why}. Nothing was written. Unlock it, or ask for the right to write it.</source>
        <comment>replaceable.refused</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is another user's, and in its folder each user may replace their own only</source>
        <comment>replaceable.others</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>{folder} can't be written ({why})</source>
        <comment>replaceable.folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>“{first}” and “{name}” are one name to the disk of {folder}. Nothing was written. Rename one of the images, or export to another disk.</source>
        <comment>replaceable.one-name</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{name} was changed by somebody else meanwhile. Nothing was written. Try again.</source>
        <comment>writing.changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>the disk refuses ({why})</source>
        <comment>writing.disk-refuses</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{path} can't be read ({why}). Nothing was written. {mend} Or leave it out.</source>
        <comment>writing.source</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{folder} can't be written any more ({why}), and some files are in place already. Each is whole, and the old ones are kept. Open the folder again when it can be written: it is finished then.</source>
        <comment>writing.half-way</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Put a whole copy in its place, if there is one. Or move it out of the folder, with what lies beside it under its name, and open the folder again: what was exported is in the GeoJSON files.</source>
        <comment>faults.away</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported may still be in it, so don't delete it.</source>
        <comment>faults.may-be</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported may still be in the files beside it, so don't delete it.</source>
        <comment>faults.may-be-beside</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported are not in it any more.</source>
        <comment>faults.lost</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be made. Choose another place for it.</source>
        <comment>faults.not-made</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be read.</source>
        <comment>faults.not-read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is closed.</source>
        <comment>faults.closed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is gone: nothing can be saved in it.</source>
        <comment>faults.gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened. Close other programs that use it, or choose another file.</source>
        <comment>faults.in-use</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened ({why}). Ask for the right to read it, or choose another file.</source>
        <comment>faults.no-right-to-read</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be written or read ({reason}). Make room on the disk, make sure that the file can be written, and try again.</source>
        <comment>faults.failed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is no database, but begins with “{begin}”, as a sync client's placeholder for a file that is not downloaded yet. Let it download the file (“always keep on this device”), and open the folder again.</source>
        <comment>faults.no-database</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened ({why}). Ask for the right to write it, or choose another file.</source>
        <comment>faults.no-right-to-write</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be read: it is damaged ({reason}).</source>
        <comment>faults.damaged</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is locked: another program is writing to it. Nothing is lost. Close other programs that use it, and try again.</source>
        <comment>faults.locked</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Another program changed the tables of the workspace {path} ({reason}). Open the campaign again: it mends them, or says what can be done.</source>
        <comment>faults.changed</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is empty, as after a copy that broke off, or on a full disk.</source>
        <comment>faults.empty</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is cut off: {size:,} of its {whole:,} bytes are there. Wait until it is copied or downloaded whole.</source>
        <comment>faults.cut-off</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is damaged ({reason}).</source>
        <comment>faults.it-is-damaged</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is another program's database, and no GeoPackage. Choose another file for the workspace, or move that one out of the folder: it stays as it is.</source>
        <comment>faults.other-program</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it holds nothing but zeros, as a sync client's placeholder for a file that is not downloaded yet. Let it download the file (“always keep on this device”), and open the folder again.</source>
        <comment>faults.zeros</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened. {file}: {why}. Move that elsewhere, and open the folder again.</source>
        <comment>faults.odd</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened: {fault}</source>
        <comment>faults.not-opened</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>no reason given</source>
        <comment>faults.no-reason</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/files.py"/>
        <source>another program is writing to it</source>
        <comment>files.written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/identity.py"/>
        <source>The folder {folder} can't be looked at ({why}).</source>
        <comment>identity.folder-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/image_rows.py"/>
        <source>feature {fid} of {image}</source>
        <comment>workspace.feature-of</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/image_rows.py"/>
        <source>feature {fid}</source>
        <comment>workspace.feature</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>{count:,} labels of the workspace's table can't be written: no name that can be used.</source>
        <comment>workspace.labels-nameless</comment>
        <extracomment>For 1: {count:,} label of the workspace's table can't be written: no name that can be used.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The workspace's table of labels has names twice: {names}.</source>
        <comment>workspace.labels-twice</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The workspace's table of labels has no colour that is known for {names}.</source>
        <comment>workspace.labels-colorless</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>They get the one that they had, or one of our own. Choose others.</source>
        <comment>workspace.own-color</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>Such rows are left out.</source>
        <comment>workspace.rows-left-out</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The first row of each is used.</source>
        <comment>workspace.first-row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/schema.py"/>
        <source>{path} is a GeoPackage, but no workspace of Scaneo Bridge. Choose another file: it stays as it is.</source>
        <comment>schema.no-workspace</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/schema.py"/>
        <source>The workspace {path} was made by another version of Scaneo Bridge ({version}, not {known}). Update the plugin, or choose another file.</source>
        <comment>schema.other-version</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Nothing was written, and the annotation files are as they were.</source>
        <comment>upkeep.unwritten</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Put a copy of the workspace in its place, if there is one; or move the workspace out of the folder and open the folder again: what was exported is in the annotation files; what was not is in that workspace alone, so don't delete it.</source>
        <comment>upkeep.put-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>The table “{name}” is gone from the workspace {path}: another program changed it.</source>
        <comment>upkeep.table-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>In the workspace {path}, a view is in place of the table “{name}”: another program changed it.</source>
        <comment>upkeep.view</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Drop the view, and give the table its name back.</source>
        <comment>upkeep.drop-view</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>The table “{name}” of the workspace {path} has no column {columns} any more (its columns are: {there}): another program changed it.</source>
        <comment>upkeep.columns-gone</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>If it was renamed, rename it back (in QGIS: layer properties, Fields). Else:</source>
        <comment>upkeep.rename-back</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>{path} does not say which folder it belongs to.</source>
        <comment>workspace.no-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>{path} is a folder, and the workspace is a file of that name. Rename the folder, or choose another place for the workspace.</source>
        <comment>workspace.is-folder</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>There is no workspace {path}. Import the campaign first.</source>
        <comment>workspace.none</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>The workspace {path} is a link, and nothing is written where it leads. Put the file itself in its place, or choose another workspace.</source>
        <comment>workspace.is-link</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>The workspace {path} can't be written ({why}). Choose another place.</source>
        <comment>workspace.not-written</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>Somebody else has just made {path}. Open the campaign again to go on with it.</source>
        <comment>workspace.just-made</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>{mended:,} mended in {files}. Restore…, in the menu of Export, takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Checking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>What was found has changed since: check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Mending…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Nothing was mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>{mended:,} mended. Ctrl+Z takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/check/checks_page.py"/>
        <source>{count:,} problems are selected.</source>
        <extracomment>For 1: {count:,} problem is selected.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Looked at {annotations} on {images}, {bare:,} of them not labelled yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Looked at {annotations} on {images}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Edited since: check again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Show only what is so bad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend all like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/export/export_page.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Save the edits that are open, and look once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>There is no safe mend: it is for you to decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>All is as it should be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend: each as its kind is mended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>The folder's files are written; what is replaced is kept in a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Ctrl+Z takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/label/images/navigator.py"/>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>{count:,} of those selected can be mended at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>{problems} of this kind. {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{done}. {sentences}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{files}: {added:,} added, {changed:,} changed, {deleted:,} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>Images: {added:,} added, {changed:,} changed, {deleted:,} without annotations now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{features} = {written:,} written + {listed:,} listed below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{annotations} deleted from the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <source>not chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <source>All of {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{title}: {story}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{picked} of {all} chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Choose one to see both versions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All of {file}: one answer for {conflicts}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Both versions are kept until you apply. On the line of a file, one answer serves all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Keep what this workspace has (Left or M)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Take what the folder has (Right or T)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Go on working; both versions stay, and nothing is exported yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>You wrote them, and they are missing there: somebody deleted them, or wrote the file without having read it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Mine: {mine}. Theirs: {theirs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <location filename="../ui/conflict/version_styles.py"/>
        <source>mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <location filename="../ui/conflict/version_styles.py"/>
        <source>theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{conflicts} with the folder and its other workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{conflicts} with the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Choose all of an image to apply it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>“There” is another workspace, {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <location filename="../ui/restore/restorer.py"/>
        <source>Comparing with the folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Bringing both versions together…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/conflict/resolver.py"/>
        <source>{count:,} conflicts settled</source>
        <extracomment>For 1: {count:,} conflict settled</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Kept mine: {mine}. Taken theirs: {theirs}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Export writes what is kept into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{ours} here, {theirs} there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>relabelled “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>drawn anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>recoloured here and there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Label “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Class “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Box “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Area “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>you wrote it, they have it as it was before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{action} here, and in another way there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>relabelled “{ours}” here, “{theirs}” there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>deleted here, recoloured there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>recoloured here, deleted there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>added in two colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>you wrote it, they deleted it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>resized</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Leave empty images out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Some training programs, such as EOTDL's, stop on a file with an empty list. Files that were empty before stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>To {folder}. What is replaced is kept in a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Not written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <source>There are new edits: look again at what would be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/export/layer_exporter.py"/>
        <source>Exporting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Nothing was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/label_uses_table.py"/>
        <source>{name} in the layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>What the layer's features become</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>The field or expression that gives a feature its label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>The label of all of the layer's features</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>What tells the image that a feature belongs to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Selected features only ({count:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>not exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>classification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>detection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>segmentation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Fixed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Where labels come from: a field or an expression, one label for the whole layer, or what the layer's legend calls each feature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>as the legend says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>By the feature's place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Field {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layer_exporter.py"/>
        <source>Looking at the layers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The campaign's folder: annotations are written there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Where the images are that the features lie on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The folder that holds the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Copy them there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>SCANEO wants the images beside their annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Where features go that don't name their image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The open campaign lies in this folder: its own edits are written, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The project has no vector layers. Add the ones that you want to export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>See what would be written, before anything is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Leave without exporting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Put on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Existing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>in another folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>the project's ({count:,})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>most overlapped image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>every image touched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>every image, cut to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>keep, add what is new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>replace these tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>What becomes of the annotations that the folder has. None is written twice, but an edited feature is a new one: replace to bring the folder up to date.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Export layers as annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{annotations} on {images} in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Written to {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{folder} holds all of it already: there is nothing to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>What is replaced is kept in a backup.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/label/palette/delete_label.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Merge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Make one label of those that are selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Choose another colour for the selected label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Preview again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>See what would be written with these labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Open the folder as a campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Double-click a label to rename it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>The labels have changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Preview again to see what would be written with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>What was replaced is kept in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>There already, and not written twice: {count:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{images} are copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>The edits of the open campaign are written, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>The annotation belongs to no image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>Go to its image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>Same label on this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>There is nowhere to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Another QGIS has this campaign open: {who}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Another QGIS has this campaign open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Edits that are open here are saved as ever, but not kept in case QGIS is killed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <source>No class yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>(no label)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <source>Remove {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Name the label of what you have drawn: it waits on the map.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <location filename="../ui/label/outside.py"/>
        <source>Nothing was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>It lies on {image}, and belongs to that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Name the first label, then give it to the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>{n} outside every image could not be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>{n} that waited for a label could not be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Go to an image first: a class belongs to one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>It was done to {annotations} on {images}. Undo takes it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Nothing is left of it on the image's pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Outside the image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>What was drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Not on this image alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Other areas cover all of it (Avoid Overlap is on): nothing was drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>There is no area to erase from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Other labels cover all of it: nothing was drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Warping {image}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Then open the campaign again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Warp a copy beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Writes a GeoTIFF with north up beside the image, for you to label in its place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Its place was not known when the campaign was opened. Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Finish it (an area: with Enter or a double click), or give it up with Esc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>There is no other image that way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Loading the next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Wait until these images are read, which is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>{image} has annotations: delete them first, or mark it as done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Something is being drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>No other image is to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>The end of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Not marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Not empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>The last image is finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>{first} So it is with {n} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Classifications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Detections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Segmentations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>It has edits that are not exported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>It is not read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Double-click to go to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Reading images: {read:,} of {total:,}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Mark the image on the map: {keys}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show the annotations of all images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Search images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show the images in a state, or with a flag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>{finished:,} of {count:,} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>No image is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>You can label meanwhile. What needs all images, as Check and Export do, waits for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Next image to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>{state}, flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Verified empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: next image to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image verified empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image skipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: label {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>The new style of {layers} was taken back: it does not show each label of the campaign as a class of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/labelling.py"/>
        <source>{count:,} classes stay beside another of the same label, for the file says of each what it doesn't of the other. Delete what is not wanted.</source>
        <extracomment>For 1: {count:,} class stays beside another of the same label, for the file says of each what it doesn't of the other. Delete what is not wanted.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>What was done before was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>Kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>It can't be undone any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Draw boxes: drag over an object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Draw areas: click the corners, double-click the last or press Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Take something away from the selected area, or the topmost one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Give the whole image a label, or take it away: press the label's key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Select annotations, to relabel or delete them, or to drag a box's sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Options for drawing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Snap to the image's pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Cut to the image's footprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Join areas of one label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>One area for each label and image, as SCANEO's brush draws it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Cut away what other labels cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw areas by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Keep the labels' places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>New labels come last, and none is moved: programs that train on the folder take a label's place for its class code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Outside every image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Keep open edits every</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Streaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Curves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Ask me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw it, as a problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>10 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>30 seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>1 minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>5 minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>What you have drawn lies outside every image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <location filename="../ui/shell/dock.py"/>
        <location filename="../ui/shell/locator.py"/>
        <location filename="../ui/work/work.py"/>
        <source>Scaneo Bridge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>Keep such things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>They belong to no image, and the export lists them as problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>Draw nothing there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>It lies outside every image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>Look for mistakes in annotations, labels and files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>This image:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>{annotations} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>{images} to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>In conflict with the folder: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>See both versions of each, and choose which one stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>Show or hide what was found in the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/page/tray.py"/>
        <source>{count:,} labels</source>
        <extracomment>For 1: {count:,} label</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/page/tray.py"/>
        <source>{count:,} notes</source>
        <extracomment>For 1: {count:,} note</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/bulk_edits.py"/>
        <source>Redoing “{step}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/bulk_edits.py"/>
        <source>Undoing “{step}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete “{name}”? {count:,} annotations have it.</source>
        <extracomment>For 1: Delete “{name}”? {count:,} annotation has it.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Merge “{name}” into “{other}”? {count:,} annotations are relabelled.</source>
        <extracomment>For 1: Merge “{name}” into “{other}”? {count:,} annotation is relabelled.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Ctrl+Z brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Give them the label:</source>
        <extracomment>For 1: Give it the label:</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete its {count:,} annotations, too</source>
        <extracomment>For 1: Delete its {count:,} annotation, too</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Renaming “{label}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Merging “{label}” into “{other}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Deleting “{label}”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Editing labels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Merging labels…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Something else is being done: wait for it, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>The new label's colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>New label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>Add the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>Key: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>This label is not in spai.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Click a label to draw with it, double-click to rename it, drag to move it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Rename, recolour, merge or delete the current label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>No labels yet: name the first below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Merge into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>The label's colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Change colour…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Add to the labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>An area needs at least three points. Click on, or give it up with Esc.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>Nothing is left of this area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>An area needs at least three points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>A box can't cross the antimeridian: draw one on each side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>This place of the map has no longitude and latitude.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>A box can't hold a pole: draw an area there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Export of layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>d MMM HH:mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>d MMM yyyy HH:mm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>{added:,} added, {changed:,} changed, {deleted:,} deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>What the folder was written by, and when, in local time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Files that were written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Annotations that were added, changed or deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>and {count:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>With each write, the oldest of more backups than these go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Backups to &amp;keep:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Choose a write: the folder becomes as it was before it. That can be taken back, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>There are no backups in this folder yet. Each export makes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>The folder is as it was then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>To know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Restored as before {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Looking for backups…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Restoring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Edits that were not exported are kept in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Some files stay as they were: the list of problems says why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/behind_reader.py"/>
        <source>Reading images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/behind_reader.py"/>
        <source>Looking for problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Something else is running in the dock. Open it once that has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Open as campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Label these images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <location filename="../ui/shell/controller.py"/>
        <source>{name} is not open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Check campaign for mistakes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/controller.py"/>
        <source>Opening {name}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/controller.py"/>
        <source>The project was closed meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Choose the campaign's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Open the folder's images and annotations as layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Draw boxes and areas and give classes, by mouse and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Write the edits into the campaign's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export to another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export layers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Make annotations of any of the project's vector layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export the same layers again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Restore…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Put the folder back to how it was before a write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Choose the folder to export to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>The campaign's folder: type it, choose it, or drop it on the dock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>End labelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>Images of the campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>Labels of the campaign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>What is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Largest annotation file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Annotation files, spai.json and backups that are larger are told and left alone, so that no file fills the memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Images in other formats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Images are opened as GeoTIFFs only. Where files that end in .tif are of another kind, name GDAL's drivers for them here, with commas between. With drivers such as VRT or WMS, an image can open other files and connect to servers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>for example: JP2OpenJPEG, PNG</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Reset to defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>GDAL has no driver of the name {names} that reads images: it is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Begin with layers you have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Export any vector layers as annotations of the images below them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Label satellite images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Recent campaigns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Open&lt;/b&gt; a campaign: a folder of GeoTIFF images, with or without SCANEO annotations. Choose it above, or drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Edit&lt;/b&gt; its classes, boxes and areas in their layers, with all of QGIS's tools.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Export&lt;/b&gt;: only what you changed is written back into the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/progress_panel.py"/>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recounter.py"/>
        <source>Counting annotations</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are kept here, from {user} on {host}, open there since {since}. Is that QGIS gone?</source>
        <extracomment>For 1: {count:,} edit is kept here, from {user} on {host}, open there since {since}. Is that QGIS gone?</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are kept here, from another QGIS. Is that one gone?</source>
        <extracomment>For 1: {count:,} edit is kept here, from another QGIS. Is that one gone?</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recover them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>They are saved here. If they are open still, they come twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Who has them open saves them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recovering edits…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are here</source>
        <extracomment>For 1: {count:,} edit is here</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Open elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recovered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>It is in the list now: label it in place of the image that it is of. What that has already stays there; draw it again on the copy, and take the image out of the folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{image} lies beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{annotations} on {images}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Exported to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{folder} holds all of it already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>In spai.json, {count:,} labels get another place, which programs that train on the folder take for the class code: {names}.</source>
        <extracomment>For 1: In spai.json, {count:,} label gets another place, which programs that train on the folder take for the class code: {names}.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{files}: changed here and elsewhere, each in another way. Choose first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Changed in the folder since, and taken over: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Opened {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Nothing to export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{files} and {n:,} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>You can begin: the other images are read meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Edits of {images} are not exported yet: they are kept in the workspace.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Changed here and elsewhere, each in another way: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Edits of {images} were taken over from another workspace of this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>States or flags of {images} came from another workspace of this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} edits that were open when QGIS ended unexpectedly are here again. What was done after that was kept, in the last minute or so, is not.</source>
        <extracomment>For 1: {count:,} edit that was open when QGIS ended unexpectedly is here again. What was done after that was kept, in the last minute or so, is not.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Not written: {features}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Deleted: {count:,}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} problems: what they name is not written.</source>
        <extracomment>For 1: {count:,} problem: what it names is not written.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} problems to look at: what they name is written.</source>
        <extracomment>For 1: {count:,} problem to look at: what it names is written.</extracomment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Another version is there and gives way; a backup keeps it: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Left out, for they have no annotation: {images}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>The disk refuses: {reason} {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>The disk refuses: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>Something went wrong; the Python error log has it. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/unread.py"/>
        <source>Reading the other images first…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/work.py"/>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <location filename="../ui/work/work.py"/>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
