"""Where, exactly: ground that the words measure from a place, and coordinates they write."""
