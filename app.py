"""Claimline: who says what, where, and on what evidence. Run it with ``streamlit run app.py``."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import map_page, method, state
from dashboard.settings import SettingError, read_settings

st.set_page_config(
    page_title="Claimline",
    page_icon=str(Path(__file__).parent / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state="collapsed" if st.context.is_embedded else "auto",
)
try:
    read_settings()
except SettingError as error:
    st.error(str(error), icon=":material/settings:")
    st.stop()
state.keep()
st.navigation(
    [
        st.Page(map_page.page, title="Map", icon=":material/map:", default=True),
        st.Page(method.page, title="Method", icon=":material/menu_book:", url_path="method"),
    ],
    position="hidden" if st.context.is_embedded else "top",
).run()
