"""The files a view can be exported to: data, pictures, a page, a pack, a citation.

Imports no Streamlit.
"""
