namespace Footfall.Fuzz.Conversations;

/// <summary>Posted events.</summary>
/// <param name="Body">The uncompressed body.</param>
/// <param name="Form">The form of the body.</param>
/// <param name="IsNearLimit">Whether the frames around it may make it too long.</param>
internal sealed record Posted(byte[] Body, PostedForm Form, bool IsNearLimit)
{
    /// <summary>Whether its headers show a proxy: a gateway in its default mode answers only clients on its own machine.</summary>
    public bool ShowsProxy { get; init; }

    /// <summary>The longest body that is accepted.</summary>
    public int Limit => Form == PostedForm.One ? 64 * 1024 : 4 * 1024 * 1024;
}
