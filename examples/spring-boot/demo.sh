#!/usr/bin/env bash
# Starts the orders service healthy, and then with one thing broken at a time, and checks how each start ends. It needs
# a JDK (17 or later) and Maven, starts everything on 127.0.0.1, and leaves nothing running.
# Exits 0 only if every check held. DEMO_BUILT=1 uses what is in target/ already.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
module=$root/examples/spring-boot
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d "${TMPDIR:-/tmp}/demo.XXXXXX")
log=$work/orders.log
wrong=harbour-violin-$RANDOM

clean_up() {
    trap - EXIT
    for process in $(jobs -pr); do
        kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

act() { printf '\n\n== %s ==\n\n' "$1"; }

# expect WHAT COMMAND...: goes on if the command succeeds, ends the script if not
expect() {
    local what=$1
    shift
    if "$@"; then
        echo "  ok    $what"
    else
        echo "  FAIL  $what"
        printf '\ndemo.sh: this did not hold: %s\n' "$what" >&2
        exit 1
    fi
}

is() { [[ $1 == "$2" ]] || { echo "        it is $1"; return 1; }; }
says() { grep -qF -- "$1" "$log"; }
keeps_quiet_about() { ! grep -qF -- "$1" "$log"; }
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# below the ports that systems hand out by themselves
free_port() {
    local port
    while port=$((20000 + RANDOM % 12000)) && listens "$port"; do :; done
    echo "$port"
}

# orders [NAME=VALUE... | -u NAME...] [-- ARGUMENT...]: starts the service with these changes to its environment, until
# it listens or ends; sets service, port, opened and, if it ended, code
orders() {
    local changes=()
    while (($#)) && [[ $1 != -- ]]; do changes+=("$1") && shift; done
    port=$(free_port) opened=no code=none
    printf '$ %s\n\n' "${changes:+env ${changes[*]} }java -jar target/orders.jar ${*:2}"
    env "${changes[@]}" PORT="$port" "$java" -jar "$module/target/orders.jar" "${@:2}" >"$log" 2>&1 </dev/null &
    service=$!
    for ((i = 0; i < 1800; i++)); do
        if listens "$port"; then opened=yes && break; fi
        if ! kill -0 "$service" 2>/dev/null; then wait "$service" && code=0 || code=$?; break; fi
        sleep 0.05
    done
    # The lines of the log that are Spring Boot's own are not what this is about.
    grep -vE '^[0-9T:.Z+-]+ +INFO .* (o\.|\.s\.|b\.w\.|d\.p\.ex)' "$log" | sed 's/^/    /'
    echo
}

# stopped CODE REASON...: it ended with this code, said these things, and never opened its port
stopped() {
    local reason
    expect "it exits with $1" is "$code" "$1"
    for reason in "${@:2}"; do
        expect "it says $reason" says "$reason"
    done
    expect "its port never opened" is "$opened" no
    expect "its web server never started" keeps_quiet_about "Tomcat started"
    expect "there is no stack trace" keeps_quiet_about $'\tat '
    expect "it does not tell a password" keeps_quiet_about "$(cat "$SECRETS_DIR/database-password")"
    expect "it does not tell the wrong one either" keeps_quiet_about "$wrong"
}

[[ -n ${DEMO_BUILT:-} ]] || (cd "$root" && mvn -B -q -ntp -pl examples/spring-boot -am package -DskipTests)

echo "starting its database, Redis and the carrier"
"$module/backends.sh" "$@" >"$work/backends.log" 2>&1 &
backends=$!
for ((i = 0; i < 1200; i++)); do
    if [[ -e $module/target/backends.env ]]; then break; fi
    kill -0 "$backends" 2>/dev/null || { cat "$work/backends.log" >&2; exit 1; }
    sleep 0.05
done
. "$module/target/backends.env"
product=$(cut -d: -f2 <<<"$DATABASE_URL")
nobody=$(free_port)
mkdir "$work/no-secrets" "$work/wrong-secrets"
echo "$wrong" >"$work/wrong-secrets/database-password"

act "Healthy: it takes traffic"
orders
expect "it says that all is well" says "PREFLIGHT PASSED  orders: 3 passed"
expect "the carrier was asked too" says "PREFLIGHT PASSED  orders: 1 passed"
expect "its port opened" is "$opened" yes
kill "$service" && wait "$service" || true

act "A variable is not set"
orders -u CARRIER_URL
stopped 78 "FAIL  placeholder CARRIER_URL  has neither a value nor a default" \
    "application.yml:21: carrier.url" "fix     set CARRIER_URL"

act "The file of the password is not there"
orders SECRETS_DIR="$work/no-secrets"
stopped 78 "FAIL  placeholder database-password" "application.yml:10: spring.datasource.password" \
    "a file $work/no-secrets/database-password"

act "The password is wrong"
orders SECRETS_DIR="$work/wrong-secrets"
stopped 69 "FAIL  backend $product" "[backend.login]"

act "The database is down"
orders DATABASE_URL="${DATABASE_URL%%127.0.0.1*}127.0.0.1:$nobody/orders"
stopped 69 "FAIL  backend $product  connection refused" "[backend.refused]"

act "Redis is down"
orders REDIS_URL="redis://127.0.0.1:$nobody"
stopped 69 "FAIL  backend redis  connection refused" "[backend.refused]"

act "The carrier, which only the health indicator of a library knows, is down"
orders CARRIER_URL="$CARRIER_URL/holiday"
stopped 69 "FAIL  health carrier  says it is DOWN" "status: closed until Monday"

act "Asked without being started: all is well"
orders -- --preflight
stopped 0 "PREFLIGHT PASSED  orders: 3 passed"

act "Asked without being started: something is not"
orders -u CARRIER_URL REDIS_URL="redis://127.0.0.1:$nobody" -- --preflight
stopped 78 "FAIL  placeholder CARRIER_URL" "FAIL  backend redis  connection refused"

act "Asked what it needs"
orders -- --preflight=docs
stopped 0 "CARRIER_URL" "DATABASE_URL" "REDIS_URL"

act "All of it at once: one report"
kill "$backends" && wait "$backends" 2>/dev/null || true
mkdir -p "$SECRETS_DIR" && echo "$wrong" >"$SECRETS_DIR/database-password"
orders -u CARRIER_URL
stopped 78 "PREFLIGHT FAILED  orders: 3 failed" "FAIL  placeholder CARRIER_URL" \
    "FAIL  backend $product  connection refused" "FAIL  backend redis  connection refused"

printf '\n\nAll held: what was broken never took traffic.\n'
