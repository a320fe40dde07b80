FROM python:3.12-slim

WORKDIR /srv/claimline
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt

# the list of the world's towns is built here; the running app only reads it
ENV XDG_CACHE_HOME=/srv/cache
COPY geodata geodata
RUN python -m geodata.world

# .dockerignore names what comes along
COPY . ./
RUN python -m compileall -q dashboard geodata loaders

# nothing but /tmp is ever written; without the browser's address Streamlit would ask an outside host for its own;
# two pools of memory: with one for every thread, more of what a crowd of visitors needed stays taken
ENV HOME=/tmp \
    MALLOC_ARENA_MAX=2 \
    MPLCONFIGDIR=/tmp \
    STREAMLIT_BROWSER_SERVER_ADDRESS=localhost \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_HEADLESS=true
USER 10001
EXPOSE 8501
HEALTHCHECK --start-period=30s --timeout=5s \
    CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501${STREAMLIT_SERVER_BASE_URL_PATH:+/$STREAMLIT_SERVER_BASE_URL_PATH}/_stcore/health')"
CMD ["python", "-m", "streamlit", "run", "app.py"]
