FROM python:3.11-slim-trixie

# pg_dump and its like, for backups of PostgreSQL.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-client-17 && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home --uid 10001 onward && install -d -m 0700 -o onward -g onward /data
WORKDIR /onward

COPY requirements/run.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt

COPY bot bot
COPY cogs cogs
COPY migrations migrations
COPY pyproject.toml LICENSE ./
RUN python -m compileall -q bot cogs migrations

USER onward
# The SQLite file, the key file and backups. Keep it; without its keys nothing sealed can be read again.
ENV ONWARD_DATA=/data PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
VOLUME /data

CMD ["python", "-m", "bot", "run"]
