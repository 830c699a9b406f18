namespace Footfall.Collect;

/// <summary>How the events of a batch are delimited.</summary>
internal enum BatchForm
{
    /// <summary>Elements of a JSON array.</summary>
    Array,

    /// <summary>One event per line.</summary>
    Lines,

    /// <summary>JSON text sequence: a record separator before each event (RFC 7464), which may span several lines.</summary>
    Sequence,
}
