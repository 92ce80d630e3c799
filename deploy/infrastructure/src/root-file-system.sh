#!/bin/sh
# root-file-system.sh <folder>
# Builds the root file system that holds nats-server, PostgreSQL and DocumentDB from Debian's packages. It appears under its
# name only when it is whole. To be run under `unshare --mount --pid --fork --kill-child`.
set -eu
folder=$1
mkdir -p "$(dirname "$folder")"

# One build at a time; whoever waited finds it done. The lock goes with the process, however that ends.
exec 9>"$folder.lock"
flock 9
if [ -d "$folder" ]; then exit 0; fi

if ! command -v mmdebstrap >/dev/null; then
  echo 'installing mmdebstrap'
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq --yes --no-install-recommends mmdebstrap
fi

rm -rf "$folder.unfinished"
mmdebstrap --mode=root --variant=apt --include=nats-server,postgresql-18-documentdb \
  --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='APT::Install-Recommends "false"' \
  --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' \
  --essential-hook='mkdir -p "$1/etc/postgresql-common" && echo "create_main_cluster = false" >"$1/etc/postgresql-common/createcluster.conf"' \
  forky "$folder.unfinished"
mv "$folder.unfinished" "$folder"
