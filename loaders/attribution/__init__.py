"""Attribution: who says which words of an article.

Reporting verbs, the content they attribute, its speaker, the speaker's party, and the relay.
"""
