<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>ScaneoBridge</name>
    <message>
        <location filename="../plugin.py"/>
        <source>It needs the Python library shapely. On Debian and Ubuntu: sudo apt install python3-shapely; then start QGIS again.</source>
        <translation>Necesita la biblioteca de Python shapely. En Debian y Ubuntu: sudo apt install python3-shapely; después, inicie QGIS de nuevo.</translation>
    </message>
    <message>
        <location filename="../plugin.py"/>
        <source>Show or hide Scaneo Bridge: label satellite images</source>
        <translation>Mostrar u ocultar Scaneo Bridge: etiquetar imágenes de satélite</translation>
    </message>
    <message>
        <location filename="../core/algorithms/base.py"/>
        <source>Campaigns</source>
        <translation>Campañas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Status of SCANEO campaign</source>
        <translation>Estado de una campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Says how far a campaign is, and what to do next. Nothing is changed.</source>
        <translation>Dice cuánto está hecho de una campaña y qué hacer a continuación. No se cambia nada.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>progress,count,labels,states,problems,conflicts,json,annotations,folder</source>
        <translation>progreso,recuento,etiquetas,estados,problemas,conflictos,json,anotaciones,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Counts the annotations of a campaign by task and label, and its images by state; says which images have edits that are not exported yet, what is wrong, and what only you can settle; and what to do next. No file is changed: no workspace is made, and none is brought up to date. A folder without a workspace is read as it lies.</source>
        <translation>Cuenta las anotaciones de una campaña por tarea y etiqueta, y sus imágenes por estado; dice qué imágenes tienen ediciones que aún no se han exportado, qué está mal y qué solo usted puede decidir, y qué hacer a continuación. No se cambia ningún archivo: no se crea ningún espacio de trabajo ni se actualiza ninguno. Una carpeta sin espacio de trabajo se lee tal como está.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>NEXT is one word: save (where it is open), open, resolve, export, check, label or nothing. JSON is a text with all of it: folder, workspace, images, unread (images that the dock has not read yet: they are in no other count), annotations, tasks, labels, states, flagged, edited, labels_edited, changed, problems, conflicts and next, the steps in their order.</source>
        <translation>NEXT es una palabra: save (donde está abierta), open, resolve, export, check, label o nothing. JSON es un texto con todo: folder, workspace, images, unread (imágenes que el panel aún no ha leído: no están en ningún otro recuento), annotations, tasks, labels, states, flagged, edited, labels_edited, changed, problems, conflicts y next, los pasos en su orden.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>… and {count} more</source>
        <translation>… y {count} más</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Campaign folder, or workspace</source>
        <translation>Carpeta de la campaña o espacio de trabajo</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>the folder that holds the images, or the GeoPackage of its workspace.</source>
        <translation>la carpeta que contiene las imágenes o el GeoPackage de su espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Workspace</source>
        <translation>Espacio de trabajo</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Images</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Images to do</source>
        <translation>Imágenes pendientes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>Images with edits</source>
        <translation>Imágenes con ediciones</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotations</source>
        <translation>Anotaciones</translation>
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
        <translation>Problemas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflicts</source>
        <translation>Conflictos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>What to do next</source>
        <translation>Qué hacer a continuación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/campaign_status.py"/>
        <source>All of it, as JSON</source>
        <translation>Todo, como JSON</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{problems} mended in {files}</source>
        <translation>{problems} reparados en {files}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{images}, {annotations}, {problems}: {errors}</source>
        <translation>{images}, {annotations}, {problems}: {errors}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Output has all problems, those mended left out, each with the place on the map that it is about. An error keeps SCANEO from reading the folder, or something from being shown; a warning is likely to be wrong; an info may well be meant.</source>
        <translation>La salida tiene todos los problemas, menos los reparados, cada uno con el lugar del mapa al que se refiere. Un error impide que SCANEO lea la carpeta o que algo se muestre; una advertencia es probablemente un fallo; una nota puede ser intencionada.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Check SCANEO campaign</source>
        <translation>Comprobar una campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Finds what is wrong with a folder of SCANEO annotations.</source>
        <translation>Encuentra lo que está mal en una carpeta de anotaciones de SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>validate,problems,errors,repair,annotations,labels,folder</source>
        <translation>validar,problemas,errores,reparar,anotaciones,etiquetas,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Checks a folder of images and SCANEO annotations: all that SCANEO stops on, labels that are unused, unknown or alike, areas that cross themselves or are thinner than a pixel, annotations that are there twice, lie outside their image or overlap where they should not, files without an image, and more.</source>
        <translation>Comprueba una carpeta de imágenes y anotaciones de SCANEO: todo aquello con lo que SCANEO se detiene, etiquetas sin uso, desconocidas o parecidas, áreas que se cruzan o son más finas que un píxel, anotaciones repetidas, fuera de su imagen o que se superponen donde no deben, archivos sin imagen y más.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Not labelled yet: {images}</source>
        <translation>Aún sin etiquetar: {images}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>What is mended, and how:</source>
        <translation>Qué se repara y cómo:</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>What is not mended here, for it may well be meant; the dock does it:</source>
        <translation>Lo que no se repara aquí, porque puede ser intencionado; el panel lo hace:</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>{count:,} errors</source>
        <extracomment>For 1: {count:,} error</extracomment>
        <translation>
            <numerusform>{count:,} error</numerusform>
            <numerusform>{count:,} errores</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Campaign folder</source>
        <translation>Carpeta de la campaña</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>the folder that holds the images and, if there is one, spai.json. Edits of a workspace that are not exported yet are not looked at.</source>
        <translation>la carpeta que contiene las imágenes y, si existe, spai.json. No se miran las ediciones de un espacio de trabajo que aún no se han exportado.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Mend what can be mended safely</source>
        <translation>Reparar lo que se puede reparar con seguridad</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>mends what can be mended safely: copies go, boxes and crossing areas are repaired, what reaches across the edge of its image is cut off there, labels that differ only in case or spaces become one, and those that are missing are listed. Labels that nothing has yet stay. What is replaced is kept in .scaneo_bridge/backups in the folder, and Restore SCANEO campaign puts it back.</source>
        <translation>repara lo que se puede reparar con seguridad: se quitan las copias, se reparan cajas y áreas que se cruzan, lo que pasa del borde de su imagen se corta allí, las etiquetas que solo difieren en mayúsculas o espacios se unen y las que faltan se añaden a la lista. Las etiquetas que aún nada tiene se quedan. Lo que se reemplaza se guarda en .scaneo_bridge/backups dentro de la carpeta, y «Restaurar una campaña de SCANEO» lo devuelve.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../ui/check/checks_page.py"/>
        <source>Errors</source>
        <translation>Errores</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <source>Mended</source>
        <translation>Reparados</translation>
    </message>
    <message>
        <location filename="../core/algorithms/check_campaign.py"/>
        <location filename="../core/qgis/editing/edit_commands/mending.py"/>
        <location filename="../ui/check/checker.py"/>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Mend</source>
        <translation>Reparar</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>the GeoPackage that Import SCANEO campaign made.</source>
        <translation>el GeoPackage que hizo «Importar una campaña de SCANEO».</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>where to write; the folder that the campaign came from if left empty. Another folder gets all files of the campaign but the images.</source>
        <translation>dónde escribir; vacío, la carpeta de la que vino la campaña. Otra carpeta recibe todos los archivos de la campaña menos las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>what to do where an annotation was changed both in the workspace and in the folder, or changed in one and deleted in the other.</source>
        <translation>qué hacer donde una anotación cambió tanto en el espacio de trabajo como en la carpeta, o cambió en uno y se borró en la otra.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Images verified to have no annotation</source>
        <translation>Imágenes verificadas sin anotaciones</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>a file with an empty list tells them from images that nobody has seen, but some training programs stop on it. Left out, a file that was emptied here is deleted; one that was empty before stays as it is.</source>
        <translation>un archivo con una lista vacía las distingue de las imágenes que nadie ha visto, pero algunos programas de entrenamiento se detienen con él. Si se omiten, se borra un archivo que se vació aquí; uno que ya estaba vacío se queda como está.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Export SCANEO campaign</source>
        <translation>Exportar una campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Writes the edits of a workspace into a folder of SCANEO annotations.</source>
        <translation>Escribe las ediciones de un espacio de trabajo en una carpeta de anotaciones de SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>save,annotations,labels,machine learning,geojson,folder</source>
        <translation>guardar,anotaciones,etiquetas,aprendizaje automático,geojson,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Writes what was edited in a workspace into the campaign's folder. Only files whose annotations changed are written, and in them only the annotations that changed. What is replaced is kept in .scaneo_bridge/backups in the folder.

If a file changed on disk since it was read, what is new in it is taken over into the workspace before. Where an annotation was changed both there and in the workspace, nothing is written, and the file is named, unless Conflicts says which is right.</source>
        <translation>Escribe en la carpeta de la campaña lo que se editó en un espacio de trabajo. Solo se escriben los archivos cuyas anotaciones cambiaron y, en ellos, solo las anotaciones que cambiaron. Lo que se reemplaza se guarda en .scaneo_bridge/backups dentro de la carpeta.

Si un archivo cambió en el disco desde que se leyó, lo nuevo se incorpora antes al espacio de trabajo. Donde una anotación cambió tanto allí como en el espacio de trabajo no se escribe nada y se nombra el archivo, a menos que Conflictos diga cuál vale.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>{layer} has edits that are not saved, and so not exported.</source>
        <translation>{layer} tiene ediciones sin guardar, que por tanto no se exportan.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Another version was there and gave way; a backup keeps it: {files}</source>
        <translation>Había otra versión, que ha cedido; una copia de seguridad la guarda: {files}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Left out, for they have no annotation: {images}</source>
        <translation>Omitidas, porque no tienen anotaciones: {images}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>GeoPackage (*.gpkg)</source>
        <translation>GeoPackage (*.gpkg)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Write nothing and name the files</source>
        <translation>No escribir nada y nombrar los archivos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Keep the workspace's version</source>
        <translation>Quedarse con la versión del espacio de trabajo</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Take the folder's version</source>
        <translation>Tomar la versión de la carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Write files with an empty list</source>
        <translation>Escribir archivos con una lista vacía</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Leave them out</source>
        <translation>Omitirlas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <location filename="../core/algorithms/export_layers.py"/>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Files written</source>
        <translation>Archivos escritos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_campaign.py"/>
        <source>Files unchanged</source>
        <translation>Archivos sin cambios</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>{features} = {written} written + {listed} listed as problems; {annotations} on {images}, {kept} of them there already; {deleted} deleted</source>
        <translation>{features} = {written} escritos + {listed} listados como problemas; {annotations} en {images}, {kept} de ellas ya estaban; {deleted} borradas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Classification layers</source>
        <translation>Capas de clasificación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>features give the images at their place, or the images that they name, a class. Tables will do.</source>
        <translation>los objetos dan una clase a las imágenes que hay en su lugar o a las que nombran. Sirven también tablas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Detection layers</source>
        <translation>Capas de detección</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>the bounds of each feature become a box.</source>
        <translation>la extensión de cada objeto se convierte en una caja.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Segmentation layers</source>
        <translation>Capas de segmentación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>each feature becomes an area; one that is not valid is repaired.</source>
        <translation>cada objeto se convierte en un área; si no es válido, se repara.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Classification label</source>
        <translation>Etiqueta de clasificación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>a field or an expression; a fixed label in single quotes.</source>
        <translation>un campo o una expresión; una etiqueta fija entre comillas simples.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Detection label</source>
        <translation>Etiqueta de detección</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Segmentation label</source>
        <translation>Etiqueta de segmentación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Image field</source>
        <translation>Campo de imagen</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>names the image of a feature, by its path or its file name. Where it is empty, the place decides.</source>
        <translation>nombra la imagen de un objeto por su ruta o su nombre de archivo. Donde está vacío, decide el lugar.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Selected features only</source>
        <translation>Solo los objetos seleccionados</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Images folder</source>
        <translation>Carpeta de imágenes</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>where the images are; the campaign's folder if left empty.</source>
        <translation>dónde están las imágenes; vacío, la carpeta de la campaña.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>where the annotations are written, beside the images.</source>
        <translation>dónde se escriben las anotaciones, junto a las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Image of a feature</source>
        <translation>Imagen de un objeto</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>the one that it overlaps most, every one that it overlaps, or every one, with the part of the area or box that lies in it.</source>
        <translation>la que más cubre, cada una que toca, o cada una con la parte del área o de la caja que queda dentro.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>What the folder has already</source>
        <translation>Lo que la carpeta ya tiene</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>new annotations are added, and none is written twice; or those of the tasks that have layers are replaced, where any feature can be written. All else keeps every byte.</source>
        <translation>se añaden las anotaciones nuevas y ninguna se escribe dos veces; o se reemplazan las de las tareas que tienen capas, donde se puede escribir algún objeto. Todo lo demás conserva cada byte.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Copy images that the campaign's folder has not</source>
        <translation>Copiar las imágenes que la carpeta de la campaña no tiene</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Choose a layer for at least one of the three tasks.</source>
        <translation>Elija una capa para al menos una de las tres tareas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Export layers as SCANEO campaign</source>
        <translation>Exportar capas como campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Writes any vector layers as SCANEO annotations of the images below them.</source>
        <translation>Escribe cualquier capa vectorial como anotaciones de SCANEO de las imágenes que tiene debajo.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>annotations,labels,machine learning,geojson,training data,boxes</source>
        <translation>anotaciones,etiquetas,aprendizaje automático,geojson,datos de entrenamiento,cajas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Turns the features of vector layers, in any coordinate reference system, into annotations of the GeoTIFF images that they lie on, and writes them into a campaign's folder for SCANEO.</source>
        <translation>Convierte los objetos de capas vectoriales, en cualquier sistema de referencia, en anotaciones de las imágenes GeoTIFF sobre las que están, y las escribe en la carpeta de una campaña para SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>A feature that can't be written is listed in Problems with its layer, its id and what to do: the features are those that are written and those that are listed.</source>
        <translation>Un objeto que no se puede escribir aparece en Problemas con su capa, su id y qué hacer: los objetos son los que se escriben y los que aparecen allí.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Label expressions</source>
        <translation>Expresiones de etiqueta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>{name} is no vector layer, so it has no features to export. Leave it out; images are found in the images folder.</source>
        <translation>{name} no es una capa vectorial, así que no tiene objetos que exportar. Quítela; las imágenes se buscan en la carpeta de imágenes.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>The image that it overlaps most</source>
        <translation>La imagen que más cubre</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Every image that it overlaps</source>
        <translation>Cada imagen que toca</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Every image that it overlaps, cut to it</source>
        <translation>Cada imagen que toca, cortado a ella</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Add to it</source>
        <translation>Añadir a ello</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Replace the tasks that have layers</source>
        <translation>Reemplazar las tareas que tienen capas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Features</source>
        <translation>Objetos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Features written</source>
        <translation>Objetos escritos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/export_layers.py"/>
        <source>Annotations deleted</source>
        <translation>Anotaciones borradas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Detection</source>
        <translation>Detección</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Segmentation</source>
        <translation>Segmentación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Classification</source>
        <translation>Clasificación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>the folder that holds the images and, if there is one, spai.json.</source>
        <translation>la carpeta que contiene las imágenes y, si existe, spai.json.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>where the GeoPackage goes; scaneo.gpkg in the folder if left empty.</source>
        <translation>dónde va el GeoPackage; vacío, scaneo.gpkg en la carpeta.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>what to do where an annotation was changed both in the workspace and in the folder, or changed in one and deleted in the other. Where another workspace of the folder has edits, they are taken over, and its version is the folder's.</source>
        <translation>qué hacer donde una anotación cambió tanto en el espacio de trabajo como en la carpeta, o cambió en uno y se borró en la otra. Donde otro espacio de trabajo de la carpeta tiene ediciones, se incorporan, y su versión es la de la carpeta.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Recover edits that may be open on another machine</source>
        <translation>Recuperar ediciones que pueden estar abiertas en otro equipo</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>open edits of a QGIS that was killed are always recovered. Where it can't be known whether it was, such as on another machine, they are left and the log says so, unless this is set: then they are saved.</source>
        <translation>las ediciones abiertas de un QGIS que se cerró de golpe se recuperan siempre. Donde no se puede saber si fue así, como en otro equipo, se dejan y el registro lo dice, a menos que esto esté marcado: entonces se guardan.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Import SCANEO campaign</source>
        <translation>Importar una campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Opens a folder of SCANEO annotations as layers, one for each task.</source>
        <translation>Abre una carpeta de anotaciones de SCANEO como capas, una por tarea.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>open,annotations,labels,machine learning,geojson,folder</source>
        <translation>abrir,anotaciones,etiquetas,aprendizaje automático,geojson,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Opens a folder of GeoTIFF images and their SCANEO annotations as QGIS layers: one for each task (classification, detection, segmentation) and one with the outlines of the images, in the colours of the folder's spai.json.

The layers lie in a workspace, a GeoPackage in which they are edited. Nothing else in the folder changes until the campaign is exported. Where the workspace exists, its edits are kept, and what changed in the folder since is merged with them.

A file that can't be read is listed in the log and left as it is; all others are imported.</source>
        <translation>Abre una carpeta de imágenes GeoTIFF y sus anotaciones de SCANEO como capas de QGIS: una por tarea (clasificación, detección, segmentación) y una con los contornos de las imágenes, en los colores del spai.json de la carpeta.

Las capas están en un espacio de trabajo, un GeoPackage en el que se editan. Nada más cambia en la carpeta hasta que se exporta la campaña. Donde el espacio de trabajo ya existe, sus ediciones se conservan y lo que cambió en la carpeta desde entonces se une a ellas.

Un archivo que no se puede leer aparece en el registro y se deja como está; todos los demás se importan.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>The campaign is open, and its edits in {layers} are not saved. Save or discard them first, then import again.</source>
        <translation>La campaña está abierta y sus ediciones en {layers} no están guardadas. Guárdelas o descártelas antes e importe de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Edits of {images} are not exported yet.</source>
        <translation>Aún no se han exportado ediciones de {images}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Edits here again that were open when QGIS ended unexpectedly: {count}.</source>
        <translation>Están aquí de nuevo ediciones que estaban abiertas cuando QGIS terminó de forma inesperada: {count}.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Recover edits</source>
        <translation>Recuperar ediciones</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Leave them open and name the files</source>
        <translation>Dejarlos abiertos y nombrar los archivos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/import_campaign.py"/>
        <source>Files with conflicts</source>
        <translation>Archivos con conflictos</translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>Changed on disk, and taken over: {path}</source>
        <translation>Cambió en el disco y se ha incorporado: {path}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>In spai.json, these labels got another place, which programs that train on the folder take for the class code: {labels}</source>
        <translation>En spai.json, estas etiquetas tienen otra posición, que los programas que entrenan con la carpeta toman como código de clase: {labels}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/log_messages.py"/>
        <source>What was replaced is kept in {folder}</source>
        <translation>Lo reemplazado se guarda en {folder}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflict {number}: {path}, {folders}: {what} {mend}</source>
        <translation>Conflicto {number}: {path}, {folders}: {what} {mend}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>{images}, {annotations}, {twins} of them from several annotators, {conflicts}, {problems}</source>
        <translation>{images}, {annotations}, {twins} de ellas de varios anotadores, {conflicts}, {problems}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotators' folders</source>
        <translation>Carpetas de los anotadores</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>a file that is chosen stands for its folder, such as the spai.json of each. They need not hold the images.</source>
        <translation>un archivo elegido representa a su carpeta, como el spai.json de cada una. No hace falta que contengan las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Base: what they all began with</source>
        <translation>Base: con lo que todos empezaron</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>the folder that all of them began with, if there is one. What an annotator changed or deleted since is changed or deleted; what two of them changed differently, or changed and deleted, is a conflict.</source>
        <translation>la carpeta con la que todos empezaron, si la hay. Lo que un anotador cambió o borró desde entonces queda cambiado o borrado; lo que dos de ellos cambiaron de forma distinta, o uno cambió y otro borró, es un conflicto.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Folder to write to</source>
        <translation>Carpeta en la que escribir</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>where the merged campaign is written, with the images that it has not. What it holds already counts as one more annotator's, and what is replaced is kept in .scaneo_bridge/backups. Where it is the base itself, what it held before is kept in .scaneo_bridge/base, and serves as the base when it is merged into again; remove that to begin anew.</source>
        <translation>dónde se escribe la campaña unida, con las imágenes que no tiene. Lo que ya contiene cuenta como de un anotador más, y lo que se reemplaza se guarda en .scaneo_bridge/backups. Donde es la propia base, lo que contenía antes se guarda en .scaneo_bridge/base y sirve de base cuando se vuelve a unir en ella; quítelo para empezar de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Overlap of twins (IoU)</source>
        <translation>Solape de gemelas (IoU)</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>from which overlap on, 0 to 1, two annotations are of one thing.</source>
        <translation>a partir de qué solape, de 0 a 1, dos anotaciones son de la misma cosa.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>keep all versions, or the one of the folder that comes first or last.</source>
        <translation>conservar todas las versiones, o la de la carpeta que va primera o última.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Merge SCANEO campaigns</source>
        <translation>Unir campañas de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Brings the annotations of several people together in one folder.</source>
        <translation>Reúne en una carpeta las anotaciones de varias personas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>annotators,union,compare,conflicts,annotations,labels,folder</source>
        <translation>anotadores,unión,comparar,conflictos,anotaciones,etiquetas,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Merges the folders of several annotators, image by image, into one campaign. Images are the same where their paths below the folders are.

What several annotators have is written once: annotations that are equal, and twins, which are of one task and one label and overlap by at least the given IoU. What they labelled differently, but overlaps as much, is a conflict. Two annotations of one folder are never taken for one.</source>
        <translation>Une las carpetas de varios anotadores, imagen por imagen, en una campaña. Las imágenes son las mismas donde sus rutas dentro de las carpetas lo son.

Lo que varios anotadores tienen se escribe una vez: las anotaciones iguales y las gemelas, que son de una tarea y una etiqueta y se solapan al menos en el IoU dado. Lo que etiquetaron de forma distinta, pero se solapa lo mismo, es un conflicto. Dos anotaciones de una misma carpeta nunca se toman por una.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Output has each version of each conflict, with its geometry, and the problems.</source>
        <translation>La salida tiene cada versión de cada conflicto, con su geometría, y los problemas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>… and {conflicts} more</source>
        <translation>… y {conflicts} más</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Conflicts and problems</source>
        <translation>Conflictos y problemas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep all versions</source>
        <translation>Conservar todas las versiones</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep the first folder's</source>
        <translation>Conservar la de la primera carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Keep the last folder's</source>
        <translation>Conservar la de la última carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/merge_campaigns.py"/>
        <source>Annotations that several have</source>
        <translation>Anotaciones que varios tienen</translation>
    </message>
    <message>
        <location filename="../core/algorithms/open_edits_guard.py"/>
        <source>Edits in {layers} are not saved and not exported: they are in no file yet, and so not taken into account.</source>
        <translation>Las ediciones de {layers} no están guardadas ni exportadas: aún no están en ningún archivo y por tanto no se tienen en cuenta.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>export</source>
        <translation>exportación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>layers</source>
        <translation>capas</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>mend</source>
        <translation>reparación</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>merge</source>
        <translation>unión</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>restore</source>
        <translation>restauración</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Restore SCANEO campaign</source>
        <translation>Restaurar una campaña de SCANEO</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Puts a folder of SCANEO annotations back to how it was before a write.</source>
        <translation>Devuelve una carpeta de anotaciones de SCANEO a como estaba antes de una escritura.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>undo,backup,annotations,labels,machine learning,folder</source>
        <translation>deshacer,copia de seguridad,anotaciones,etiquetas,aprendizaje automático,carpeta</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Each write to a campaign's folder keeps what it replaces in .scaneo_bridge/backups in the folder. This puts the folder back to how it was before one of them: files that were replaced get what they held, files that were added go, and the later writes are taken back, too. What that replaces is kept in a new backup.

A file that a write added and that another program has changed since stays, and is named. Open the campaign again afterwards: edits in its workspace are kept.</source>
        <translation>Cada escritura en la carpeta de una campaña guarda lo que reemplaza en .scaneo_bridge/backups dentro de la carpeta. Esto devuelve la carpeta a como estaba antes de una de ellas: los archivos reemplazados recuperan lo que tenían, los añadidos se quitan y las escrituras posteriores también se deshacen. Lo que eso reemplaza se guarda en una nueva copia de seguridad.

