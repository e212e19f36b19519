# What the scripts share; meant to be sourced. Finds the tools, or says in one sentence what is missing.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

missing() {
  echo "saalelab: $1" >&2
  exit 1
}

# JDK 25 or newer: the one that JAVA_HOME names, else the newest below the usual JVM folders.
java_version_of() {
  [ ! -x "$1/bin/javac" ] || sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null || true
}

find_jdk() {
  local best="" best_version=0 home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/*; do
    [ -n "$home" ] && [ ! -L "$home" ] || continue
    version=$(java_version_of "$home")
    [ -n "$version" ] && [ "$version" -ge 25 ] || continue
    if [ "$home" = "${JAVA_HOME:-}" ]; then best=$home; break; fi
    if [ "$version" -gt "$best_version" ]; then best=$home best_version=$version; fi
  done
  [ -n "$best" ] || missing "a JDK 25 or newer is needed; install one below /usr/lib/jvm (for example Temurin 25) or set JAVA_HOME to it."
  export JAVA_HOME=$best
  export PATH="$JAVA_HOME/bin:$PATH"
}

find_maven() {
  command -v mvn >/dev/null || missing "Maven 3.8 or newer is needed; install it with: apt-get install maven"
}

# Runs Maven and shows only how far it is; all its words are shown when it fails.
maven() {
  local log
  log=$(mktemp)
  if ! mvn -B -f "$project/pom.xml" "$@" 2>&1 | tee "$log" | awk '
      /Downloaded from/ { if (++fetched % 50 == 0) print "  fetched " fetched " files"; fflush() }
      /Compiling [0-9]+ source files/ { sub(/^.*Compiling/, "  compiling"); sub(/ with.*/, ""); print; fflush() }
      /bot: training|training on all/ { sub(/^ *[0-9.]+ s +/, ""); print "  " $0; fflush() }
      /Building jar/ { print "  packing"; fflush() }'; then
    grep -v -E 'sun.misc.Unsafe|terminally deprecated|reporting this to the maintainers' "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# True when something that goes into the artefact is newer than it.
stale() {
  local jar=$project/target/saalelab.jar
  [ -f "$jar" ] && [ -d "$project/target/lib" ] || return 0
  [ -n "$(find "$project/pom.xml" "$project/src/main" "$project/api-spec" "$project/nlp-models" -newer "$jar" -print -quit)" ]
}

build() {
  if ! stale; then
    rehearse
    return 0
  fi
  find_maven
  echo "Building Saalelab (the first time this also fetches libraries, a few minutes)"
  maven package -DskipTests -Dspotless.goal=check -Dcyclonedx.skip=true || missing "the build failed; its words stand above."
  rehearse
}

# One start and a short day on sample data, watched by the JVM: what it learns lies beside the artefact and halves every later start.
# Without it everything works, only slower, so a machine where it fails is told and served all the same.
rehearse() {
  local log jar=$project/target/saalelab.jar cache=$project/target/saalelab.aot
  # Tried once for each artefact, whether or not it works here.
  [ "$jar" -nt "$cache.tried" ] || return 0
  rm -f "$cache"
  touch "$cache.tried"
  echo "  rehearsing the start"
  log=$(mktemp)
  # Without profiles: compiling from them at once keeps both processors busy when the start needs them, and costs a quarter of a second.
  "$JAVA_HOME/bin/java" "${jvm[@]}" -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
    -XX:AOTCacheOutput="$cache" -jar "$jar" rehearse >"$log" 2>&1 ||
    { rm -f "$cache"; echo "  the rehearsal failed, so starts take a second longer:"; tail -5 "$log"; } >&2
  rm -f "$log"
}

# The programs that measure and break things: they live beside the tests, and run against the built artefact.
tool_inside=()
tool() {
  find_jdk
  build
  local classes=$project/target/test-classes list=$project/target/test-classpath
  if [ ! -f "$list" ] || [ -n "$(find "$project/pom.xml" "$project/src/test" "$project/target/saalelab.jar" -newer "$list" -print -quit)" ]; then
    find_maven
    echo "Compiling the tools"
    maven test-compile dependency:build-classpath -Dspotless.goal=check -Dmdep.includeScope=test -Dmdep.outputFile="$list.new" ||
      missing "the build failed; its words stand above."
    mv "$list.new" "$list"
  fi
  # A script may set tool_inside, a command that runs the program in surroundings of its own.
  exec "${tool_inside[@]}" "$JAVA_HOME/bin/java" ${SAALELAB_TOOL_OPTIONS:-} -Xmx1g -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dsaalelab.project="$project" \
    -cp "$classes:$project/target/classes:$(cat "$list")" "$@"
}

# The server's options. The start-up cache fits these and no others.
jvm=(-XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xmx256m --enable-native-access=ALL-UNNAMED -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8)

program() {
  local cache=()
  [ ! -f "$project/target/saalelab.aot" ] || cache=(-XX:AOTCache="$project/target/saalelab.aot" -Xlog:aot=off -Xlog:cds=off)
  exec "$JAVA_HOME/bin/java" "${cache[@]}" "${jvm[@]}" ${SAALELAB_JAVA_OPTIONS:-} -jar "$project/target/saalelab.jar" "$@"
}
