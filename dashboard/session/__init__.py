"""What belongs to one visit: the view and its widgets, the articles, the visitor's own articles."""
