"""What belongs to one visit.

The view in its widgets, the articles in sight, what the visitor brought and did.
"""
