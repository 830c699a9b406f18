namespace Footfall.Dev.Commands;

/// <summary>The key that is asked for.</summary>
internal sealed record CreateKeyArguments(string Name, string Scope, string? SiteId);
