"""Who speaks: names, pronouns and offices led back to a person or body, and to a party."""
