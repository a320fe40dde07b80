"""Streamlit's smallest page: what no app on Streamlit can be faster than."""

import streamlit as st

st.write("hello")
