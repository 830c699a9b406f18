#!/usr/bin/env bash
# Stand-ins for the base images, under the names that the files have: Debian of this machine's mirror, with this machine's .NET and
# Node.js, and Debian's Redis and PostgreSQL with entrypoints that do what those of the real images do for Footfall. They have a
# shell, which the real base of the hosts has not.

# $1: the image's name; further: options. The Dockerfile comes by standard input.
standin() {
  local name="$1"
  shift
  if docker image inspect "$name" > /dev/null 2>&1; then
    step "$name is there already"
    return
  fi
  step "stand-in for $name"
  made+=("$name")
  docker buildx build --quiet --load --tag "$name" "$@" --file - "$work/empty" > /dev/null
}

make_base() {
  local work="$1" mirror codename
  if [ -n "${BASE:-}" ]; then
    docker tag "$BASE" "$tag/base"
    made+=("$tag/base")
    return
  fi
  [ "$(id -u)" = 0 ] || skip "stand-ins for the base images take root"
  command -v apt-get > /dev/null || skip "stand-ins for the base images are made of Debian's packages"
  mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -1)"
  codename="$(. /etc/os-release && echo "$VERSION_CODENAME")"
  if ! command -v debootstrap > /dev/null; then
    (cd "$work" && apt-get download --quiet=2 debootstrap > /dev/null 2>&1 && dpkg -x debootstrap_*.deb debootstrap) || skip "debootstrap cannot be had"
    export DEBOOTSTRAP_DIR="$work/debootstrap/usr/share/debootstrap" PATH="$PATH:$work/debootstrap/usr/sbin"
  fi
  step "a base of Debian $codename; that takes minutes"
  debootstrap --variant=minbase --include=ca-certificates,openssl,tzdata,procps "$codename" "$work/base" "$mirror" > "$work/debootstrap.log" 2>&1 \
    || { tail -5 "$work/debootstrap.log" >&2; fail "debootstrap could not make a base"; }
  cp /etc/ssl/certs/ca-certificates.crt "$work/base/etc/ssl/certs/"
  grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp --target-directory "$work/base/etc/apt/apt.conf.d/"
  tar -C "$work/base" -c . | docker import - "$tag/base" > /dev/null
  made+=("$tag/base")
  rm -rf "$work/base"
}

make_standins() {
  local work="$1" name dotnet npm
  mkdir -p "$work/empty"
  dotnet="$(dotnet --list-runtimes | sed -n 's#^Microsoft.NETCore.App .*\[\(.*\)/shared/.*#\1#p' | tail -1)"
  npm="$(npm root --global)"
  [ -d "$npm/npm" ] || skip "npm is not at $npm/npm"
  if ldd "$(command -v node)" | grep -q libnode; then skip "this machine's Node.js does not run by itself in an image"; fi
  make_base "$work"
  # The one that others are made of first.
  for name in $({ awk '$1 == "FROM" && $2 ~ /[:\/]/ {print $2}' ./*/Dockerfile; docker compose config --images; } | sort -u | grep -v '^footfall-'); do
    case "$name" in
      */aspnet:*) aspnet "$name" "$dotnet" ;;
    esac
  done
  for name in $({ awk '$1 == "FROM" && $2 ~ /[:\/]/ {print $2}' ./*/Dockerfile; docker compose config --images; } | sort -u | grep -v '^footfall-'); do
    case "$name" in
      */aspnet:*) ;;
      */sdk:*) sdk "$name" "$dotnet" ;;
      node:*) node_image "$name" "$npm" ;;
      redis:*) redis_image "$name" ;;
      postgres:*) postgres_image "$name" ;;
      *) fail "there is no stand-in for $name" ;;
    esac
  done
}

