#!/usr/bin/env bash
# Entries a second that the audit takes, on SQLite and on PostgreSQL when a server answers at
# FARO_TEST_POSTGRES (postgres://USER@HOST:PORT/DATABASE) or on this machine's port 5432.
set -euo pipefail
cd "$(dirname "$0")/../.."
server="${FARO_TEST_POSTGRES:-postgres://postgres@127.0.0.1:5432/postgres}"
cargo build --release --quiet -p faro-store --example audit
bench="${CARGO_TARGET_DIR:-target}/release/examples/audit"
nproc
for run in "1 2000" "16 40000" "64 100000"; do
  # shellcheck disable=SC2086 # two arguments
  env -u DATABASE_URL "$bench" $run
done
if psql "$server" -qtc 'select version()' 2>/dev/null; then
  for run in "1 2000" "16 40000" "64 100000"; do
    database="faro_bench_$$"
    psql "$server" -qc "CREATE DATABASE $database"
    # shellcheck disable=SC2086
    DATABASE_URL="${server%/*}/$database" "$bench" $run || true
    psql "$server" -qc "DROP DATABASE $database WITH (FORCE)"
  done
else
  echo "SKIPPED: no PostgreSQL server answers"
fi
