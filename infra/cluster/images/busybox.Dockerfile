# A shell and its tools: /bin/busybox by all its names.
FROM scratch
COPY . /
