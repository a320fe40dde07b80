"""The paragraphs, sentences, quotations and words of a text, as spans."""
