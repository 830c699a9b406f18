namespace Footfall.Fuzz.Conversations;

/// <summary>A request as it is sent, with what is known about it.</summary>
internal sealed record Exchange(byte[] Bytes)
{
    public bool IsHead { get; init; }

    /// <summary>The operation in the API's description; null if that has none.</summary>
    public Endpoints.Operation? Operation { get; init; }

    /// <summary>The requested site; a response that names a site must name this one.</summary>
    public string? Site { get; init; }

    /// <summary>The posted events; null for none.</summary>
    public Posted? Posted { get; init; }

    /// <summary>The requested erasure; null for none.</summary>
    public Model.Erasure? Erasure { get; init; }

    /// <summary>The user or site whose events it exports, of a site used by its connection only.</summary>
    public Model.Erasure? Exported { get; init; }

    /// <summary>The time that the API allows for the response.</summary>
    public TimeSpan ExtraTime { get; init; }

    /// <summary>Whether its events are of wild sites, of which only the number is known.</summary>
    public bool IsWild { get; init; }
}
