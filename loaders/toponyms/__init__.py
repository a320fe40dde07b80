"""The place names of a text: found, classified, resolved to gazetteer rows, and read as ground or as government."""
