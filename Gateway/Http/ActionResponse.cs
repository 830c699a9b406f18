namespace Footfall.Http;

/// <summary>The response to a completed action.</summary>
internal sealed record ActionResponse
{
    /// <summary>Always true.</summary>
    public bool Success { get; } = true;
}
