"""The SCANEO format: one image's annotations in a GeoJSON file, and the labels in spai.json."""
