"""Which place of a name is meant: of several rows of the gazetteer one, or none."""
