"""Who says which words.

Reporting verbs, what is said, the speaker, the party, and whom it was relayed by.
"""
