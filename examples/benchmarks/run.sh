#!/bin/sh
# Measures one case and prints its tables: run.sh CASE [--rounds N] [--write PAGE]
# What runs is what is built here, each contender with the class path that Maven says it needs, and nothing else.
# MAVEN_ARGS are passed on. JAVA_17_HOME and JAVA_25_HOME choose the JDKs, or else Maven finds those of this machine.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target="$here/target"

maven() {
  # shellcheck disable=SC2086
  mvn -q -B -ntp -Dstyle.color=never ${MAVEN_ARGS:-} "$@"
}

maven -f "$root/pom.xml" -pl examples/benchmarks -am package -DskipTests -Dmaven.javadoc.skip -Dmaven.source.skip
cp "$root"/core/target/preflight-core-0.1.0-SNAPSHOT.jar "$target/preflight-core.jar"

mkdir -p "$target/peers"
for peer in $(sed -n 's:^ *<id>\(.*\)</id>$:\1:p' "$here/pom.xml" | grep -v '^build$'); do
  if [ ! -s "$target/peers/$peer.cp" ] || [ "$here/pom.xml" -nt "$target/peers/$peer.cp" ]; then
    maven -f "$here/pom.xml" -Dpeer "-P$peer" org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
      "-Dmdep.outputFile=$target/peers/$peer.cp" -Dmdep.includeScope=compile
  fi
done
[ -s "$target/jdks.xml" ] ||
  maven -f "$here/pom.xml" -Dpeer org.apache.maven.plugins:maven-toolchains-plugin:generate-jdk-toolchains-xml \
    "-Dtoolchain.file=$target/jdks.xml"

if [ "${1:-}" = protocols ]; then
  maven -f "$root/pom.xml" -pl core org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    "-Dmdep.outputFile=$target/core-tests.libraries" -Dmdep.includeScope=test
  echo "$root/core/target/test-classes" >"$target/peers/exchanges.cp"
  echo "$root/core/target/test-classes:$root/core/target/classes:$(cat "$target/core-tests.libraries")" \
    >"$target/core-tests.cp"
fi

exec java -cp "$target/classes" dev.preflight.benchmarks.Benchmarks "$target" "$@"
