# The collector, built from its Go modules: no file but the one.
FROM scratch
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="egov otel-collector" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY otel-collector/ /
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/otel-collector"]
