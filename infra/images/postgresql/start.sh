#!/bin/dash
# Lays the database out at the first start; the password comes from a file, never from the environment.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums
  printf 'host all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
fi
# With a certificate nobody is let in without TLS.
if [ -n "${TLS_CERT_FILE:-}" ]; then
  printf 'hostssl all all all scram-sha-256\n' > /tmp/pg_hba.conf
  set -- -c ssl=on -c ssl_cert_file="$TLS_CERT_FILE" -c ssl_key_file="$TLS_KEY_FILE" \
    -c hba_file=/tmp/pg_hba.conf "$@"
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp "$@"
