# Holds the name spaces of a pod.
FROM scratch
COPY . /
ENTRYPOINT ["/bin/sleep", "infinity"]
