namespace Footfall.Dev.Commands;

/// <summary>The requested key.</summary>
internal sealed record CreateKeyArguments(string Name, string Scope, string? SiteId);
