using Footfall.Dev.Servers;

namespace Footfall.Integration.Durability;

/// <summary>The one address at which the hosts find PostgreSQL, whichever server is the primary.</summary>
internal sealed class PostgresRelay(int target) : CommitRelay(target);
