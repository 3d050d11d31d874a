#!/usr/bin/env bash
# Measures what the starter adds to the start-up of the packaged service when all is well: the time from the start of a
# fresh JVM until it says "Started", and until it has answered its first request with orders of the database, with the
# starter and without it, in turns. Without is the same jar, from which the jars of Preflight and the class that uses them
# are taken. The time of processors until it says "Started" is shown too, which other work on the machine disturbs less.
# Then the same with nothing there of what the service needs: until it has ended with its report, and until it says
# "Started" without the starter, or has ended with a stack trace.
# Arguments: rounds (default 10), the highest ratio of the medians until "Started" that is accepted (default 1.05), and
# arguments for the service of both, such as --spring.sql.init.mode=never. Exits 1 if the ratio is higher.
set -euo pipefail

rounds=${1:-10} highest=${2:-1.05} arguments=("${@:3}")
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
module=$root/examples/spring-boot
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d "${TMPDIR:-/tmp}/startup.XXXXXX")
service='' backends=''

clean_up() {
    trap - EXIT
    for process in $service $backends; do
        kill "$process" 2>/dev/null && wait "$process" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Both are packed anew in the same way, so that they differ in nothing else.
pack() {
    mv "$work/$1/META-INF/MANIFEST.MF" "$work/$1.manifest"
    (cd "$work/$1" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" -c -0 -f "../$1.jar" -m "../$1.manifest" .)
}

# answers PORT: asks for the orders, and whether they came.
answers() {
    local status
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET /orders HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
    IFS= read -r status <&3
    exec 3>&-
    [[ $status == *" 200"* ]]
}

# start VARIANT: sets millis, answered and cpu
start() {
    local began line port=''
    began=${EPOCHREALTIME/./} millis='' answered=''
    coproc SERVICE { exec "$java" -jar "$work/$1.jar" --server.port=0 "${arguments[@]}" 2>&1; }
    service=$SERVICE_PID
    while IFS= read -r line <&"${SERVICE[0]}"; do
        echo "$line" >>"$work/$1.log"
        [[ $line =~ "Tomcat started on port "([0-9]+) ]] && port=${BASH_REMATCH[1]}
        if [[ $line == *"Started OrdersApplication in"* ]]; then
            millis=$(((${EPOCHREALTIME/./} - began) / 1000))
            cpu=$(awk -v hz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hz }' "/proc/$service/stat" 2>/dev/null || echo 0)
            answers "$port" && answered=$(((${EPOCHREALTIME/./} - began) / 1000))
            break
        fi
    done
    kill "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
    service=''
    [[ -n $answered ]] || { echo "startup.sh: the service did not start and answer:" && cat "$work/$1.log"; exit 1; } >&2
}

# ends VARIANT: the same without anything that it needs; sets millis and ending
ends() {
    local began=${EPOCHREALTIME/./} status=0
    DATABASE_URL=jdbc:postgresql://127.0.0.1:1/orders REDIS_URL=redis://127.0.0.1:1 CARRIER_URL=http://127.0.0.1:1 \
        "$java" -jar "$work/$1.jar" --server.port=0 "${arguments[@]}" >"$work/$1.down.log" 2>&1 &
    service=$!
    while kill -0 "$service" 2>/dev/null && ! grep -q "Started OrdersApplication in" "$work/$1.down.log"; do sleep 0.01; done
    millis=$(((${EPOCHREALTIME/./} - began) / 1000))
    kill "$service" 2>/dev/null && ending="says Started" || { wait "$service" || status=$?; ending="exits with $status"; }
    wait "$service" 2>/dev/null || true
    service=''
}

median() {
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); print NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2 }'
}

# mean NUMBER...: their mean, and its standard error
mean() {
    printf '%s\n' "$@" | awk '{ s += $1; q += $1 * $1 } END {
        m = s / NR; printf("%.3f ± %.3f", m, (NR > 1 ? sqrt((q / NR - m * m) / (NR - 1)) : 0)) }'
}

