"""``python -m geodata.build`` derives every generated file of geodata from installable packages."""
