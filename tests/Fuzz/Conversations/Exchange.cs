namespace Footfall.Fuzz.Conversations;

/// <summary>A request as it is sent, and what is known of it.</summary>
internal sealed record Exchange(byte[] Bytes)
{
    public bool IsHead { get; init; }

    /// <summary>What it asks for in the API's description; null when that does not tell.</summary>
    public Endpoints.Operation? Operation { get; init; }

    /// <summary>The site that it asks about; an answer that names a site must name this one.</summary>
    public string? Site { get; init; }

    /// <summary>The events that it posts; null for none.</summary>
    public Posted? Posted { get; init; }

    /// <summary>What it erases; null for nothing.</summary>
    public Model.Erasure? Erasure { get; init; }

    /// <summary>Whose events it asks for, of a site of its connection's own.</summary>
    public Model.Erasure? Exported { get; init; }

    /// <summary>How long the API says that the answer may take.</summary>
    public TimeSpan ExtraTime { get; init; }

    /// <summary>Events of sites that count for no one, so that only their number is known.</summary>
    public bool IsWild { get; init; }
}
