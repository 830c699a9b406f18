namespace Footfall.Queue;

/// <summary>What a silo says about the PostgreSQL that it works with.</summary>
/// <param name="Installation">Id that PostgreSQL keeps, and a dump or a copy of its files takes along.</param>
/// <param name="Address">Host, port and database, for messages.</param>
/// <param name="Silo">Names this run of the silo.</param>
/// <param name="Database">Names one running copy of the tables; without spaces.</param>
/// <param name="IsEstablished">Whether the silo was accepted with this database before.</param>
public sealed record StoreIdentity(string Installation, string Address, string Silo, string Database, bool IsEstablished);
