#!/usr/bin/env bash
# Builds the images and runs the whole of docker-compose.yml on a real engine: walk-through, kills under load with counts compared,
# rights, logs, keys, clean ends. Prints a line a step; the last one is "containers: all is well". Exit code 77, with the reason:
# not run, because something is missing.
#
#   tests/Containers/run.sh          with stand-ins for the base images, made of this machine's packages: no registry of images is asked
#   BASES=real tests/Containers/run.sh   with the images that the files name
#
#   BASE=image tests/Containers/run.sh   with stand-ins that are made of that image, which has Debian and its certificates
#
# DOCKER_HOST says which engine. Stand-ins take root, some 3 GB in TMPDIR, and as much again at the engine.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
events=10000
sites=10

skip() { echo "containers: not run: $*"; exit 77; }
fail() { echo "containers: FAILED: $*" >&2; exit 1; }
step() { echo "containers: $*"; }
# $1: what; $2: what it is; $3: what it is to be.
same() { [ "$2" = "$3" ] || fail "$1 is '$2', not '$3'"; }

command -v docker > /dev/null || skip "there is no docker program"
engine="$(docker version --format '{{.Server.Version}}' 2> /dev/null)" || skip "no Docker engine answers"
[ "${engine%%.*}" -ge 25 ] || skip "the engine is $engine; start_interval needs 25 or newer"
compose="$(docker compose version --short 2> /dev/null)" || skip "Docker Compose is missing"
[ "$(printf '%s\n' 2.20.2 "${compose#v}" | sort -V | head -1)" = 2.20.2 ] || skip "Compose is $compose; start_interval needs 2.20.2 or newer"
docker buildx version > /dev/null 2>&1 || skip "Docker's buildx is missing"

work="$(mktemp -d)"
made=()
tag="footfall-test-$$"
export COMPOSE_PROJECT_NAME="$tag" FOOTFALL_PORT="${PORT:-$((20000 + RANDOM % 20000))}"
gateway="http://127.0.0.1:$FOOTFALL_PORT"
finish() {
  local code=$?
  set +e
  if [ -d "$work/clone" ]; then
    cd "$work/clone"
    [ $code = 0 ] || docker compose logs --no-color --tail 60 >&2
    docker compose down --volumes --remove-orphans --rmi local --timeout 10 > /dev/null 2>&1
    docker image rm --force "$tag-gateway:test" "$tag-silo:test" "${made[@]}" > /dev/null 2>&1
  fi
  cd /
  rm -rf "$work"
  return $code
}
trap finish EXIT
trap 'exit 130' INT TERM

git clone --quiet --no-hardlinks "$root" "$work/clone"
cd "$work/clone"
# Images of this run's own: the images of other users of this engine stay as they are.
sed -i "s#image: footfall-\(gateway\|silo\):.*#image: $tag-\1:test#" docker-compose.yml

if [ "${BASES:-standins}" != real ]; then
  # shellcheck source=tests/Containers/standins.sh
  . "$here/standins.sh"
  make_standins "$work"
fi

step "building the images"
docker compose build --quiet
for host in gateway silo; do
  image="$tag-$host:test"
  step "$host image: $(docker image inspect --format '{{.Size}}' "$image" | numfmt --to=si) bytes"
  files="$(docker run --rm --entrypoint dotnet "$image" --list-runtimes; docker create --name "$tag-$host" "$image" > /dev/null; docker export "$tag-$host" | tar -t; docker rm "$tag-$host" > /dev/null)"
  if grep -E '^app/(web/|.*CodeAnalysis|.*\.pdb$|.*\.xml$|.*[Tt]ests?/)' <<< "$files"; then fail "the $host image has files that it does not need"; fi
done

step "starting"
docker compose up -d --wait --wait-timeout 600
first_key() { docker compose logs --no-color --no-log-prefix gateway | sed -n 's/.*shown this once: \(footfall_operator_[0-9A-Za-z]*\).*/\1/p'; }
for _ in $(seq 60); do [ -z "$(first_key)" ] || break; sleep 1; done
key="$(first_key)"
same "the number of first keys in the output" "$(grep -c . <<< "$key")" 1
status() { curl --silent --output "$work/answer" --write-out '%{http_code}' --max-time 30 "$@"; }
same "operating without a key" "$(status "$gateway/api/operator/overview")" 403
grep -q 'docker compose logs gateway' "$work/answer" || fail "the 403 does not say where the key is: $(cat "$work/answer")"
same "operating with the key" "$(status -H "Authorization: Bearer $key" "$gateway/api/operator/overview")" 200
same "metrics without a key" "$(status "$gateway/metrics")" 403
curl --silent --fail -X POST -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
  -d '{"name":"prometheus","scope":"metrics"}' "$gateway/api/operator/keys" > "$work/metrics.json"
metrics="$(sed 's/.*"key":"\([^"]*\)".*/\1/' "$work/metrics.json")"
same "metrics with a metrics key" "$(status -H "Authorization: Bearer $metrics" "$gateway/metrics")" 200

step "the README's walk-through"
readme() { awk -v kind="$1" '/^## /{here = ($0 ~ /^## Send events/)} here && $0 == "```" kind {on = 1; next} here && on && /^```/{exit} on' README.md; }
readme sh | sed "s#http://localhost:3000#$gateway#g" > "$work/walk.sh"
wanted="$(readme json | tr -d ' \n')"
for _ in $(seq 30); do
  answer="$(bash "$work/walk.sh" 2> /dev/null | tail -1 | sed 's/.*}{/{/')"
  # Sent once; asked until all is stored.
  sed -n '/api\/stats/p' "$work/walk.sh" > "$work/ask.sh" && mv "$work/ask.sh" "$work/walk.sh"
  [ "$(tr -d ' \n' <<< "$answer")" != "$wanted" ] || break
  sleep 1
done
same "the walk-through's answer" "$(tr -d ' \n' <<< "$answer")" "$wanted"

step "three silos"
docker compose up -d --wait --wait-timeout 600 --scale silo=3
names() { curl --silent -H "Authorization: Bearer $key" "$gateway/api/operator/silos" | grep -o "\"name\":\"$tag-silo-[0-9]*\"" | sort -u | wc -l; }
for _ in $(seq 60); do [ "$(names)" != 3 ] || break; sleep 1; done
same "silos that are called as Docker calls them" "$(names)" 3

step "$events events, repeated until they are taken, while silos and servers die"
send() {
  local first body
  for ((first = 0; first < events; first += 100)); do
    body="$(for ((n = first; n < first + 100; n++)); do
      printf '{"site_id":"load-%d","event_type":"page_view","path":"/%d","user_id":"u%d","timestamp":"2025-11-14T10:00:00Z","event_id":"e%d"}\n' $((n % sites)) $((n % 7)) $((n % 50)) "$n"
    done)"
    until [ "$(curl --silent --output "$work/taken" --write-out '%{http_code}' --max-time 15 -X POST -H 'Content-Type: application/x-ndjson' --data-binary "$body" "$gateway/api/events")" = 202 ] \
      && grep -q '"rejected":\[\]' "$work/taken"; do sleep 0.5; done
  done
}
send & sending=$!
sleep 3
kill -9 "$(docker inspect --format '{{.State.Pid}}' "$(docker compose ps --quiet silo | head -1)")"
docker compose restart redis > /dev/null 2>&1
docker compose restart postgres > /dev/null 2>&1
wait $sending
count() { docker compose exec -T postgres psql --username postgres --no-align --tuples-only --command "select count(*) from events where site_id like 'load-%'" | tr -d '\r'; }
for _ in $(seq 120); do [ "$(count 2> /dev/null || true)" != $events ] || break; sleep 1; done
same "events stored" "$(count)" $events
for ((site = 0; site < sites; site++)); do
  ledger="$(curl --silent "$gateway/api/sites/load-$site/ledger")"
  same "site $site, stored" "$(sed 's/.*"stored":\([0-9]*\).*/\1/' <<< "$ledger")" $((events / sites))
  same "site $site, queued" "$(sed 's/.*"queued":\([0-9]*\).*/\1/' <<< "$ledger")" 0
done

step "rights"
docker compose up -d --wait --wait-timeout 600 --scale silo=3
for container in $(docker compose ps --quiet); do
  name="$(docker inspect --format '{{.Name}}' "$container")"
  same "what $name wrote on its image" "$(docker diff "$container")" ""
  process="/proc/$(docker inspect --format '{{.State.Pid}}' "$container")/status"
  if [ -r "$process" ]; then
    grep -q '^CapBnd:.0*$' "$process" || fail "$name may do more than nothing: $(grep CapBnd "$process")"
    grep -q '^NoNewPrivs:.1$' "$process" || fail "$name may get new rights"
    if grep -q '^Uid:.0' "$process"; then fail "$name runs as root"; fi
  fi
done

step "logs"
docker compose logs --no-color > "$work/logs"
if grep -iE 'read-only file|permission denied|not permitted|cannot open shared object|HTTP_PORTS|XML encryptor' "$work/logs"; then fail "the logs have complaints"; fi

step "down and up again"
docker compose down > /dev/null 2>&1
docker compose up -d --wait --wait-timeout 600
same "events stored before and after" "$(count)" $events
same "the key is printed again" "$(first_key)" ""

step "registered sites"
sed -i '/^ *Access__Mode: Open$/d; s/^\( *\)# Access__Mode: Registered$/\1Access__Mode: Registered/' docker-compose.yml
docker compose up -d --wait --wait-timeout 600
event='{"site_id":"shop","event_type":"page_view","timestamp":"2025-11-14T10:00:00Z"}'
post() { status -X POST -H 'Content-Type: application/json' -d "$event" "$gateway/api/event"; }
same "an event of a site that is not registered" "$(post)" 403
same "registering it" "$(status -X PUT -H "Authorization: Bearer $key" -H 'Content-Type: application/json' -d '{"name":"Shop"}' "$gateway/api/operator/sites/shop/settings")" 200
same "an event of it then" "$(post)" 202
docker compose restart gateway > /dev/null 2>&1
docker compose up -d --wait --wait-timeout 600
same "the key is printed again" "$(first_key)" ""

step "ends"
for container in $(docker compose ps --quiet); do
  name="$(docker inspect --format '{{.Name}}' "$container")"
  same "restarts of $name" "$(docker inspect --format '{{.RestartCount}}' "$container")" 0
  docker stop "$container" > /dev/null
  same "the exit code of $name" "$(docker inspect --format '{{.State.ExitCode}}' "$container")" 0
done
step "all is well"
