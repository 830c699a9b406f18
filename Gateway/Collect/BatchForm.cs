namespace Footfall.Collect;

/// <summary>How the events of one body follow one another.</summary>
internal enum BatchForm
{
    /// <summary>As the elements of a JSON array.</summary>
    Array,

    /// <summary>One a line.</summary>
    Lines,

    /// <summary>Each behind a record separator (RFC 7464), over as many lines as it has.</summary>
    Sequence,
}
