"""How it looks: the view and its address, the map, the panels.

It draws and decides nothing about the articles.
"""
