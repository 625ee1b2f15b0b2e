# Keycloak's distribution, built for PostgreSQL, with the realm's theme, on Debian's Java. Started without its shell script, so that no shell is needed.
ARG BASE=localhost/egov/java-base
FROM ${BASE}
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.title="egov keycloak" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY keycloak/ /opt/keycloak/
WORKDIR /opt/keycloak
USER 65532:65532
ENTRYPOINT ["/usr/lib/jvm/java-17-openjdk-amd64/bin/java", "@/opt/keycloak/java.options", "io.quarkus.bootstrap.runner.QuarkusEntryPoint"]
CMD ["start", "--optimized"]
