# Debian's PostgreSQL for sites that have no server of their own. The one image with a shell: initdb needs it.
ARG BASE=localhost/egov/postgresql-base
FROM ${BASE}
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="egov postgresql" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="PostgreSQL"
ENV PATH=/usr/lib/postgresql/15/bin:/usr/bin:/bin PGDATA=/data/pg
COPY postgresql/ /
USER 65532:65532
ENTRYPOINT ["/bin/dash", "/start.sh"]
