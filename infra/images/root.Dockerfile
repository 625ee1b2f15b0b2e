# A root file system out of Debian's packages, made by src/debian-tree.ts.
FROM scratch
COPY . /
