namespace Footfall.Collect;

/// <summary>What became of a body that was to be decoded.</summary>
internal enum DecodeOutcome
{
    /// <summary>All of it is there, and ends as its coding says.</summary>
    Whole,

    /// <summary>It is cut, damaged, of another coding, or something follows it.</summary>
    Broken,

    /// <summary>More comes out of it than is taken.</summary>
    TooLong,
}
