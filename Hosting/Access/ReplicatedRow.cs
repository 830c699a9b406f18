namespace Footfall.Access;

/// <summary>One site or key in the form that gateways read.</summary>
/// <param name="Version">The change's version.</param>
/// <param name="Field"><c>s:</c> and a site id, or <c>k:</c> and a key's SHA-256 in hexadecimal.</param>
/// <param name="Json">The row's content.</param>
public readonly record struct ReplicatedRow(long Version, string Field, string Json);
