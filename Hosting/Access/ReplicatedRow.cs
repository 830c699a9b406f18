namespace Footfall.Access;

/// <summary>One site or key as gateways are told of it.</summary>
/// <param name="Version">Of the change.</param>
/// <param name="Field"><c>s:</c> and a site id, or <c>k:</c> and a key's SHA-256 in hexadecimal.</param>
/// <param name="Json">What it is.</param>
public readonly record struct ReplicatedRow(long Version, string Field, string Json);
