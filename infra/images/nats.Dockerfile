# The broker and its command line, both built from their Go modules: no file but the two.
FROM scratch
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="egov nats" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY nats/ /
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/nats-server"]
