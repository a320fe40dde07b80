"""Where things are: gazetteer, areas, border lines, roads, lakes, and measuring on the ground."""
