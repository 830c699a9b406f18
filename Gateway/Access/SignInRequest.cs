namespace Footfall.Access;

/// <summary>What an operator signs in with.</summary>
/// <param name="Key">The whole key.</param>
internal sealed record SignInRequest(string? Key);