# ratio A... / B...: of two sums
ratio() { awk -v all="$*" 'BEGIN { split(all, half, " / "); print sum(half[1]) / sum(half[2]) }
    function sum(text,  n, v, i, s) { n = split(text, v, " "); for (i = 1; i <= n; i++) s += v[i]; return s }' OFMT=%.3f; }

[[ -n ${STARTUP_BUILT:-} ]] || (cd "$root" && mvn -B -q -ntp -pl examples/spring-boot -am package -DskipTests)

"$module/backends.sh" >"$work/backends.log" 2>&1 &
backends=$!
for ((i = 0; i < 600; i++)); do
    if [[ -e $module/target/backends.env ]]; then break; fi
    kill -0 "$backends" 2>/dev/null || { cat "$work/backends.log" >&2; exit 1; }
    sleep 0.1
done
. "$module/target/backends.env"

mkdir "$work/with" "$work/without"
(cd "$work/with" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf "$module/target/orders.jar")
cp -R "$work/with/." "$work/without"
rm "$work"/without/BOOT-INF/lib/preflight-*.jar "$work/without/BOOT-INF/classes/dev/preflight/examples/boot/CutOff.class"
pack with
pack without

# The files of both are in memory before anything counts.
start with
start without
grep -q 'PREFLIGHT PASSED' "$work/with.log"
if grep -q 'PREFLIGHT PASSED' "$work/without.log"; then exit 1; fi

with=() without=() pairs=() cpu_with=() cpu_without=() answered_with=() answered_without=()
for ((round = 1; round <= rounds; round++)); do
    if ((round % 2)); then order=(with without); else order=(without with); fi
    for variant in "${order[@]}"; do
        start "$variant"
        if [[ $variant == with ]]; then one=$millis one_cpu=$cpu one_answered=$answered
        else other=$millis other_cpu=$cpu other_answered=$answered; fi
    done
    with+=("$one") without+=("$other") cpu_with+=("$one_cpu") cpu_without+=("$other_cpu")
    answered_with+=("$one_answered") answered_without+=("$other_answered")
    pairs+=("$(awk -v a="$one" -v b="$other" 'BEGIN { printf "%.4f", a / b }')")
    echo "round $round: with $one ms, without $other ms, ratio ${pairs[-1]}; processors $one_cpu ms, $other_cpu ms"
done

medians=$(ratio "$(median "${with[@]}")" / "$(median "${without[@]}")")
echo
echo "with     $(median "${with[@]}") ms, median of $rounds"
echo "without  $(median "${without[@]}") ms"
echo "ratio    $medians of the medians, $(ratio "${with[@]}" / "${without[@]}") of all starts," \
    "$(median "${pairs[@]}") median of the pairs, $(mean "${pairs[@]}") their mean"
echo "first    answer with $(median "${answered_with[@]}") ms, without $(median "${answered_without[@]}") ms," \
    "ratio $(ratio "${answered_with[@]}" / "${answered_without[@]}") of all starts"
echo "cpu      with $(median "${cpu_with[@]}") ms, without $(median "${cpu_without[@]}") ms," \
    "ratio $(ratio "${cpu_with[@]}" / "${cpu_without[@]}") of all starts"

for variant in with without; do
    down=()
    for ((round = 1; round <= (rounds + 2) / 3; round++)); do
        ends "$variant"
        down+=("$millis")
    done
    echo "down     $variant $(median "${down[@]}") ms, $ending after $(wc -l <"$work/$variant.down.log") lines"
done
echo "on       $(uname -sm), $(nproc) processors, $("$java" -version 2>&1 | sed -n 2p)"
awk -v r="$medians" -v h="$highest" 'BEGIN { exit !(r <= h) }' || { echo "startup.sh: above $highest" >&2; exit 1; }
