namespace Footfall.Collect;

/// <summary>The outcome of decoding a body.</summary>
internal enum DecodeOutcome
{
    /// <summary>The body is complete and ends as its coding requires.</summary>
    Whole,

    /// <summary>The body is truncated, damaged, in another coding, or has trailing data.</summary>
    Broken,

    /// <summary>The decoded body exceeds the limit.</summary>
    TooLong,
}
