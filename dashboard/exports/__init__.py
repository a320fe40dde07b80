"""What can be taken away of a view: data, a picture, a page, a pack, a citation.

Knows no Streamlit.
"""
