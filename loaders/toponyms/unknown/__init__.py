"""Names that no list of places has: those that stand like a place, heights, other spellings."""
