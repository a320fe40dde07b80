"""``python -m geodata.build``.

Derives every generated file of ``geodata`` from installable packages.
"""
