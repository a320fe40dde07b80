"""What the server sends besides the page: headers and the map's files. Imports no Streamlit."""
