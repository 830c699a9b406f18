namespace Footfall.Fuzz.Conversations;

/// <summary>Events that are posted.</summary>
/// <param name="Body">The body, not compressed.</param>
/// <param name="Form">Of what form.</param>
/// <param name="IsNearLimit">Whether the frames around it may make it too long.</param>
internal sealed record Posted(byte[] Body, PostedForm Form, bool IsNearLimit)
{
    /// <summary>Whether its headers show a proxy: a gateway in its default mode answers clients on its machine alone.</summary>
    public bool ShowsProxy { get; init; }

    /// <summary>The longest body that is taken.</summary>
    public int Limit => Form == PostedForm.One ? 64 * 1024 : 4 * 1024 * 1024;
}
