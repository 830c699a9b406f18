namespace Footfall.Http;

/// <summary>What was asked for is done.</summary>
internal sealed record ActionResponse
{
    /// <summary>Always true.</summary>
    public bool Success { get; } = true;
}
