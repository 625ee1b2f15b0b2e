# One program, started by the command of its manifest.
FROM scratch
COPY . /
