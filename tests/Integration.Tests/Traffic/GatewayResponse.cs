namespace Footfall.Integration.Traffic;

/// <summary>A response of a gateway; status 0 if there was none.</summary>
internal readonly record struct GatewayResponse(int Status, string Body, string? ContentType = null, string? RetryAfter = null)
{
    /// <summary>X-Footfall-As-Of.</summary>
    public string? AsOf { get; init; }

    /// <summary>X-Footfall-Queued.</summary>
    public string? Queued { get; init; }

    public bool IsAccepted => Status == 202;
}
