"""Lines as they are stored and on a plane: the file of all pairs, clips, and edges in metres."""
