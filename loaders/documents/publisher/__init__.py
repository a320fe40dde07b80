"""Who published a page, from every sign it gives of itself."""
