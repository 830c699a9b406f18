namespace Footfall.Queue;

/// <summary>A silo's description of the PostgreSQL that it works with.</summary>
/// <param name="Installation">The id kept in PostgreSQL, which a dump or a copy of its files includes.</param>
/// <param name="Address">Host, port and database, for messages.</param>
/// <param name="Silo">The name of this run of the silo.</param>
/// <param name="Database">The name of one running copy of the tables; without spaces.</param>
/// <param name="IsEstablished">Whether the silo was accepted with this database before.</param>
public sealed record StoreIdentity(string Installation, string Address, string Silo, string Database, bool IsEstablished);
