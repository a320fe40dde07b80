"""The place names of a text.

They are recognised, judged to be places or not, resolved to rows of the gazetteer, and read as
ground or as a government.
"""
