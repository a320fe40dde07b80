"""What the server sends beside the page: headers, and the files of the map. Knows no Streamlit."""
