"""Who says which words: reporting verbs, what is said, the speaker, the party, and whom it was relayed by."""
