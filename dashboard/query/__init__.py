"""Which claims and mentions a view shows, counted and grouped. Imports no Streamlit."""
