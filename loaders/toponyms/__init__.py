"""The place names of a text.

Found, classified, resolved to gazetteer rows, and read as ground or as government.
"""