Un archivo que una escritura añadió y que otro programa cambió después se queda y se nombra. Abra después la campaña de nuevo: las ediciones de su espacio de trabajo se conservan.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>The campaign is open, and its edits in {layers} are not saved. Save or discard them first, then restore again.</source>
        <translation>La campaña está abierta y sus ediciones en {layers} no están guardadas. Guárdelas o descártelas antes y restaure de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>the campaign's folder.</source>
        <translation>la carpeta de la campaña.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>Backup</source>
        <translation>Copia de seguridad</translation>
    </message>
    <message>
        <location filename="../core/algorithms/restore_campaign.py"/>
        <source>the name of one of the folders in .scaneo_bridge/backups; the newest if left empty. The log lists them all.</source>
        <translation>el nombre de una de las carpetas de .scaneo_bridge/backups; vacío, la más reciente. El registro las lista todas.</translation>
    </message>
    <message>
        <location filename="../core/algorithms/tables.py"/>
        <source>The table refuses a row ({reason}): {row}</source>
        <translation>La tabla rechaza una fila ({reason}): {row}</translation>
    </message>
    <message>
        <location filename="../core/algorithms/tables.py"/>
        <source>its format has no rows without a place</source>
        <translation>su formato no tiene filas sin lugar</translation>
    </message>
    <message>
        <location filename="../core/base/errors.py"/>
        <source>Cancelled. Nothing was changed.</source>
        <comment>errors.cancelled</comment>
        <translation>Cancelado. No se ha cambiado nada.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>It has no area.</source>
        <comment>geometry.no-area</comment>
        <translation>No tiene superficie.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again.</source>
        <comment>geometry.draw-again</comment>
        <translation>Dibújela de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again, or delete it.</source>
        <comment>geometry.draw-or-delete</comment>
        <translation>Dibújela de nuevo o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it again, or delete the feature.</source>
        <comment>geometry.draw-or-delete-feature</comment>
        <translation>Dibújela de nuevo o borre el objeto.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Write each as two numbers, in degrees.</source>
        <comment>geometry.two-numbers</comment>
        <translation>Escriba cada una como dos números, en grados.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Write it as [[south, east], [north, west]], in degrees.</source>
        <comment>geometry.write-bbox</comment>
        <translation>Escríbalo como [[sur, este], [norte, oeste]], en grados.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The bbox is not two corners.</source>
        <comment>geometry.bbox-corners</comment>
        <translation>El bbox no son dos esquinas.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The bbox holds something that is no number.</source>
        <comment>geometry.bbox-number</comment>
        <translation>El bbox contiene algo que no es un número.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area is empty.</source>
        <comment>geometry.area-empty</comment>
        <translation>El área está vacía.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A position holds something that is no number.</source>
        <comment>geometry.position-number</comment>
        <translation>Una posición contiene algo que no es un número.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A ring has fewer than three corners.</source>
        <comment>geometry.few-corners</comment>
        <translation>Un anillo tiene menos de tres esquinas.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The box has no ring.</source>
        <comment>geometry.no-ring</comment>
        <translation>La caja no tiene anillo.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Give the Polygon one ring of five positions, or delete it.</source>
        <comment>geometry.give-ring</comment>
        <translation>Dé al Polygon un anillo de cinco posiciones o bórrelo.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area's coordinates are not nested as rings.</source>
        <comment>geometry.not-nested</comment>
        <translation>Las coordenadas del área no están anidadas como anillos.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>A position is not [longitude, latitude].</source>
        <comment>geometry.position</comment>
        <translation>Una posición no es [longitud, latitud].</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Longitude {number} is out of range (-180 to 180).</source>
        <comment>geometry.longitude</comment>
        <translation>La longitud {number} está fuera de rango (-180 a 180).</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Coordinates are longitude, latitude in degrees (WGS 84): transform them.</source>
        <comment>geometry.transform</comment>
        <translation>Las coordenadas son longitud, latitud en grados (WGS 84): transfórmelas.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Latitude {number} is out of range (-90 to 90).</source>
        <comment>geometry.latitude</comment>
        <translation>La latitud {number} está fuera de rango (-90 a 90).</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Coordinates are longitude, latitude in degrees (WGS 84): transform or swap them.</source>
        <comment>geometry.transform-or-swap</comment>
        <translation>Las coordenadas son longitud, latitud en grados (WGS 84): transfórmelas o intercámbielas.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Its geometry is broken ({why}).</source>
        <comment>geometry.broken</comment>
        <translation>Su geometría está dañada ({why}).</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>nothing</source>
        <comment>geometry.nothing</comment>
        <translation>nada</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>The area's geometry is {type}, not a Polygon or MultiPolygon.</source>
        <comment>geometry.no-area-type</comment>
        <translation>La geometría del área es {type}, no un Polygon ni un MultiPolygon.</translation>
    </message>
    <message>
        <location filename="../core/base/geometry.py"/>
        <source>Draw it as an area, or delete the feature.</source>
        <comment>geometry.draw-area</comment>
        <translation>Dibújela como área o borre el objeto.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/base/names.py"/>
        <source>{names} and {count} more</source>
        <comment>names.more</comment>
        <extracomment>For 1: {names} and {count} more</extracomment>
        <translation>
            <numerusform>{names} y {count} más</numerusform>
            <numerusform>{names} y {count} más</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/base/names.py"/>
        <source>{names} and {name}</source>
        <comment>names.and</comment>
        <translation>{names} y {name}</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>One of the two is deleted; the one of which the file says more stays.</source>
        <comment>rules.copy-goes</comment>
        <translation>Se borra una de las dos; se queda aquella de la que el archivo dice más.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Outline and bbox are written anew, from the box as it is shown.</source>
        <comment>rules.both-anew</comment>
        <translation>Contorno y bbox se escriben de nuevo, a partir de la caja tal como se muestra.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO finds no image in the folder</source>
        <comment>rules.no-image</comment>
        <translation>SCANEO no encuentra ninguna imagen en la carpeta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A folder can't be read</source>
        <comment>rules.folder-unreadable</comment>
        <translation>Una carpeta no se puede leer</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A link to a folder is not followed</source>
        <comment>rules.folder-linked</comment>
        <translation>No se sigue un enlace a una carpeta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A folder has the name of an image</source>
        <comment>rules.folder-named</comment>
        <translation>Una carpeta tiene el nombre de una imagen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The name of a file can't be used</source>
        <comment>rules.name-broken</comment>
        <translation>El nombre de un archivo no se puede usar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>“.tif” stands twice in a path</source>
        <comment>rules.name-doubled</comment>
        <translation>«.tif» aparece dos veces en una ruta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO does not see an image because of its suffix</source>
        <comment>rules.image-suffix</comment>
        <translation>SCANEO no ve una imagen por su extensión</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two images have one annotation file</source>
        <comment>rules.file-shared</comment>
        <translation>Dos imágenes tienen un mismo archivo de anotaciones</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A GeoJSON file has no image</source>
        <comment>rules.geojson-orphan</comment>
        <translation>Un archivo GeoJSON no tiene imagen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>SCANEO does not see a GeoJSON file</source>
        <comment>rules.geojson-suffix</comment>
        <translation>SCANEO no ve un archivo GeoJSON</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Masks are left alone</source>
        <comment>rules.masks</comment>
        <translation>Las máscaras no se tocan</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Files have an empty list</source>
        <comment>rules.files-empty</comment>
        <translation>Hay archivos con una lista vacía</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A mask has annotations</source>
        <comment>rules.mask-labelled</comment>
        <translation>Una máscara tiene anotaciones</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is gone from the folder</source>
        <comment>rules.image-gone</comment>
        <translation>Una imagen ya no está en la carpeta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image can't be read</source>
        <comment>rules.image-unreadable</comment>
        <translation>Una imagen no se puede leer</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is placed in a way in which SCANEO sees no place</source>
        <comment>rules.image-unrectified</comment>
        <translation>Una imagen está situada de un modo en que SCANEO no ve ningún lugar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The place of an image on the globe is not known</source>
        <comment>rules.image-placeless</comment>
        <translation>No se sabe qué lugar del globo ocupa una imagen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file can't be read</source>
        <comment>rules.file-unreadable</comment>
        <translation>Un archivo no se puede leer</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file is no GeoJSON that can be shown</source>
        <comment>rules.file-broken</comment>
        <translation>Un archivo no es un GeoJSON que se pueda mostrar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The coordinates of a file are in another CRS</source>
        <comment>rules.file-elsewhere</comment>
        <translation>Las coordenadas de un archivo están en otro SRC</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file names a datum that is taken for WGS 84</source>
        <comment>rules.file-datum</comment>
        <translation>Un archivo nombra un datum que se toma por WGS 84</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file begins with a byte-order mark, on which SCANEO stops</source>
        <comment>rules.file-bom</comment>
        <translation>Un archivo empieza con una marca de orden de bytes, con la que SCANEO se detiene</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The mark is taken away; nothing else changes.</source>
        <comment>rules.file-bom.mend</comment>
        <translation>Se quita la marca; nada más cambia.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A file holds NaN or Infinity, which JSON has not</source>
        <comment>rules.file-nan</comment>
        <translation>Un archivo contiene NaN o Infinity, que JSON no tiene</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>There is no spai.json</source>
        <comment>rules.labels-missing</comment>
        <translation>No hay spai.json</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>One is written with the labels that are in use.</source>
        <comment>rules.labels-missing.mend</comment>
        <translation>Se escribe uno con las etiquetas que están en uso.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The list of labels can't be read</source>
        <comment>rules.labels-broken</comment>
        <translation>La lista de etiquetas no se puede leer</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json has no name that can be used</source>
        <comment>rules.label-nameless</comment>
        <translation>Una etiqueta de spai.json no tiene un nombre que se pueda usar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its entry is taken out of spai.json.</source>
        <comment>rules.label-nameless.mend</comment>
        <translation>Su entrada se quita de spai.json.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json is a bare word or number</source>
        <comment>rules.label-bare</comment>
        <translation>Una etiqueta de spai.json es una palabra o un número sueltos</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its entry gets a name and the colour in which it is shown.</source>
        <comment>rules.label-bare.mend</comment>
        <translation>Su entrada recibe un nombre y el color en que se muestra.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label is listed twice in spai.json</source>
        <comment>rules.label-twice</comment>
        <translation>Una etiqueta está dos veces en spai.json</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The entry whose colour is shown stays; the others are taken out.</source>
        <comment>rules.label-twice.mend</comment>
        <translation>Se queda la entrada cuyo color se muestra; las otras se quitan.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label in spai.json has no colour</source>
        <comment>rules.label-colorless</comment>
        <translation>Una etiqueta de spai.json no tiene color</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is given the colour in which it is shown.</source>
        <comment>rules.label-colorless.mend</comment>
        <translation>Recibe el color en que se muestra.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The colour of a label in spai.json is not known here</source>
        <comment>rules.label-color-unknown</comment>
        <translation>El color de una etiqueta de spai.json no se conoce aquí</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A label is in use that spai.json does not list</source>
        <comment>rules.label-unlisted</comment>
        <translation>Está en uso una etiqueta que spai.json no lista</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is added to the labels, in a colour of its own.</source>
        <comment>rules.label-unlisted.mend</comment>
        <translation>Se añade a las etiquetas, con un color propio.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two labels differ only in case, spaces or how a letter is encoded</source>
        <comment>rules.label-alike</comment>
        <translation>Dos etiquetas solo difieren en mayúsculas, espacios o cómo se codifica una letra</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Its annotations get the listed one, of several the one that is used most, and it is deleted.</source>
        <comment>rules.label-alike.mend</comment>
        <translation>Sus anotaciones reciben la que está en la lista, de varias la más usada, y ella se borra.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>No annotation has a label</source>
        <comment>rules.label-unused</comment>
        <translation>Ninguna anotación tiene una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is taken off the list of labels.</source>
        <comment>rules.label-unused.mend</comment>
        <translation>Se quita de la lista de etiquetas.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no task</source>
        <comment>rules.task-missing</comment>
        <translation>Una anotación no tiene tarea</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The task of an annotation is misspelt</source>
        <comment>rules.task-misspelt</comment>
        <translation>La tarea de una anotación está mal escrita</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation is of a task that is not shown</source>
        <comment>rules.task-unknown</comment>
        <translation>Una anotación es de una tarea que no se muestra</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no label</source>
        <comment>rules.label-missing</comment>
        <translation>Una anotación no tiene etiqueta</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The label of an annotation can't be used</source>
        <comment>rules.label-broken</comment>
        <translation>La etiqueta de una anotación no se puede usar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation holds NaN or Infinity</source>
        <comment>rules.feature-nan</comment>
        <translation>Una anotación contiene NaN o Infinity</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The coordinates of an annotation are in another CRS</source>
        <comment>rules.feature-elsewhere</comment>
        <translation>Las coordenadas de una anotación están en otro SRC</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A property of an annotation holds NaN or Infinity</source>
        <comment>rules.property-nan</comment>
        <translation>Una propiedad de una anotación contiene NaN o Infinity</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The geometry of an annotation can't be shown</source>
        <comment>rules.geometry-broken</comment>
        <translation>La geometría de una anotación no se puede mostrar</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation has no image, and so no file to go to</source>
        <comment>rules.homeless</comment>
        <translation>Una anotación no tiene imagen, ni por tanto archivo al que ir</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box has no bbox</source>
        <comment>rules.bbox-missing</comment>
        <translation>Una caja no tiene bbox</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The bbox of a box can't be read</source>
        <comment>rules.bbox-broken</comment>
        <translation>El bbox de una caja no se puede leer</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Bbox and outline of a box disagree</source>
        <comment>rules.bbox-differs</comment>
        <translation>Bbox y contorno de una caja no coinciden</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box has no extent, and its bbox has</source>
        <comment>rules.ring-flat</comment>
        <translation>El contorno de una caja no tiene extensión, y su bbox sí</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline is written anew, from the bbox as it is shown; the bbox stays.</source>
        <comment>rules.ring-flat.mend</comment>
        <translation>El contorno se escribe de nuevo, a partir del bbox tal como se muestra; el bbox se queda.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box is no rectangle</source>
        <comment>rules.ring-broken</comment>
        <translation>El contorno de una caja no es un rectángulo</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>The outline of a box is turned, or no rectangle</source>
        <comment>rules.ring-turned</comment>
        <translation>El contorno de una caja está girado o no es un rectángulo</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box has no width or height</source>
        <comment>rules.box-flat</comment>
        <translation>Una caja no tiene anchura o altura</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area crosses or touches itself</source>
        <comment>rules.area-crossing</comment>
        <translation>Un área se cruza o se toca a sí misma</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is repaired, and looks as before.</source>
        <comment>rules.area-crossing.mend</comment>
        <translation>Se repara y se ve como antes.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area crosses itself, and what it covers is open</source>
        <comment>rules.area-tangled</comment>
        <translation>Un área se cruza a sí misma y no está claro qué cubre</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An area is thinner than a pixel</source>
        <comment>rules.sliver</comment>
        <translation>Un área es más fina que un píxel</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two annotations are the same</source>
        <comment>rules.twin</comment>
        <translation>Dos anotaciones son iguales</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An image is given a class twice</source>
        <comment>rules.class-twice</comment>
        <translation>Una imagen recibe una clase dos veces</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Two annotations are the same but for what their file adds to them</source>
        <comment>rules.twin-differs</comment>
        <translation>Dos anotaciones son iguales salvo en lo que su archivo añade a cada una</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Areas of different labels overlap</source>
        <comment>rules.overlap</comment>
        <translation>Se superponen áreas de etiquetas distintas</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation is more than half the globe wide</source>
        <comment>rules.wide</comment>
        <translation>Una anotación abarca más de medio globo</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>A box or an area is on an image whose place is not known</source>
        <comment>rules.placeless</comment>
        <translation>Hay una caja o un área en una imagen cuyo lugar no se conoce</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Latitude and longitude are swapped</source>
        <comment>rules.swapped</comment>
        <translation>Latitud y longitud están intercambiadas</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>They are swapped back, which puts the annotation on its image.</source>
        <comment>rules.swapped.mend</comment>
        <translation>Se intercambian de nuevo, con lo que la anotación queda sobre su imagen.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>Latitude and longitude are swapped, and so out of range</source>
        <comment>rules.swapped-unreadable</comment>
        <translation>Latitud y longitud están intercambiadas y por ello fuera de rango</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>They are swapped back, which puts the annotation on its image.</source>
        <comment>rules.swapped-unreadable.mend</comment>
        <translation>Se intercambian de nuevo, con lo que la anotación queda sobre su imagen.</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation lies outside its image</source>
        <comment>rules.outside</comment>
        <translation>Una anotación está fuera de su imagen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>An annotation reaches across the edge of its image</source>
        <comment>rules.across-edge</comment>
        <translation>Una anotación pasa del borde de su imagen</translation>
    </message>
    <message>
        <location filename="../core/base/rules.py"/>
        <source>It is cut off at the edge.</source>
        <comment>rules.across-edge.mend</comment>
        <translation>Se corta en el borde.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_campaigns.py"/>
        <source>There is no folder to merge. Choose those of the annotators.</source>
        <comment>annotators.no-folder</comment>
        <translation>No hay ninguna carpeta que unir. Elija las de los anotadores.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_campaigns.py"/>
        <source>There is no GeoTIFF (.tif or .tiff) in {folders}. Merge at least one folder that holds the images.</source>
        <comment>annotators.no-image</comment>
        <translation>No hay ningún GeoTIFF (.tif o .tiff) en {folders}. Una al menos una carpeta que contenga las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>{other} is used. Rename one of the two if they are two images.</source>
        <comment>merge_images.used</comment>
        <translation>Se usa {other}. Renombre una de las dos si son dos imágenes.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It is another image than {other}, at the same place.</source>
        <comment>merge_images.another</comment>
        <translation>Es otra imagen que {other}, en el mismo lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It lies elsewhere than {other}: what is annotated in one is not in the other.</source>
        <comment>merge_images.elsewhere</comment>
        <translation>Está en otro lugar que {other}: lo anotado en una no está en la otra.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It is not copied: it is no file.</source>
        <comment>merge_images.no-file</comment>
        <translation>No se copia: no es un archivo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>Put a whole copy in its place.</source>
        <comment>merge_images.whole-copy</comment>
        <translation>Ponga en su lugar una copia completa.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_images.py"/>
        <source>It can't be compared with {other} ({why}).</source>
        <comment>merge_images.not-compared</comment>
        <translation>No se puede comparar con {other} ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>These labels differ only in case, spaces or how a letter is encoded: {names}.</source>
        <comment>merge_labels.alike</comment>
        <translation>Estas etiquetas solo difieren en mayúsculas, espacios o cómo se codifica una letra: {names}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>If they are one, open the merged campaign and make one of them.</source>
        <comment>merge_labels.make-one</comment>
        <translation>Si son una, abra la campaña unida y haga de ellas una.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>{count:,} labels got another place in the list.</source>
        <comment>merge_labels.moved</comment>
        <extracomment>For 1: {count:,} label got another place in the list.</extracomment>
        <translation>
            <numerusform>{count:,} etiqueta tiene otra posición en la lista.</numerusform>
            <numerusform>{count:,} etiquetas tienen otra posición en la lista.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>Programs that take the place for the class code need to be told.</source>
        <comment>merge_labels.tell</comment>
        <translation>Hay que avisar a los programas que toman la posición como código de clase.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_labels.py"/>
        <source>It can't be read ({why}).</source>
        <comment>merge_labels.unread</comment>
        <translation>No se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>So nothing is merged into it.</source>
        <comment>annotators.not-merged</comment>
        <translation>Por eso no se une nada a él.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is kept.</source>
        <comment>annotators.kept</comment>
        <translation>Se conserva.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is not kept.</source>
        <comment>annotators.not-kept</comment>
        <translation>No se conserva.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>The edits of {count:,} images in it are not exported, and so not merged.</source>
        <comment>annotators.edits</comment>
        <extracomment>For 1: The edits of {count:,} image in it are not exported, and so not merged.</extracomment>
        <translation>
            <numerusform>Las ediciones de {count:,} imagen de ella no se han exportado ni por tanto unido.</numerusform>
            <numerusform>Las ediciones de {count:,} imágenes de ella no se han exportado ni por tanto unido.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Open the campaign, export, and merge again.</source>
        <comment>annotators.export</comment>
        <translation>Abra la campaña, exporte y una de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It can't be read ({why}), so it is not merged.</source>
        <comment>annotators.unread</comment>
        <translation>No se puede leer ({why}), así que no se une.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is not merged and stays as it is.</source>
        <comment>annotators.stays</comment>
        <translation>No se une y se queda como está.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>The file is gone; what it had is kept.</source>
        <comment>annotators.gone</comment>
        <translation>El archivo ya no está; lo que tenía se conserva.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Write one with an empty list of features to delete all that was in it.</source>
        <comment>annotators.write-empty</comment>
        <translation>Escriba uno con una lista de objetos vacía para borrar todo lo que contenía.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>SCANEO would stumble over this feature, so it is not merged.</source>
        <comment>annotators.left-out</comment>
        <translation>SCANEO tropezaría con este objeto, así que no se une.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Mend it there (Check SCANEO campaign says how), and merge again.</source>
        <comment>annotators.mend-there</comment>
        <translation>Repárelo allí («Comprobar una campaña de SCANEO» dice cómo) y una de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is “{label}” here.</source>
        <comment>annotators.label</comment>
        <translation>Aquí es «{label}».</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>Its colour is {color} here.</source>
        <comment>annotators.color</comment>
        <translation>Aquí su color es {color}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>It is deleted here.</source>
        <comment>annotators.deleted</comment>
        <translation>Aquí está borrada.</translation>
    </message>
    <message>
        <location filename="../core/campaign/annotators/merge_problems.py"/>
        <source>All are kept: delete what is wrong.</source>
        <comment>annotators.all-kept</comment>
        <translation>Se conservan todas: borre lo que esté mal.</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Choose an image of the campaign for it.</source>
        <comment>assign_images.choose</comment>
        <translation>Elija para ella una imagen de la campaña.</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Choose its image in the form or the attribute table, or delete it.</source>
        <comment>assign_images.choose-or-delete</comment>
        <translation>Elija su imagen en el formulario o en la tabla de atributos, o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>It lies outside every image, or on several alike.</source>
        <comment>assign_images.outside</comment>
        <translation>Está fuera de todas las imágenes, o por igual en varias.</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>{name} has no annotation file of its own.</source>
        <comment>assign_images.no-file</comment>
        <translation>{name} no tiene un archivo de anotaciones propio.</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>There is no image “{name}”.</source>
        <comment>assign_images.no-image</comment>
        <translation>No hay ninguna imagen «{name}».</translation>
    </message>
    <message>
        <location filename="../core/campaign/assign_images.py"/>
        <source>Rename the image, and open it again.</source>
        <comment>assign_images.rename</comment>
        <translation>Renombre la imagen y ábrala de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>It is placed by {georeferencing} alone: SCANEO sees no place in it.</source>
        <comment>check_campaign.unrectified</comment>
        <translation>Está situada solo por {georeferencing}: SCANEO no ve en ella ningún lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Warp a copy of it (the dock offers that when you go to it), and label that.</source>
        <comment>check_campaign.warp</comment>
        <translation>Haga una copia rectificada (el panel lo ofrece al ir a ella) y etiquete esa.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Put it back.</source>
        <comment>check_campaign.put-back</comment>
        <translation>Devuélvala a su sitio.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>feature {fid} of {task}</source>
        <comment>check_campaign.feature</comment>
        <translation>objeto {fid} de {task}</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>{name} has no annotation file of its own, so it can't be written.</source>
        <comment>check_campaign.no-file</comment>
        <translation>{name} no tiene un archivo de anotaciones propio, así que no se puede escribir.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>Rename the image, and open the folder again.</source>
        <comment>check_campaign.rename</comment>
        <translation>Renombre la imagen y abra la carpeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>There is no image “{name}”, so it can't be written.</source>
        <comment>check_campaign.no-image</comment>
        <translation>No hay ninguna imagen «{name}», así que no se puede escribir.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/check_campaign.py"/>
        <source>It lies outside every image, or on several alike, so it can't be written.</source>
        <comment>check_campaign.outside</comment>
        <translation>Está fuera de todas las imágenes, o por igual en varias, así que no se puede escribir.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/mend_files.py"/>
        <source>So it is not mended.</source>
        <comment>mend_files.not-mended</comment>
        <translation>Por eso no se repara.</translation>
    </message>
    <message>
        <location filename="../core/campaign/checking/mend_files.py"/>
        <source>mend again</source>
        <comment>mend_files.again</comment>
        <translation>repare de nuevo</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/comparison.py"/>
        <source>The campaign's folder {folder} is gone. Choose a folder to export to.</source>
        <comment>comparison.folder-gone</comment>
        <translation>La carpeta de la campaña {folder} ya no está. Elija una carpeta a la que exportar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the edits of {image} are not written, and wait.</source>
        <comment>staying.edits</comment>
        <translation>Por eso las ediciones de {image} no se escriben y esperan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So its labels are not written, and wait.</source>
        <comment>staying.labels</comment>
        <translation>Por eso sus etiquetas no se escriben y esperan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the edits of {image} are not written, and wait.</source>
        <comment>staying.broken</comment>
        <translation>Por eso las ediciones de {image} no se escriben y esperan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>So the campaign's {path} is not written there.</source>
        <comment>staying.not-there</comment>
        <translation>Por eso {path} de la campaña no se escribe allí.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>It can't be read ({why}), so the edits of {image} are not written.</source>
        <comment>staying.unread</comment>
        <translation>No se puede leer ({why}), así que las ediciones de {image} no se escriben.</translation>
    </message>
    <message>
        <location filename="../core/campaign/exporting/staying.py"/>
        <source>It can't be read ({why}), so it is not replaced.</source>
        <comment>staying.unread-there</comment>
        <translation>No se puede leer ({why}), así que no se reemplaza.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Or delete it, and export: what is shown is written again.</source>
        <comment>file_changes.or-delete</comment>
        <translation>O bórrelo y exporte: lo que se muestra se escribe de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>It changed on disk, and the workspace's version is shown.</source>
        <comment>file_changes.changed-and-broken</comment>
        <translation>Cambió en el disco, y se muestra la versión del espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>The image {name}, whose edits go there, is gone from the folder.</source>
        <comment>file_changes.without-image</comment>
        <translation>La imagen {name}, a la que van esas ediciones, ya no está en la carpeta.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Put it back; if it was renamed, give the file the same name.</source>
        <comment>file_changes.put-image-back</comment>
        <translation>Devuélvala a su sitio; si se renombró, dé al archivo el mismo nombre.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/file_changes.py"/>
        <source>{count:,} annotations can't be added to it.</source>
        <comment>file_changes.not-added</comment>
        <extracomment>For 1: {count:,} annotation can't be added to it.</extracomment>
        <translation>
            <numerusform>No se puede añadir {count:,} anotación.</numerusform>
            <numerusform>No se pueden añadir {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>{path} can't be read ({why}). Nothing was written.</source>
        <comment>file_changes.not-read</comment>
        <translation>{path} no se puede leer ({why}). No se ha escrito nada.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Changed on disk since they were read: {files}. Nothing was written. Open the campaign again to see what became of them, and export again.</source>
        <comment>file_changes.changed</comment>
        <translation>Cambiaron en el disco desde que se leyeron: {files}. No se ha escrito nada. Abra la campaña de nuevo para ver qué ha sido de ellos y exporte de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>The campaign's folder {folder} is gone. Put it back, or choose a folder to export to.</source>
        <comment>file_changes.folder-gone</comment>
        <translation>La carpeta de la campaña {folder} ya no está. Devuélvala a su sitio o elija una carpeta a la que exportar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/file_changes.py"/>
        <source>Or export to another folder.</source>
        <comment>file_changes.other-folder</comment>
        <translation>O exporte a otra carpeta.</translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>{file} can't be read, so its labels can't be edited. Mend it or delete it, and open the campaign again.</source>
        <comment>label_edits.unreadable</comment>
        <translation>{file} no se puede leer, así que sus etiquetas no se pueden editar. Repárelo o bórrelo y abra la campaña de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>There is a label “{name}” already.</source>
        <comment>label_edits.there</comment>
        <translation>Ya hay una etiqueta «{name}».</translation>
    </message>
    <message>
        <location filename="../core/campaign/label_edits.py"/>
        <source>A label needs a name.</source>
        <comment>label_edits.no-name</comment>
        <translation>Una etiqueta necesita un nombre.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>The image is gone from the folder; its annotations are kept in the workspace.</source>
        <comment>listing.image-missing</comment>
        <translation>La imagen ya no está en la carpeta; sus anotaciones se conservan en el espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This folder can't be read ({why}).</source>
        <comment>listing.folder-unreadable</comment>
        <translation>Esta carpeta no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>There is no GeoTIFF (.tif or .tiff) in {folder}. Choose the folder that holds the images.</source>
        <comment>listing.no-image</comment>
        <translation>No hay ningún GeoTIFF (.tif o .tiff) en {folder}. Elija la carpeta que contiene las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>There is no image of this name beside it, so it is not shown.</source>
        <comment>listing.orphan</comment>
        <translation>No hay junto a él ninguna imagen de este nombre, así que no se muestra.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Put the image back, or move the file elsewhere.</source>
        <comment>listing.put-image-back</comment>
        <translation>Devuelva la imagen a su sitio o mueva el archivo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>SCANEO reads files that end in {suffix} only, so it is not shown.</source>
        <comment>listing.suffix</comment>
        <translation>SCANEO solo lee archivos que acaban en {suffix}, así que no se muestra.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Let its name end in {suffix}, or move it elsewhere.</source>
        <comment>listing.let-end</comment>
        <translation>Haga que su nombre acabe en {suffix} o muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>The folder {folder} can't be read ({why}).</source>
        <comment>listing.unreadable</comment>
        <translation>La carpeta {folder} no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This is a folder with the name of an image.</source>
        <comment>listing.named</comment>
        <translation>Esto es una carpeta con el nombre de una imagen.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Rename it, or put the image in its place.</source>
        <comment>listing.rename-folder</comment>
        <translation>Renómbrela o ponga la imagen en su lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>This is a link to a folder, which is not followed.</source>
        <comment>listing.link</comment>
        <translation>Esto es un enlace a una carpeta, que no se sigue.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Copy the folder into the campaign, or open it by itself.</source>
        <comment>listing.copy-folder</comment>
        <translation>Copie la carpeta en la campaña o ábrala por separado.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Its name is not UTF-8.</source>
        <comment>listing.not-utf-8</comment>
        <translation>Su nombre no es UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/campaign/listing.py"/>
        <source>Rename the file.</source>
        <comment>listing.rename-file</comment>
        <translation>Renombre el archivo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>export again</source>
        <comment>locked_files.export-again</comment>
        <translation>exporte de nuevo</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>merge again</source>
        <comment>locked_files.merge-again</comment>
        <translation>una de nuevo</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>So the image is not copied.</source>
        <comment>locked_files.not-copied</comment>
        <translation>Por eso la imagen no se copia.</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>{file} can't be replaced: {why}.</source>
        <comment>locked_files.not-replaced</comment>
        <translation>{file} no se puede reemplazar: {why}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>Unlock it, or ask for the right to write it, and {again}.</source>
        <comment>locked_files.unlock</comment>
        <translation>Desbloquéelo o pida permiso para escribirlo, y {again}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/locked_files.py"/>
        <source>{path} can't be read, so no label can be added to it. Nothing was written. Mend it, or move it elsewhere.</source>
        <comment>locked_files.no-label-added</comment>
        <translation>{path} no se puede leer, así que no se le puede añadir ninguna etiqueta. No se ha escrito nada. Repárelo o muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Choose one of the versions.</source>
        <comment>merging.choose</comment>
        <translation>Elija una de las versiones.</translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Changed on disk and in the workspace, each in another way: {files}. Nothing was written. Choose one of the versions, and export again.</source>
        <comment>merging.open</comment>
        <translation>Cambiaron en el disco y en el espacio de trabajo, cada uno de otra forma: {files}. No se ha escrito nada. Elija una de las versiones y exporte de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>The file can't be read ({why}): what was read before is shown.</source>
        <comment>merging.unread</comment>
        <translation>El archivo no se puede leer ({why}): se muestra lo que se leyó antes.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>{count:,} annotations that were deleted and exported came back: another program wrote the file without reading that.</source>
        <comment>merging.returned</comment>
        <extracomment>For 1: {count:,} annotation that was deleted and exported came back: another program wrote the file without reading that.</extracomment>
        <translation>
            <numerusform>Ha vuelto {count:,} anotación que se borró y exportó: otro programa escribió el archivo sin leer eso.</numerusform>
            <numerusform>Han vuelto {count:,} anotaciones que se borraron y exportaron: otro programa escribió el archivo sin leer eso.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>Delete again what is not wanted, export, and load the file anew over there.</source>
        <comment>merging.delete-again</comment>
        <translation>Borre de nuevo lo que no quiera, exporte y vuelva a cargar allí el archivo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>The labels changed on disk and in the workspace, each in another way: the workspace's are shown. It is about {names}.</source>
        <comment>merging.labels</comment>
        <translation>Las etiquetas cambiaron en el disco y en el espacio de trabajo, cada una de otra forma: se muestran las del espacio de trabajo. Se trata de {names}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>What you wrote into it is missing or as before on disk: it was deleted, or who wrote the file had not read it; the workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>merging.lost</comment>
        <extracomment>For 1: What you wrote into it is missing or as before on disk: it was deleted, or who wrote the file had not read it; the workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation>
            <numerusform>Lo que usted escribió en él falta o está como antes en el disco: se borró, o quien escribió el archivo no lo había leído; se muestra la versión del espacio de trabajo. Se trata de {count:,} anotación.</numerusform>
            <numerusform>Lo que usted escribió en él falta o está como antes en el disco: se borró, o quien escribió el archivo no lo había leído; se muestra la versión del espacio de trabajo. Se trata de {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/merging/folder_merge_problems.py"/>
        <source>It changed on disk and in the workspace, each in another way: the workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>merging.conflicts</comment>
        <extracomment>For 1: It changed on disk and in the workspace, each in another way: the workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation>
            <numerusform>Cambió en el disco y en el espacio de trabajo, cada uno de otra forma: se muestra la versión del espacio de trabajo. Se trata de {count:,} anotación.</numerusform>
            <numerusform>Cambió en el disco y en el espacio de trabajo, cada uno de otra forma: se muestra la versión del espacio de trabajo. Se trata de {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>The workspace {workspace} belongs to {other}, not to {folder}. Choose another file for this folder.</source>
        <comment>open_campaign.belongs</comment>
        <translation>El espacio de trabajo {workspace} es de {other}, no de {folder}. Elija otro archivo para esta carpeta.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>QGIS misreads the path {workspace}. Choose a place without % and | for the workspace.</source>
        <comment>open_campaign.misread</comment>
        <translation>QGIS lee mal la ruta {workspace}. Elija para el espacio de trabajo un lugar sin % ni |.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/open_campaign.py"/>
        <source>The workspace {workspace} can't be written. Choose another place for it.</source>
        <comment>open_campaign.not-written</comment>
        <translation>El espacio de trabajo {workspace} no se puede escribir. Elija otro lugar para él.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Recover them if that QGIS is gone.</source>
        <comment>opening.recover</comment>
        <translation>Recupérelas si ese QGIS ya no existe.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} is misread by QGIS: the workspace is {workspace}.</source>
        <comment>opening.misread-folder</comment>
        <translation>QGIS lee mal la carpeta {folder}: el espacio de trabajo es {workspace}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Rename it if you want the workspace in it.</source>
        <comment>opening.rename</comment>
        <translation>Renómbrela si quiere tener en ella el espacio de trabajo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>{count:,} edits may be open still, so nothing of that was recovered.</source>
        <comment>opening.uncertain</comment>
        <extracomment>For 1: {count:,} edit may be open still, so nothing of that was recovered.</extracomment>
        <translation>
            <numerusform>{count:,} edición puede estar aún abierta, así que no se ha recuperado.</numerusform>
            <numerusform>{count:,} ediciones pueden estar aún abiertas, así que no se han recuperado.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>{count:,} edits of {who} may be open still, so nothing of that was recovered.</source>
        <comment>opening.uncertain-of</comment>
        <extracomment>For 1: {count:,} edit of {who} may be open still, so nothing of that was recovered.</extracomment>
        <translation>
            <numerusform>{count:,} edición de {who} puede estar aún abierta, así que no se ha recuperado.</numerusform>
            <numerusform>{count:,} ediciones de {who} pueden estar aún abiertas, así que no se han recuperado.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} could not be written when it was opened first: the workspace is {workspace}.</source>
        <comment>opening.was-unwritable</comment>
        <translation>La carpeta {folder} no se podía escribir cuando se abrió por primera vez: el espacio de trabajo es {workspace}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Move the workspace into it as {name} to have them together.</source>
        <comment>opening.move</comment>
        <translation>Mueva a ella el espacio de trabajo como {name} para tenerlos juntos.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The label “{label}” is not in {file}: SCANEO's page breaks on it.</source>
        <comment>opening.unlisted</comment>
        <translation>La etiqueta «{label}» no está en {file}: la página de SCANEO se rompe con ella.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Export an edit, which adds it, or relabel what has it.</source>
        <comment>opening.export</comment>
        <translation>Exporte una edición, que la añade, o reetiquete lo que la tiene.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>The folder {folder} can't be written: the workspace is {workspace}.</source>
        <comment>opening.unwritable</comment>
        <translation>La carpeta {folder} no se puede escribir: el espacio de trabajo es {workspace}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/opening_problems.py"/>
        <source>Export to another folder, or ask for the right to write.</source>
        <comment>opening.elsewhere</comment>
        <translation>Exporte a otra carpeta o pida permiso para escribir.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Put it back, or export to another folder.</source>
        <comment>refresh.put-back</comment>
        <translation>Devuélvalo a su sitio o exporte a otra carpeta.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Its annotation file {file} belongs to {owner}, whose edits wait.</source>
        <comment>refresh.owned</comment>
        <translation>Su archivo de anotaciones {file} es de {owner}, cuyas ediciones esperan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export them, and open the folder again.</source>
        <comment>refresh.export</comment>
        <translation>Expórtelas y abra la carpeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>The file is gone from the folder; its annotations are kept in the workspace.</source>
        <comment>refresh.file-gone</comment>
        <translation>El archivo ya no está en la carpeta; sus anotaciones se conservan en el espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export to write it again, or delete its annotations and export.</source>
        <comment>refresh.write-again</comment>
        <translation>Exporte para escribirlo de nuevo, o borre sus anotaciones y exporte.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>It looks like the mask of an image, but it was edited here: it stays an image.</source>
        <comment>refresh.mask</comment>
        <translation>Parece la máscara de una imagen, pero se editó aquí: sigue siendo una imagen.</translation>
    </message>
    <message>
        <location filename="../core/campaign/opening/refresh.py"/>
        <source>Export its edits; rename it if it is no mask.</source>
        <comment>refresh.rename</comment>
        <translation>Exporte sus ediciones; renómbrela si no es una máscara.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/folder_reader.py"/>
        <source>The file can't be read ({why}).</source>
        <comment>folder_reader.unreadable</comment>
        <translation>El archivo no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>It was {old} when it was read: its annotations and edits are under its new name.</source>
        <comment>moved_images.followed</comment>
        <translation>Era {old} cuando se leyó: sus anotaciones y ediciones están bajo su nuevo nombre.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>Export them.</source>
        <comment>moved_images.export</comment>
        <translation>Expórtelas.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>It may have another name now, but which can't be told: {names}. Its edits wait.</source>
        <comment>moved_images.unsure</comment>
        <translation>Puede tener ahora otro nombre, pero no se sabe cuál: {names}. Sus ediciones esperan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/moved_images.py"/>
        <source>Give it its old name back, open the campaign and export; then rename it.</source>
        <comment>moved_images.old-name</comment>
        <translation>Devuélvale su nombre, abra la campaña y exporte; después, renómbrela.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>Another program wrote the table “{table}” anew.</source>
        <comment>overwritten_tables.anew</comment>
        <translation>Otro programa escribió de nuevo la tabla «{table}».</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>It lacks {annotations} of {count:,} files ({names}): an export deletes what the layer doesn't show.</source>
        <comment>overwritten_tables.lacks</comment>
        <extracomment>For 1: It lacks {annotations} of {count:,} file ({names}): an export deletes what the layer doesn't show.</extracomment>
        <translation>
            <numerusform>Le falta {annotations} de {count:,} archivo ({names}): una exportación borra lo que la capa no muestra.</numerusform>
            <numerusform>Le faltan {annotations} de {count:,} archivos ({names}): una exportación borra lo que la capa no muestra.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>If that is not meant, save all features over the table again, or put a copy of the workspace in its place, before you export.</source>
        <comment>overwritten_tables.save-again</comment>
        <translation>Si no es lo que quiere, guarde de nuevo todos los objetos sobre la tabla, o ponga en su lugar una copia del espacio de trabajo, antes de exportar.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>All images were compared with their files.</source>
        <comment>overwritten_tables.compared</comment>
        <translation>Todas las imágenes se han comparado con sus archivos.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>What it changed is exported like any edit.</source>
        <comment>overwritten_tables.exported</comment>
        <translation>Lo que cambió se exporta como cualquier edición.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/overwritten_tables.py"/>
        <source>{count:,} annotations</source>
        <comment>overwritten_tables.annotations</comment>
        <extracomment>For 1: {count:,} annotation</extracomment>
        <translation>
            <numerusform>{count:,} anotación</numerusform>
            <numerusform>{count:,} anotaciones</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/replaced_images.py"/>
        <source>The image lies elsewhere than when it was read. Of the boxes and areas on it, {outside} of {all} lie outside it now.</source>
        <comment>replaced_images.left-behind</comment>
        <translation>La imagen está en otro lugar que cuando se leyó. De las cajas y áreas que hay en ella, {outside} de {all} quedan ahora fuera.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/replaced_images.py"/>
        <source>Look at them again: move what is not where it should be, or put the image back.</source>
        <comment>replaced_images.look-again</comment>
        <translation>Mírelas de nuevo: mueva lo que no esté donde debe o devuelva la imagen a su sitio.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>The place of the image is known by now, and was not before. Of the boxes and areas on it, {inside} of {all} lie on it.</source>
        <comment>unlocated.located</comment>
        <translation>El lugar de la imagen se conoce ahora, y antes no. De las cajas y áreas que hay en ella, {inside} de {all} quedan sobre ella.</translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>Look at them again: move what is not where it should be, or delete it.</source>
        <comment>unlocated.look-again</comment>
        <translation>Mírelas de nuevo: mueva lo que no esté donde debe o bórrelo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>The place of the image is not known, and {count} boxes and areas are on it: written as before.</source>
        <comment>unlocated.shapes</comment>
        <extracomment>For 1: The place of the image is not known, and {count} box or area is on it: written as before.</extracomment>
        <translation>
            <numerusform>El lugar de la imagen no se conoce, y hay en ella {count} caja o área: se escribe como antes.</numerusform>
            <numerusform>El lugar de la imagen no se conoce, y hay en ella {count} cajas y áreas: se escriben como antes.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/reading/unlocated.py"/>
        <source>Give the image its place, then look at them again; or delete them.</source>
        <comment>unlocated.locate</comment>
        <translation>Dé a la imagen su lugar y mírelas de nuevo; o bórrelas.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_campaign.py"/>
        <source>Or put another backup back.</source>
        <comment>restore_campaign.another</comment>
        <translation>O restaure otra copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Look whether that write made other files, and delete those.</source>
        <comment>restore_plan.look</comment>
        <translation>Mire si esa escritura hizo otros archivos y borre esos.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Labels are in use that it did not list: they are in it, too.</source>
        <comment>restore_plan.labels</comment>
        <translation>Están en uso etiquetas que no listaba: también están en ella.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Its list of files can't be used ({why}): the files in it are put back.</source>
        <comment>restore_plan.doubted</comment>
        <translation>Su lista de archivos no se puede usar ({why}): se devuelven los archivos que contiene.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Its list of files can't be used ({why}), so it is passed over.</source>
        <comment>restore_plan.passed-over</comment>
        <translation>Su lista de archivos no se puede usar ({why}), así que se pasa por alto.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Another program has changed it since it was written, so it stays.</source>
        <comment>restore_plan.changed-stays</comment>
        <translation>Otro programa lo ha cambiado desde que se escribió, así que se queda.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Delete it where it is not wanted.</source>
        <comment>restore_plan.delete</comment>
        <translation>Bórrelo donde no se quiera.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>Another program has changed it since it was written; that is kept in a backup, too.</source>
        <comment>restore_plan.changed-kept</comment>
        <translation>Otro programa lo ha cambiado desde que se escribió; eso también se guarda en una copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>The backup {backup} is none of ours. Its list of files can't be used ({why}). Nothing was written. Choose another one.</source>
        <comment>restore_plan.none-of-ours</comment>
        <translation>La copia de seguridad {backup} no es nuestra. Su lista de archivos no se puede usar ({why}). No se ha escrito nada. Elija otra.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>{file} is missing in the backup {backup}, so it can't be put back whole. Nothing was written. Choose a later backup.</source>
        <comment>restore_plan.missing</comment>
        <translation>{file} falta en la copia de seguridad {backup}, así que no se puede devolver entera. No se ha escrito nada. Elija una copia posterior.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>So it is not put back.</source>
        <comment>restore_plan.stays</comment>
        <translation>Por eso no se devuelve.</translation>
    </message>
    <message>
        <location filename="../core/campaign/restoring/restore_plan.py"/>
        <source>restore {backup} again</source>
        <comment>restore_plan.again</comment>
        <translation>restaure {backup} de nuevo</translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Nothing is left to do: all is labelled and exported.</source>
        <comment>next_steps.nothing</comment>
        <translation>No queda nada por hacer: todo está etiquetado y exportado.</translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>The campaign is open for editing: what is not saved there is counted nowhere. Save it there first.</source>
        <comment>next_steps.save</comment>
        <translation>La campaña está abierta para editar: lo que no está guardado allí no se cuenta en ninguna parte. Guárdelo antes allí.</translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: it has no workspace yet.</source>
        <comment>next_steps.open</comment>
        <translation>Abra la campaña: aún no tiene espacio de trabajo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} images have not been read yet.</source>
        <comment>next_steps.read</comment>
        <extracomment>For 1: Open the campaign: {count:,} image has not been read yet.</extracomment>
        <translation>
            <numerusform>Abra la campaña: {count:,} imagen aún no se ha leído.</numerusform>
            <numerusform>Abra la campaña: {count:,} imágenes aún no se han leído.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} files or images in its folder have changed since.</source>
        <comment>next_steps.open-again</comment>
        <extracomment>For 1: Open the campaign: {count:,} file or image in its folder has changed since.</extracomment>
        <translation>
            <numerusform>Abra la campaña: {count:,} archivo o imagen de su carpeta ha cambiado desde entonces.</numerusform>
            <numerusform>Abra la campaña: {count:,} archivos o imágenes de su carpeta han cambiado desde entonces.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: another workspace of it has edits, which are brought together.</source>
        <comment>next_steps.bring-together</comment>
        <translation>Abra la campaña: otro espacio de trabajo suyo tiene ediciones, que se reúnen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Settle {count:,} conflicts between the workspace and the folder, or another workspace.</source>
        <comment>next_steps.resolve</comment>
        <extracomment>For 1: Settle {count:,} conflict between the workspace and the folder, or another workspace.</extracomment>
        <translation>
            <numerusform>Resuelva {count:,} conflicto entre el espacio de trabajo y la carpeta u otro espacio de trabajo.</numerusform>
            <numerusform>Resuelva {count:,} conflictos entre el espacio de trabajo y la carpeta u otro espacio de trabajo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Export the campaign: edits of {count:,} images are in its workspace only.</source>
        <comment>next_steps.export</comment>
        <extracomment>For 1: Export the campaign: edits of {count:,} image are in its workspace only.</extracomment>
        <translation>
            <numerusform>Exporte la campaña: las ediciones de {count:,} imagen solo están en su espacio de trabajo.</numerusform>
            <numerusform>Exporte la campaña: las ediciones de {count:,} imágenes solo están en su espacio de trabajo.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Look at {count:,} errors among the problems: something is not shown, or not written.</source>
        <comment>next_steps.check</comment>
        <extracomment>For 1: Look at {count:,} error among the problems: something is not shown, or not written.</extracomment>
        <translation>
            <numerusform>Mire {count:,} error entre los problemas: algo no se muestra o no se escribe.</numerusform>
            <numerusform>Mire {count:,} errores entre los problemas: algo no se muestra o no se escribe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Label {count:,} images that are still to do.</source>
        <comment>next_steps.label</comment>
        <extracomment>For 1: Label {count:,} image that is still to do.</extracomment>
        <translation>
            <numerusform>Etiquete {count:,} imagen que aún está pendiente.</numerusform>
            <numerusform>Etiquete {count:,} imágenes que aún están pendientes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Open the campaign: {count:,} edits that were open in a QGIS that ended are saved then.</source>
        <comment>next_steps.recover</comment>
        <extracomment>For 1: Open the campaign: {count:,} edit that was open in a QGIS that ended is saved then.</extracomment>
        <translation>
            <numerusform>Abra la campaña: entonces se guarda {count:,} edición que estaba abierta en un QGIS que terminó.</numerusform>
            <numerusform>Abra la campaña: entonces se guardan {count:,} ediciones que estaban abiertas en un QGIS que terminó.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/status/next_steps.py"/>
        <source>Export the campaign: edits of its labels are in its workspace only.</source>
        <comment>next_steps.export-labels</comment>
        <translation>Exporte la campaña: las ediciones de sus etiquetas solo están en su espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/conflicts.py"/>
        <source>The folder or the workspace changed meanwhile, so nothing was settled. Look at the conflicts again.</source>
        <comment>conflicts.changed</comment>
        <translation>La carpeta o el espacio de trabajo cambió mientras tanto, así que no se ha resuelto nada. Mire los conflictos de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/of_campaign.py"/>
        <source>{workspace} can't be copied to {place} ({why}).</source>
        <comment>of_campaign.not-copied</comment>
        <translation>{workspace} no se puede copiar a {place} ({why}).</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>edits of its labels</source>
        <comment>other_workspace.labels</comment>
        <translation>ediciones de sus etiquetas</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>edits of {count:,} images</source>
        <comment>other_workspace.edits</comment>
        <extracomment>For 1: edits of {count:,} image</extracomment>
        <translation>
            <numerusform>ediciones de {count:,} imagen</numerusform>
            <numerusform>ediciones de {count:,} imágenes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{one} and {other}</source>
        <comment>other_workspace.and</comment>
        <translation>{one} y {other}</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Another workspace of this folder, {path}, can't be read, so edits in it stay there.</source>
        <comment>other_workspace.unread</comment>
        <translation>Otro espacio de trabajo de esta carpeta, {path}, no se puede leer, así que sus ediciones se quedan allí.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of it in {workspace} can't be taken over.</source>
        <comment>other_workspace.not-taken</comment>
        <translation>Sus ediciones en {workspace} no se pueden incorporar.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{count:,} images got another state in another workspace of this folder, {workspace}: this one's states stay.</source>
        <comment>other_workspace.unlike</comment>
        <extracomment>For 1: {count:,} image got another state in another workspace of this folder, {workspace}: this one's states stay.</extracomment>
        <translation>
            <numerusform>{count:,} imagen recibió otro estado en otro espacio de trabajo de esta carpeta, {workspace}: se quedan los estados de este.</numerusform>
            <numerusform>{count:,} imágenes recibieron otro estado en otro espacio de trabajo de esta carpeta, {workspace}: se quedan los estados de este.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open the campaign again once it is closed there.</source>
        <comment>other_workspace.open-again</comment>
        <translation>Abra la campaña de nuevo cuando se haya cerrado allí.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open that one, and recover them if that QGIS is gone.</source>
        <comment>other_workspace.recover</comment>
        <translation>Abra ese y recupérelas si ese QGIS ya no existe.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} has {edits} ({when}) that are not in this one.</source>
        <comment>other_workspace.waiting</comment>
        <translation>{workspace} tiene {edits} ({when}) que no están en este.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Open the campaign to bring them together.</source>
        <comment>other_workspace.bring-together</comment>
        <translation>Abra la campaña para reunirlas.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>states or flags</source>
        <comment>other_workspace.marks</comment>
        <translation>estados o marcas</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} has {edits} ({when}). It was made for {folder}, which is not there and was like this folder, but may have been another copy of the campaign: they are not taken over.</source>
        <comment>other_workspace.guess</comment>
        <translation>{workspace} tiene {edits} ({when}). Se hizo para {folder}, que no está y era como esta carpeta, pero pudo ser otra copia de la campaña: no se incorporan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>If they are of this folder, open it once with that workspace as WORKSPACE of “Import SCANEO campaign” in the toolbox: from then on it is known to be of it.</source>
        <comment>other_workspace.name-it</comment>
        <translation>Si son de esta carpeta, ábrala una vez con ese espacio de trabajo como WORKSPACE de «Importar una campaña de SCANEO» en la caja de herramientas: desde entonces se sabe que es suyo.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{edits} were taken over from another workspace of this folder, {path} ({when}), which stays as it is.</source>
        <comment>other_workspace.taken</comment>
        <translation>Se incorporaron {edits} de otro espacio de trabajo de esta carpeta, {path} ({when}), que se queda como está.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>It was edited here and in another workspace of this folder, {workspace} ({when}), each in another way: this workspace's version is shown. It is about {count:,} annotations.</source>
        <comment>other_workspace.conflicts</comment>
        <extracomment>For 1: It was edited here and in another workspace of this folder, {workspace} ({when}), each in another way: this workspace's version is shown. It is about {count:,} annotation.</extracomment>
        <translation>
            <numerusform>Se editó aquí y en otro espacio de trabajo de esta carpeta, {workspace} ({when}), cada uno de otra forma: se muestra la versión de este. Se trata de {count:,} anotación.</numerusform>
            <numerusform>Se editó aquí y en otro espacio de trabajo de esta carpeta, {workspace} ({when}), cada uno de otra forma: se muestra la versión de este. Se trata de {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>The labels were edited here and in another workspace of this folder, {workspace}, each in another way: this one's are shown. It is about {names}.</source>
        <comment>other_workspace.label-conflicts</comment>
        <translation>Las etiquetas se editaron aquí y en otro espacio de trabajo de esta carpeta, {workspace}, cada uno de otra forma: se muestran las de este. Se trata de {names}.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Another workspace of this folder, {path},</source>
        <comment>other_workspace.of-this</comment>
        <translation>Otro espacio de trabajo de esta carpeta, {path},</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>last edited {time}</source>
        <comment>other_workspace.when</comment>
        <translation>última edición {time}</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{one}, {other}</source>
        <comment>other_workspace.list</comment>
        <translation>{one}, {other}</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} is open for editing, with {edits} ({when}). They are not taken over.</source>
        <comment>other_workspace.open</comment>
        <translation>{workspace} está abierto para editar, con {edits} ({when}). No se incorporan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} is open for editing by {who}, with {edits} ({when}). They are not taken over.</source>
        <comment>other_workspace.open-by</comment>
        <translation>{workspace} está abierto para editar por {who}, con {edits} ({when}). No se incorporan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} keeps edits that were open and may be open still: they are not taken over.</source>
        <comment>other_workspace.left</comment>
        <translation>{workspace} guarda ediciones que estaban abiertas y pueden estarlo aún: no se incorporan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{workspace} keeps edits that were open by {who} and may be open still: they are not taken over.</source>
        <comment>other_workspace.left-by</comment>
        <translation>{workspace} guarda ediciones que {who} tenía abiertas y pueden estarlo aún: no se incorporan.</translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>A workspace of another folder, {path},</source>
        <comment>other_workspace.of-another</comment>
        <translation>Un espacio de trabajo de otra carpeta, {path},</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of {count:,} images</source>
        <comment>other_workspace.came-edits</comment>
        <extracomment>For 1: Edits of {count:,} image</extracomment>
        <translation>
            <numerusform>Ediciones de {count:,} imagen</numerusform>
            <numerusform>Ediciones de {count:,} imágenes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>states or flags of {count:,} images</source>
        <comment>other_workspace.marks-of</comment>
        <extracomment>For 1: states or flags of {count:,} image</extracomment>
        <translation>
            <numerusform>estados o marcas de {count:,} imagen</numerusform>
            <numerusform>estados o marcas de {count:,} imágenes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>Edits of its labels</source>
        <comment>other_workspace.came-labels</comment>
        <translation>Ediciones de sus etiquetas</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>States or flags of {count:,} images</source>
        <comment>other_workspace.came-marks</comment>
        <extracomment>For 1: States or flags of {count:,} image</extracomment>
        <translation>
            <numerusform>Estados o marcas de {count:,} imagen</numerusform>
            <numerusform>Estados o marcas de {count:,} imágenes</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/campaign/workspaces/other_workspace.py"/>
        <source>{path} can't be copied ({why}).</source>
        <comment>other_workspace.not-copied</comment>
        <translation>{path} no se puede copiar ({why}).</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>The file is not a GeoJSON FeatureCollection with a list of features.</source>
        <comment>geojson.no-collection</comment>
        <translation>El archivo no es una FeatureCollection de GeoJSON con una lista de objetos.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>Put back the file that SCANEO wrote, or move it elsewhere.</source>
        <comment>geojson.put-back-scaneos</comment>
        <translation>Ponga en su lugar el archivo que escribió SCANEO o muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>By its crs member, its coordinates are not longitude and latitude on WGS 84 but {crs}: SCANEO passes over that and puts them elsewhere, so they are not shown.</source>
        <comment>geojson.elsewhere</comment>
        <translation>Según su miembro crs, sus coordenadas no son longitud y latitud en WGS 84 sino {crs}: SCANEO lo pasa por alto y las pone en otro lugar, así que no se muestran.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/document.py"/>
        <source>Transform them to EPSG:4326; or, if they are that already, take the crs member out.</source>
        <comment>geojson.transform</comment>
        <translation>Transfórmelas a EPSG:4326; o, si ya lo están, quite el miembro crs.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>line {line}, column {column}</source>
        <comment>geojson.line-column</comment>
        <translation>línea {line}, columna {column}</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>The file is not UTF-8 text.</source>
        <comment>geojson.not-utf8</comment>
        <translation>El archivo no es texto UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Save it as UTF-8, or put back a copy.</source>
        <comment>geojson.save-as-utf8</comment>
        <translation>Guárdelo como UTF-8 o ponga en su lugar una copia.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>line {line}, byte {byte}</source>
        <comment>geojson.line-byte</comment>
        <translation>línea {line}, byte {byte}</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>This is not JSON ({why}).</source>
        <comment>geojson.no-json</comment>
        <translation>Esto no es JSON ({why}).</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Mend it there, or put back a copy.</source>
        <comment>geojson.mend-json</comment>
        <translation>Repárelo ahí o ponga en su lugar una copia.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>It is nested too deep to be an annotation file.</source>
        <comment>geojson.too-deep</comment>
        <translation>Está anidado demasiado hondo para ser un archivo de anotaciones.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Put back a copy.</source>
        <comment>geojson.put-back</comment>
        <translation>Ponga en su lugar una copia.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>A number can't be read ({why}).</source>
        <comment>geojson.number</comment>
        <translation>Un número no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Mend it, or put back a copy.</source>
        <comment>geojson.mend-number</comment>
        <translation>Repárelo o ponga en su lugar una copia.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>The JSON is cut off.</source>
        <comment>geojson.cut-off</comment>
        <translation>El JSON está cortado.</translation>
    </message>
    <message>
        <location filename="../core/formats/geojson/reader.py"/>
        <source>Put back a whole copy of the file.</source>
        <comment>geojson.put-back-whole</comment>
        <translation>Ponga en su lugar una copia completa del archivo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It stays in the file as it is.</source>
        <comment>annotations.kept</comment>
        <translation>Se queda en el archivo tal como está.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Edit the box and export: both are written anew.</source>
        <comment>annotations.box-anew</comment>
        <translation>Edite la caja y exporte: ambos se escriben de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The feature has no properties.</source>
        <comment>annotations.no-properties</comment>
        <translation>El objeto no tiene propiedades.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Give it a task and a label.</source>
        <comment>annotations.give-task-label</comment>
        <translation>Dele una tarea y una etiqueta.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The feature has no task.</source>
        <comment>annotations.no-task</comment>
        <translation>El objeto no tiene tarea.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Add properties.task.</source>
        <comment>annotations.add-task</comment>
        <translation>Añada properties.task.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It has no label.</source>
        <comment>annotations.no-label</comment>
        <translation>No tiene etiqueta.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The label is not a text.</source>
        <comment>annotations.label-no-text</comment>
        <translation>La etiqueta no es un texto.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Write it in double quotes.</source>
        <comment>annotations.quote-label</comment>
        <translation>Escríbala entre comillas dobles.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The label holds a character that no file can keep.</source>
        <comment>annotations.label-character</comment>
        <translation>La etiqueta contiene un carácter que ningún archivo puede guardar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The detection has no bbox, so SCANEO can't import it: the ring is shown.</source>
        <comment>annotations.no-bbox</comment>
        <translation>La detección no tiene bbox, así que SCANEO no la puede importar: se muestra el anillo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox has no extent, and the ring has: the ring is shown; SCANEO shows the bbox.</source>
        <comment>annotations.bbox-flat</comment>
        <translation>El bbox no tiene extensión, y el anillo sí: se muestra el anillo; SCANEO muestra el bbox.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>SCANEO has drawn the outline through two of the bbox's positions, so it has no extent: the bounds of the bbox are shown.</source>
        <comment>annotations.ring-flat</comment>
        <translation>SCANEO ha dibujado el contorno por dos de las posiciones del bbox, así que no tiene extensión: se muestran los límites del bbox.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Leave it so: it stays until the box is moved.</source>
        <comment>annotations.until-moved</comment>
        <translation>Déjelo así: se queda hasta que se mueva la caja.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox and the ring disagree: the bbox is shown, as in SCANEO.</source>
        <comment>annotations.bbox-differs</comment>
        <translation>El bbox y el anillo no coinciden: se muestra el bbox, como en SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Its outline is turned, or no rectangle: its bounds are shown, as in SCANEO.</source>
        <comment>annotations.ring-turned</comment>
        <translation>Su contorno está girado o no es un rectángulo: se muestran sus límites, como en SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Leave it so: it stays until the box is resized.</source>
        <comment>annotations.until-resized</comment>
        <translation>Déjelo así: se queda hasta que se cambie el tamaño de la caja.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>It has no geometry.</source>
        <comment>annotations.no-geometry</comment>
        <translation>No tiene geometría.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Give it one.</source>
        <comment>annotations.give-label</comment>
        <translation>Dele una.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Rename it.</source>
        <comment>annotations.rename-label</comment>
        <translation>Renómbrela.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The ring is shown instead.</source>
        <comment>annotations.ring-shown</comment>
        <translation>Se muestra el anillo en su lugar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The bbox is shown, as in SCANEO.</source>
        <comment>annotations.bbox-shown</comment>
        <translation>Se muestra el bbox, como en SCANEO.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>The ring is no rectangle: the bbox, which are its bounds, is shown.</source>
        <comment>annotations.ring-no-rectangle</comment>
        <translation>El anillo no es un rectángulo: se muestra el bbox, que son sus límites.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>By its crs member, its coordinates are not longitude and latitude on WGS 84 but {crs}: SCANEO passes over that.</source>
        <comment>annotations.elsewhere</comment>
        <translation>Según su miembro crs, sus coordenadas no son longitud y latitud en WGS 84 sino {crs}: SCANEO lo pasa por alto.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/annotations.py"/>
        <source>Transform them to EPSG:4326; or, if they are that already, take the crs member out.</source>
        <comment>annotations.transform</comment>
        <translation>Transfórmelas a EPSG:4326; o, si ya lo están, quite el miembro crs.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>The file keeps what it had.</source>
        <comment>change.as-read</comment>
        <translation>El archivo conserva lo que tenía.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>It is written once.</source>
        <comment>change.once</comment>
        <translation>Se escribe una vez.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/change.py"/>
        <source>The image has this label already.</source>
        <comment>change.label-already</comment>
        <translation>La imagen ya tiene esta etiqueta.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>case</source>
        <comment>checks.case</comment>
        <translation>mayúsculas</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>spaces</source>
        <comment>checks.spaces</comment>
        <translation>espacios</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>characters that can't be seen</source>
        <comment>checks.unseen</comment>
        <translation>caracteres que no se ven</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/alike_labels.py"/>
        <source>how a letter is encoded</source>
        <comment>checks.encoding</comment>
        <translation>cómo se codifica una letra</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} files have an empty list, as images that were verified empty have: EOTDL's modules stop on that.</source>
        <comment>checks.files-empty</comment>
        <extracomment>For 1: {count:,} file has an empty list, as images that were verified empty have: EOTDL's modules stop on that.</extracomment>
        <translation>
            <numerusform>{count:,} archivo tiene una lista vacía, como las imágenes verificadas como vacías: los módulos de EOTDL se detienen con eso.</numerusform>
            <numerusform>{count:,} archivos tienen una lista vacía, como las imágenes verificadas como vacías: los módulos de EOTDL se detienen con eso.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>For what stops on them, export to another folder and leave empty images out.</source>
        <comment>checks.leave-empty-out</comment>
        <translation>Para lo que se detiene con ellos, exporte a otra carpeta y omita las imágenes vacías.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Leave it, if another program needs it.</source>
        <comment>checks.leave-task</comment>
        <translation>Déjela si otro programa la necesita.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>The label “{label}” reads like “{other}”: they differ in {ways} only. {have_it}, {have_other}.</source>
        <comment>checks.label-alike</comment>
        <translation>La etiqueta «{label}» se lee como «{other}»: solo difieren en {ways}. {have_it}, {have_other}.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Relabel what has it as “{other}”, or rename one of them.</source>
        <comment>checks.relabel</comment>
        <translation>Reetiquete lo que la tiene como «{other}» o renombre una de las dos.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>The label “{label}” is not in {file}: SCANEO's page breaks on it. {count:,} annotations have it.</source>
        <comment>checks.label-unlisted</comment>
        <extracomment>For 1: The label “{label}” is not in {file}: SCANEO's page breaks on it. {count:,} annotation has it.</extracomment>
        <translation>
            <numerusform>La etiqueta «{label}» no está en {file}: la página de SCANEO se rompe con ella. La tiene {count:,} anotación.</numerusform>
            <numerusform>La etiqueta «{label}» no está en {file}: la página de SCANEO se rompe con ella. La tienen {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>List it, or relabel them.</source>
        <comment>checks.list-label</comment>
        <translation>Añádala a la lista o reetiquételas.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>No annotation has the label “{label}”.</source>
        <comment>checks.label-unused</comment>
        <translation>Ninguna anotación tiene la etiqueta «{label}».</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>Delete it from the labels, if it is not meant for later.</source>
        <comment>checks.delete-label</comment>
        <translation>Bórrela de las etiquetas si no es para más tarde.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} annotations have it</source>
        <comment>checks.have-it</comment>
        <extracomment>For 1: {count:,} annotation has it</extracomment>
        <translation>
            <numerusform>{count:,} anotación la tiene</numerusform>
            <numerusform>{count:,} anotaciones la tienen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/campaign.py"/>
        <source>{count:,} annotations have the other</source>
        <comment>checks.have-other</comment>
        <extracomment>For 1: {count:,} annotation has the other</extracomment>
        <translation>
            <numerusform>{count:,} anotación tiene la otra</numerusform>
            <numerusform>{count:,} anotaciones tienen la otra</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Positions are longitude, latitude; those of a bbox are the reverse.</source>
        <comment>checks.swap-back</comment>
        <translation>Las posiciones son longitud, latitud; las de un bbox, al revés.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Move its corners, or draw it again.</source>
        <comment>checks.move-corners</comment>
        <translation>Mueva sus esquinas o dibújela de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>SCANEO imports images whose names end in .tif, and there is none: it stops.</source>
        <comment>checks.no-image</comment>
        <translation>SCANEO importa imágenes cuyo nombre acaba en .tif, y no hay ninguna: se detiene.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Let their names end in .tif; each GeoJSON file keeps its name. In QGIS, all can be done as they are.</source>
        <comment>checks.name-tif</comment>
        <translation>Haga que sus nombres acaben en .tif; cada archivo GeoJSON conserva su nombre. En QGIS todo se puede hacer tal como están.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box is less than half a pixel wide or high.</source>
        <comment>checks.box-small</comment>
        <translation>La caja tiene menos de medio píxel de ancho o de alto.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>SCANEO reads a folder's images that end in .tif only, and not in {suffix}.</source>
        <comment>checks.image-suffix</comment>
        <translation>SCANEO solo lee las imágenes de una carpeta que acaban en .tif, no en {suffix}.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Rename it, with its .aux.xml file if it has one: its GeoJSON file keeps its name.</source>
        <comment>checks.rename-image</comment>
        <translation>Renómbrela, con su archivo .aux.xml si lo tiene: su archivo GeoJSON conserva su nombre.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It overlaps {other}, which is “{label}”.</source>
        <comment>checks.overlap</comment>
        <translation>Se superpone a {other}, que es «{label}».</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Cut one of them, or delete it.</source>
        <comment>checks.cut-one</comment>
        <translation>Recorte una de las dos o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is {degrees:.0f} degrees wide, which is more than half the globe.</source>
        <comment>checks.wide</comment>
        <translation>Tiene {degrees:.0f} grados de ancho, más de medio globo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>If it is to lie across 180 degrees, split it there; else draw it again.</source>
        <comment>checks.split</comment>
        <translation>Si debe cruzar los 180 grados, divídala allí; si no, dibújela de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box is a point.</source>
        <comment>checks.box-point</comment>
        <translation>La caja es un punto.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box has no width.</source>
        <comment>checks.box-no-width</comment>
        <translation>La caja no tiene anchura.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The box has no height.</source>
        <comment>checks.box-no-height</comment>
        <translation>La caja no tiene altura.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Its path has “.tif” twice, so SCANEO looks for its GeoJSON under a wrong name.</source>
        <comment>checks.name-doubled</comment>
        <translation>Su ruta tiene «.tif» dos veces, así que SCANEO busca su GeoJSON con un nombre equivocado.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Rename it, or the folder that it is in.</source>
        <comment>checks.rename-either</comment>
        <translation>Renómbrela, o la carpeta en la que está.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is the same as {other}.</source>
        <comment>checks.twin</comment>
        <translation>Es igual que {other}.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It is the same as {other}, but the file says of each what it doesn't of the other.</source>
        <comment>checks.twin-differs</comment>
        <translation>Es igual que {other}, pero el archivo dice de cada una lo que no dice de la otra.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The place of its image is not known, so nobody knows what it lies on.</source>
        <comment>checks.image-not-located</comment>
        <translation>El lugar de su imagen no se conoce, así que nadie sabe sobre qué está.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Give the image its place, then look at it again; or delete it.</source>
        <comment>checks.locate-image</comment>
        <translation>Dé a la imagen su lugar y mírela de nuevo; o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area crosses itself, and what it is to cover can't be told.</source>
        <comment>checks.area-tangled</comment>
        <translation>El área se cruza a sí misma, y no se sabe qué debe cubrir.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area or one of its parts crosses or touches itself or another one.</source>
        <comment>checks.area-crossing</comment>
        <translation>El área o una de sus partes se cruza o se toca a sí misma o a otra.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>The area is thinner than a pixel of its image.</source>
        <comment>checks.sliver</comment>
        <translation>El área es más fina que un píxel de su imagen.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>{count} of its {parts} parts are thinner than a pixel.</source>
        <comment>checks.slivers</comment>
        <extracomment>For 1: {count} of its {parts} parts is thinner than a pixel.</extracomment>
        <translation>
            <numerusform>{count} de sus {parts} partes es más fina que un píxel.</numerusform>
            <numerusform>{count} de sus {parts} partes son más finas que un píxel.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It reaches across the edge of its image.</source>
        <comment>checks.across-edge</comment>
        <translation>Pasa del borde de su imagen.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Cut it off at the edge.</source>
        <comment>checks.cut-off</comment>
        <translation>Córtela en el borde.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It lies on its image once latitude and longitude are swapped.</source>
        <comment>checks.fits-swapped</comment>
        <translation>Está sobre su imagen si se intercambian latitud y longitud.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>It lies outside its image.</source>
        <comment>checks.outside</comment>
        <translation>Está fuera de su imagen.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/images.py"/>
        <source>Move it there, or delete it.</source>
        <comment>checks.move</comment>
        <translation>Muévala allí o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude are swapped, so they are out of range, and it can't be shown.</source>
        <comment>checks.swapped</comment>
        <translation>Latitud y longitud están intercambiadas, así que están fuera de rango y no se puede mostrar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude of its bbox are swapped and out of range: the ring is shown.</source>
        <comment>checks.swapped-bbox</comment>
        <translation>Latitud y longitud de su bbox están intercambiadas y fuera de rango: se muestra el anillo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/checks/swapped.py"/>
        <source>Latitude and longitude of its ring are swapped and out of range: the bbox is shown.</source>
        <comment>checks.swapped-ring</comment>
        <translation>Latitud y longitud de su anillo están intercambiadas y fuera de rango: se muestra el bbox.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Delete one of the two.</source>
        <comment>content.delete-one</comment>
        <translation>Borre una de las dos.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Save it as plain UTF-8 JSON.</source>
        <comment>content.save-plain</comment>
        <translation>Guárdelo como JSON simple en UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Its task is “{task}”, so it is not shown.</source>
        <comment>content.other-task</comment>
        <translation>Su tarea es «{task}», así que no se muestra.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>feature {number}</source>
        <comment>content.feature</comment>
        <translation>objeto {number}</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write a number or null.</source>
        <comment>content.write-number</comment>
        <translation>Escriba un número o null.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>It begins with a byte-order mark, on which SCANEO stops.</source>
        <comment>content.bom</comment>
        <translation>Empieza con una marca de orden de bytes, con la que SCANEO se detiene.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>It holds NaN or Infinity, which JSON has not.</source>
        <comment>content.nan</comment>
        <translation>Contiene NaN o Infinity, que JSON no tiene.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>By its crs member, its coordinates are on {datum}. Programs take these for WGS 84, which is some metres off at most: they are shown as they are.</source>
        <comment>content.datum</comment>
        <translation>Según su miembro crs, sus coordenadas están en {datum}. Los programas las toman por WGS 84, que difiere unos metros como mucho: se muestran tal como están.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Leave it so.</source>
        <comment>content.leave</comment>
        <translation>Déjelo así.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The label is {value}, which is no text.</source>
        <comment>content.label-nan</comment>
        <translation>La etiqueta es {value}, que no es un texto.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write it in double quotes.</source>
        <comment>content.quote-label</comment>
        <translation>Escríbala entre comillas dobles.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Its task, geometry or bbox holds NaN or Infinity, which JSON has not.</source>
        <comment>content.feature-nan</comment>
        <translation>Su tarea, su geometría o su bbox contiene NaN o Infinity, que JSON no tiene.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>A property holds NaN or Infinity, which JSON has not: strict programs stop on it.</source>
        <comment>content.property-nan</comment>
        <translation>Una propiedad contiene NaN o Infinity, que JSON no tiene: los programas estrictos se detienen con ello.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Write “{task}”.</source>
        <comment>content.write-task</comment>
        <translation>Escriba «{task}».</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>Until then it stays in the file as it is.</source>
        <comment>content.until-then</comment>
        <translation>Hasta entonces se queda en el archivo tal como está.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The file stays as it is.</source>
        <comment>content.stays</comment>
        <translation>El archivo se queda como está.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The image is given “{label}” twice: {other} gives it already.</source>
        <comment>content.class-twice</comment>
        <translation>La imagen recibe «{label}» dos veces: {other} ya se la da.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/content.py"/>
        <source>The image is given “{label}” twice: {other} gives it already, but the file says of each what it doesn't of the other.</source>
        <comment>content.class-twice-differs</comment>
        <translation>La imagen recibe «{label}» dos veces: {other} ya se la da, pero el archivo dice de cada una lo que no dice de la otra.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>The feature is nested too deep to be written again.</source>
        <comment>feature_text.too-deep</comment>
        <translation>El objeto está anidado demasiado hondo para escribirlo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>Flatten it.</source>
        <comment>feature_text.flatten</comment>
        <translation>Aplánelo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>One of the feature's numbers is too large to be written again.</source>
        <comment>feature_text.number</comment>
        <translation>Uno de los números del objeto es demasiado grande para escribirlo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/feature_text.py"/>
        <source>Shorten it.</source>
        <comment>feature_text.shorten</comment>
        <translation>Acórtelo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/label_text.py"/>
        <source>The file has no list of labels.</source>
        <comment>label_text.no-list</comment>
        <translation>El archivo no tiene una lista de etiquetas.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/label_text.py"/>
        <source>Write {{"labels": […]}}, or delete it.</source>
        <comment>label_text.write-list</comment>
        <translation>Escriba {{"labels": […]}} o bórrelo.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>There is no spai.json: the labels that the annotations use are shown in colours of our own.</source>
        <comment>labels.missing</comment>
        <translation>No hay spai.json: las etiquetas que usan las anotaciones se muestran en colores nuestros.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Export once after an edit: it is written then.</source>
        <comment>labels.export-once</comment>
        <translation>Exporte una vez tras una edición: entonces se escribe.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>It begins with a byte-order mark, on which SCANEO stops.</source>
        <comment>labels.bom</comment>
        <translation>Empieza con una marca de orden de bytes, con la que SCANEO se detiene.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Save it as plain UTF-8 JSON.</source>
        <comment>labels.save-plain</comment>
        <translation>Guárdelo como JSON simple en UTF-8.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>label {number}</source>
        <comment>labels.number</comment>
        <translation>etiqueta {number}</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label has no name that can be used.</source>
        <comment>labels.nameless</comment>
        <translation>La etiqueta no tiene un nombre que se pueda usar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Rename or delete it.</source>
        <comment>labels.rename-or-delete</comment>
        <translation>Renómbrela o bórrela.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Delete one: SCANEO stops on it.</source>
        <comment>labels.delete-one</comment>
        <translation>Borre una: SCANEO se detiene con ella.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Give it a name and a colour.</source>
        <comment>labels.give-name-colour</comment>
        <translation>Dele un nombre y un color.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is listed twice: its first colour is used.</source>
        <comment>labels.twice</comment>
        <translation>La etiqueta «{name}» está dos veces en la lista: se usa su primer color.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is listed twice: the other entry is used.</source>
        <comment>labels.twice-bare</comment>
        <translation>La etiqueta «{name}» está dos veces en la lista: se usa la otra entrada.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is a bare word: SCANEO stops on it. It is shown in a colour of our own.</source>
        <comment>labels.bare-word</comment>
        <translation>La etiqueta «{name}» es una palabra suelta: SCANEO se detiene con ella. Se muestra en un color nuestro.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The label “{name}” is a bare number: SCANEO stops on it. It is shown in a colour of our own.</source>
        <comment>labels.bare-number</comment>
        <translation>La etiqueta «{name}» es un número suelto: SCANEO se detiene con ella. Se muestra en un color nuestro.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The colour of “{name}” is “{colour}”, which is not known here: another one is shown.</source>
        <comment>labels.colour-unknown</comment>
        <translation>El color de «{name}» es «{colour}», que no se conoce aquí: se muestra otro.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Leave it, if SCANEO shows it; else recolour the label.</source>
        <comment>labels.recolour</comment>
        <translation>Déjelo si SCANEO lo muestra; si no, cambie el color de la etiqueta.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>The colour of “{name}” is {value}: another one is shown.</source>
        <comment>labels.colourless</comment>
        <translation>El color de «{name}» es {value}: se muestra otro.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/labels.py"/>
        <source>Write it as #rrggbb, such as #0048f0.</source>
        <comment>labels.write-colour</comment>
        <translation>Escríbalo como #rrggbb, por ejemplo #0048f0.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>It looks like the mask of an image, but it has annotations: it stays an image.</source>
        <comment>pairing.mask-labelled</comment>
        <translation>Parece la máscara de una imagen, pero tiene anotaciones: sigue siendo una imagen.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Move its GeoJSON file elsewhere if it is a mask, or rename it if it is none.</source>
        <comment>pairing.move-mask</comment>
        <translation>Mueva su archivo GeoJSON a otro lugar si es una máscara, o renómbrela si no lo es.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>{count:,} masks beside images, left alone.</source>
        <comment>pairing.masks-left-alone</comment>
        <extracomment>For 1: {count:,} mask beside images, left alone.</extracomment>
        <translation>
            <numerusform>{count:,} máscara junto a imágenes, que no se toca.</numerusform>
            <numerusform>{count:,} máscaras junto a imágenes, que no se tocan.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename what is no mask (its name ends in _mask).</source>
        <comment>pairing.rename-mask</comment>
        <translation>Renombre lo que no sea una máscara (su nombre acaba en _mask).</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>It has the annotation file of {first}: its own annotations can't be kept.</source>
        <comment>pairing.file-shared</comment>
        <translation>Tiene el archivo de anotaciones de {first}: sus propias anotaciones no se pueden guardar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename one of the two images.</source>
        <comment>pairing.rename-one</comment>
        <translation>Renombre una de las dos imágenes.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Windows would take this name for a path elsewhere: its annotations can't be kept.</source>
        <comment>pairing.name-elsewhere</comment>
        <translation>Windows tomaría este nombre por una ruta a otro lugar: sus anotaciones no se pueden guardar.</translation>
    </message>
    <message>
        <location filename="../core/formats/scaneo/pairing.py"/>
        <source>Rename the image.</source>
        <comment>pairing.rename-image</comment>
        <translation>Renombre la imagen.</translation>
    </message>
    <message>
        <location filename="../core/images/areas.py"/>
        <source>It can't be repaired ({why}).</source>
        <comment>areas.unrepaired</comment>
        <translation>No se puede reparar ({why}).</translation>
    </message>
    <message>
        <location filename="../core/images/areas.py"/>
        <source>GEOS gives up ({why}).</source>
        <comment>areas.geos</comment>
        <translation>GEOS se rinde ({why}).</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Warp a copy of it.</source>
        <comment>datum_operations.warp</comment>
        <translation>Haga una copia rectificada de ella.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>its own reference system</source>
        <comment>datum_operations.own-crs</comment>
        <translation>su propio sistema de referencia</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>QGIS shows it {metres:,.1f} m ({pixels:,.1f} pixels) away from where GDAL reads it ({crs} to {target}).</source>
        <comment>datum_operations.apart</comment>
        <translation>QGIS la muestra a {metres:,.1f} m ({pixels:,.1f} píxeles) de donde la lee GDAL ({crs} a {target}).</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>QGIS shows it much away from where GDAL reads it ({crs} to {target}).</source>
        <comment>datum_operations.far-apart</comment>
        <translation>QGIS la muestra muy lejos de donde la lee GDAL ({crs} a {target}).</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>The project has no coordinate reference system: nothing can be drawn until it has.</source>
        <comment>datum_operations.no-crs</comment>
        <translation>El proyecto no tiene sistema de referencia de coordenadas: no se puede dibujar nada hasta que lo tenga.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Set it to that of the image: {crs}.</source>
        <comment>datum_operations.set-crs</comment>
        <translation>Ponga el de la imagen: {crs}.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>The image's pixels have no longitude and latitude here.</source>
        <comment>datum_operations.no-lonlat</comment>
        <translation>Los píxeles de la imagen no tienen aquí longitud ni latitud.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Check that it has the right coordinate reference system.</source>
        <comment>datum_operations.check-crs</comment>
        <translation>Compruebe que tiene el sistema de referencia correcto.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Its longitudes reach beyond the edge of its projection: what is drawn there shows elsewhere.</source>
        <comment>datum_operations.beyond-edge</comment>
        <translation>Sus longitudes pasan del borde de su proyección: lo que se dibuja allí se muestra en otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Its longitudes reach beyond 180 degrees: what is drawn there shows elsewhere.</source>
        <comment>datum_operations.beyond-180</comment>
        <translation>Sus longitudes pasan de 180 grados: lo que se dibuja allí se muestra en otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Set the project's reference system to {crs}.</source>
        <comment>datum_operations.set-projects</comment>
        <translation>Ponga {crs} como sistema de referencia del proyecto.</translation>
    </message>
    <message>
        <location filename="../core/images/datum_operations.py"/>
        <source>Placed by {georeferencing} alone: SCANEO sees no place in it.</source>
        <comment>datum_operations.placed-by</comment>
        <translation>Situada solo por {georeferencing}: SCANEO no ve en ella ningún lugar.</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JPEG 2000 image</source>
        <comment>file_kinds.jpeg-2000</comment>
        <translation>una imagen JPEG 2000</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>the description of a map server</source>
        <comment>file_kinds.map-server</comment>
        <translation>la descripción de un servidor de mapas</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a web page</source>
        <comment>file_kinds.web-page</comment>
        <translation>una página web</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a PNG image</source>
        <comment>file_kinds.png</comment>
        <translation>una imagen PNG</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JPEG image</source>
        <comment>file_kinds.jpeg</comment>
        <translation>una imagen JPEG</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a GIF image</source>
        <comment>file_kinds.gif</comment>
        <translation>una imagen GIF</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a BMP image</source>
        <comment>file_kinds.bmp</comment>
        <translation>una imagen BMP</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an HDF5 file</source>
        <comment>file_kinds.hdf5</comment>
        <translation>un archivo HDF5</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a netCDF file</source>
        <comment>file_kinds.netcdf</comment>
        <translation>un archivo netCDF</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an ERDAS Imagine file</source>
        <comment>file_kinds.erdas</comment>
        <translation>un archivo ERDAS Imagine</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a NITF file</source>
        <comment>file_kinds.nitf</comment>
        <translation>un archivo NITF</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a PDF document</source>
        <comment>file_kinds.pdf</comment>
        <translation>un documento PDF</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a zip archive</source>
        <comment>file_kinds.zip</comment>
        <translation>un archivo zip</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a gzip archive</source>
        <comment>file_kinds.gzip</comment>
        <translation>un archivo gzip</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a database</source>
        <comment>file_kinds.database</comment>
        <translation>una base de datos</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>the placeholder of Git LFS: fetch the file itself</source>
        <comment>file_kinds.git-lfs</comment>
        <translation>el marcador de Git LFS: descargue el archivo mismo</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a virtual raster (VRT)</source>
        <comment>file_kinds.vrt</comment>
        <translation>un ráster virtual (VRT)</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an index of tiles</source>
        <comment>file_kinds.tiles</comment>
        <translation>un índice de teselas</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>an XML file</source>
        <comment>file_kinds.xml</comment>
        <translation>un archivo XML</translation>
    </message>
    <message>
        <location filename="../core/images/files/file_kinds.py"/>
        <source>a JSON file</source>
        <comment>file_kinds.json</comment>
        <translation>un archivo JSON</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Put a whole copy in its place.</source>
        <comment>geotiff.replace</comment>
        <translation>Ponga en su lugar una copia completa.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Move it elsewhere.</source>
        <comment>geotiff.away</comment>
        <translation>Muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Put a GeoTIFF in its place, or allow its driver in Settings &gt; Options &gt; Scaneo Bridge.</source>
        <comment>geotiff.instead</comment>
        <translation>Ponga un GeoTIFF en su lugar o permita su controlador en Configuración &gt; Opciones &gt; Scaneo Bridge.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read ({why}).</source>
        <comment>geotiff.refused</comment>
        <translation>La imagen no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is no TIFF (it is {kind}).</source>
        <comment>geotiff.beside-other-kind</comment>
        <translation>La imagen no se abre: {file}, junto a ella, no es un TIFF (es {kind}).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: it is no GeoTIFF.</source>
        <comment>geotiff.no-geotiff</comment>
        <translation>La imagen no se puede leer: no es un GeoTIFF.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: it is no GeoTIFF (it is {kind}).</source>
        <comment>geotiff.other-kind</comment>
        <translation>La imagen no se puede leer: no es un GeoTIFF (es {kind}).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it has its values in another file.</source>
        <comment>geotiff.values-elsewhere</comment>
        <translation>La imagen no se abre: {file}, junto a ella, tiene sus valores en otro archivo.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would read all of {file} beside it, and that is larger than {size} MB.</source>
        <comment>geotiff.beside-large</comment>
        <translation>La imagen no se abre: GDAL leería entero {file}, junto a ella, que tiene más de {size} MB.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is no TIFF.</source>
        <comment>geotiff.beside-no-tiff</comment>
        <translation>La imagen no se abre: {file}, junto a ella, no es un TIFF.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read: {why}.</source>
        <comment>geotiff.irregular</comment>
        <translation>La imagen no se puede leer: {why}.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>GDAL would take its name for what is in it.</source>
        <comment>geotiff.name</comment>
        <translation>GDAL tomaría su nombre por lo que contiene.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Rename it.</source>
        <comment>geotiff.rename</comment>
        <translation>Renómbrela.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image can't be read.</source>
        <comment>geotiff.unreadable</comment>
        <translation>La imagen no se puede leer.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The folder of the image can't be read ({why}).</source>
        <comment>geotiff.folder</comment>
        <translation>La carpeta de la imagen no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Ask for the right to read it.</source>
        <comment>geotiff.ask-right</comment>
        <translation>Pida permiso para leerla.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would read {file} beside it, but {why}.</source>
        <comment>geotiff.beside-read</comment>
        <translation>La imagen no se abre: GDAL leería {file}, junto a ella, pero {why}.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: GDAL would open {file} beside it, but {why}.</source>
        <comment>geotiff.beside-open</comment>
        <translation>La imagen no se abre: GDAL abriría {file}, junto a ella, pero {why}.</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: it has its overviews in another file ({file}).</source>
        <comment>geotiff.overviews-elsewhere</comment>
        <translation>La imagen no se abre: tiene sus vistas generales en otro archivo ({file}).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>Delete {image}.aux.xml, or what names that file (OVERVIEW_FILE).</source>
        <comment>geotiff.delete-aux</comment>
        <translation>Borre {image}.aux.xml, o lo que nombra ese archivo (OVERVIEW_FILE).</translation>
    </message>
    <message>
        <location filename="../core/images/files/geotiff.py"/>
        <source>The image is not opened: {file} beside it is a link that leads to no file.</source>
        <comment>geotiff.beside-link</comment>
        <translation>La imagen no se abre: {file}, junto a ella, es un enlace que no lleva a ningún archivo.</translation>
    </message>
    <message>
        <location filename="../core/images/files/rasters.py"/>
        <source>The image {path} can't be read. Put a whole copy in its place.</source>
        <comment>rasters.unreadable</comment>
        <translation>La imagen {path} no se puede leer. Ponga en su lugar una copia completa.</translation>
    </message>
    <message>
        <location filename="../core/images/footprints.py"/>
        <source>The image reaches where its coordinate reference system has no longitude and latitude.</source>
        <comment>footprints.off-earth</comment>
        <translation>La imagen llega a donde su sistema de referencia de coordenadas no tiene longitud ni latitud.</translation>
    </message>
    <message>
        <location filename="../core/images/footprints.py"/>
        <source>Check that it has the right one.</source>
        <comment>footprints.check-crs</comment>
        <translation>Compruebe que tiene el correcto.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Georeference it (in QGIS: Layer &gt; Georeferencer).</source>
        <comment>georeference.do</comment>
        <translation>Georreferénciela (en QGIS: Capa &gt; Georreferenciador).</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image covers no area.</source>
        <comment>georeference.no-area</comment>
        <translation>La imagen no cubre ninguna superficie.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Check its georeference.</source>
        <comment>georeference.check</comment>
        <translation>Compruebe su georreferencia.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>a geotransform</source>
        <comment>georeference.grid</comment>
        <translation>una geotransformación</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>ground control points</source>
        <comment>georeference.points</comment>
        <translation>puntos de control en tierra</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>rational polynomial coefficients (RPC)</source>
        <comment>georeference.rpc</comment>
        <translation>coeficientes polinómicos racionales (RPC)</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has no georeference: its place is not known.</source>
        <comment>georeference.none</comment>
        <translation>La imagen no tiene georreferencia: su lugar no se conoce.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>“without a name”</source>
        <comment>georeference.nameless</comment>
        <translation>«sin nombre»</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has ground control points without a coordinate reference system, so its place is not known.</source>
        <comment>georeference.points-no-crs</comment>
        <translation>La imagen tiene puntos de control en tierra sin sistema de referencia de coordenadas, así que su lugar no se conoce.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image has no coordinate reference system, so its place is not known.</source>
        <comment>georeference.no-crs</comment>
        <translation>La imagen no tiene sistema de referencia de coordenadas, así que su lugar no se conoce.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Assign one (in QGIS: Raster &gt; Projections &gt; Assign Projection).</source>
        <comment>georeference.assign</comment>
        <translation>Asígnele uno (en QGIS: Ráster &gt; Proyecciones &gt; Asignar proyección).</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image's reference system ({crs}) is a local one, with no longitude and latitude.</source>
        <comment>georeference.local-crs</comment>
        <translation>El sistema de referencia de la imagen ({crs}) es local, sin longitud ni latitud.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>Assign the right one if its numbers are of that; if not, georeference it (in QGIS: Layer &gt; Georeferencer).</source>
        <comment>georeference.assign-right</comment>
        <translation>Asígnele el correcto si sus números son de ese; si no, georreferénciela (en QGIS: Capa &gt; Georreferenciador).</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>The image's {georeferencing} don't say where it lies.</source>
        <comment>georeference.says-nothing</comment>
        <translation>Su {georeferencing} no dicen dónde está la imagen.</translation>
    </message>
    <message>
        <location filename="../core/images/georeference.py"/>
        <source>They may be too few, or on one line.</source>
        <comment>georeference.too-few</comment>
        <translation>Pueden ser muy pocos o estar en una línea.</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>There is no image “{name}”.</source>
        <comment>images.unknown</comment>
        <translation>No hay ninguna imagen «{name}».</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Name one of the images, or none: then its place decides.</source>
        <comment>images.name-one</comment>
        <translation>Nombre una de las imágenes, o ninguna: entonces decide su lugar.</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>{path} has no annotation file of its own.</source>
        <comment>images.no-file</comment>
        <translation>{path} no tiene un archivo de anotaciones propio.</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Rename the image.</source>
        <comment>images.rename</comment>
        <translation>Renombre la imagen.</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>“{name}” can be any of {paths}.</source>
        <comment>images.ambiguous</comment>
        <translation>«{name}» puede ser cualquiera de {paths}.</translation>
    </message>
    <message>
        <location filename="../core/images/image_index.py"/>
        <source>Write the path below the folder.</source>
        <comment>images.write-path</comment>
        <translation>Escriba la ruta dentro de la carpeta.</translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>{path} can't be warped.</source>
        <comment>warping.refused</comment>
        <translation>{path} no se puede rectificar.</translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>No pixel of it has a longitude and latitude.</source>
        <comment>warping.no-lonlat</comment>
        <translation>Ningún píxel suyo tiene longitud y latitud.</translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>Georeference it.</source>
        <comment>warping.georeference</comment>
        <translation>Georreferénciela.</translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>{path} can't be warped: GDAL can't read it, or the disk is full.</source>
        <comment>warping.gdal</comment>
        <translation>{path} no se puede rectificar: GDAL no la puede leer o el disco está lleno.</translation>
    </message>
    <message>
        <location filename="../core/images/warping.py"/>
        <source>No copy of {path} can be written ({why}).</source>
        <comment>warping.unwritable</comment>
        <translation>No se puede escribir ninguna copia de {path} ({why}).</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It lies on several images of one place: it is written to the first.</source>
        <comment>annotating.alike</comment>
        <translation>Está en varias imágenes de un mismo lugar: se escribe en la primera.</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Name the image in a field, or assign it to every image.</source>
        <comment>annotating.name-image</comment>
        <translation>Nombre la imagen en un campo o asígnelo a todas las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It names no image and has no geometry.</source>
        <comment>annotating.nowhere</comment>
        <translation>No nombra ninguna imagen y no tiene geometría.</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Name its image, or delete the feature.</source>
        <comment>annotating.name-or-delete</comment>
        <translation>Nombre su imagen o borre el objeto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>It lies outside every image.</source>
        <comment>annotating.outside</comment>
        <translation>Está fuera de todas las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/mapping/annotating.py"/>
        <source>Add its image, or delete the feature.</source>
        <comment>annotating.add-image</comment>
        <translation>Añada su imagen o borre el objeto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>It is written once.</source>
        <comment>mapping.written-once</comment>
        <translation>Se escribe una vez.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>So its labels stay as they are.</source>
        <comment>mapping.labels-stay</comment>
        <translation>Por eso sus etiquetas se quedan como están.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>The disk refuses ({why}).</source>
        <comment>mapping.refused</comment>
        <translation>El disco lo rechaza ({why}).</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>{file}, the file of its image, can't be read.</source>
        <comment>mapping.unread</comment>
        <translation>{file}, el archivo de su imagen, no se puede leer.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>Another feature gives {image} this label already.</source>
        <comment>mapping.repeated</comment>
        <translation>Otro objeto ya da a {image} esta etiqueta.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>So nothing is written for {image}.</source>
        <comment>mapping.not-written</comment>
        <translation>Por eso no se escribe nada para {image}.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>{image} has edits in the campaign's workspace that are not exported yet. Nothing was written. Open the campaign and export them first.</source>
        <comment>mapping.image-waits</comment>
        <translation>{image} tiene ediciones en el espacio de trabajo de la campaña que aún no se han exportado. No se ha escrito nada. Abra la campaña y expórtelas antes.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>The list of labels has edits in the campaign's workspace that are not exported yet. Nothing was written. Open the campaign and export them first.</source>
        <comment>mapping.labels-wait</comment>
        <translation>La lista de etiquetas tiene ediciones en el espacio de trabajo de la campaña que aún no se han exportado. No se ha escrito nada. Abra la campaña y expórtelas antes.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>No feature of the layers can be written, but the folder's annotations of {tasks} ({deleted:,}) would be deleted. Nothing was written. Mend the layers, or add to what the folder has instead of replacing it.</source>
        <comment>mapping.only-deletes</comment>
        <translation>Ningún objeto de las capas se puede escribir, pero se borrarían las anotaciones de la carpeta de {tasks} ({deleted:,}). No se ha escrito nada. Repare las capas, o añada a lo que la carpeta tiene en vez de reemplazarlo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/export_problems.py"/>
        <source>No feature of the layers can be written (the first problem: {problem}), but the folder's annotations of {tasks} ({deleted:,}) would be deleted. Nothing was written. Mend the layers, or add to what the folder has instead of replacing it.</source>
        <comment>mapping.only-deletes-for</comment>
        <translation>Ningún objeto de las capas se puede escribir (el primer problema: {problem}), pero se borrarían las anotaciones de la carpeta de {tasks} ({deleted:,}). No se ha escrito nada. Repare las capas, o añada a lo que la carpeta tiene en vez de reemplazarlo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Use QGIS's Buffer (Processing &gt; Vector geometry) to make areas of its points or lines, or map it to classification.</source>
        <comment>feature_shapes.no-areas</comment>
        <translation>Use el Buffer de QGIS (Procesos &gt; Geometría vectorial) para hacer áreas de sus puntos o líneas, o asígnela a clasificación.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no geometry.</source>
        <comment>feature_shapes.no-geometry</comment>
        <translation>No tiene geometría.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it, or delete the feature.</source>
        <comment>feature_shapes.draw</comment>
        <translation>Dibújelo o borre el objeto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is no upright box: its bounds are exported.</source>
        <comment>feature_shapes.bounds</comment>
        <translation>No es una caja recta: se exportan sus límites.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It was not valid and has been repaired.</source>
        <comment>feature_shapes.repaired</comment>
        <translation>No era válido y se ha reparado.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is more than half the globe wide. Split it at the antimeridian (180 degrees) if it should cross that.</source>
        <comment>feature_shapes.wide</comment>
        <translation>Abarca más de medio globo. Divídalo en el antimeridiano (180 grados) si debe cruzarlo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Lines or points that were no part of an area have been left out.</source>
        <comment>feature_shapes.left-over</comment>
        <translation>Se han omitido líneas o puntos que no eran parte de un área.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no extent.</source>
        <comment>feature_shapes.no-extent</comment>
        <translation>No tiene extensión.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it again, or delete the feature.</source>
        <comment>feature_shapes.draw-again</comment>
        <translation>Dibújela de nuevo o borre el objeto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It has no area: its outline is a line or a point.</source>
        <comment>feature_shapes.flat</comment>
        <translation>No tiene superficie: su contorno es una línea o un punto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is an area without any part.</source>
        <comment>feature_shapes.no-part</comment>
        <translation>Es un área sin ninguna parte.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>It is no area.</source>
        <comment>feature_shapes.no-area</comment>
        <translation>No es un área.</translation>
    </message>
    <message>
        <location filename="../core/mapping/feature_shapes.py"/>
        <source>Draw it again.</source>
        <comment>feature_shapes.anew</comment>
        <translation>Dibújela de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/found_images.py"/>
        <source>{there} is another image than {file}: they lie in different places. Choose another folder, or rename one of the two.</source>
        <comment>mapping.another-image</comment>
        <translation>{there} es otra imagen que {file}: están en lugares distintos. Elija otra carpeta o renombre una de las dos.</translation>
    </message>
    <message>
        <location filename="../core/mapping/found_images.py"/>
        <source>Two of the images would have one name in {folder}: {name}. Choose another folder, or leave one of them out.</source>
        <comment>mapping.one-name</comment>
        <translation>Dos de las imágenes tendrían un mismo nombre en {folder}: {name}. Elija otra carpeta u omita una de ellas.</translation>
    </message>
    <message>
        <location filename="../core/mapping/label_uses.py"/>
        <source>The label is not a text.</source>
        <comment>label_uses.no-text</comment>
        <translation>La etiqueta no es un texto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/label_uses.py"/>
        <source>Choose a field or expression that gives texts.</source>
        <comment>label_uses.choose</comment>
        <translation>Elija un campo o una expresión que dé textos.</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/mapping/ledger.py"/>
        <source>features {fids} and {count:,} more</source>
        <comment>ledger.features-more</comment>
        <extracomment>For 1: features {fids} and {count:,} more</extracomment>
        <translation>
            <numerusform>objetos {fids} y {count:,} más</numerusform>
            <numerusform>objetos {fids} y {count:,} más</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>feature {fid}</source>
        <comment>ledger.feature</comment>
        <translation>objeto {fid}</translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>features {fids}</source>
        <comment>ledger.features</comment>
        <translation>objetos {fids}</translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>On one of its images it is not written: {why}</source>
        <comment>ledger.on-one</comment>
        <translation>En una de sus imágenes no se escribe: {why}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/mapping/ledger.py"/>
        <source>It has {count:,} features by its own count, and gave {given:,}.</source>
        <comment>ledger.short</comment>
        <extracomment>For 1: It has {count:,} feature by its own count, and gave {given:,}.</extracomment>
        <translation>
            <numerusform>Tiene {count:,} objeto según su propio recuento, y dio {given:,}.</numerusform>
            <numerusform>Tiene {count:,} objetos según su propio recuento, y dio {given:,}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/mapping/ledger.py"/>
        <source>Check its source, and export again.</source>
        <comment>ledger.check-source</comment>
        <translation>Compruebe su origen y exporte de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>No layer is mapped to a task. Choose a task for at least one.</source>
        <comment>plan.no-layer</comment>
        <translation>Ninguna capa está asignada a una tarea. Elija una tarea para al menos una.</translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>No folder is chosen. Choose the one that the campaign is written to.</source>
        <comment>plan.no-folder</comment>
        <translation>No se ha elegido carpeta. Elija aquella en la que se escribe la campaña.</translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>{folder} is the root of a disk. Choose a folder in it for the campaign.</source>
        <comment>plan.root</comment>
        <translation>{folder} es la raíz de un disco. Elija una carpeta dentro de él para la campaña.</translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>A layer that is mapped is gone from the project. Choose the layers anew.</source>
        <comment>plan.layer-gone</comment>
        <translation>Una capa asignada ya no está en el proyecto. Elija las capas de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/plan.py"/>
        <source>The project shows no local GeoTIFF (.tif or .tiff). Add the images, or choose their folder.</source>
        <comment>plan.no-image</comment>
        <translation>El proyecto no muestra ningún GeoTIFF local (.tif o .tiff). Añada las imágenes o elija su carpeta.</translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>It crosses the antimeridian (180 degrees) or holds a pole, and no box can.</source>
        <comment>projector.crossing</comment>
        <translation>Cruza el antimeridiano (180 grados) o contiene un polo, y ninguna caja puede.</translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>Split it there (QGIS: Split Features), or map its layer to segmentation.</source>
        <comment>projector.split</comment>
        <translation>Divídalo allí (QGIS: Dividir objetos) o asigne su capa a segmentación.</translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>It lies where its layer's coordinate reference system has no longitude and latitude.</source>
        <comment>projector.nowhere</comment>
        <translation>Está donde el sistema de referencia de su capa no tiene longitud ni latitud.</translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>Check that the layer has the right one, or move the feature.</source>
        <comment>projector.check-crs</comment>
        <translation>Compruebe que la capa tiene el correcto o mueva el objeto.</translation>
    </message>
    <message>
        <location filename="../core/mapping/projector.py"/>
        <source>One of its positions is no number.</source>
        <comment>projector.no-number</comment>
        <translation>Una de sus posiciones no es un número.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} can't be mapped to {task}: it has no areas.</source>
        <comment>sources.no-areas</comment>
        <translation>La capa {layer} no se puede asignar a {task}: no tiene áreas.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} can't be read. Mend its source, or leave it out.</source>
        <comment>sources.unreadable</comment>
        <translation>La capa {layer} no se puede leer. Repare su origen u omítala.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no field “{field}” that could name the image. Choose another one.</source>
        <comment>sources.no-image-field</comment>
        <translation>La capa {layer} no tiene un campo «{field}» que pueda nombrar la imagen. Elija otro.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>No feature of the layer {layer} is selected, and only selected features are asked for. Select some, or export all.</source>
        <comment>sources.none-selected</comment>
        <translation>No hay ningún objeto seleccionado en la capa {layer}, y solo se piden los seleccionados. Seleccione alguno o exporte todos.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The label expression of the layer {layer} can't be read ({why}). Mend it, or choose a field.</source>
        <comment>sources.bad-expression</comment>
        <translation>La expresión de etiqueta de la capa {layer} no se puede leer ({why}). Corríjala o elija un campo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no field “{field}”. Choose the field or expression that gives its label, or write a fixed label in single quotes.</source>
        <comment>sources.no-field</comment>
        <translation>La capa {layer} no tiene un campo «{field}». Elija el campo o la expresión que da su etiqueta, o escriba una etiqueta fija entre comillas simples.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no label expression. Choose the field or expression that gives its label, or write a fixed label in single quotes.</source>
        <comment>sources.no-expression</comment>
        <translation>La capa {layer} no tiene expresión de etiqueta. Elija el campo o la expresión que da su etiqueta, o escriba una etiqueta fija entre comillas simples.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no geometry. Choose the field that names the image.</source>
        <comment>sources.no-geometry</comment>
        <translation>La capa {layer} no tiene geometría. Elija el campo que nombra la imagen.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer} has no coordinate reference system. Set it (Layer &gt; Set CRS of Layer), then export again.</source>
        <comment>sources.no-crs</comment>
        <translation>La capa {layer} no tiene sistema de referencia de coordenadas. Establézcalo (Capa &gt; Establecer SRC de la capa) y exporte de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/sources.py"/>
        <source>The layer {layer}: its label can't be used.</source>
        <comment>sources.bad-label</comment>
        <translation>La capa {layer}: su etiqueta no se puede usar.</translation>
    </message>
    <message>
        <location filename="../core/mapping/spool.py"/>
        <source>The folder for temporary files ({folder}) can't be written ({why}). Nothing was written. Make room, then export again.</source>
        <comment>spool.full</comment>
        <translation>La carpeta de archivos temporales ({folder}) no se puede escribir ({why}). No se ha escrito nada. Haga sitio y exporte de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/mapping/spool.py"/>
        <source>none was found</source>
        <comment>spool.no-folder</comment>
        <translation>no se encontró ninguna</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} images</source>
        <extracomment>For 1: {count:,} image</extracomment>
        <translation>
            <numerusform>{count:,} imagen</numerusform>
            <numerusform>{count:,} imágenes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} annotations</source>
        <extracomment>For 1: {count:,} annotation</extracomment>
        <translation>
            <numerusform>{count:,} anotación</numerusform>
            <numerusform>{count:,} anotaciones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} features</source>
        <extracomment>For 1: {count:,} feature</extracomment>
        <translation>
            <numerusform>{count:,} objeto</numerusform>
            <numerusform>{count:,} objetos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} files</source>
        <extracomment>For 1: {count:,} file</extracomment>
        <translation>
            <numerusform>{count:,} archivo</numerusform>
            <numerusform>{count:,} archivos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} problems</source>
        <extracomment>For 1: {count:,} problem</extracomment>
        <translation>
            <numerusform>{count:,} problema</numerusform>
            <numerusform>{count:,} problemas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../core/qgis/counts.py"/>
        <source>{count:,} conflicts</source>
        <extracomment>For 1: {count:,} conflict</extracomment>
        <translation>
            <numerusform>{count:,} conflicto</numerusform>
            <numerusform>{count:,} conflictos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_buffer.py"/>
        <source>The edits of {layer} can't be saved; they are still open. {reason}</source>
        <comment>edit_buffer.refused</comment>
        <translation>Las ediciones de {layer} no se pueden guardar; siguen abiertas. {reason}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_buffer.py"/>
        <source>The workspace is locked: another program is writing to it. Try again.</source>
        <comment>edit_buffer.locked</comment>
        <translation>El espacio de trabajo está bloqueado: otro programa escribe en él. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Draw a box</source>
        <translation>Dibujar una caja</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Draw an area</source>
        <translation>Dibujar un área</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Take a class away</source>
        <translation>Quitar una clase</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Give a class</source>
        <translation>Dar una clase</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Erase</source>
        <translation>Goma</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Change a box</source>
        <translation>Cambiar una caja</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Relabel</source>
        <translation>Reetiquetar</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>Delete annotations</source>
        <translation>Borrar anotaciones</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/annotation_commands.py"/>
        <source>QGIS refuses to edit the layer “{layer}”. Nothing was changed.</source>
        <comment>edit_commands.refused</comment>
        <translation>QGIS se niega a editar la capa «{layer}». No se ha cambiado nada.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Rename a label</source>
        <translation>Renombrar una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Merge labels</source>
        <translation>Unir etiquetas</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Delete a label</source>
        <translation>Borrar una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/bulk_edit.py"/>
        <source>“{step}” can't be undone any more: files were written since, or another program has replaced the layers. Restore…, in the menu of Export, brings back how files were.</source>
        <comment>bulk_edit.cannot-undo</comment>
        <translation>«{step}» ya no se puede deshacer: desde entonces se escribieron archivos, u otro programa ha reemplazado las capas. «Restaurar…», en el menú de Exportar, devuelve los archivos a como estaban.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Add a label</source>
        <translation>Añadir una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Recolour a label</source>
        <translation>Cambiar el color de una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/label_commands.py"/>
        <source>Move a label</source>
        <translation>Mover una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Flagged: {images}</source>
        <translation>Marcada: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Flag taken away: {images}</source>
        <translation>Marca quitada: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>To do: {images}</source>
        <translation>Pendiente: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Done: {images}</source>
        <translation>Hecha: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Verified empty: {images}</source>
        <translation>Vacía verificada: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/edit_commands/mark_commands.py"/>
        <source>Skipped: {images}</source>
        <translation>Omitida: {images}</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/history.py"/>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/keepers/boxes.py"/>
        <source>Keep boxes</source>
        <translation>Mantener las cajas</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/palette.py"/>
        <source>“{label}” would get another place in spai.json, and so another class code for programs that train on the folder. Rename a label instead of moving or deleting it; or switch “Keep the labels' places” off, in the options.</source>
        <comment>palette.keeps-places</comment>
        <translation>«{label}» tendría otra posición en spai.json, y con ella otro código de clase para los programas que entrenan con la carpeta. Renombre una etiqueta en vez de moverla o borrarla; o desactive «Mantener las posiciones de las etiquetas» en las opciones.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>The layer “{task}” is gone from the project. Open the campaign again.</source>
        <comment>session.layer-gone</comment>
        <translation>La capa «{task}» ya no está en el proyecto. Abra la campaña de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>“{image}” is not read yet, and its campaign's workspace is being written. Try again in a moment.</source>
        <comment>session.being-written</comment>
        <translation>«{image}» aún no se ha leído, y se está escribiendo en el espacio de trabajo de su campaña. Inténtelo de nuevo en un momento.</translation>
    </message>
    <message>
        <location filename="../core/qgis/editing/session.py"/>
        <source>QGIS refuses to edit the layer “{task}” of the workspace {path}.</source>
        <comment>session.refused</comment>
        <translation>QGIS se niega a editar la capa «{task}» del espacio de trabajo {path}.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>There is no campaign in the project: open one in Scaneo Bridge.</source>
        <comment>expressions.none</comment>
        <translation>No hay ninguna campaña en el proyecto: abra una en Scaneo Bridge.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>There are several campaigns in the project: use this in a layer of the one that you mean.</source>
        <comment>expressions.several</comment>
        <translation>Hay varias campañas en el proyecto: use esto en una capa de la que quiera.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>A point is wanted, in longitude and latitude (EPSG:4326).</source>
        <comment>expressions.no-point</comment>
        <translation>Se espera un punto, en longitud y latitud (EPSG:4326).</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>an image's path below the campaign's folder</source>
        <translation>la ruta de una imagen dentro de la carpeta de la campaña</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>Examples</source>
        <translation>Ejemplos</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>Edits count as soon as they are saved.</source>
        <translation>Las ediciones cuentan en cuanto se guardan.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>The image of the campaign on which a point lies, NULL where there is none. Of several, it is the one whose centre is nearest, then the first by name.</source>
        <translation>La imagen de la campaña sobre la que está un punto, NULL donde no hay ninguna. De varias, aquella cuyo centro está más cerca, y después la primera por nombre.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>The labels that an image has, as an array; NULL for an image that is unknown or not read yet.</source>
        <translation>Las etiquetas que tiene una imagen, como matriz; NULL para una imagen desconocida o que aún no se ha leído.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>How many annotations of a label an image has; NULL for an image that is unknown or not read yet.</source>
        <translation>Cuántas anotaciones de una etiqueta tiene una imagen; NULL para una imagen desconocida o que aún no se ha leído.</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>a point in longitude and latitude (EPSG:4326)</source>
        <translation>un punto en longitud y latitud (EPSG:4326)</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the image of a feature of any point layer</source>
        <translation>la imagen de un objeto de cualquier capa de puntos</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the same as a text, in the layer of images</source>
        <translation>lo mismo como texto, en la capa de imágenes</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>the name of a label</source>
        <translation>el nombre de una etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/expressions.py"/>
        <source>how many an annotation's image has of its label</source>
        <translation>cuántas de su etiqueta tiene la imagen de una anotación</translation>
    </message>
    <message>
        <location filename="../core/qgis/layers.py"/>
        <source>QGIS can't open the layer {layer} of {workspace}. Import it again.</source>
        <comment>layers.not-opened</comment>
        <translation>QGIS no puede abrir la capa {layer} de {workspace}. Impórtela de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/qgis/map_image.py"/>
        <source>{image} (near infrared is shown as red)</source>
        <translation>{image} (el infrarrojo cercano se muestra en rojo)</translation>
    </message>
    <message>
        <location filename="../core/qgis/map_image.py"/>
        <source>QGIS can't filter the layer {layer}.</source>
        <comment>map_image.not-filtered</comment>
        <translation>QGIS no puede filtrar la capa {layer}.</translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/forms.py"/>
        <location filename="../ui/export/layer_card.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Label</source>
        <translation>Etiqueta</translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/forms.py"/>
        <location filename="../ui/export/layer_card.py"/>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/styles.py"/>
        <source>not in spai.json</source>
        <translation>no está en spai.json</translation>
    </message>
    <message>
        <location filename="../core/qgis/styling/styles.py"/>
        <source>each label in its colour</source>
        <translation>cada etiqueta en su color</translation>
    </message>
    <message>
        <location filename="../core/store/disk.py"/>
        <source>{path} can't be written ({why}). Nothing that was there is lost. Make room, ask for the right to write, or choose another folder.</source>
        <comment>disk.unwritable</comment>
        <translation>{path} no se puede escribir ({why}). No se ha perdido nada de lo que había. Haga sitio, pida permiso para escribir o elija otra carpeta.</translation>
    </message>
    <message>
        <location filename="../core/store/disk.py"/>
        <source>{path} can't be written: {why}. Nothing was written. Move it elsewhere.</source>
        <comment>disk.irregular</comment>
        <translation>{path} no se puede escribir: {why}. No se ha escrito nada. Muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>its name is no place in the folder</source>
        <comment>folder.no-place</comment>
        <translation>su nombre no es un lugar de la carpeta</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>There is no folder {folder}. Choose the folder that holds the images.</source>
        <comment>folder.gone</comment>
        <translation>No hay ninguna carpeta {folder}. Elija la carpeta que contiene las imágenes.</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>“{name}” is no place in the folder, so nothing is written there.</source>
        <comment>folder.outside</comment>
        <translation>«{name}» no es un lugar de la carpeta, así que no se escribe nada allí.</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>“{name}” lies behind a link out of the folder: nothing is written there.</source>
        <comment>folder.link-out</comment>
        <translation>«{name}» está tras un enlace que sale de la carpeta: no se escribe nada allí.</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>{path} lies behind a link: nothing is written there. Remove the link, or put a folder in its place.</source>
        <comment>folder.behind-link</comment>
        <translation>{path} está tras un enlace: no se escribe nada allí. Quite el enlace o ponga una carpeta en su lugar.</translation>
    </message>
    <message>
        <location filename="../core/store/folder.py"/>
        <source>{path} is a file, where the folder for locks and backups should be. Nothing was written. Move it elsewhere.</source>
        <comment>folder.own-is-file</comment>
        <translation>{path} es un archivo donde debería estar la carpeta de bloqueos y copias de seguridad. No se ha escrito nada. Muévalo a otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/store/locks/folder_lock.py"/>
        <source>Another program</source>
        <comment>folder_lock.another</comment>
        <translation>Otro programa</translation>
    </message>
    <message>
        <location filename="../core/store/locks/folder_lock.py"/>
        <source>{who} is writing to {folder}. Nothing was written. Wait until that has ended, and try again.</source>
        <comment>folder_lock.busy</comment>
        <translation>{who} está escribiendo en {folder}. No se ha escrito nada. Espere a que termine e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>{user} on {host} ({program}, process {process}, since {since})</source>
        <comment>lock_file.holder</comment>
        <translation>{user} en {host} ({program}, proceso {process}, desde {since})</translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>another program</source>
        <comment>lock_file.another</comment>
        <translation>otro programa</translation>
    </message>
    <message>
        <location filename="../core/store/locks/lock_file.py"/>
        <source>It is held by {who}.</source>
        <comment>lock_file.held</comment>
        <translation>Lo tiene {who}.</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a device, not a file</source>
        <comment>regular_files.device</comment>
        <translation>es un dispositivo, no un archivo</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is something else, not a file</source>
        <comment>regular_files.other</comment>
        <translation>es otra cosa, no un archivo</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Ask for the right to read it.</source>
        <comment>regular_files.ask-right</comment>
        <translation>Pida permiso para leerla.</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Put a whole file in its place, or move it out of the folder.</source>
        <comment>regular_files.put-whole</comment>
        <translation>Ponga en su lugar un archivo completo o sáquelo de la carpeta.</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>Split it, or raise the limit in Settings &gt; Options &gt; Scaneo Bridge.</source>
        <comment>regular_files.split</comment>
        <translation>Divídalo o suba el límite en Configuración &gt; Opciones &gt; Scaneo Bridge.</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is larger than {size}</source>
        <comment>regular_files.too-large</comment>
        <translation>tiene más de {size}</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>{size:,} bytes</source>
        <comment>regular_files.bytes</comment>
        <translation>{size:,} bytes</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a folder, not a file</source>
        <comment>regular_files.folder</comment>
        <translation>es una carpeta, no un archivo</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a named pipe, not a file</source>
        <comment>regular_files.pipe</comment>
        <translation>es una tubería con nombre, no un archivo</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it is a socket, not a file</source>
        <comment>regular_files.socket</comment>
        <translation>es un socket, no un archivo</translation>
    </message>
    <message>
        <location filename="../core/store/regular_files.py"/>
        <source>it grows while it is read</source>
        <comment>regular_files.grows</comment>
        <translation>crece mientras se lee</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>There is no backup “{name}” in {folder}. The newest is {newest}, the oldest {oldest}.</source>
        <comment>backups.not-this</comment>
        <translation>No hay ninguna copia de seguridad «{name}» en {folder}. La más reciente es {newest}; la más antigua, {oldest}.</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>There is no backup in {folder}. Each export makes one.</source>
        <comment>backups.none</comment>
        <translation>No hay ninguna copia de seguridad en {folder}. Cada exportación hace una.</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it names no kind of write</source>
        <comment>backups.no-kind</comment>
        <translation>no nombra ningún tipo de escritura</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it names files that are none of the campaign's</source>
        <comment>backups.forged</comment>
        <translation>nombra archivos que no son de la campaña</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it counts what can't be counted</source>
        <comment>backups.count</comment>
        <translation>cuenta lo que no se puede contar</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>{path} can't be read ({why}).</source>
        <comment>backups.unreadable</comment>
        <translation>{path} no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it is damaged</source>
        <comment>backups.damaged</comment>
        <translation>está dañado</translation>
    </message>
    <message>
        <location filename="../core/store/write/backups.py"/>
        <source>it is no JSON</source>
        <comment>backups.no-json</comment>
        <translation>no es JSON</translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>somebody else has just written it</source>
        <comment>journal.changed</comment>
        <translation>alguien acaba de escribirlo</translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} names no backup.</source>
        <comment>journal.no-backup</comment>
        <translation>{path} no nombra ninguna copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} can't be read ({why}).</source>
        <comment>journal.irregular</comment>
        <translation>{path} no se puede leer ({why}).</translation>
    </message>
    <message>
        <location filename="../core/store/write/journal.py"/>
        <source>{path} can't be read.</source>
        <comment>journal.unreadable</comment>
        <translation>{path} no se puede leer.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way, and files were changed since, so the rest of it was not written: {files}.</source>
        <comment>recovery.set-aside</comment>
        <translation>Una escritura en esta carpeta se detuvo a medias, y después cambiaron archivos, así que el resto no se escribió: {files}.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>It is kept in {folder}: compare, and try again.</source>
        <comment>recovery.compare</comment>
        <translation>Se guarda en {folder}: compare e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>What a write has left in this folder can't be finished or cleared now. {why}</source>
        <comment>recovery.unsettled</comment>
        <translation>Lo que una escritura ha dejado en esta carpeta no se puede terminar ni quitar ahora. {why}</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way; it was finished now.</source>
        <comment>recovery.finished</comment>
        <translation>Una escritura en esta carpeta se detuvo a medias; ahora se ha terminado.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way; what it had changed was put back.</source>
        <comment>recovery.undone</comment>
        <translation>Una escritura en esta carpeta se detuvo a medias; lo que había cambiado se ha devuelto.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>Then open it again.</source>
        <comment>recovery.open-again</comment>
        <translation>Después, ábrala de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>A write to this folder was stopped half way, and its journal can't be used: {why}</source>
        <comment>recovery.no-journal</comment>
        <translation>Una escritura en esta carpeta se detuvo a medias, y su diario no se puede usar: {why}</translation>
    </message>
    <message>
        <location filename="../core/store/write/recovery.py"/>
        <source>What it left is kept in {folder}: look at it.</source>
        <comment>recovery.look</comment>
        <translation>Lo que dejó se guarda en {folder}: mírelo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is marked as read-only</source>
        <comment>replaceable.read-only</comment>
        <translation>está marcado como de solo lectura</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is locked against changes (immutable, or open for additions only)</source>
        <comment>replaceable.locked</comment>
        <translation>está bloqueado contra cambios (inmutable, o abierto solo para añadir)</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>{path} can't be replaced: {why}. Nothing was written. Unlock it, or ask for the right to write it.</source>
        <comment>replaceable.refused</comment>
        <translation>{path} no se puede reemplazar: {why}. No se ha escrito nada. Desbloquéelo o pida permiso para escribirlo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>it is another user's, and in its folder each user may replace their own only</source>
        <comment>replaceable.others</comment>
        <translation>es de otro usuario, y en su carpeta cada usuario solo puede reemplazar lo suyo</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>{folder} can't be written ({why})</source>
        <comment>replaceable.folder</comment>
        <translation>{folder} no se puede escribir ({why})</translation>
    </message>
    <message>
        <location filename="../core/store/write/replaceable.py"/>
        <source>“{first}” and “{name}” are one name to the disk of {folder}. Nothing was written. Rename one of the images, or export to another disk.</source>
        <comment>replaceable.one-name</comment>
        <translation>«{first}» y «{name}» son un mismo nombre para el disco de {folder}. No se ha escrito nada. Renombre una de las imágenes o exporte a otro disco.</translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{name} was changed by somebody else meanwhile. Nothing was written. Try again.</source>
        <comment>writing.changed</comment>
        <translation>Alguien cambió {name} mientras tanto. No se ha escrito nada. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>the disk refuses ({why})</source>
        <comment>writing.disk-refuses</comment>
        <translation>el disco lo rechaza ({why})</translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{path} can't be read ({why}). Nothing was written. {mend} Or leave it out.</source>
        <comment>writing.source</comment>
        <translation>{path} no se puede leer ({why}). No se ha escrito nada. {mend} U omítalo.</translation>
    </message>
    <message>
        <location filename="../core/store/write/writing.py"/>
        <source>{folder} can't be written any more ({why}), and some files are in place already. Each is whole, and the old ones are kept. Open the folder again when it can be written: it is finished then.</source>
        <comment>writing.half-way</comment>
        <translation>{folder} ya no se puede escribir ({why}), y algunos archivos ya están en su sitio. Cada uno está entero, y los antiguos se conservan. Abra la carpeta de nuevo cuando se pueda escribir: entonces se termina.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Put a whole copy in its place, if there is one. Or move it out of the folder, with what lies beside it under its name, and open the folder again: what was exported is in the GeoJSON files.</source>
        <comment>faults.away</comment>
        <translation>Ponga en su lugar una copia completa, si la hay. O sáquelo de la carpeta, con lo que hay junto a él con su nombre, y abra la carpeta de nuevo: lo exportado está en los archivos GeoJSON.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported may still be in it, so don't delete it.</source>
        <comment>faults.may-be</comment>
        <translation>Puede contener aún ediciones que nunca se exportaron, así que no lo borre.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported may still be in the files beside it, so don't delete it.</source>
        <comment>faults.may-be-beside</comment>
        <translation>Los archivos que hay junto a él pueden contener aún ediciones que nunca se exportaron, así que no lo borre.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Edits that were never exported are not in it any more.</source>
        <comment>faults.lost</comment>
        <translation>Ya no contiene ediciones que nunca se exportaron.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be made. Choose another place for it.</source>
        <comment>faults.not-made</comment>
        <translation>El espacio de trabajo {path} no se puede crear. Elija otro lugar para él.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be read.</source>
        <comment>faults.not-read</comment>
        <translation>El espacio de trabajo {path} no se puede leer.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is closed.</source>
        <comment>faults.closed</comment>
        <translation>El espacio de trabajo {path} está cerrado.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is gone: nothing can be saved in it.</source>
        <comment>faults.gone</comment>
        <translation>El espacio de trabajo {path} ya no está: no se puede guardar nada en él.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened. Close other programs that use it, or choose another file.</source>
        <comment>faults.in-use</comment>
        <translation>El espacio de trabajo {path} no se puede abrir. Cierre otros programas que lo usen o elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened ({why}). Ask for the right to read it, or choose another file.</source>
        <comment>faults.no-right-to-read</comment>
        <translation>El espacio de trabajo {path} no se puede abrir ({why}). Pida permiso para leerlo o elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be written or read ({reason}). Make room on the disk, make sure that the file can be written, and try again.</source>
        <comment>faults.failed</comment>
        <translation>El espacio de trabajo {path} no se puede escribir o leer ({reason}). Haga sitio en el disco, asegúrese de que el archivo se puede escribir e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is no database, but begins with “{begin}”, as a sync client's placeholder for a file that is not downloaded yet. Let it download the file (“always keep on this device”), and open the folder again.</source>
        <comment>faults.no-database</comment>
        <translation>no es una base de datos, sino que empieza por «{begin}», como el marcador que un programa de sincronización pone por un archivo aún no descargado. Haga que descargue el archivo («mantener siempre en este dispositivo») y abra la carpeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened ({why}). Ask for the right to write it, or choose another file.</source>
        <comment>faults.no-right-to-write</comment>
        <translation>El espacio de trabajo {path} no se puede abrir ({why}). Pida permiso para escribirlo o elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be read: it is damaged ({reason}).</source>
        <comment>faults.damaged</comment>
        <translation>El espacio de trabajo {path} no se puede leer: está dañado ({reason}).</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} is locked: another program is writing to it. Nothing is lost. Close other programs that use it, and try again.</source>
        <comment>faults.locked</comment>
        <translation>El espacio de trabajo {path} está bloqueado: otro programa escribe en él. No se ha perdido nada. Cierre otros programas que lo usen e inténtelo de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>Another program changed the tables of the workspace {path} ({reason}). Open the campaign again: it mends them, or says what can be done.</source>
        <comment>faults.changed</comment>
        <translation>Otro programa cambió las tablas del espacio de trabajo {path} ({reason}). Abra la campaña de nuevo: las repara o dice qué se puede hacer.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is empty, as after a copy that broke off, or on a full disk.</source>
        <comment>faults.empty</comment>
        <translation>está vacío, como tras una copia interrumpida o en un disco lleno.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is cut off: {size:,} of its {whole:,} bytes are there. Wait until it is copied or downloaded whole.</source>
        <comment>faults.cut-off</comment>
        <translation>está cortado: están {size:,} de sus {whole:,} bytes. Espere a que se copie o descargue entero.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is damaged ({reason}).</source>
        <comment>faults.it-is-damaged</comment>
        <translation>está dañado ({reason}).</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it is another program's database, and no GeoPackage. Choose another file for the workspace, or move that one out of the folder: it stays as it is.</source>
        <comment>faults.other-program</comment>
        <translation>es la base de datos de otro programa, no un GeoPackage. Elija otro archivo para el espacio de trabajo o saque ese de la carpeta: se queda como está.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>it holds nothing but zeros, as a sync client's placeholder for a file that is not downloaded yet. Let it download the file (“always keep on this device”), and open the folder again.</source>
        <comment>faults.zeros</comment>
        <translation>solo contiene ceros, como el marcador que un programa de sincronización pone por un archivo aún no descargado. Haga que descargue el archivo («mantener siempre en este dispositivo») y abra la carpeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened. {file}: {why}. Move that elsewhere, and open the folder again.</source>
        <comment>faults.odd</comment>
        <translation>El espacio de trabajo {path} no se puede abrir. {file}: {why}. Muévalo a otro lugar y abra la carpeta de nuevo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>The workspace {path} can't be opened: {fault}</source>
        <comment>faults.not-opened</comment>
        <translation>El espacio de trabajo {path} no se puede abrir: {fault}</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/faults.py"/>
        <source>no reason given</source>
        <comment>faults.no-reason</comment>
        <translation>sin motivo indicado</translation>
    </message>
    <message>
        <location filename="../core/workspace/geopackage/files.py"/>
        <source>another program is writing to it</source>
        <comment>files.written</comment>
        <translation>otro programa escribe en él</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/identity.py"/>
        <source>The folder {folder} can't be looked at ({why}).</source>
        <comment>identity.folder-gone</comment>
        <translation>La carpeta {folder} no se puede mirar ({why}).</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/image_rows.py"/>
        <source>feature {fid} of {image}</source>
        <comment>workspace.feature-of</comment>
        <translation>objeto {fid} de {image}</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/image_rows.py"/>
        <source>feature {fid}</source>
        <comment>workspace.feature</comment>
        <translation>objeto {fid}</translation>
    </message>
    <message numerus="yes">
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>{count:,} labels of the workspace's table can't be written: no name that can be used.</source>
        <comment>workspace.labels-nameless</comment>
        <extracomment>For 1: {count:,} label of the workspace's table can't be written: no name that can be used.</extracomment>
        <translation>
            <numerusform>{count:,} etiqueta de la tabla del espacio de trabajo no se puede escribir: no tiene un nombre que se pueda usar.</numerusform>
            <numerusform>{count:,} etiquetas de la tabla del espacio de trabajo no se pueden escribir: no tienen un nombre que se pueda usar.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The workspace's table of labels has names twice: {names}.</source>
        <comment>workspace.labels-twice</comment>
        <translation>La tabla de etiquetas del espacio de trabajo tiene nombres repetidos: {names}.</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The workspace's table of labels has no colour that is known for {names}.</source>
        <comment>workspace.labels-colorless</comment>
        <translation>La tabla de etiquetas del espacio de trabajo no tiene un color conocido para {names}.</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>They get the one that they had, or one of our own. Choose others.</source>
        <comment>workspace.own-color</comment>
        <translation>Reciben el que tenían, o uno nuestro. Elija otros.</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>Such rows are left out.</source>
        <comment>workspace.rows-left-out</comment>
        <translation>Esas filas se omiten.</translation>
    </message>
    <message>
        <location filename="../core/workspace/records/label_rows.py"/>
        <source>The first row of each is used.</source>
        <comment>workspace.first-row</comment>
        <translation>Se usa la primera fila de cada una.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/schema.py"/>
        <source>{path} is a GeoPackage, but no workspace of Scaneo Bridge. Choose another file: it stays as it is.</source>
        <comment>schema.no-workspace</comment>
        <translation>{path} es un GeoPackage, pero no un espacio de trabajo de Scaneo Bridge. Elija otro archivo: se queda como está.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/schema.py"/>
        <source>The workspace {path} was made by another version of Scaneo Bridge ({version}, not {known}). Update the plugin, or choose another file.</source>
        <comment>schema.other-version</comment>
        <translation>El espacio de trabajo {path} lo hizo otra versión de Scaneo Bridge ({version}, no {known}). Actualice el complemento o elija otro archivo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Nothing was written, and the annotation files are as they were.</source>
        <comment>upkeep.unwritten</comment>
        <translation>No se ha escrito nada, y los archivos de anotaciones están como estaban.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Put a copy of the workspace in its place, if there is one; or move the workspace out of the folder and open the folder again: what was exported is in the annotation files; what was not is in that workspace alone, so don't delete it.</source>
        <comment>upkeep.put-back</comment>
        <translation>Ponga en su lugar una copia del espacio de trabajo, si la hay; o saque el espacio de trabajo de la carpeta y abra la carpeta de nuevo: lo exportado está en los archivos de anotaciones; lo que no, solo en ese espacio de trabajo, así que no lo borre.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>The table “{name}” is gone from the workspace {path}: another program changed it.</source>
        <comment>upkeep.table-gone</comment>
        <translation>La tabla «{name}» ya no está en el espacio de trabajo {path}: otro programa lo cambió.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>In the workspace {path}, a view is in place of the table “{name}”: another program changed it.</source>
        <comment>upkeep.view</comment>
        <translation>En el espacio de trabajo {path} hay una vista en lugar de la tabla «{name}»: otro programa lo cambió.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>Drop the view, and give the table its name back.</source>
        <comment>upkeep.drop-view</comment>
        <translation>Quite la vista y devuelva a la tabla su nombre.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>The table “{name}” of the workspace {path} has no column {columns} any more (its columns are: {there}): another program changed it.</source>
        <comment>upkeep.columns-gone</comment>
        <translation>La tabla «{name}» del espacio de trabajo {path} ya no tiene columna {columns} (sus columnas son: {there}): otro programa la cambió.</translation>
    </message>
    <message>
        <location filename="../core/workspace/tables/upkeep.py"/>
        <source>If it was renamed, rename it back (in QGIS: layer properties, Fields). Else:</source>
        <comment>upkeep.rename-back</comment>
        <translation>Si se renombró, devuélvale el nombre (en QGIS: propiedades de la capa, Campos). Si no:</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>{path} does not say which folder it belongs to.</source>
        <comment>workspace.no-folder</comment>
        <translation>{path} no dice a qué carpeta pertenece.</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>{path} is a folder, and the workspace is a file of that name. Rename the folder, or choose another place for the workspace.</source>
        <comment>workspace.is-folder</comment>
        <translation>{path} es una carpeta, y el espacio de trabajo es un archivo con ese nombre. Renombre la carpeta o elija otro lugar para el espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>There is no workspace {path}. Import the campaign first.</source>
        <comment>workspace.none</comment>
        <translation>No hay ningún espacio de trabajo {path}. Importe antes la campaña.</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>The workspace {path} is a link, and nothing is written where it leads. Put the file itself in its place, or choose another workspace.</source>
        <comment>workspace.is-link</comment>
        <translation>El espacio de trabajo {path} es un enlace, y no se escribe nada adonde lleva. Ponga en su lugar el archivo mismo o elija otro espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>The workspace {path} can't be written ({why}). Choose another place.</source>
        <comment>workspace.not-written</comment>
        <translation>El espacio de trabajo {path} no se puede escribir ({why}). Elija otro lugar.</translation>
    </message>
    <message>
        <location filename="../core/workspace/workspace.py"/>
        <source>Somebody else has just made {path}. Open the campaign again to go on with it.</source>
        <comment>workspace.just-made</comment>
        <translation>Alguien acaba de crear {path}. Abra la campaña de nuevo para seguir con él.</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>{mended:,} mended in {files}. Restore…, in the menu of Export, takes it back.</source>
        <translation>{mended:,} reparados en {files}. «Restaurar…», en el menú de Exportar, lo deshace.</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Checking…</source>
        <translation>Comprobando…</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>What was found has changed since: check again.</source>
        <translation>Lo encontrado ha cambiado desde entonces: compruebe de nuevo.</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Mending…</source>
        <translation>Reparando…</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>Nothing was mended</source>
        <translation>No se ha reparado nada</translation>
    </message>
    <message>
        <location filename="../ui/check/checker.py"/>
        <source>{mended:,} mended. Ctrl+Z takes it back.</source>
        <translation>{mended:,} reparados. Ctrl+Z lo deshace.</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/check/checks_page.py"/>
        <source>{count:,} problems are selected.</source>
        <extracomment>For 1: {count:,} problem is selected.</extracomment>
        <translation>
            <numerusform>{count:,} problema seleccionado.</numerusform>
            <numerusform>{count:,} problemas seleccionados.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Looked at {annotations} on {images}, {bare:,} of them not labelled yet.</source>
        <translation>Se miraron {annotations} en {images}, {bare:,} de ellas aún sin etiquetar.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Looked at {annotations} on {images}.</source>
        <translation>Se miraron {annotations} en {images}.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Edited since: check again.</source>
        <translation>Editado desde entonces: compruebe de nuevo.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Show only what is so bad</source>
        <translation>Mostrar solo lo que es tan grave</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend all like this</source>
        <translation>Reparar todos los iguales</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/export/export_page.py"/>
        <location filename="../ui/export/layers_page.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Save the edits that are open, and look once more</source>
        <translation>Guardar las ediciones abiertas y mirar otra vez</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>There is no safe mend: it is for you to decide.</source>
        <translation>No hay reparación segura: la decisión es suya.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Warnings</source>
        <translation>Advertencias</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Notes</source>
        <translation>Notas</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>All is as it should be.</source>
        <translation>Todo está como debe.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend: {what}</source>
        <translation>Reparar: {what}</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Mend: each as its kind is mended.</source>
        <translation>Reparar: cada uno como se repara su tipo.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>The folder's files are written; what is replaced is kept in a backup.</source>
        <translation>Se escriben los archivos de la carpeta; lo que se reemplaza se guarda en una copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Ctrl+Z takes it back.</source>
        <translation>Ctrl+Z lo deshace.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <location filename="../ui/label/images/navigator.py"/>
        <source>All</source>
        <translation>Todo</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>{count:,} of those selected can be mended at once.</source>
        <translation>{count:,} de los seleccionados se pueden reparar a la vez.</translation>
    </message>
    <message>
        <location filename="../ui/check/checks_page.py"/>
        <source>{problems} of this kind. {how}</source>
        <translation>{problems} de este tipo. {how}</translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Added</source>
        <translation>Añadidas</translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Changed</source>
        <translation>Cambiadas</translation>
    </message>
    <message>
        <location filename="../ui/common/models.py"/>
        <source>Deleted</source>
        <translation>Borradas</translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{done}. {sentences}</source>
        <translation>{done}. {sentences}</translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{files}: {added:,} added, {changed:,} changed, {deleted:,} deleted</source>
        <translation>{files}: {added:,} añadidas, {changed:,} cambiadas, {deleted:,} borradas</translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>Images: {added:,} added, {changed:,} changed, {deleted:,} without annotations now.</source>
        <translation>Imágenes: {added:,} añadidas, {changed:,} cambiadas, {deleted:,} ahora sin anotaciones.</translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{features} = {written:,} written + {listed:,} listed below</source>
        <translation>{features} = {written:,} escritos + {listed:,} abajo</translation>
    </message>
    <message>
        <location filename="../ui/common/text.py"/>
        <source>{annotations} deleted from the folder</source>
        <translation>{annotations} borradas de la carpeta</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <source>not chosen</source>
        <translation>sin elegir</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <source>All of {file}</source>
        <translation>Todo {file}</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_list.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Labels</source>
        <translation>Etiquetas</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{title}: {story}.</source>
        <translation>{title}: {story}.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{picked} of {all} chosen.</source>
        <translation>{picked} de {all} elegidos.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Choose one to see both versions.</source>
        <translation>Elija uno para ver ambas versiones.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All of {file}: one answer for {conflicts}.</source>
        <translation>Todo {file}: una respuesta para {conflicts}.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Both versions are kept until you apply. On the line of a file, one answer serves all of it.</source>
        <translation>Ambas versiones se conservan hasta que aplique. En la línea de un archivo, una respuesta sirve para todo él.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Mine</source>
        <translation>Lo mío</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Keep what this workspace has (Left or M)</source>
        <translation>Conservar lo que tiene este espacio de trabajo (izquierda o M)</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Theirs</source>
        <translation>Lo suyo</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Take what the folder has (Right or T)</source>
        <translation>Tomar lo que tiene la carpeta (derecha o T)</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All mine</source>
        <translation>Todo lo mío</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>All theirs</source>
        <translation>Todo lo suyo</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Later</source>
        <translation>Más tarde</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Go on working; both versions stay, and nothing is exported yet</source>
        <translation>Seguir trabajando; ambas versiones se quedan y aún no se exporta nada</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Apply</source>
        <translation>Aplicar</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>You wrote them, and they are missing there: somebody deleted them, or wrote the file without having read it again.</source>
        <translation>Usted las escribió y allí faltan: alguien las borró o escribió el archivo sin haberlo leído de nuevo.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Mine: {mine}. Theirs: {theirs}.</source>
        <translation>Lo mío: {mine}. Lo suyo: {theirs}.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <location filename="../ui/conflict/version_styles.py"/>
        <source>mine</source>
        <translation>lo mío</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <location filename="../ui/conflict/version_styles.py"/>
        <source>theirs</source>
        <translation>lo suyo</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>before</source>
        <translation>antes</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{conflicts} with the folder and its other workspaces</source>
        <translation>{conflicts} con la carpeta y sus otros espacios de trabajo</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>{conflicts} with the folder</source>
        <translation>{conflicts} con la carpeta</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>Choose all of an image to apply it.</source>
        <translation>Elija todos los de una imagen para aplicarla.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/conflicts_page.py"/>
        <source>“There” is another workspace, {path}.</source>
        <translation>«Allí» es otro espacio de trabajo, {path}.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <location filename="../ui/restore/restorer.py"/>
        <source>Comparing with the folder…</source>
        <translation>Comparando con la carpeta…</translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Bringing both versions together…</source>
        <translation>Reuniendo ambas versiones…</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/conflict/resolver.py"/>
        <source>{count:,} conflicts settled</source>
        <extracomment>For 1: {count:,} conflict settled</extracomment>
        <translation>
            <numerusform>{count:,} conflicto resuelto</numerusform>
            <numerusform>{count:,} conflictos resueltos</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Kept mine: {mine}. Taken theirs: {theirs}.</source>
        <translation>Conservado lo mío: {mine}. Tomado lo suyo: {theirs}.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/resolver.py"/>
        <source>Export writes what is kept into the folder.</source>
        <translation>Exportar escribe en la carpeta lo que se conserva.</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{ours} here, {theirs} there</source>
        <translation>{ours} aquí, {theirs} allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>relabelled “{name}”</source>
        <translation>reetiquetada «{name}»</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>drawn anew</source>
        <translation>dibujada de nuevo</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>recoloured here and there</source>
        <translation>otro color aquí y allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Label “{name}”</source>
        <translation>Etiqueta «{name}»</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Class “{name}”</source>
        <translation>Clase «{name}»</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Box “{name}”</source>
        <translation>Caja «{name}»</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>Area “{name}”</source>
        <translation>Área «{name}»</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>you wrote it, they have it as it was before</source>
        <translation>usted la escribió; allí está como antes</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{action} here, and in another way there</source>
        <translation>{action} aquí, y de otra forma allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>relabelled “{ours}” here, “{theirs}” there</source>
        <translation>reetiquetada «{ours}» aquí, «{theirs}» allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>deleted</source>
        <translation>borrada</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>{one} and {other}</source>
        <translation>{one} y {other}</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>deleted here, recoloured there</source>
        <translation>borrada aquí, otro color allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>recoloured here, deleted there</source>
        <translation>otro color aquí, borrada allí</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>added in two colours</source>
        <translation>añadida en dos colores</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>you wrote it, they deleted it</source>
        <translation>usted la escribió; allí se borró</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>changed</source>
        <translation>cambiada</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>moved</source>
        <translation>movida</translation>
    </message>
    <message>
        <location filename="../ui/conflict/words.py"/>
        <source>resized</source>
        <translation>otro tamaño</translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Leave empty images out</source>
        <translation>Omitir imágenes vacías</translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Some training programs, such as EOTDL's, stop on a file with an empty list. Files that were empty before stay as they are.</source>
        <translation>Algunos programas de entrenamiento, como los de EOTDL, se detienen con un archivo de lista vacía. Los que ya estaban vacíos se quedan como están.</translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Write</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>To {folder}. What is replaced is kept in a backup.</source>
        <translation>En {folder}. Lo que se reemplaza se guarda en una copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../ui/export/export_page.py"/>
        <source>Not written</source>
        <translation>No escrito</translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <source>There are new edits: look again at what would be written.</source>
        <translation>Hay ediciones nuevas: mire de nuevo lo que se escribiría.</translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/export/layer_exporter.py"/>
        <source>Exporting…</source>
        <translation>Exportando…</translation>
    </message>
    <message>
        <location filename="../ui/export/exporter.py"/>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Nothing was written</source>
        <translation>No se ha escrito nada</translation>
    </message>
    <message>
        <location filename="../ui/export/label_uses_table.py"/>
        <source>{name} in the layer</source>
        <translation>{name} en la capa</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>What the layer's features become</source>
        <translation>En qué se convierten los objetos de la capa</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>The field or expression that gives a feature its label</source>
        <translation>El campo o la expresión que da su etiqueta a un objeto</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>The label of all of the layer's features</source>
        <translation>La etiqueta de todos los objetos de la capa</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>What tells the image that a feature belongs to</source>
        <translation>Lo que dice a qué imagen pertenece un objeto</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Selected features only ({count:,})</source>
        <translation>Solo los objetos seleccionados ({count:,})</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>not exported</source>
        <translation>no exportada</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>classification</source>
        <translation>clasificación</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>detection</source>
        <translation>detección</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>segmentation</source>
        <translation>segmentación</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Field</source>
        <translation>Campo</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Fixed</source>
        <translation>Fija</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Legend</source>
        <translation>Leyenda</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Where labels come from: a field or an expression, one label for the whole layer, or what the layer's legend calls each feature</source>
        <translation>De dónde vienen las etiquetas: un campo o una expresión, una etiqueta para toda la capa, o cómo llama la leyenda de la capa a cada objeto</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>as the legend says</source>
        <translation>como dice la leyenda</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>By the feature's place</source>
        <translation>Por el lugar del objeto</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_card.py"/>
        <source>Field {name}</source>
        <translation>Campo {name}</translation>
    </message>
    <message>
        <location filename="../ui/export/layer_exporter.py"/>
        <source>Looking at the layers…</source>
        <translation>Mirando las capas…</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The campaign's folder: annotations are written there</source>
        <translation>La carpeta de la campaña: allí se escriben las anotaciones</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Where the images are that the features lie on</source>
        <translation>Dónde están las imágenes sobre las que están los objetos</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The folder that holds the images</source>
        <translation>La carpeta que contiene las imágenes</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Copy them there</source>
        <translation>Copiarlas allí</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>SCANEO wants the images beside their annotations</source>
        <translation>SCANEO quiere las imágenes junto a sus anotaciones</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Where features go that don't name their image</source>
        <translation>Adónde van los objetos que no nombran su imagen</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The open campaign lies in this folder: its own edits are written, too.</source>
        <translation>La campaña abierta está en esta carpeta: también se escriben sus propias ediciones.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>The project has no vector layers. Add the ones that you want to export.</source>
        <translation>El proyecto no tiene capas vectoriales. Añada las que quiera exportar.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Preview</source>
        <translation>Vista previa</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>See what would be written, before anything is</source>
        <translation>Ver qué se escribiría antes de escribir nada</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Leave without exporting</source>
        <translation>Salir sin exportar</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Put on</source>
        <translation>Van en</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Existing</source>
        <translation>Ya hay</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>in this folder</source>
        <translation>en esta carpeta</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>in another folder</source>
        <translation>en otra carpeta</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>the project's ({count:,})</source>
        <translation>las del proyecto ({count:,})</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>most overlapped image</source>
        <translation>la imagen que más cubre</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>every image touched</source>
        <translation>cada imagen que toca</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>every image, cut to it</source>
        <translation>cada imagen, recortado</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>keep, add what is new</source>
        <translation>conservar y añadir lo nuevo</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>replace these tasks</source>
        <translation>reemplazar estas tareas</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>What becomes of the annotations that the folder has. None is written twice, but an edited feature is a new one: replace to bring the folder up to date.</source>
        <translation>Qué pasa con las anotaciones que la carpeta tiene. Ninguna se escribe dos veces, pero un objeto editado es uno nuevo: reemplace para poner la carpeta al día.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_page.py"/>
        <source>Export layers as annotations</source>
        <translation>Exportar capas como anotaciones</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{annotations} on {images} in {folder}.</source>
        <translation>{annotations} en {images} en {folder}.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Written to {folder}.</source>
        <translation>Escrito en {folder}.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{folder} holds all of it already: there is nothing to write.</source>
        <translation>{folder} ya lo contiene todo: no hay nada que escribir.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>What is replaced is kept in a backup.</source>
        <translation>Lo que se reemplaza se guarda en una copia de seguridad.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/label/palette/delete_label.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Merge</source>
        <translation>Unir</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Make one label of those that are selected</source>
        <translation>Hacer una etiqueta de las seleccionadas</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Colour…</source>
        <translation>Color…</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Choose another colour for the selected label</source>
        <translation>Elegir otro color para la etiqueta seleccionada</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Preview again</source>
        <translation>Otra vista previa</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>See what would be written with these labels</source>
        <translation>Ver qué se escribiría con estas etiquetas</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Open it</source>
        <translation>Abrirla</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Open the folder as a campaign</source>
        <translation>Abrir la carpeta como campaña</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Double-click a label to rename it</source>
        <translation>Doble clic en una etiqueta para renombrarla</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>The labels have changed</source>
        <translation>Las etiquetas han cambiado</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>Preview again to see what would be written with them.</source>
        <translation>Haga otra vista previa para ver qué se escribiría con ellas.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>What was replaced is kept in {folder}.</source>
        <translation>Lo reemplazado se guarda en {folder}.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>There already, and not written twice: {count:,}.</source>
        <translation>Ya estaban y no se escriben dos veces: {count:,}.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>{images} are copied.</source>
        <translation>Se copian {images}.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <source>The edits of the open campaign are written, too.</source>
        <translation>También se escriben las ediciones de la campaña abierta.</translation>
    </message>
    <message>
        <location filename="../ui/export/layers_preview_page.py"/>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Files</source>
        <translation>Archivos</translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>The annotation belongs to no image.</source>
        <translation>La anotación no pertenece a ninguna imagen.</translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>Go to its image</source>
        <translation>Ir a su imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>Same label on this image</source>
        <translation>La misma etiqueta en esta imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/annotation_actions.py"/>
        <source>There is nowhere to go</source>
        <translation>No hay adónde ir</translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Another QGIS has this campaign open: {who}.</source>
        <translation>Otro QGIS tiene abierta esta campaña: {who}.</translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Another QGIS has this campaign open.</source>
        <translation>Otro QGIS tiene abierta esta campaña.</translation>
    </message>
    <message>
        <location filename="../ui/label/autosave.py"/>
        <source>Edits that are open here are saved as ever, but not kept in case QGIS is killed.</source>
        <translation>Las ediciones abiertas aquí se guardan como siempre, pero no se conservan por si QGIS se cierra de golpe.</translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <source>No class yet</source>
        <translation>Aún sin clase</translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>(no label)</source>
        <translation>(sin etiqueta)</translation>
    </message>
    <message>
        <location filename="../ui/label/class_tags.py"/>
        <source>Remove {label}</source>
        <translation>Quitar {label}</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Name the label of what you have drawn: it waits on the map.</source>
        <translation>Dé nombre a la etiqueta de lo que ha dibujado: espera en el mapa.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <location filename="../ui/label/outside.py"/>
        <source>Nothing was drawn</source>
        <translation>No se ha dibujado nada</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>It lies on {image}, and belongs to that.</source>
        <translation>Está en {image} y pertenece a ella.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Name the first label, then give it to the image.</source>
        <translation>Dé nombre a la primera etiqueta y désela después a la imagen.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>{n} outside every image could not be kept.</source>
        <translation>No se ha podido guardar {n} fuera de todas las imágenes.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>{n} that waited for a label could not be kept.</source>
        <translation>No se ha podido guardar {n} que esperaba una etiqueta.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Go to an image first: a class belongs to one.</source>
        <translation>Vaya antes a una imagen: una clase pertenece a una.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>It was done to {annotations} on {images}. Undo takes it back.</source>
        <translation>Se hizo en {annotations} de {images}. Deshacer lo devuelve.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Nothing is left of it on the image's pixels.</source>
        <translation>No queda nada de ella sobre los píxeles de la imagen.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Outside the image</source>
        <translation>Fuera de la imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>What was drawn</source>
        <translation>Lo dibujado</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Not on this image alone</source>
        <translation>No solo en esta imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Other areas cover all of it (Avoid Overlap is on): nothing was drawn.</source>
        <translation>Otras áreas la cubren entera (Evitar superposición está activado): no se ha dibujado nada.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>There is no area to erase from.</source>
        <translation>No hay ningún área de la que borrar.</translation>
    </message>
    <message>
        <location filename="../ui/label/drawing.py"/>
        <source>Other labels cover all of it: nothing was drawn.</source>
        <translation>Otras etiquetas la cubren entera: no se ha dibujado nada.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Warping {image}…</source>
        <translation>Rectificando {image}…</translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Then open the campaign again.</source>
        <translation>Después, abra la campaña de nuevo.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Warp a copy beside it</source>
        <translation>Rectificar una copia al lado</translation>
    </message>
    <message>
        <location filename="../ui/label/image_alignment.py"/>
        <source>Writes a GeoTIFF with north up beside the image, for you to label in its place</source>
        <translation>Escribe junto a la imagen un GeoTIFF con el norte arriba, para etiquetarlo en su lugar</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Its place was not known when the campaign was opened. Open it again.</source>
        <translation>Su lugar no se conocía cuando se abrió la campaña. Ábrala de nuevo.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Finish it (an area: with Enter or a double click), or give it up with Esc.</source>
        <translation>Termínela (un área: con Intro o doble clic) o abandónela con Esc.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>There is no other image that way.</source>
        <translation>No hay otra imagen en ese sentido.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Loading the next image</source>
        <translation>Cargando la imagen siguiente</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Wait until these images are read, which is under way.</source>
        <translation>Espere a que se lean estas imágenes; ya se están leyendo.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>{image} has annotations: delete them first, or mark it as done.</source>
        <translation>{image} tiene anotaciones: bórrelas antes o márquela como hecha.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Something is being drawn</source>
        <translation>Se está dibujando algo</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>No other image is to do.</source>
        <translation>No hay otra imagen pendiente.</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>The end of the list</source>
        <translation>El final de la lista</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Not marked</source>
        <translation>No marcada</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>Not empty</source>
        <translation>No está vacía</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>The last image is finished</source>
        <translation>La última imagen está terminada</translation>
    </message>
    <message>
        <location filename="../ui/label/image_navigation.py"/>
        <source>{first} So it is with {n} more.</source>
        <translation>{first} Lo mismo ocurre con {n} más.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Class</source>
        <translation>Clase</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Classifications</source>
        <translation>Clasificaciones</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Box</source>
        <translation>Caja</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Detections</source>
        <translation>Detecciones</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Area</source>
        <translation>Área</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Segmentations</source>
        <translation>Segmentaciones</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>It has edits that are not exported yet.</source>
        <translation>Tiene ediciones que no se han exportado.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>It is not read yet.</source>
        <translation>Aún no se ha leído.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/images_model.py"/>
        <source>Double-click to go to it.</source>
        <translation>Doble clic para ir a ella.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Reading images: {read:,} of {total:,}</source>
        <translation>Leyendo imágenes: {read:,} de {total:,}</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Mark the image on the map: {keys}</source>
        <translation>Marcar la imagen del mapa: {keys}</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show the annotations of all images</source>
        <translation>Mostrar las anotaciones de todas las imágenes</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Search images</source>
        <translation>Buscar imágenes</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show the images in a state, or with a flag</source>
        <translation>Mostrar las imágenes en un estado o marcadas</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Show all</source>
        <translation>Mostrar todas</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>{finished:,} of {count:,} done</source>
        <translation>{finished:,} de {count:,} hechas</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>No image is shown.</source>
        <translation>No se muestra ninguna imagen.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>You can label meanwhile. What needs all images, as Check and Export do, waits for them.</source>
        <translation>Puede etiquetar mientras tanto. Lo que necesita todas las imágenes, como Comprobar y Exportar, las espera.</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Previous image</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Next image</source>
        <translation>Imagen siguiente</translation>
    </message>
    <message>
        <location filename="../ui/label/images/navigator.py"/>
        <source>Next image to do</source>
        <translation>Siguiente imagen pendiente</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Flagged</source>
        <translation>Marcada</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>{state}, flagged</source>
        <translation>{state}, marcada</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>To do</source>
        <translation>Pendiente</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Done</source>
        <translation>Hecha</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Verified empty</source>
        <translation>Vacía verificada</translation>
    </message>
    <message>
        <location filename="../ui/label/images/state_icons.py"/>
        <source>Skipped</source>
        <translation>Omitida</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: boxes</source>
        <translation>Etiquetar: cajas</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: areas</source>
        <translation>Etiquetar: áreas</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: erase</source>
        <translation>Etiquetar: goma</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: classes</source>
        <translation>Etiquetar: clases</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: select</source>
        <translation>Etiquetar: seleccionar</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: next image</source>
        <translation>Etiquetar: imagen siguiente</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: previous image</source>
        <translation>Etiquetar: imagen anterior</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: next image to do</source>
        <translation>Etiquetar: siguiente imagen pendiente</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image done</source>
        <translation>Etiquetar: imagen hecha</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image verified empty</source>
        <translation>Etiquetar: imagen vacía verificada</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image skipped</source>
        <translation>Etiquetar: imagen omitida</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image flagged</source>
        <translation>Etiquetar: imagen marcada</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: image to do</source>
        <translation>Etiquetar: imagen pendiente</translation>
    </message>
    <message>
        <location filename="../ui/label/keys.py"/>
        <source>Label: label {n}</source>
        <translation>Etiquetar: etiqueta {n}</translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>Style</source>
        <translation>Estilo</translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>The new style of {layers} was taken back: it does not show each label of the campaign as a class of its own.</source>
        <translation>El nuevo estilo de {layers} se ha revertido: no muestra cada etiqueta de la campaña como una clase propia.</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/labelling.py"/>
        <source>{count:,} classes stay beside another of the same label, for the file says of each what it doesn't of the other. Delete what is not wanted.</source>
        <extracomment>For 1: {count:,} class stays beside another of the same label, for the file says of each what it doesn't of the other. Delete what is not wanted.</extracomment>
        <translation>
            <numerusform>{count:,} clase se queda junto a otra de la misma etiqueta, porque el archivo dice de cada una lo que no dice de la otra. Borre lo que no quiera.</numerusform>
            <numerusform>{count:,} clases se quedan junto a otra de la misma etiqueta, porque el archivo dice de cada una lo que no dice de la otra. Borre lo que no quiera.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>What was done before was saved.</source>
        <translation>Lo hecho antes se guardó.</translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>Kept</source>
        <translation>Conservado</translation>
    </message>
    <message>
        <location filename="../ui/label/labelling.py"/>
        <source>It can't be undone any more</source>
        <translation>Ya no se puede deshacer</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Draw boxes: drag over an object</source>
        <translation>Dibujar cajas: arrastre sobre un objeto</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Draw areas: click the corners, double-click the last or press Enter</source>
        <translation>Dibujar áreas: haga clic en las esquinas y doble clic en la última, o pulse Intro</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Take something away from the selected area, or the topmost one</source>
        <translation>Quitar algo del área seleccionada o de la que está encima</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Give the whole image a label, or take it away: press the label's key</source>
        <translation>Dar una etiqueta a la imagen entera o quitársela: pulse la tecla de la etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Select</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Select annotations, to relabel or delete them, or to drag a box's sides</source>
        <translation>Seleccionar anotaciones para reetiquetarlas o borrarlas, o para arrastrar los lados de una caja</translation>
    </message>
    <message>
        <location filename="../ui/label/modes_bar.py"/>
        <source>Options for drawing</source>
        <translation>Opciones de dibujo</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Snap to the image's pixels</source>
        <translation>Ajustar a los píxeles de la imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Cut to the image's footprint</source>
        <translation>Recortar a la huella de la imagen</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Join areas of one label</source>
        <translation>Unir áreas de una etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>One area for each label and image, as SCANEO's brush draws it</source>
        <translation>Un área por etiqueta e imagen, como la dibuja el pincel de SCANEO</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Cut away what other labels cover</source>
        <translation>Recortar lo que otras etiquetas cubren</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw areas by</source>
        <translation>Dibujar áreas por</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Keep the labels' places</source>
        <translation>Mantener las posiciones de las etiquetas</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>New labels come last, and none is moved: programs that train on the folder take a label's place for its class code</source>
        <translation>Las etiquetas nuevas van al final y ninguna se mueve: los programas que entrenan con la carpeta toman la posición de una etiqueta como código de clase</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Outside every image</source>
        <translation>Fuera de todas las imágenes</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Keep open edits every</source>
        <translation>Conservar ediciones abiertas cada</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Points</source>
        <translation>Puntos</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Streaming</source>
        <translation>Trazo continuo</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Ask me</source>
        <translation>Preguntarme</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw nothing</source>
        <translation>No dibujar nada</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>Draw it, as a problem</source>
        <translation>Dibujarlo, como problema</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>10 seconds</source>
        <translation>10 segundos</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>30 seconds</source>
        <translation>30 segundos</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>1 minute</source>
        <translation>1 minuto</translation>
    </message>
    <message>
        <location filename="../ui/label/options_menu.py"/>
        <source>5 minutes</source>
        <translation>5 minutos</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>What you have drawn lies outside every image.</source>
        <translation>Lo que ha dibujado está fuera de todas las imágenes.</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <location filename="../ui/shell/dock.py"/>
        <location filename="../ui/shell/locator.py"/>
        <location filename="../ui/work/work.py"/>
        <source>Scaneo Bridge</source>
        <translation>Scaneo Bridge</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>Keep such things</source>
        <translation>Conservar esas cosas</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>They belong to no image, and the export lists them as problems</source>
        <translation>No pertenecen a ninguna imagen, y la exportación las lista como problemas</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>Draw nothing there</source>
        <translation>No dibujar nada allí</translation>
    </message>
    <message>
        <location filename="../ui/label/outside.py"/>
        <source>It lies outside every image.</source>
        <translation>Está fuera de todas las imágenes.</translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>Look for mistakes in annotations, labels and files</source>
        <translation>Buscar errores en anotaciones, etiquetas y archivos</translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>This image:</source>
        <translation>Esta imagen:</translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>{annotations} so far</source>
        <translation>{annotations} hasta ahora</translation>
    </message>
    <message>
        <location filename="../ui/label/page/campaign_page.py"/>
        <source>{images} to export</source>
        <translation>{images} por exportar</translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>In conflict with the folder: {what}.</source>
        <translation>En conflicto con la carpeta: {what}.</translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>See both versions of each, and choose which one stays</source>
        <translation>Ver ambas versiones de cada uno y elegir cuál se queda</translation>
    </message>
    <message>
        <location filename="../ui/label/page/tray.py"/>
        <source>Show or hide what was found in the folder</source>
        <translation>Mostrar u ocultar lo que se encontró en la carpeta</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/page/tray.py"/>
        <source>{count:,} labels</source>
        <extracomment>For 1: {count:,} label</extracomment>
        <translation>
            <numerusform>{count:,} etiqueta</numerusform>
            <numerusform>{count:,} etiquetas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/page/tray.py"/>
        <source>{count:,} notes</source>
        <extracomment>For 1: {count:,} note</extracomment>
        <translation>
            <numerusform>{count:,} nota</numerusform>
            <numerusform>{count:,} notas</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/bulk_edits.py"/>
        <source>Redoing “{step}”…</source>
        <translation>Rehaciendo «{step}»…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/bulk_edits.py"/>
        <source>Undoing “{step}”…</source>
        <translation>Deshaciendo «{step}»…</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete “{name}”? {count:,} annotations have it.</source>
        <extracomment>For 1: Delete “{name}”? {count:,} annotation has it.</extracomment>
        <translation>
            <numerusform>¿Borrar «{name}»? La tiene {count:,} anotación.</numerusform>
            <numerusform>¿Borrar «{name}»? La tienen {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Merge “{name}” into “{other}”? {count:,} annotations are relabelled.</source>
        <extracomment>For 1: Merge “{name}” into “{other}”? {count:,} annotation is relabelled.</extracomment>
        <translation>
            <numerusform>¿Unir «{name}» a «{other}»? Se reetiqueta {count:,} anotación.</numerusform>
            <numerusform>¿Unir «{name}» a «{other}»? Se reetiquetan {count:,} anotaciones.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Ctrl+Z brings it back.</source>
        <translation>Ctrl+Z la devuelve.</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete label</source>
        <translation>Borrar etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/delete_label.py"/>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Delete</source>
        <translation>Borrar</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Give them the label:</source>
        <extracomment>For 1: Give it the label:</extracomment>
        <translation>
            <numerusform>Darle la etiqueta:</numerusform>
            <numerusform>Darles la etiqueta:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/label/palette/delete_label.py"/>
        <source>Delete its {count:,} annotations, too</source>
        <extracomment>For 1: Delete its {count:,} annotation, too</extracomment>
        <translation>
            <numerusform>Borrar también su {count:,} anotación</numerusform>
            <numerusform>Borrar también sus {count:,} anotaciones</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Renaming “{label}”…</source>
        <translation>Renombrando «{label}»…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Merging “{label}” into “{other}”…</source>
        <translation>Uniendo «{label}» a «{other}»…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Deleting “{label}”…</source>
        <translation>Borrando «{label}»…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Editing labels…</source>
        <translation>Editando etiquetas…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Merging labels…</source>
        <translation>Uniendo etiquetas…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/label_requests.py"/>
        <source>Something else is being done: wait for it, or cancel it.</source>
        <translation>Se está haciendo otra cosa: espere o cancélela.</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>The new label's colour</source>
        <translation>El color de la nueva etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>New label</source>
        <translation>Nueva etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/new_label.py"/>
        <source>Add the label</source>
        <translation>Añadir la etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>Key: {key}</source>
        <translation>Tecla: {key}</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_model.py"/>
        <source>This label is not in spai.json.</source>
        <translation>Esta etiqueta no está en spai.json.</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Click a label to draw with it, double-click to rename it, drag to move it</source>
        <translation>Clic en una etiqueta para dibujar con ella, doble clic para renombrarla, arrastrar para moverla</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Rename, recolour, merge or delete the current label</source>
        <translation>Renombrar, cambiar de color, unir o borrar la etiqueta actual</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>No labels yet: name the first below.</source>
        <translation>Aún no hay etiquetas: dé nombre a la primera abajo.</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Merge into</source>
        <translation>Unir a</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Delete…</source>
        <translation>Borrar…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>The label's colour</source>
        <translation>El color de la etiqueta</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Rename</source>
        <translation>Renombrar</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Change colour…</source>
        <translation>Cambiar color…</translation>
    </message>
    <message>
        <location filename="../ui/label/palette/palette_panel.py"/>
        <source>Add to the labels</source>
        <translation>Añadir a las etiquetas</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>An area needs at least three points. Click on, or give it up with Esc.</source>
        <translation>Un área necesita al menos tres puntos. Siga haciendo clic o abandónela con Esc.</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>Nothing is left of this area.</source>
        <translation>No queda nada de este área.</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/area_tool.py"/>
        <source>An area needs at least three points.</source>
        <translation>Un área necesita al menos tres puntos.</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>A box can't cross the antimeridian: draw one on each side.</source>
        <translation>Una caja no puede cruzar el antimeridiano: dibuje una a cada lado.</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>This place of the map has no longitude and latitude.</source>
        <translation>Este lugar del mapa no tiene longitud ni latitud.</translation>
    </message>
    <message>
        <location filename="../ui/label/tools/dragged.py"/>
        <source>A box can't hold a pole: draw an area there.</source>
        <translation>Una caja no puede contener un polo: dibuje allí un área.</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <location filename="../ui/shell/dock.py"/>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Export of layers</source>
        <translation>Exportación de capas</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Restore</source>
        <translation>Restaurar</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>d MMM HH:mm</source>
        <translation>d MMM HH:mm</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>d MMM yyyy HH:mm</source>
        <translation>d MMM yyyy HH:mm</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>{added:,} added, {changed:,} changed, {deleted:,} deleted</source>
        <translation>{added:,} añadidas, {changed:,} cambiadas, {deleted:,} borradas</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Before</source>
        <translation>Antes de</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>What the folder was written by, and when, in local time</source>
        <translation>Qué escribió la carpeta y cuándo, en hora local</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Files that were written</source>
        <translation>Archivos que se escribieron</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>Annotations that were added, changed or deleted</source>
        <translation>Anotaciones añadidas, cambiadas o borradas</translation>
    </message>
    <message>
        <location filename="../ui/restore/backups_model.py"/>
        <source>and {count:,} more</source>
        <translation>y {count:,} más</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>With each write, the oldest of more backups than these go</source>
        <translation>Con cada escritura se van las más antiguas que pasen de este número</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Backups to &amp;keep:</source>
        <translation>Copias que se &amp;guardan:</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>Choose a write: the folder becomes as it was before it. That can be taken back, too.</source>
        <translation>Elija una escritura: la carpeta queda como antes de ella. Eso también se puede deshacer.</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>There are no backups in this folder yet. Each export makes one.</source>
        <translation>Aún no hay copias de seguridad en esta carpeta. Cada exportación hace una.</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>The folder is as it was then.</source>
        <translation>La carpeta está como entonces.</translation>
    </message>
    <message>
        <location filename="../ui/restore/restore_page.py"/>
        <source>To know</source>
        <translation>Para saber</translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Restored as before {time}</source>
        <translation>Restaurada a como estaba antes de {time}</translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Looking for backups…</source>
        <translation>Buscando copias de seguridad…</translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Restoring…</source>
        <translation>Restaurando…</translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Edits that were not exported are kept in the workspace.</source>
        <translation>Las ediciones que no se exportaron se conservan en el espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../ui/restore/restorer.py"/>
        <source>Some files stay as they were: the list of problems says why.</source>
        <translation>Algunos archivos se quedan como estaban: la lista de problemas dice por qué.</translation>
    </message>
    <message>
        <location filename="../ui/shell/behind_reader.py"/>
        <source>Reading images</source>
        <translation>Leyendo imágenes</translation>
    </message>
    <message>
        <location filename="../ui/shell/behind_reader.py"/>
        <source>Looking for problems</source>
        <translation>Buscando problemas</translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Something else is running in the dock. Open it once that has ended.</source>
        <translation>Se está haciendo otra cosa en el panel. Ábrala cuando termine.</translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Open as campaign</source>
        <translation>Abrir como campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Label these images</source>
        <translation>Etiquetar estas imágenes</translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <location filename="../ui/shell/controller.py"/>
        <source>{name} is not open</source>
        <translation>{name} no está abierta</translation>
    </message>
    <message>
        <location filename="../ui/shell/browser.py"/>
        <source>Check campaign for mistakes</source>
        <translation>Comprobar la campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/controller.py"/>
        <source>Opening {name}…</source>
        <translation>Abriendo {name}…</translation>
    </message>
    <message>
        <location filename="../ui/shell/controller.py"/>
        <source>The project was closed meanwhile.</source>
        <translation>El proyecto se cerró mientras tanto.</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Choose the campaign's folder</source>
        <translation>Elija la carpeta de la campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Open the folder's images and annotations as layers</source>
        <translation>Abrir como capas las imágenes y anotaciones de la carpeta</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Draw boxes and areas and give classes, by mouse and keys</source>
        <translation>Dibujar cajas y áreas y dar clases, con ratón y teclas</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Write the edits into the campaign's folder</source>
        <translation>Escribir las ediciones en la carpeta de la campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export to another folder…</source>
        <translation>Exportar a otra carpeta…</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export layers…</source>
        <translation>Exportar capas…</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Make annotations of any of the project's vector layers</source>
        <translation>Hacer anotaciones de cualquier capa vectorial del proyecto</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Export the same layers again</source>
        <translation>Exportar de nuevo las mismas capas</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Restore…</source>
        <translation>Restaurar…</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Put the folder back to how it was before a write</source>
        <translation>Devolver la carpeta a como estaba antes de una escritura</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>Choose the folder to export to</source>
        <translation>Elija la carpeta a la que exportar</translation>
    </message>
    <message>
        <location filename="../ui/shell/dock.py"/>
        <source>The campaign's folder: type it, choose it, or drop it on the dock</source>
        <translation>La carpeta de la campaña: escríbala, elíjala o suéltela en el panel</translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>End labelling</source>
        <translation>Dejar de etiquetar</translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>Images of the campaign</source>
        <translation>Imágenes de la campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/locator.py"/>
        <source>Labels of the campaign</source>
        <translation>Etiquetas de la campaña</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>What is opened</source>
        <translation>Qué se abre</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Largest annotation file</source>
        <translation>Mayor archivo de anotaciones</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Annotation files, spai.json and backups that are larger are told and left alone, so that no file fills the memory.</source>
        <translation>Los archivos de anotaciones, spai.json y copias de seguridad más grandes se indican y no se tocan, para que ningún archivo llene la memoria.</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Images in other formats</source>
        <translation>Imágenes en otros formatos</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Images are opened as GeoTIFFs only. Where files that end in .tif are of another kind, name GDAL's drivers for them here, with commas between. With drivers such as VRT or WMS, an image can open other files and connect to servers.</source>
        <translation>Las imágenes solo se abren como GeoTIFF. Donde archivos que acaban en .tif son de otro tipo, nombre aquí los controladores de GDAL para ellos, separados por comas. Con controladores como VRT o WMS, una imagen puede abrir otros archivos y conectarse a servidores.</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>for example: JP2OpenJPEG, PNG</source>
        <translation>por ejemplo: JP2OpenJPEG, PNG</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>Reset to defaults</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/options_page.py"/>
        <source>GDAL has no driver of the name {names} that reads images: it is left out.</source>
        <translation>GDAL no tiene ningún controlador {names} que lea imágenes: se omite.</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Begin with layers you have</source>
        <translation>Empezar con las capas que tiene</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Export any vector layers as annotations of the images below them</source>
        <translation>Exportar cualquier capa vectorial como anotaciones de las imágenes que tiene debajo</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Label satellite images</source>
        <translation>Etiquetar imágenes de satélite</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>Recent campaigns</source>
        <translation>Campañas recientes</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Open&lt;/b&gt; a campaign: a folder of GeoTIFF images, with or without SCANEO annotations. Choose it above, or drop it here.</source>
        <translation>&lt;b&gt;Abra&lt;/b&gt; una campaña: una carpeta de imágenes GeoTIFF, con o sin anotaciones de SCANEO. Elíjala arriba o suéltela aquí.</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Edit&lt;/b&gt; its classes, boxes and areas in their layers, with all of QGIS's tools.</source>
        <translation>&lt;b&gt;Edite&lt;/b&gt; sus clases, cajas y áreas en sus capas, con todas las herramientas de QGIS.</translation>
    </message>
    <message>
        <location filename="../ui/shell/pages/start_page.py"/>
        <source>&lt;b&gt;Export&lt;/b&gt;: only what you changed is written back into the folder.</source>
        <translation>&lt;b&gt;Exporte&lt;/b&gt;: solo lo que usted cambió se escribe en la carpeta.</translation>
    </message>
    <message>
        <location filename="../ui/shell/progress_panel.py"/>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <location filename="../ui/shell/recounter.py"/>
        <source>Counting annotations</source>
        <translation>Contando anotaciones</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are kept here, from {user} on {host}, open there since {since}. Is that QGIS gone?</source>
        <extracomment>For 1: {count:,} edit is kept here, from {user} on {host}, open there since {since}. Is that QGIS gone?</extracomment>
        <translation>
            <numerusform>Aquí se guarda {count:,} edición, de {user} en {host}, abierta allí desde {since}. ¿Ya no existe ese QGIS?</numerusform>
            <numerusform>Aquí se guardan {count:,} ediciones, de {user} en {host}, abiertas allí desde {since}. ¿Ya no existe ese QGIS?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are kept here, from another QGIS. Is that one gone?</source>
        <extracomment>For 1: {count:,} edit is kept here, from another QGIS. Is that one gone?</extracomment>
        <translation>
            <numerusform>Aquí se guarda {count:,} edición de otro QGIS. ¿Ya no existe?</numerusform>
            <numerusform>Aquí se guardan {count:,} ediciones de otro QGIS. ¿Ya no existe?</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recover them</source>
        <translation>Recuperarlas</translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>They are saved here. If they are open still, they come twice</source>
        <translation>Se guardan aquí. Si aún están abiertas, vendrán dos veces</translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Leave them</source>
        <translation>Dejarlas</translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Who has them open saves them</source>
        <translation>Las guarda quien las tiene abiertas</translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recovering edits…</source>
        <translation>Recuperando ediciones…</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/shell/recovery_question.py"/>
        <source>{count:,} edits are here</source>
        <extracomment>For 1: {count:,} edit is here</extracomment>
        <translation>
            <numerusform>Aquí está {count:,} edición</numerusform>
            <numerusform>Aquí están {count:,} ediciones</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Open elsewhere</source>
        <translation>Abierta en otro lugar</translation>
    </message>
    <message>
        <location filename="../ui/shell/recovery_question.py"/>
        <source>Recovered</source>
        <translation>Recuperado</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>It is in the list now: label it in place of the image that it is of. What that has already stays there; draw it again on the copy, and take the image out of the folder.</source>
        <translation>Ya está en la lista: etiquétela en lugar de la imagen de la que es. Lo que esa ya tiene se queda allí; dibújelo de nuevo en la copia y saque la imagen de la carpeta.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{image} lies beside it</source>
        <translation>{image} está a su lado</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{annotations} on {images}</source>
        <translation>{annotations} en {images}</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Exported to {name}</source>
        <translation>Exportado a {name}</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{folder} holds all of it already.</source>
        <translation>{folder} ya lo contiene todo.</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>In spai.json, {count:,} labels get another place, which programs that train on the folder take for the class code: {names}.</source>
        <extracomment>For 1: In spai.json, {count:,} label gets another place, which programs that train on the folder take for the class code: {names}.</extracomment>
        <translation>
            <numerusform>En spai.json, {count:,} etiqueta cambia de posición, que los programas que entrenan con la carpeta toman como código de clase: {names}.</numerusform>
            <numerusform>En spai.json, {count:,} etiquetas cambian de posición, que los programas que entrenan con la carpeta toman como código de clase: {names}.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{files}: changed here and elsewhere, each in another way. Choose first.</source>
        <translation>{files}: cambió aquí y en otro lugar, cada uno de otra forma. Elija antes.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Changed in the folder since, and taken over: {files}.</source>
        <translation>Cambió en la carpeta desde entonces y se ha incorporado: {files}.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Opened {name}</source>
        <translation>{name} abierta</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Nothing to export</source>
        <translation>No hay nada que exportar</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>{files} and {n:,} more</source>
        <translation>{files} y {n:,} más</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>You can begin: the other images are read meanwhile.</source>
        <translation>Puede empezar: las otras imágenes se leen mientras tanto.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Edits of {images} are not exported yet: they are kept in the workspace.</source>
        <translation>Aún no se han exportado ediciones de {images}: se guardan en el espacio de trabajo.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Changed here and elsewhere, each in another way: {files}.</source>
        <translation>Cambió aquí y en otro lugar, cada uno de otra forma: {files}.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Edits of {images} were taken over from another workspace of this folder.</source>
        <translation>Se incorporaron ediciones de {images} de otro espacio de trabajo de esta carpeta.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>States or flags of {images} came from another workspace of this folder.</source>
        <translation>Los estados o marcas de {images} vinieron de otro espacio de trabajo de esta carpeta.</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} edits that were open when QGIS ended unexpectedly are here again. What was done after that was kept, in the last minute or so, is not.</source>
        <extracomment>For 1: {count:,} edit that was open when QGIS ended unexpectedly is here again. What was done after that was kept, in the last minute or so, is not.</extracomment>
        <translation>
            <numerusform>Está aquí de nuevo {count:,} edición que estaba abierta cuando QGIS terminó de forma inesperada. Lo que se hizo después de guardarla, en el último minuto más o menos, no.</numerusform>
            <numerusform>Están aquí de nuevo {count:,} ediciones que estaban abiertas cuando QGIS terminó de forma inesperada. Lo que se hizo después de guardarlas, en el último minuto más o menos, no.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Not written: {features}.</source>
        <translation>No se escribe: {features}.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Deleted: {count:,}.</source>
        <translation>Se borran: {count:,}.</translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} problems: what they name is not written.</source>
        <extracomment>For 1: {count:,} problem: what it names is not written.</extracomment>
        <translation>
            <numerusform>{count:,} problema: lo que nombra no se escribe.</numerusform>
            <numerusform>{count:,} problemas: lo que nombran no se escribe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../ui/work/bar_messages.py"/>
        <source>{count:,} problems to look at: what they name is written.</source>
        <extracomment>For 1: {count:,} problem to look at: what it names is written.</extracomment>
        <translation>
            <numerusform>{count:,} problema que mirar: lo que nombra se escribe.</numerusform>
            <numerusform>{count:,} problemas que mirar: lo que nombran se escribe.</numerusform>
        </translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Another version is there and gives way; a backup keeps it: {files}.</source>
        <translation>Hay otra versión, que cede; una copia de seguridad la guarda: {files}.</translation>
    </message>
    <message>
        <location filename="../ui/work/bar_messages.py"/>
        <source>Left out, for they have no annotation: {images}.</source>
        <translation>Omitidas, porque no tienen anotaciones: {images}.</translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>The disk refuses: {reason} {path}</source>
        <translation>El disco lo rechaza: {reason} {path}</translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>The disk refuses: {reason}</source>
        <translation>El disco lo rechaza: {reason}</translation>
    </message>
    <message>
        <location filename="../ui/work/jobs.py"/>
        <source>Something went wrong; the Python error log has it. Nothing was changed.</source>
        <translation>Algo ha salido mal; está en el registro de errores de Python. No se ha cambiado nada.</translation>
    </message>
    <message>
        <location filename="../ui/work/unread.py"/>
        <source>Reading the other images first…</source>
        <translation>Leyendo antes las otras imágenes…</translation>
    </message>
    <message>
        <location filename="../ui/work/work.py"/>
        <source>Cancelled</source>
        <translation>Cancelado</translation>
    </message>
    <message>
        <location filename="../ui/work/work.py"/>
        <source>Nothing was changed.</source>
        <translation>No se ha cambiado nada.</translation>
    </message>
</context>
</TS>
