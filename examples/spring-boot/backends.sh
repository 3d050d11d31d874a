#!/usr/bin/env bash
# Runs all that the orders service depends on, on free ports of 127.0.0.1, until it is told to end (Ctrl-C): PostgreSQL,
# or H2 where that cannot run or with the argument h2, Redis, the carrier, and a directory of secrets. The variables that
# lead there are in target/backends.env. Needs what "mvn package" made in target/.
set -euo pipefail

module=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
directory=$(mktemp -d "${TMPDIR:-/tmp}/orders.XXXXXX")
rm -f "$module/target/backends.env"

"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$module/target/test-classes:$module/target/classes:$(cat "$module/target/backends.class-path")" \
    dev.preflight.examples.boot.Backends "$module/target/backends.env" "$directory" "$@" &
backends=$!
trap 'kill "$backends" 2>/dev/null || true; wait "$backends" || true; rm -rf "$directory"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
wait "$backends"
