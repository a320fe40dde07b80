"""How claims stand to one another and to the ground: relations, differences, open questions. No verdicts."""
