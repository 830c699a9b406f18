#!/usr/bin/env bash
# What one would guess: Npgsql's CommitAsync returns only when the COMMIT did all that PostgreSQL is set up to do. With
# synchronous_standby_names set, a commit that the standby never confirmed should throw, at the latest when it is cancelled.
#
# What happens (Npgsql 10.0.3, PostgreSQL 15): when the wait for the standby is cut short (pg_cancel_backend here; a command time-out
# does the same), the server completes the COMMIT with a WARNING in front, and CommitAsync returns normally. The transaction is on the
# primary only. The one sign is an event of the connection, Notice, that few programs listen to; and with client_min_messages=error,
# which a role or a database may set, there is none at all.
#
# Who is hurt: whoever acknowledges, deletes from a queue, or tells a user "saved" on the strength of the commit. When the primary is
# lost and the standby takes over, the data is gone, and nothing had failed.
#
# Needs: the .NET SDK 10, and PostgreSQL 15 or newer from the distribution (initdb, pg_ctl). Everything else goes to a temporary folder.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
work=$(mktemp -d)
chmod 755 "$work"
port=$((20000 + RANDOM % 20000))
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
trap 'as_postgres "$bin/pg_ctl" -D "$work/data/pg" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$work"' EXIT

mkdir "$work/data" "$work/program"
[ "$(id -u)" != 0 ] || chown postgres "$work/data"
(
  cd "$work/data"
  as_postgres "$bin/initdb" -D "$work/data/pg" -U postgres -A trust > /dev/null
  as_postgres "$bin/pg_ctl" -D "$work/data/pg" -w -l "$work/data/log" \
    -o "-c port=$port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c synchronous_standby_names=*" start > /dev/null
)

cat > "$work/program/program.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><PackageReference Include="Npgsql" Version="10.0.3" /></ItemGroup>
</Project>
PROJECT
cat > "$work/program/Program.cs" <<'PROGRAM'
using Npgsql;

string address = $"Host=127.0.0.1;Port={args[0]};Username=postgres;Database=postgres;Pooling=false";
await using var other = new NpgsqlConnection(address);
await other.OpenAsync();
await using (var create = new NpgsqlCommand("SET synchronous_commit = local; CREATE TABLE saved (level text)", other))
{
    await create.ExecuteNonQueryAsync();
}

bool asFound = true;
foreach (string level in new[] { "notice", "error" })
{
    await using var connection = new NpgsqlConnection(address);
    await connection.OpenAsync();
    var notices = new List<string>();
    connection.Notice += (_, e) => notices.Add($"{e.Notice.Severity} {e.Notice.SqlState} {e.Notice.MessageText}");
    await using (var set = new NpgsqlCommand($"SET client_min_messages = {level}", connection))
    {
        await set.ExecuteNonQueryAsync();
    }

    await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
    await using (var insert = new NpgsqlCommand($"INSERT INTO saved VALUES ('{level}')", connection, transaction))
    {
        await insert.ExecuteNonQueryAsync();
    }

    Task commit = transaction.CommitAsync();
    while (!commit.IsCompleted)
    {
        await using var cancel = new NpgsqlCommand("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'", other);
        await cancel.ExecuteNonQueryAsync();
        await Task.WhenAny(commit, Task.Delay(100));
    }

    await using var count = new NpgsqlCommand($"SELECT count(*) FROM saved WHERE level = '{level}'", other);
    long rows = (long)(await count.ExecuteScalarAsync())!;
    Console.WriteLine($"client_min_messages={level}: CommitAsync {(commit.IsCompletedSuccessfully ? "returned normally" : "threw " + commit.Exception!.InnerException!.Message)}; rows on the primary: {rows}; notices: {(notices.Count > 0 ? string.Join("; ", notices) : "none")}");
    asFound &= commit.IsCompletedSuccessfully && rows == 1 && notices.Count == (level == "notice" ? 1 : 0);
}

return asFound ? 0 : 1;
PROGRAM

if dotnet run --project "$work/program" -- "$port"; then
  echo "As found: no standby has confirmed anything, and both commits returned as if one had."
else
  echo "This has changed: look at the lines above." >&2
  exit 1
fi
