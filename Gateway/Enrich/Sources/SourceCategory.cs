namespace Footfall.Enrich;

/// <summary>What a known source is. Channels follow from it; see <see cref="AcquisitionChannels"/>.</summary>
internal enum SourceCategory : byte
{
    /// <summary>Unknown, or known and of no category.</summary>
    Other = 0,
    Search = 1,
    Social = 2,
    Video = 3,
    Shopping = 4,
    Email = 5,

    /// <summary>Assistants that answer with links.</summary>
    Ai = 6,
    Audio = 7,
    News = 8,
}
