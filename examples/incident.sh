#!/usr/bin/env bash
# Replays the outage that Preflight is there to prevent, and checks that it ends differently this time.
# It needs a JDK (17 or later) and Maven, starts everything on 127.0.0.1, and leaves nothing running.
# Exits 0 only if every check of every act held.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jdk=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$(mktemp -d "${TMPDIR:-/tmp}/incident.XXXXXX")
password=lantern-$RANDOM-$RANDOM

clean_up() {
    trap - EXIT
    for process in $(jobs -pr); do
        kill -9 "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# --- the stage ---

act() { printf '\n\n== %s ==\n\n' "$1"; }
say() { printf '%s\n' "$@"; }

# expect WHAT COMMAND...: goes on if the command succeeds, ends the script if not
expect() {
    local what=$1
    shift
    if "$@"; then
        say "  ok    $what"
    else
        say "  FAIL  $what"
        printf '\nincident.sh: this did not hold: %s\n' "$what" >&2
        exit 1
    fi
}

is() { [[ $1 == "$2" ]] || { say "        it is $1"; return 1; }; }
says() { grep -qF -- "$1" "$log"; }
keeps_quiet_about() { ! grep -qF -- "$1" "$log"; }
answers() { [[ $answer == "HTTP/1.1 $1"* && $answer == *"$2"* ]]; }
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
runs() { kill -0 "$1" 2>/dev/null; }
packs() { "${jdk}jar" tf "$1" | grep -qx -- "$2"; }
lacks() { ! packs "$1" "$2"; }

# below the ports that systems hand out by themselves
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && listens "$port"; do :; done
    echo "$port"
}

# background LOG NAME=VALUE... COMMAND...: runs it with this environment and nothing else; $! is the command itself
background() {
    local log=$1
    shift
    : >"$log"
    env -i PATH="$PATH" ${JAVA_HOME:+"JAVA_HOME=$JAVA_HOME"} "$@" >"$log" 2>&1 </dev/null &
}

# boot RELEASE NAME=VALUE...: boots a release on a free port until it listens or ends; sets service, port, log, opened
# and, if it ended, code
boot() {
    local release=$1
    shift
    port=$(free_port) log=$work/service.log opened=no code=none
    set -- "PORT=$port" "$@"
    say "\$ cd $(basename "$release")"
    printf '$ %s' "$1" && printf ' \\\n  %s' "${@:2}" "bin/orders" && say "" ""
    background "$log" "$@" sh "$release/bin/orders"
    service=$!
    for ((i = 0; i < 600; i++)); do
        if listens "$port"; then opened=yes && break; fi
        if ! runs "$service"; then wait "$service" && code=0 || code=$?; break; fi
        sleep 0.05
    done
    sed 's/^/    /' "$log"
    say ""
}

# checklist ZIP: holds a release that nobody has unpacked, and the environment that is ready for it, against what the
# service declares; sets log and code
checklist() {
    log=$work/checklist.log
    say "\$ bin/orders --preflight=checklist --package $(basename "$1") --env-file prod.env" ""
    env -i PATH="$PATH" ${JAVA_HOME:+"JAVA_HOME=$JAVA_HOME"} sh "$work/complete/bin/orders" \
        --preflight=checklist --package "$1" --env-file "$work/prod.env" >"$log" 2>&1 </dev/null && code=0 || code=$?
    sed "s|$work/||g; s|$root/examples/plain-java/target/||g; s/^/    /" "$log"
    say ""
}

