namespace Footfall.Access;

/// <summary>A sign-in request.</summary>
/// <param name="Key">The whole key.</param>
internal sealed record SignInRequest(string? Key);
