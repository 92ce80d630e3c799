#!/bin/sh
# postgresql.sh <root> <data> <fsync: on|off>
# Becomes a PostgreSQL server with DocumentDB, from the root file system <root>, on the data folder <data>, reachable only
# through the socket in <data>. To be run under `unshare --mount --ipc`: every mount made here ends with the process.
set -eu
root=$1 data=$2 fsync=$3
# Where chroot is. Whoever became root by `su` has it not in the path.
PATH=$PATH:/usr/sbin:/sbin

mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for device in null zero random urandom; do
  touch "$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mkdir -p "$root/srv/documentdb"
mount --bind "$data" "$root/srv/documentdb"

exec chroot "$root" /bin/sh -eu -c '
  cd /srv/documentdb
  export PATH=/usr/lib/postgresql/18/bin:/usr/bin:/bin LC_ALL=C.UTF-8
  as_postgres="setpriv --reuid postgres --regid postgres --init-groups --pdeathsig KILL"
  chown postgres:postgres .

  if [ ! -d cluster ]; then
    rm -rf unfinished
    $as_postgres initdb --pgdata unfinished --username postgres --auth trust --encoding UTF8 --no-sync --no-instructions
    sync
    mv unfinished cluster
  fi
  # Whoever left these behind is gone: the caller holds the lock of the data folder.
  rm -f cluster/postmaster.pid .s.PGSQL.5432 .s.PGSQL.5432.lock

  # fsync off is for tests: nothing survives a power cut then, but everything a kill.
  # DocumentDB connects back to its own server to create collections.
  exec $as_postgres postgres -D cluster \
    -c listen_addresses= -c unix_socket_directories=/srv/documentdb -c max_connections=150 \
    -c fsync="$1" -c full_page_writes="$1" \
    -c shared_buffers=256MB -c max_wal_size=2GB -c deadlock_timeout=100ms -c timezone=UTC \
    -c "shared_preload_libraries=pg_cron,pg_documentdb_core,pg_documentdb" \
    -c cron.database_name=postgres -c cron.use_background_workers=on -c cron.log_run=off -c max_worker_processes=16 \
    -c documentdb.localhost_connection_string=host=/srv/documentdb \
    -c documentdb.useFileBasedPersistedCursors=on -c documentdb.defaultCursorExpiryTimeLimitSeconds=600 \
    -c documentdb.throwDeadlockOnCRUD=on
' sh "$fsync"