# get PATH: asks the service; sets answer, which stays empty if there is none
get() {
    local line
    say "\$ GET http://127.0.0.1:$port$1" ""
    answer=
    if { exec 3<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null; then
        printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$1" >&3
        while IFS= read -r -t 10 line <&3; do answer+=${line%$'\r'}$'\n'; done
        exec 3>&-
    fi
    sed 's/^/    /' <<<"$answer"
}

stop() {
    kill "$1"
    wait "$1" 2>/dev/null || true
}

# unpack ZIP DIRECTORY
unpack() {
    mkdir "$2"
    (cd "$2" && "${jdk}jar" xf "$1")
}

# creates the database and serves it from a process of its own; sets database and database_url
start_database() {
    local h2 its_port
    h2=$(echo "$work"/complete/lib/h2-*.jar)
    "${jdk}java" -cp "$h2" org.h2.tools.RunScript -url "jdbc:h2:$work/database/orders" \
        -user orders -password "$password" -script "$root/examples/plain-java/src/main/database/orders.sql"
    background "$work/database.log" \
        "${jdk}java" -Dh2.bindAddress=127.0.0.1 -cp "$h2" org.h2.tools.Server -tcp -tcpPort 0 -baseDir "$work/database"
    database=$!
    for ((i = 0; i < 600; i++)); do
        its_port=$(sed -n 's|^TCP server running at tcp://[^:]*:\([0-9]*\).*|\1|p' "$work/database.log")
        [[ -z $its_port ]] || break
        runs "$database" || break
        sleep 0.05
    done
    [[ -n $its_port ]] || { cat "$work/database.log" >&2; return 1; }
    database_url=jdbc:h2:tcp://127.0.0.1:$its_port/orders
}

# --- before the curtain ---

build=(mvn -B -q -ntp -pl examples/plain-java -am package -DskipTests)
say "building the orders service: ${build[*]}"
(cd "$root" && "${build[@]}")

unpack "$root/examples/plain-java/target/orders.zip" "$work/complete"
(cd "$work/complete" && "${jdk}jar" cMf ../incomplete.zip bin lib orders.jar)
unpack "$work/incomplete.zip" "$work/incomplete"

say "starting its database"
start_database
payments=PAYMENTS_URL=https://payments.example.com/pay
(umask 077 && printf '%s\n' "$password" >"$work/database-password")
login=DATABASE_PASSWORD_FILE=$work/database-password

# --- the play ---

act "Act 1: the release of that night forgot its config file, and nobody set the password"
expect "the zip of the release lacks config/app.yaml" lacks "$work/incomplete.zip" config/app.yaml
say ""
boot "$work/incomplete" "DATABASE_URL=$database_url" "$payments"
expect "it exits with 78, configuration" is "$code" 78
expect "its port never opened" is "$opened" no
expect "the report names the file" says "FAIL  file config/app.yaml"
expect "the report says [file.missing]" says "[file.missing]"
expect "the report names the variable" says "FAIL  env DATABASE_PASSWORD"
expect "the report says [env.missing]" says "[env.missing]"
expect "the database is not blamed for it" says "SKIP  backend orders-db"

act "Act 2: the complete release boots and takes traffic"
expect "the zip of the release holds config/app.yaml" packs "$root/examples/plain-java/target/orders.zip" config/app.yaml
say ""
boot "$work/complete" "DATABASE_URL=$database_url" "$login" "$payments"
expect "it says that all is well" says "PREFLIGHT PASSED"
expect "its port opened" is "$opened" yes
expect "it does not tell the password" keeps_quiet_about "$password"
say ""
get /orders
expect "it answers 200 with rows from the database" answers 200 '"customer": "Ada Lovelace"'
stop "$service"

act "Act 3: the database dies, and the next boot says so"
say "\$ kill -9 (the database)" ""
kill -9 "$database"
wait "$database" 2>/dev/null || true
boot "$work/complete" "DATABASE_URL=$database_url" "$login" "$payments"
expect "it exits with 69, a backend is unavailable" is "$code" 69
expect "its port never opened" is "$opened" no
expect "the report names the database" says "FAIL  backend orders-db"
expect "the report says [backend.refused]" says "[backend.refused]"
expect "it does not tell the password" keeps_quiet_about "$password"

act "Act 4: the same release, caught in the pipeline before anything is deployed or started"
cat >"$work/prod.env" <<END
DATABASE_URL=$database_url
DATABASE_PASSWORD_FILE=/run/secrets/database-password
$payments
END
checklist "$work/incomplete.zip"
expect "it exits with 78, so that the pipeline stops" is "$code" 78
expect "the checklist leaves the file unticked" says "[ ] file config/app.yaml"
expect "it says [file.missing]" says "[file.missing]"
expect "it looked into the zip" says "incomplete.zip!: exists, holds bin, lib, orders.jar"
expect "it ticks what is there" says "[x] env DATABASE_URL"
expect "it does not tick what it cannot see" says "[?] env DATABASE_PASSWORD  provided, not visible: DATABASE_PASSWORD_FILE leads to"
expect "nothing was started" keeps_quiet_about "listening on"
say ""
checklist "$root/examples/plain-java/target/orders.zip"
expect "the complete release passes" is "$code" 0
expect "it says where the file is, and its digest" says "orders.zip!/config/app.yaml"
expect "it says so" says "CHECKLIST PASSED"

printf '\n\nAll held: the release of that night never took traffic.\n'
