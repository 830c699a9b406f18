using Footfall.Dev.Servers;

namespace Footfall.Integration.Durability;

/// <summary>The one address at which the hosts find PostgreSQL, whichever server has that part.</summary>
internal sealed class PostgresRelay(int target) : CommitRelay(target);
