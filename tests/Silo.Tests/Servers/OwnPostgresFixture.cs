namespace Footfall.Servers;

/// <summary>A PostgreSQL for one test class, which may stop it.</summary>
public sealed class OwnPostgresFixture : IAsyncLifetime
{
    public PostgresFixture Postgres { get; } = new();

    public ValueTask InitializeAsync() => Postgres.InitializeAsync();

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
