"""How claims relate to one another and to the ground; never a verdict.

It finds relations, differences and open questions, and computes what geometry can test.
"""
