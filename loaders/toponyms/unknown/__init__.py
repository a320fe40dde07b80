"""Names that no list of places has: those that stand like a place, and other spellings."""
