"""What belongs to one visit: the view in its widgets, the articles in sight, what the visitor brought and did."""