aspnet() {
  standin "$1" --build-context "dotnet=$2" << DOCKERFILE
FROM $tag/base
ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true
RUN groupadd --gid 1654 app && useradd --uid 1654 --gid 1654 --create-home app
COPY --from=dotnet dotnet /usr/share/dotnet/
COPY --from=dotnet host /usr/share/dotnet/host
COPY --from=dotnet shared /usr/share/dotnet/shared
RUN ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
DOCKERFILE
  docker tag "$1" "$tag/aspnet"
  made+=("$tag/aspnet")
}

sdk() {
  standin "$1" --build-context "dotnet=$2" << DOCKERFILE
FROM $tag/aspnet
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    NUGET_CERT_REVOCATION_MODE=offline DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
COPY --from=dotnet packs /usr/share/dotnet/packs
COPY --from=dotnet sdk /usr/share/dotnet/sdk
COPY --from=dotnet sdk-manifests /usr/share/dotnet/sdk-manifests
DOCKERFILE
}

node_image() {
  standin "$1" --build-context "bin=$(dirname "$(readlink -f "$(command -v node)")")" --build-context "modules=$2" << DOCKERFILE
FROM $tag/base
COPY --from=bin node /usr/local/bin/
COPY --from=modules npm /usr/local/lib/node_modules/npm
DOCKERFILE
}

# The real image is compiled without protected mode.
redis_image() {
  standin "$1" << DOCKERFILE
FROM $tag/base
RUN groupadd --gid 999 redis && useradd --uid 999 --gid 999 redis \
 && apt-get update --quiet=2 && apt-get install --quiet=2 --yes --no-install-recommends redis-server > /dev/null \
 && mkdir -p /data && chown redis:redis /data \
 && printf '%s\n' '#!/bin/sh' '[ "\$1" != redis-server ] || { shift; set -- redis-server --protected-mode no "\$@"; }' 'exec "\$@"' > /usr/local/bin/entrypoint \
 && chmod 755 /usr/local/bin/entrypoint
VOLUME /data
WORKDIR /data
ENTRYPOINT ["entrypoint"]
CMD ["redis-server"]
DOCKERFILE
}

# Sets the rights of its folders at each start, makes the database once, and listens on its socket only meanwhile, as the real one.
postgres_image() {
  standin "$1" << DOCKERFILE
FROM $tag/base
RUN groupadd --gid 999 postgres && useradd --uid 999 --gid 999 --home-dir /var/lib/postgresql postgres \
 && apt-get update --quiet=2 && mkdir -p /etc/postgresql-common && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
 && apt-get install --quiet=2 --yes --no-install-recommends postgresql > /dev/null \
 && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/ 2> /dev/null; \
    echo "listen_addresses = '*'" >> "\$(ls /usr/share/postgresql/*/postgresql.conf.sample)" \
 && mkdir -p /var/lib/postgresql/data /var/run/postgresql && chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql \
 && chmod 1777 /var/lib/postgresql/data && chmod 3777 /var/run/postgresql
COPY <<'ENTRYPOINT' /usr/local/bin/entrypoint
#!/bin/bash
set -e
chmod 700 "\$PGDATA" || :
chmod 3775 /var/run/postgresql || :
if [ ! -s "\$PGDATA/PG_VERSION" ]; then
  initdb --username="\$POSTGRES_USER" --pwfile=<(echo "\$POSTGRES_PASSWORD") --auth-local=trust --auth-host=scram-sha-256 \$POSTGRES_INITDB_ARGS
  echo 'host all all all scram-sha-256' >> "\$PGDATA/pg_hba.conf"
  pg_ctl --wait --options="-c listen_addresses=''" start
  [ "\$POSTGRES_DB" = postgres ] || createdb --username="\$POSTGRES_USER" "\$POSTGRES_DB"
  pg_ctl --wait --mode=fast stop
fi
exec "\$@"
ENTRYPOINT
RUN chmod 755 /usr/local/bin/entrypoint
ENV PGDATA=/var/lib/postgresql/data
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["entrypoint"]
CMD ["postgres"]
DOCKERFILE
}
