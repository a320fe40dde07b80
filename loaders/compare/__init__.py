"""How claims stand to one another and to the ground.

Relations, differences, open questions. No verdicts.
"""
