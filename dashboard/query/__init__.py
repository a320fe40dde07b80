"""Which claims and mentions a view shows, counted and grouped. Knows no widget."""
