"""The records an article becomes, what can be wrong with one, and the version of the rules that read it."""
